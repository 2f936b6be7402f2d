"""The passkeys of the signed-in person."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.passkeys import begun, device, enrolled


def _call(world: World, operation_id: str) -> Call:
    world.needs(Capability.PASSKEYS, "to have one")
    return Call(actor=world.member.actor, operation_id=operation_id, markers=markers(world.member))


@recipe("postPasskey", signed_in=True)
def create_passkey(world: World) -> Call:
    return _call(world, "postPasskey")


@recipe("readPasskey", signed_in=True)
def read_passkey(world: World) -> Call:
    call = _call(world, "readPasskey")
    return call.at(passkey_id=begun(call.actor).id)


@recipe("patchPasskey", signed_in=True)
def rename_passkey(world: World) -> Call:
    call = _call(world, "patchPasskey")
    return call.at(passkey_id=enrolled(world.target, call.actor).id).with_form({"name": world.target.name()})


@recipe("deletePasskey", spends=True, signed_in=True)
def delete_passkey(world: World) -> Call:
    call = _call(world, "deletePasskey")
    return call.at(passkey_id=begun(call.actor).id)


@recipe("attemptPasskeyVerification", spends=True, signed_in=True)
def verify_passkey(world: World) -> Call:
    call = _call(world, "attemptPasskeyVerification")
    one = begun(call.actor)
    form = {"strategy": "passkey", "public_key_credential": device(world.target, call.actor).create(one.nonce)}
    return call.at(passkey_id=one.id).with_form(form)
