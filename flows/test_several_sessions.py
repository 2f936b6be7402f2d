"""Several people on one client; and a client that may have only one of them."""

from collections.abc import Callable

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, session_ids, signed_in, succeeded
from fapi_conformance.expect.look import say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import session
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(session.SEVERAL, session.SEVERAL_NAMED, session.SEVERAL_LEAVING)
def test_two_people_on_one_client(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    actor, second = member.actor, new_member()
    session_id = target.sign_in(second, actor)

    with step(session.SEVERAL):
        client = actor.clients.read()
        signed_in(client, member.session_id)
        signed_in(client, session_id)
        equals(client, last_active_session_id=session_id)
        equals(actor.me.read(), id=second.user_id)
    with step(session.SEVERAL_NAMED):
        named = actor.act("getUser", query={"_clerk_session_id": member.session_id})
        equals(succeeded(named), id=member.user_id)

    succeeded(actor.sessions.remove(session_id))
    with step(session.SEVERAL_LEAVING):
        client = actor.clients.read()
        left = session_ids(succeeded(client).resource)
        if left != [member.session_id]:
            raise Deviation(expected=say([member.session_id]), got=say(left), where="$.response.sessions[] signed in")
        equals(actor.me.read(), id=member.user_id)


@proves(session.SINGLE, session.SINGLE_AFTER_LEAVING)
def test_one_person_at_a_time(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    actor, second = member.actor, new_member()
    form = {"identifier": second.identifier, "password": second.password or ...}

    with step(session.SINGLE):
        actor.sign_ins.create(**form, intent=Intent.OPEN)
        beside = session_ids(succeeded(actor.clients.read()).resource)
        if len(beside) > 1:
            raise Deviation(expected="one", got=say(beside), where="$.response.sessions[] signed in")

    for session_id in session_ids(actor.clients.read().resource):
        succeeded(actor.sessions.remove(session_id))
    with step(session.SINGLE_AFTER_LEAVING):
        session_id = target.sign_in(second, actor)
        signed_in(actor.clients.read(), session_id)
