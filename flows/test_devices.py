"""A person looks at where they are signed in, from one of their devices, and takes another one back."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    bare_list,
    equals,
    ids_of,
    no_token,
    not_signed_in,
    present,
    refused,
    succeeded,
)
from fapi_conformance.expect.clients import SIGNED_IN
from fapi_conformance.expect.look import ABSENT, at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import device
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

TELEPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)
DESKTOP = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36"
)


@pytest.fixture
def second(target: Target, member: Member) -> Member:
    """The member on a second device."""
    return target.elsewhere(member)


def owner(session: Json) -> object:
    """Whose session it is, as far as it says so."""
    told = [at(session, place) for place in ("user.id", "public_user_data.user_id")]
    return next((one for one in told if isinstance(one, str)), ABSENT)


@proves(device.LISTED, device.ACTIVE, device.EVERYWHERE)
def test_looking_at_all_devices(member: Member, second: Member, new_member: Callable[..., Member]) -> None:
    foreign = new_member().session_id

    everything = member.actor.me.sessions.all()
    with step(device.LISTED):
        listed = bare_list(everything)
        assert foreign not in ids_of(listed), "the session of somebody else is among them"
        owners = {owner(one) for one in listed} - {ABSENT}
        assert owners <= {member.user_id}, f"sessions of {owners} are among them"

    active = member.actor.me.sessions.active()
    with step(device.ACTIVE):
        listed = bare_list(active)
        assert foreign not in ids_of(listed), "the session of somebody else is among them"
    with step(device.EVERYWHERE):
        statuses = {at(one, "status") for one in listed}
        assert statuses <= set(SIGNED_IN), f"sessions that are {statuses} are among them"
        missing = {member.session_id, second.session_id} - set(ids_of(active.json))
        assert not missing, f"{missing} are not among them"


@proves(device.REVOKED, device.OVER, device.REVOKED_DEAD, device.REVOKED_ALONE, device.REVOKED_TWICE)
def test_taking_a_device_back(member: Member, second: Member, target: Target) -> None:
    """The other device is out at once; this one notices nothing."""
    mine, cached = member.actor, target.environment.session_minter

    answer = mine.me.sessions.revoke(second.session_id)
    with step(device.REVOKED):
        equals(succeeded(answer), id=second.session_id, status="revoked")
    with step(device.OVER):
        assert second.session_id not in ids_of(mine.me.sessions.active().json), "it is still among the active ones"
    with step(device.REVOKED_DEAD):
        not_signed_in(second.actor.clients.read())
        refused(second.actor.me.read(intent=Intent.INVALID), (401, 403, 404))
        no_token(second.actor.sessions.token(second.session_id, intent=Intent.INVALID), cached=cached)
    with step(device.REVOKED_ALONE):
        present(mine.sessions.token(member.session_id), "jwt")
        equals(mine.me.read(), id=member.user_id)
    with step(device.REVOKED_TWICE):
        refused(mine.me.sessions.revoke(second.session_id, intent=Intent.INVALID), (400, 401, 404))


@proves(device.OVER)
def test_a_device_that_was_left(member: Member, second: Member) -> None:
    succeeded(second.actor.sessions.end(second.session_id))

    active = member.actor.me.sessions.active()

    assert second.session_id not in ids_of(bare_list(active)), "its session is still among the active ones"


@proves(device.REVOKED_FOREIGN)
def test_the_device_of_somebody_else(member: Member, new_member: Callable[..., Member]) -> None:
    other = new_member()

    answer = member.actor.me.sessions.revoke(other.session_id, intent=Intent.INVALID)

    refused(answer, (400, 401, 403, 404))
    present(other.actor.sessions.token(other.session_id), "jwt")
    equals(other.actor.me.read(), id=other.user_id)


@proves(device.REVOKED_SELF)
def test_taking_this_very_device_back(member: Member) -> None:
    answer = member.actor.me.sessions.revoke(member.session_id)

    if not answer.ok:
        refused(answer, (400, 401, 403, 404))
        equals(member.actor.me.read(), id=member.user_id)
        return
    not_signed_in(member.actor.clients.read())


@proves(device.EVERYWHERE_OUT)
def test_signing_out_everywhere_else(member: Member, second: Member, target: Target) -> None:
    third = target.elsewhere(member)
    sessions = member.actor.me.sessions

    for session_id in ids_of(bare_list(sessions.active())):
        if session_id != member.session_id:
            succeeded(sessions.revoke(session_id))

    assert ids_of(bare_list(sessions.active())) == [member.session_id], "there are others left"
    not_signed_in(second.actor.clients.read())
    not_signed_in(third.actor.clients.read())


@proves(device.ACTIVITY)
@pytest.mark.parametrize(("by", "mobile"), [(TELEPHONE, True), (DESKTOP, False)], ids=["telephone", "desktop"])
def test_seeing_which_device_it_is(member: Member, by: str, mobile: bool) -> None:
    """The session says where it was last used."""
    touched = member.actor.act(
        "touchSession", {"session_id": member.session_id}, form={"intent": "focus"}, headers={"user-agent": by}
    )
    succeeded(touched)

    active = bare_list(member.actor.me.sessions.active())
    mine = next((one for one in active if at(one, "id") == member.session_id), None)

    activity = at(mine, "latest_activity")
    if not isinstance(activity, dict):
        raise NotTestable("the active sessions of this target do not show an activity")
    assert activity.get("is_mobile") is mobile, f"is_mobile is {activity.get('is_mobile')}"
