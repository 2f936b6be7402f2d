"""Deviations of tickets: sign-in tokens and invitations."""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.handlers import links
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.application import Invitation, SignInToken
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.reference import Reference
from fapi_reference.services.keys import unsegment
from fapi_reference.services.redirects import with_parameters

Source = SignInToken | Invitation


@fault("ticket.unknown", caught_by=("TICKET.SIGN-IN",))
def unknown(server: Reference) -> None:
    """Sign-in tokens are made and none is ever accepted."""

    def sign_in_token(_ticket: str) -> tuple[SignInToken | AgentTask, User]:
        raise refuse("ticket_invalid_code", "ticket")

    replace(server.tickets.sign_in_token, sign_in_token)


@fault("ticket.one-step-more", caught_by=("TICKET.SIGN-IN.COMPLETE",))
def one_step_more(server: Reference) -> None:
    """A sign-in token identifies its user, and the first factor is still due."""

    def proven(client: Client, attempt: SignIn, strategy: str) -> None:
        if strategy != "ticket":
            original(client, attempt, strategy)

    original = replace(server.sign_ins.proven, proven)


@fault("ticket.anybodys", caught_by=("TICKET.SIGN-IN.WHOSE",))
def anybodys(server: Reference) -> None:
    """A sign-in token signs in whoever came last."""

    def sign_in_token(ticket: str) -> tuple[SignInToken | AgentTask, User]:
        token, user = original(ticket)
        others = [one for one in server.store.users.values() if one is not user]
        return token, others[-1] if others else server.users.make(first_name="Somebody")

    original = replace(server.tickets.sign_in_token, sign_in_token)


def unspent(server: Reference, kind: type[Source], status: str) -> Callable[[Source], None]:
    """Tickets of a kind are good in a status in which they should not be."""
    refuse_spent = server.tickets.refuse_spent

    def lenient(source: Source) -> None:
        if not (isinstance(source, kind) and server.tickets.status(source) == status):
            refuse_spent(source)

    return lenient


@fault("ticket.token-again", caught_by=("TICKET.SIGN-IN.USED",))
def token_again(server: Reference) -> None:
    """A sign-in token works as often as one likes."""
    replace(server.tickets.refuse_spent, unspent(server, SignInToken, "accepted"))


@fault("ticket.token-for-ever", caught_by=("TICKET.SIGN-IN.EXPIRED",))
def token_for_ever(server: Reference) -> None:
    """A sign-in token works after its lifetime."""
    replace(server.tickets.refuse_spent, unspent(server, SignInToken, "expired"))


@fault("ticket.token-irrevocable", caught_by=("TICKET.SIGN-IN.REVOKED",))
def token_irrevocable(server: Reference) -> None:
    """A sign-in token works although it was revoked."""
    replace(server.tickets.refuse_spent, unspent(server, SignInToken, "revoked"))


@fault("ticket.signature-unread", caught_by=("TICKET.SIGN-IN.FORGED",))
def signature_unread(server: Reference) -> None:
    """The signature of a ticket is not looked at."""

    def read(token: str) -> dict[str, Any] | None:
        try:
            claims = orjson.loads(unsegment(token.split(".")[1]))
        except (ValueError, IndexError):
            return None
        return claims if isinstance(claims, dict) else None

    replace(server.keys.read, read)


@fault("ticket.unsigned", caught_by=("TICKET.SIGN-IN.FORGED",))
def unsigned(server: Reference) -> None:
    """A ticket that says that nobody has signed it is believed."""

    def read(token: str) -> dict[str, Any] | None:
        claims = original(token)
        if claims is None and token.endswith("."):
            found = orjson.loads(unsegment(token.split(".")[1]))
            return found if isinstance(found, dict) else None
        return claims

    original = replace(server.keys.read, read)


@fault("ticket.of-the-dead", caught_by=("TICKET.SIGN-IN.NOBODY",))
def of_the_dead(server: Reference) -> None:
    """The sign-in token of a deleted user brings them back."""
    graves: dict[str, User] = {}

    def delete(user: User) -> None:
        graves[user.id] = user
        original(user)

    def sign_in_token(ticket: str) -> tuple[SignInToken | AgentTask, User]:
        try:
            return redeem(ticket)
        except Problem:
            source = server.tickets.source(ticket)
            if not isinstance(source, SignInToken) or source.user_id not in graves:
                raise
            server.store.users[source.user_id] = graves[source.user_id]
            return source, graves[source.user_id]

    original = replace(server.users.delete, delete)
    redeem = replace(server.tickets.sign_in_token, sign_in_token)


@fault("ticket.strategy-guessed", caught_by=("TICKET.SIGN-IN.UNNAMED",))
def strategy_guessed(server: Reference) -> None:
    """A ticket without its strategy is redeemed all the same."""
    verbs = server.routes.resources["/v1/client/sign_ins"].verbs
    create = verbs["POST"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        if "ticket" in exchange.form and "strategy" not in exchange.form:
            exchange.form.values["strategy"] = ["ticket"]
        return create(given, exchange)

    verbs["POST"] = changed(verbs["POST"], handler=handler)


@fault("ticket.token-signs-up", caught_by=("TICKET.SIGN-UP.TOKEN",))
def token_signs_up(server: Reference) -> None:
    """A sign-in token in a sign-up is passed over, and the sign-up goes on."""

    def invitation(ticket: str) -> Any:
        return None if isinstance(server.tickets.source(ticket), SignInToken) else original(ticket)

    original = replace(server.tickets.invitation, invitation)


@fault("ticket.invitation-proves-nothing", caught_by=("TICKET.SIGN-UP",))
def invitation_proves_nothing(server: Reference) -> None:
    """The invited address has to be verified once more."""

    def accept(attempt: SignUp, invitation: Invitation) -> None:
        original(attempt, invitation)
        del attempt.verifications["email_address"]

    original = replace(server.sign_ups.accept, accept)


@fault("ticket.invited-without-address", caught_by=("TICKET.SIGN-UP.COMPLETE",))
def invited_without_address(server: Reference) -> None:
    """The user that comes of an invitation does not have the invited address."""

    def enrol(attempt: SignUp) -> User:
        user = original(attempt)
        if attempt.invitation_id:
            user.email_addresses.clear()
        return user

    original = replace(server.sign_ups.enrol, enrol)


@fault("ticket.metadata-lost", caught_by=("TICKET.SIGN-UP.METADATA",))
def metadata_lost(server: Reference) -> None:
    """The metadata of an invitation are those of nobody."""

    def new(address: str, _metadata: dict[str, Any], *args: Any, **kwargs: Any) -> Invitation:
        return original(address, {}, *args, **kwargs)

    original = replace(server.tickets.new_invitation, new)


@fault("ticket.form-wins", caught_by=("TICKET.SIGN-UP.OTHER-ADDRESS",))
def form_wins(server: Reference) -> None:
    """An invitation proves whatever address the form names."""

    def accept(attempt: SignUp, invitation: Invitation) -> None:
        named = attempt.values.get("email_address")
        original(attempt, invitation)
        if named:
            attempt.values["email_address"] = attempt.verifications["email_address"].target = named

    original = replace(server.sign_ups.accept, accept)


@fault("ticket.invitation-again", caught_by=("TICKET.SIGN-UP.USED",))
def invitation_again(server: Reference) -> None:
    """An accepted invitation lets another sign-up begin."""
    replace(server.tickets.refuse_spent, unspent(server, Invitation, "accepted"))
    replace(server.identifiers.taken, lambda _kind, _value, **_: False)


@fault("ticket.invitation-irrevocable", caught_by=("TICKET.SIGN-UP.REVOKED",))
def invitation_irrevocable(server: Reference) -> None:
    """An invitation is good although it was revoked."""
    replace(server.tickets.refuse_spent, unspent(server, Invitation, "revoked"))


@fault("ticket.invitation-for-ever", caught_by=("TICKET.SIGN-UP.EXPIRED",))
def invitation_for_ever(server: Reference) -> None:
    """An invitation is good after its lifetime."""
    replace(server.tickets.refuse_spent, unspent(server, Invitation, "expired"))


@fault("ticket.link-without-ticket", caught_by=("TICKET.LINK",))
def link_without_ticket(server: Reference) -> None:
    """The link of an invitation leads to the application, which does not get the ticket."""
    landing = server.tickets.landing
    replace(landing, lambda ticket, exchange: landing(ticket, exchange).split("__clerk_ticket")[0].rstrip("&?"))


@fault("ticket.link-spends", caught_by=("TICKET.LINK",))
def link_spends(server: Reference) -> None:
    """Opening the link of an invitation uses it up."""

    def landing(ticket: str, exchange: Exchange) -> str:
        where = original(ticket, exchange)
        server.tickets.spend(server.tickets.source(ticket))
        return where

    original = replace(server.tickets.landing, landing)


@fault("ticket.link-status-untold", caught_by=("TICKET.LINK.STATUS",))
def link_status_untold(server: Reference) -> None:
    """The link of an invitation does not say whether to sign up or in."""
    landing = server.tickets.landing
    replace(
        landing, lambda ticket, exchange: landing(ticket, exchange).replace("__clerk_status=sign_up", "__clerk_status=")
    )


@fault("ticket.link-query-dropped", caught_by=("TICKET.LINK.QUERY",))
def link_query_dropped(server: Reference) -> None:
    """The address that an invitation leads to loses its own query."""

    def landing(ticket: str, exchange: Exchange) -> str:
        parts = urlsplit(original(ticket, exchange))
        told = {name: values[0] for name, values in parse_qs(parts.query).items() if name.startswith("__clerk_")}
        return with_parameters(parts._replace(query="").geturl(), told)

    original = replace(server.tickets.landing, landing)


@fault("ticket.link-led-astray", caught_by=("TICKET.LINK.TARGET",))
def link_led_astray(server: Reference) -> None:
    """The link of a ticket leads wherever the request says."""
    verbs = server.routes.resources["/v1/tickets/accept"].verbs
    accept = verbs["GET"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        wanted = exchange.first("redirect_url")
        return links.onwards(wanted) if wanted else accept(given, exchange)

    verbs["GET"] = changed(verbs["GET"], handler=handler)


@fault("ticket.link-of-nothing", caught_by=("TICKET.LINK.UNREADABLE",))
def link_of_nothing(server: Reference) -> None:
    """The link of a ticket that cannot be read leads to the sign-up page."""

    def landing(ticket: str, exchange: Exchange) -> str:
        try:
            return original(ticket, exchange)
        except Problem:
            return server.tickets.page("sign_up_url")

    original = replace(server.tickets.landing, landing)
