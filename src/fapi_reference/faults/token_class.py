"""Deviations in telling the tokens of the instance apart: what its key has signed is good for more than its place."""

from typing import Any

from fapi_reference.clock import DAY
from fapi_reference.faults import fault, replace
from fapi_reference.ids import new_id
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.application import SignInToken
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.link_sources import OfSignIn, Source
from fapi_reference.services.tickets import Source as Ticket

Claims = dict[str, Any]


def of_session(claims: Claims) -> bool:
    return "sts" in claims


def of_template(claims: Claims) -> bool:
    return "sub" in claims and "sts" not in claims and "aud" not in claims


def of_application(claims: Claims) -> bool:
    return "sub" in claims and "aud" in claims


def meant(server: Reference, claims: Claims) -> User | None:
    """Whom a token is about: its user, or who began the sign-in that it belongs to."""
    attempt = server.store.sign_ins.get(str(claims.get("sid")))
    told = str(claims.get("sub") or (attempt and attempt.user_id))
    ticket = server.store.sign_in_tokens.get(str(claims.get("sid")))
    return server.store.users.get(ticket.user_id if ticket else told)


def as_ticket(server: Reference, kind: Any) -> None:
    """Let tokens of that kind sign in whom they are about."""

    def source(ticket: str) -> Ticket:
        claims = server.keys.read(ticket) or {}
        user = meant(server, claims) if kind(claims) else None
        if user is None:
            return original(ticket)
        now = server.clock.now()
        return SignInToken(id=new_id("sit"), user_id=user.id, created_at=now, updated_at=now, expire_at=now + DAY)

    original = replace(server.tickets.source, source)


def as_link(server: Reference, kind: Any) -> None:
    """Let tokens of that kind open the newest sign-in of whom they are about."""

    def opened(token: str) -> tuple[Source, Verification]:
        try:
            return original(token)
        except Problem:
            claims = server.keys.read(token) or {}
            user = meant(server, claims) if kind(claims) else None
            waiting = [one for one in server.store.sign_ins.values() if user and one.user_id == user.id]
            source = OfSignIn(waiting[-1].id, waiting[-1].client_id) if waiting else None
            verification = source.verification(server) if source else None
            if source is None or verification is None:
                raise refuse("verification_link_token_invalid") from None
            return source, verification

    original = replace(server.links.meant, opened)


@fault("token-class.session-for-ticket", caught_by=("TOKEN-CLASS.SESSION.TICKET",))
def session_for_ticket(server: Reference) -> None:
    """Whoever has the session token of a user signs in by it as by a ticket."""
    as_ticket(server, of_session)


@fault("token-class.template-for-ticket", caught_by=("TOKEN-CLASS.TEMPLATE.TICKET",))
def template_for_ticket(server: Reference) -> None:
    """A token that a template made for some service signs its user in."""
    as_ticket(server, of_template)


@fault("token-class.link-for-ticket", caught_by=("TOKEN-CLASS.LINK.TICKET",))
def link_for_ticket(server: Reference) -> None:
    """What an email link carries signs in as a ticket, and no browser has to wait for it."""
    as_ticket(server, lambda claims: claims.get("st") == "sign_in")


@fault("token-class.session-for-link", caught_by=("TOKEN-CLASS.SESSION.LINK",))
def session_for_link(server: Reference) -> None:
    """A session token opens the sign-in that waits for a link."""
    as_link(server, of_session)


@fault("token-class.template-for-link", caught_by=("TOKEN-CLASS.TEMPLATE.LINK",))
def template_for_link(server: Reference) -> None:
    """A token of a template opens the sign-in that waits for a link."""
    as_link(server, of_template)


@fault("token-class.ticket-for-link", caught_by=("TOKEN-CLASS.TICKET.LINK",))
def ticket_for_link(server: Reference) -> None:
    """A ticket opens the sign-in that waits for a link."""
    as_link(server, lambda claims: claims.get("st") == "sign_in_token")


@fault("token-class.id-for-ticket", caught_by=("TOKEN-CLASS.ID.TICKET",))
def id_for_ticket(server: Reference) -> None:
    """An application signs in as its user by the ID token that it got."""
    as_ticket(server, of_application)


@fault("token-class.id-for-link", caught_by=("TOKEN-CLASS.ID.LINK",))
def id_for_link(server: Reference) -> None:
    """An ID token opens the sign-in that waits for a link."""
    as_link(server, of_application)


@fault("token-class.application-for-client", caught_by=("TOKEN-CLASS.APPLICATION.CLIENT",))
def application_for_client(server: Reference) -> None:
    """The ID token of an application stands for the client on which its user was signed in last."""
    known = server.callers.by_token

    def found(token: str) -> Client | None:
        claims = server.keys.read(token) or {}
        held = [one for one in server.store.sessions.values() if one.user_id == claims.get("sub") and "aud" in claims]
        return known(token) or (server.store.clients.get(held[-1].client_id) if held else None)

    replace(known, found)
