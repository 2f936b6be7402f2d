"""Deviations of banning."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference


@fault("ban.stays-signed-in", caught_by=("BAN.SESSIONS", "BAN.HANDSHAKE"))
def stays_signed_in(server: Reference) -> None:
    """A ban is for the next sign-in; who is signed in goes on, and gets tokens."""

    def mark(user: User) -> None:
        user.banned = True

    def session(exchange: Exchange) -> Session | None:
        return server.clients.active_session(exchange.client) if exchange.client else None

    replace(server.bans.ban, mark)
    replace(server.bans.refuse_token, lambda _client, _session_id: None)
    replace(server.handshakes.session, session)


@fault("ban.forgotten", caught_by=("BAN.SIGN-IN",))
def forgotten(server: Reference) -> None:
    """A ban ends all sessions, and anybody may begin the next one."""
    replace(server.bans.refuse, lambda _user: None)


@fault("ban.only-at-the-start", caught_by=("BAN.ATTEMPT",))
def only_at_the_start(server: Reference) -> None:
    """Whether somebody is banned is looked at when a sign-in begins, and not when it completes."""
    proven = server.sign_ins.proven
    refuse_them = server.bans.refuse

    def trusting(*given: Any) -> None:
        replace(server.bans.refuse, lambda _user: None)
        try:
            proven(*given)
        finally:
            replace(server.bans.refuse, refuse_them)

    replace(proven, trusting)


@fault("ban.said-otherwise", caught_by=("BAN.SIGN-IN.CODE",))
def said_otherwise(server: Reference) -> None:
    """Who is banned is told that there is no such account."""

    def unknown(user: User) -> None:
        if user.banned:
            raise refuse("form_identifier_not_found", "identifier")

    replace(server.bans.refuse, unknown)
