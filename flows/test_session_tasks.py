"""An instance where everybody has to choose an organization: what a session is before that, and after."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, present, succeeded
from fapi_conformance.expect.active_organizations import is_active, token_of
from fapi_conformance.expect.look import at
from fapi_conformance.expect.organization_claims import claims_organization
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import session_task as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import CHOOSE, choose
from fapi_conformance.target.target import Target


def session_of(somebody: Member) -> Answer:
    return somebody.actor.sessions.read(somebody.session_id)


def is_pending(somebody: Member) -> Answer:
    """The session, which waits for something; a target may give people an organization when they sign up."""
    answer = session_of(somebody)
    if at(answer.resource, "status") != "pending":
        raise NotTestable("the sessions of this instance are not pending")
    return answer


@proves(required.PENDING, required.TASKS, required.TOKEN, required.DONE, required.KEPT)
def test_choosing_the_first_one(member: Member, target: Target) -> None:
    with step(required.PENDING):
        answer = session_of(member)
        equals(answer, status="pending")
        assert CHOOSE in {at(task, "key") for task in present(answer, "tasks")}, "the task is another one"
    with step(required.TASKS):
        assert all(at(task, "key") for task in present(is_pending(member), "tasks")), "a task has no key"
    with step(required.TOKEN):
        is_pending(member)
        claims = token_of(member).claims
        if claims.get("v") != 2:
            raise NotTestable("the instance has not changed to tokens of version 2", remedy="update it to them")
        assert claims.get("sts") == "pending", f"sts is {claims.get('sts')!r}"
    tasks = at(session_of(member).resource, "tasks")
    others = [task for task in tasks if at(task, "key") != CHOOSE] if isinstance(tasks, list) else []
    made = target.organization(member)
    touched = choose(member, made.id)
    with step(required.DONE):
        if others:
            raise NotTestable("there are other tasks beside this one")
        equals(succeeded(touched), status="active", last_active_organization_id=made.id)
        answer = succeeded(session_of(member))
        equals(answer, status="active")
        left = at(answer.resource, "tasks")
        assert not isinstance(left, list) or not left, f"there are tasks left: {left}"
    with step(required.KEPT):
        equals(succeeded(choose(member, "")), id=member.session_id)
        is_active(member, made.id)
        claims_organization(token_of(member, organization_id=""), made.id)
