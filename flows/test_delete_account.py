"""A member deletes themself, and what no longer works then."""

from functools import partial

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.expect import equals, no_token, refused, succeeded
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import user
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(user.DELETED, user.DELETED_SESSIONS)
def test_every_session_dies_with_the_user(member: Member, target: Target) -> None:
    """Two devices; the account is deleted on one; neither reads anything any more."""
    second = target.elsewhere(member)

    answer = member.actor.me.delete()
    with step(user.DELETED):
        succeeded(answer)
        equals(answer, object="user", id=member.user_id, deleted=True)
    with step(user.DELETED_SESSIONS):
        for device in (member, second):
            in_time(partial(is_dead, device, target), target.settles)


def is_dead(device: Member, target: Target) -> None:
    refused(device.actor.me.read(intent=Intent.INVALID), 401)
    token = device.actor.sessions.token(device.session_id, intent=Intent.INVALID)
    no_token(token, cached=target.environment.session_minter)


@proves(user.DELETED_SIGN_IN, user.DELETED_ADDRESS)
def test_the_credentials_of_a_deleted_user(member: Member, visitor: Actor, target: Target) -> None:
    succeeded(member.actor.me.delete())

    with step(user.DELETED_SIGN_IN):
        credentials: dict[str, FormValue] = {"identifier": member.identifier} | (
            {"password": member.password} if member.password else {}
        )
        refused(visitor.sign_ins.create(**credentials), (400, 401, 403, 404, 422))
    with step(user.DELETED_ADDRESS):
        in_time(lambda: succeeded(visitor.sign_ups.create(**member.known_by())), target.settles)


@proves(user.DELETE_FORBIDDEN)
def test_a_user_who_may_not(target: Target) -> None:
    kept = target.provided_member(delete_self_enabled=False)

    answer = kept.actor.me.delete(intent=Intent.INVALID)

    refused(answer, 403, "user_delete_self_not_enabled")
    equals(kept.actor.me.read(), id=kept.user_id)
