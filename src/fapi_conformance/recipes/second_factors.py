"""Second factors: an authenticator app, backup codes, and the sign-in that asks for them."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices import Authenticator
from fapi_conformance.errors import NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.second_factors import set_up, shown, with_phone


def _call(member: Member, operation_id: str) -> Call:
    return Call(actor=member.actor, operation_id=operation_id, markers=markers(member))


def _without_app(world: World) -> Member:
    """A member without an authenticator app, also when an earlier call gave them one."""
    world.needs(Capability.AUTHENTICATOR_APP, "to set one up")
    member = world.newcomer
    member.actor.me.totp.delete(intent=Intent.OPEN)
    return member


@recipe("postTOTP", spends=True, signed_in=True)
def create_totp(world: World) -> Call:
    return _call(_without_app(world), "postTOTP")


@recipe("verifyTOTP", spends=True, signed_in=True)
def verify_totp(world: World) -> Call:
    member = _without_app(world)
    created = accepted(member.actor, member.actor.me.totp.create(), "the secret for an authenticator app")
    return _call(member, "verifyTOTP").with_form({"code": Authenticator.set_up(created).code()})


@recipe("deleteTOTP", spends=True, signed_in=True)
def delete_totp(world: World) -> Call:
    member = _without_app(world)
    if world.target.capabilities[Capability.SECOND_FACTOR_REQUIRED] is True:
        with_phone(world.target, member)  # else it would be the last one, which is kept
    set_up(member.actor)
    return _call(member, "deleteTOTP")


@recipe("createBackupCodes", signed_in=True)
def create_backup_codes(world: World) -> Call:
    world.needs(Capability.BACKUP_CODES, "to make some")
    return _call(world.secured, "createBackupCodes")


def _waiting(world: World, member: Member) -> tuple[Actor, str]:
    """A sign-in of the member whose password was right, and which waits for the second factor."""
    world.needs(Capability.PASSWORD, "for a first factor")
    if member.password is None:
        raise NotTestable("the member has no password")
    actor = world.visitor()
    answer = actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)
    attempt = accepted(actor, answer, "a sign-in with the right password").resource
    return actor, str(attempt.get("id"))


@recipe("prepareSignInFactorTwo")
def prepare_second_factor(world: World) -> Call:
    world.needs(Capability.PHONE_SECOND_FACTOR, "to prepare a second factor")
    world.target.codes.need("phone_number")  # else a message would be sent that nobody reads
    member = world.member
    number = with_phone(world.target, member)
    actor, sign_in_id = _waiting(world, member)
    return Call(
        actor=actor,
        operation_id="prepareSignInFactorTwo",
        path={"sign_in_id": sign_in_id},
        form={"strategy": "phone_code", "phone_number_id": number.id},
        markers=markers(member),
    )


@recipe("attemptSignInFactorTwo", spends=True)
def attempt_second_factor(world: World) -> Call:
    member = world.secured
    actor, sign_in_id = _waiting(world, member)
    strategy, code = shown(world.target, member, ("totp", "backup_code")) or ("totp", "")
    return Call(
        actor=actor,
        operation_id="attemptSignInFactorTwo",
        path={"sign_in_id": sign_in_id},
        form={"strategy": strategy, "code": code},
        markers=markers(member),
    )
