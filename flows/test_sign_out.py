"""Leaving: one session, all of them, on one client of two."""

from collections.abc import Mapping

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.expect import equals, no_token, not_signed_in, present, refused, session_ids, signed_in, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import client, session, token
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read


def claims_of(member: Member) -> Mapping[str, Json]:
    """The claims of a fresh token of the member's session."""
    return read(present(member.actor.sessions.token(member.session_id), "jwt")).claims


@proves(session.ENDED, session.ENDED_NOT_SIGNED_IN, token.ENDED_SESSION, session.ENDED_TWICE)
def test_ending_a_session(member: Member, target: Target) -> None:
    """The session is over, and whatever it opened stays shut."""
    actor = member.actor
    present(actor.sessions.token(member.session_id), "jwt")

    ended = actor.sessions.end(member.session_id)
    with step(session.ENDED):
        succeeded(ended)
        equals(ended, id=member.session_id, status="ended")
    with step(session.ENDED_NOT_SIGNED_IN):
        not_signed_in(actor.clients.read())
        refused(actor.me.read(intent=Intent.INVALID), 401)
    with step(token.ENDED_SESSION):
        no_token(
            actor.sessions.token(member.session_id, intent=Intent.INVALID), cached=target.environment.session_minter
        )
    with step(session.ENDED_TWICE):
        refused(actor.sessions.end(member.session_id, intent=Intent.INVALID), (400, 401, 404))


@proves(session.REMOVED, session.REMOVED_NOT_LISTED, token.REMOVED_SESSION, session.REMOVED_TWICE)
def test_removing_a_session(member: Member, target: Target) -> None:
    """What official clients do when somebody signs out of one of several sessions."""
    actor = member.actor
    present(actor.sessions.token(member.session_id), "jwt")

    removed = actor.sessions.remove(member.session_id)
    with step(session.REMOVED):
        succeeded(removed)
        equals(removed, id=member.session_id)
        not_signed_in(actor.clients.read())
        refused(actor.me.read(intent=Intent.INVALID), 401)
    with step(session.REMOVED_NOT_LISTED):
        left = actor.clients.read().resource
        listed = [one.get("id") for one in left["sessions"]] if isinstance(left, dict) else []
        assert member.session_id not in listed, f"the client still lists {listed}"
    with step(token.REMOVED_SESSION):
        no_token(
            actor.sessions.token(member.session_id, intent=Intent.INVALID), cached=target.environment.session_minter
        )
    with step(session.REMOVED_TWICE):
        refused(actor.sessions.remove(member.session_id, intent=Intent.INVALID), (400, 401, 404))


@proves(client.SIGN_OUT_ALL, client.SIGN_OUT_ALL_KEEPS_CLIENT)
def test_signing_out_everywhere_on_this_client(member: Member, target: Target) -> None:
    actor = member.actor
    device = present(actor.clients.read(), "id")

    answer = actor.sessions.sign_out_everywhere()
    with step(client.SIGN_OUT_ALL):
        succeeded(answer)
        not_signed_in(actor.clients.read())
        no_token(
            actor.sessions.token(member.session_id, intent=Intent.INVALID), cached=target.environment.session_minter
        )
    with step(client.SIGN_OUT_ALL_KEEPS_CLIENT):
        equals(actor.clients.read(), id=device)


@proves(client.SEPARATE, client.SIGN_OUT_IS_LOCAL, token.SESSIONS_DIFFER)
def test_one_person_on_two_clients(member: Member, target: Target) -> None:
    """A second device has a session of its own; leaving on the first does not touch it."""
    second = target.elsewhere(member)
    with step(client.SEPARATE):
        signed_in(second.actor.clients.read(), second.session_id)
        listed = session_ids(second.actor.clients.read().resource)
        assert member.session_id not in listed, f"the second client lists the session of the first: {listed}"
    with step(token.SESSIONS_DIFFER):
        first_claims = claims_of(member)
        second_claims = claims_of(second)
        assert first_claims["sub"] == second_claims["sub"], "one person, two subjects"
        assert first_claims["sid"] != second_claims["sid"], "two sessions, one sid"

    succeeded(member.actor.sessions.sign_out_everywhere())
    with step(client.SIGN_OUT_IS_LOCAL):
        present(second.actor.sessions.token(second.session_id), "jwt")
        equals(second.actor.me.read(), id=member.user_id)


@proves(client.DELETED)
def test_deleting_the_client(member: Member, target: Target) -> None:
    actor = member.actor
    present(actor.sessions.token(member.session_id), "jwt")

    answer = actor.clients.delete()

    succeeded(answer)
    not_signed_in(actor.clients.read())
    no_token(actor.sessions.token(member.session_id, intent=Intent.INVALID), cached=target.environment.session_minter)
