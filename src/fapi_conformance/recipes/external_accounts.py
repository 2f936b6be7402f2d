"""Accounts elsewhere: the way to their provider and back, and what is done with one that is connected."""

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.devices.openid_provider.device import parameters
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.elsewhere import connected, landing, to_sign_in
from fapi_conformance.target.member import Member


def _callback(world: World, operation_id: str) -> tuple[Call, dict[str, str]]:
    """Of somebody whom no user is."""
    world.needs(Capability.SOCIAL_SIGN_IN, "to come back from a provider")
    target = world.target
    trip = to_sign_in(target, world.visitor())
    callback = trip.provider.consent(trip.url, trip.provider.person(target.mail_address()))
    return Call(actor=trip.actor, operation_id=operation_id), parameters(callback)


@recipe("getOauthCallback", spends=True)
def get_callback(world: World) -> Call:
    call, given = _callback(world, "getOauthCallback")
    return Call(actor=call.actor, operation_id=call.operation_id, query=given)


@recipe("postOauthCallback")
def post_callback(world: World) -> Call:
    call, given = _callback(world, "postOauthCallback")
    return call.with_form(given)


def _listed(member: Member) -> list[Json]:
    user = member.actor.me.read().resource
    listed = user.get("external_accounts") if isinstance(user, dict) else None
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _account(world: World) -> str:
    """The id of an account of the member: of one that is connected, else of a new one."""
    world.needs(Capability.SOCIAL, "to connect one")
    for one in _listed(world.member):
        if isinstance(one.get("verification"), dict) and one["verification"].get("status") == "verified":
            return str(one["id"])
    return connected(world.target, world.member.actor).id


def _on_account(world: World, operation_id: str) -> Call:
    account_id = _account(world)
    member = world.member
    path = {"external_account_id": account_id}
    return Call(actor=member.actor, operation_id=operation_id, path=path, markers=markers(member))


@recipe("postOAuthAccounts", spends=True, signed_in=True)
def create_account(world: World) -> Call:
    """A member has one account of a provider at a time (USER-327)."""
    world.needs(Capability.SOCIAL, "to connect one")
    member, provider = world.member, world.target.provider()
    for one in _listed(member):
        member.actor.me.external_accounts.delete(str(one.get("id")), intent=Intent.OPEN)
    form = {"strategy": provider.strategy, "redirect_url": landing(world.target, member.actor)}
    return Call(actor=member.actor, operation_id="postOAuthAccounts", form=form, markers=markers(member))


@recipe("reauthorizeExternalAccount", signed_in=True)
def reauthorize(world: World) -> Call:
    call = _on_account(world, "reauthorizeExternalAccount")
    return call.with_form({"redirect_url": landing(world.target, call.actor)})


@recipe("deleteExternalAccount", spends=True, signed_in=True)
def delete(world: World) -> Call:
    return _on_account(world, "deleteExternalAccount")


@recipe("revokeExternalAccountTokens", spends=True, signed_in=True)
def revoke_tokens(world: World) -> Call:
    """Whether the target takes tokens of this provider back is its own matter (USER-331): another account tells."""
    call = _on_account(world, "revokeExternalAccountTokens")
    if _keeps_tokens(world, call):
        raise NotTestable("the target takes no tokens of this provider back")
    return _on_account(world, "revokeExternalAccountTokens")


def _keeps_tokens(world: World, call: Call) -> bool:
    tried = call.actor.me.external_accounts.revoke_tokens(call.path["external_account_id"], intent=Intent.OPEN)
    for one in _listed(world.member):
        call.actor.me.external_accounts.delete(str(one.get("id")), intent=Intent.OPEN)
    return tried.status == 400
