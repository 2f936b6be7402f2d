"""An instance that wants a second factor of everybody: what a newcomer can do before they have one, and after."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, member, present, refused, succeeded
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import second_factor_required as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read


def session_of(newcomer: Member) -> Answer:
    return newcomer.actor.sessions.read(newcomer.session_id)


def is_pending(newcomer: Member) -> Answer:
    """The session, which waits for something; a target may let people in and ask them later."""
    answer = session_of(newcomer)
    if at(answer.resource, "status") != "pending":
        raise NotTestable("the sessions of this instance are not pending")
    return answer


@proves(required.PENDING, required.TASKS, required.PENDING_TOKEN, required.DONE)
def test_setting_one_up(newcomer: Member, target: Target) -> None:
    """First there is a task; when it is done, the session is as any other."""
    with step(required.PENDING):
        answer = session_of(newcomer)
        equals(answer, status="pending")
        assert {"setup-mfa"} <= {at(task, "key") for task in present(answer, "tasks")}, "the task is another one"
    with step(required.TASKS):
        assert all(at(task, "key") for task in present(is_pending(newcomer), "tasks")), "a task has no key"
    with step(required.PENDING_TOKEN):
        is_pending(newcomer)
        claims = read(present(newcomer.actor.sessions.token(newcomer.session_id), "jwt")).claims
        if claims.get("v") != 2:
            raise NotTestable("the instance has not changed to tokens of version 2", remedy="update it to them")
        assert claims.get("sts") == "pending", f"sts is {claims.get('sts')!r}"
    with step(required.DONE):
        tasks = present(is_pending(newcomer), "tasks")
        if any(at(task, "key") != "setup-mfa" for task in tasks):
            raise NotTestable("there are other tasks beside this one")
        target.secured(newcomer)
        answer = succeeded(session_of(newcomer))
        equals(answer, status="active")
        left = at(answer.resource, "tasks")
        assert not isinstance(left, list) or not left, f"there are tasks left: {left}"


@proves(required.LAST_KEPT)
def test_the_last_one_is_kept(secured: Member) -> None:
    refused(secured.actor.me.totp.delete(), 400, "second_factor_deletion_not_allowed")

    assert member(secured.actor.me.read(), "totp_enabled") is True, "it is gone nevertheless"
