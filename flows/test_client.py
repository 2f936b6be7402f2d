"""The client itself: new, replaced, read again."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, not_signed_in, present, refused, signed_in, succeeded
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import client
from fapi_conformance.target.member import Member


@proves(client.FRESH)
def test_a_new_client_has_nothing(visitor: Actor) -> None:
    answer = visitor.clients.create()

    succeeded(answer)
    equals(answer, sessions=[], sign_in=None, sign_up=None, last_active_session_id=None)
    not_signed_in(visitor.clients.read())


@proves(client.REPLACED_BY_POST, client.NEW_ID)
def test_a_client_made_by_post_takes_the_place_of_the_old(member: Member) -> None:
    old = present(member.actor.clients.read(), "id")

    answer = member.actor.clients.create()

    with step(client.REPLACED_BY_POST):
        succeeded(answer)
        not_signed_in(member.actor.clients.read())
        refused(member.actor.me.read(intent=Intent.INVALID), 401)
    with step(client.NEW_ID):
        assert present(answer, "id") != old, f"the new client has the id of the old one, {old}"


@proves(client.REPLACED_BY_PUT, client.NEW_ID)
def test_a_client_made_by_put_takes_the_place_of_the_old(member: Member) -> None:
    old = present(member.actor.clients.read(), "id")

    answer = member.actor.clients.replace()

    with step(client.REPLACED_BY_PUT):
        succeeded(answer)
        not_signed_in(member.actor.clients.read())
        refused(member.actor.me.read(intent=Intent.INVALID), 401)
    with step(client.NEW_ID):
        assert present(answer, "id") != old, f"the new client has the id of the old one, {old}"


@proves(client.STABLE, client.LAST_TOKEN, client.SESSION_USER)
def test_reading_the_client_changes_nothing(member: Member) -> None:
    once = member.actor.clients.read()
    twice = member.actor.clients.read()

    with step(client.STABLE):
        for name in ("id", "last_active_session_id", "created_at", "sign_in", "sign_up"):
            assert at(once.resource, name) == at(twice.resource, name), f"{name} changed between two reads"
    with step(client.LAST_TOKEN):
        present(once, "sessions.0.last_active_token.jwt")
    with step(client.SESSION_USER):
        signed_in(once, member.session_id)
        [own] = [one for one in once.resource["sessions"] if at(one, "id") == member.session_id]
        if at(own, "user.id") != member.user_id:
            where = "$.response.sessions[].user.id"
            raise Deviation(expected=say(member.user_id), got=say(at(own, "user.id")), where=where)
