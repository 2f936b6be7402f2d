"""Answers that contradict those before them, and secrets that come back."""

import base64
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.views import View


@fault("history.one-id-for-two", caught_by=("HISTORY.KIND",))
def one_id_for_two(server: Reference) -> None:
    """The first address of a user has the id of the user."""

    def as_the_user(shown: View) -> View:
        addresses = shown["email_addresses"]
        first = [one | {"id": shown["id"]} for one in addresses[:1]]
        primary = shown["id"] if first else shown["primary_email_address_id"]
        return shown | {"email_addresses": first + addresses[1:], "primary_email_address_id": primary}

    alter(server.views.user, as_the_user)


@fault("history.created-now", caught_by=("HISTORY.CREATED",))
def created_now(server: Reference) -> None:
    """The time at which a user was created is the time of the answer."""
    alter(server.views.user, lambda shown: shown | {"created_at": server.clock.now()})


@fault("history.updated-goes-back", caught_by=("HISTORY.UPDATED",))
def updated_goes_back(server: Reference) -> None:
    """A client that was updated once shows its creation as its last update from then on."""
    shown_once: set[str] = set()

    def back(shown: View) -> View:
        before = shown["id"] in shown_once
        if shown["updated_at"] > shown["created_at"]:
            shown_once.add(shown["id"])
        return shown | {"updated_at": shown["created_at"]} if before else shown

    alter(server.views.client, back)


@fault("history.client-as-before", caught_by=("HISTORY.FRESH-CLIENT",))
def client_as_before(server: Reference) -> None:
    """The client beside a session is as it was before the session was touched or ended."""
    last: dict[str, View] = {}
    envelope = server.views.envelope

    def earlier(response: View, exchange: Exchange) -> View:
        shown = envelope(response, exchange)
        if response.get("object") != "session" or exchange.method == "GET" or not shown["client"]:
            last.update({shown["client"]["id"]: shown["client"]} if shown["client"] else {})
            return shown
        return shown | {"client": last.get(shown["client"]["id"], shown["client"])}

    replace(envelope, earlier)


@fault("history.password-in-refusal", caught_by=("HISTORY.SECRETS",))
def password_in_refusal(server: Reference) -> None:
    """The refusal of a wrong password repeats it."""
    original = server.sign_ins.try_password

    def telling(attempt: Any, password: str) -> None:
        try:
            original(attempt, password)
        except Exception as problem:
            if getattr(problem, "code", "") == "form_password_incorrect":
                raise refuse("form_password_incorrect", "password", given=password) from None
            raise

    replace(original, telling)


@fault("history.app-secret-in-user", caught_by=("HISTORY.SECRETS",))
def app_secret_in_user(server: Reference) -> None:
    """A user shows the secret of their authenticator app."""
    show = server.views.user

    def telling(user: User, *more: Any, **named: Any) -> View:
        shown = show(user, *more, **named)
        app = user.authenticator
        return shown | {"totp_secret": base64.b32encode(app.secret).decode().rstrip("=")} if app else shown

    replace(show, telling)


@fault("history.token-of-the-active", caught_by=("HISTORY.SESSION-TOKEN",))
def token_of_the_active(server: Reference) -> None:
    """Each session of a client carries the token of the last active one."""
    original = server.tokens.last

    def last(session: Session, exchange: Exchange) -> str:
        active = server.clients.active_session(exchange.client) if exchange.client else None
        return original(active or session, exchange)

    replace(original, last)


@fault("history.ages-of-issue", caught_by=("HISTORY.TOKEN-STATE",))
def ages_of_issue(server: Reference) -> None:
    """A session token claims that both factors were never proven."""
    alter(server.tokens.claims, lambda claims: claims | {"fva": [-1, -1]})
