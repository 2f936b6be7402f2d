"""Deviations in how a sign-up goes on: what it keeps, when it is over, what stands beside it."""

from dataclasses import replace as changed

from fapi_reference.faults import alter, fault, replace
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.supplies import Supply

SINGLE_SESSION = "[instance]\nsingle_session_mode = true\n"


@fault("sign-up.update-replaces", caught_by=("SIGN-UP.UPDATE-KEEPS",))
def update_replaces(server: Reference) -> None:
    """An update of a sign-up takes the place of what was given before."""

    def store(supply: Supply, attempt: SignUp) -> None:
        attempt.values.clear()
        original(supply, attempt)

    original = replace(server.supplies.store, store)


@fault("sign-up.required-while-missing", caught_by=("SIGN-UP.FIELDS-STEADY",))
def required_while_missing(server: Reference) -> None:
    """A field that was given is optional from then on."""

    def moving(shown: dict[str, object]) -> dict[str, object]:
        optional = shown["optional_fields"]
        assert isinstance(optional, list)
        return shown | {"optional_fields": [name for name in optional if not shown.get(name)]}

    alter(server.views.sign_up, moving)


@fault("sign-up.older-completes", caught_by=("SIGN-UP.REPLACED.OLDER",))
def older_completes(server: Reference) -> None:
    """A sign-up that was replaced can be completed all the same."""

    def verify(client: Client, sign_up_id: str) -> SignUp:
        return server.sign_ups.own(client, sign_up_id) or original(client, sign_up_id)

    original = replace(server.sign_ups.verify, verify)


@fault("sign-up.never-abandoned", caught_by=("SIGN-UP.ABANDONED",))
def never_abandoned(server: Reference) -> None:
    """A sign-up shows when it will be abandoned, and never is."""
    replace(server.sign_ups.abandoned, lambda _attempt: False)


@fault("sign-up.session-again", caught_by=("SIGN-UP.COMPLETED-CLOSED",))
def session_again(server: Reference) -> None:
    """Whoever comes back to a complete sign-up gets one more session of its user."""

    def need_open(attempt: SignUp) -> None:
        user = server.store.users.get(attempt.created_user_id or "")
        if user:
            server.sessions.start(server.store.clients[attempt.client_id], user, None)
        original(attempt)

    original = replace(server.sign_ups.need_open, need_open)


@fault("sign-up.endless-tries", caught_by=("SIGN-UP.CODE-EXHAUSTED",))
def endless_tries(server: Reference) -> None:
    """A code may be guessed as often as one likes."""
    replace(server.codes.exhausted, lambda _verification: False)


@fault("sign-up.right-after-all", caught_by=("SIGN-UP.CODE-FAILED",))
def right_after_all(server: Reference) -> None:
    """The limit of tries is told to wrong codes only: the right one still counts after it."""

    def exhausted(verification: Verification) -> bool:
        return over_limit(verification)

    def check(verification: Verification, code: str) -> None:
        if verification.status == "failed" and server.codes.matches(verification, code):
            verification.status, verification.attempts = "unverified", 0
        original(verification, code)

    over_limit = replace(server.codes.exhausted, exhausted)
    original = replace(server.codes.check, check)


@fault("sign-up.failed-for-good", caught_by=("SIGN-UP.PREPARED-ANEW",))
def failed_for_good(server: Reference) -> None:
    """A code that is sent after too many wrong ones starts as failed as they were."""

    def send(strategy: str, target: str, before: Verification | None, *, silently: bool = False) -> Verification:
        sent = original(strategy, target, before, silently=silently)
        return changed(sent, status="failed") if before and before.status == "failed" else sent

    original = replace(server.codes.send, send)


@fault("sign-up.alone-on-its-client", caught_by=("SIGN-UP.BESIDE",))
def alone_on_its_client(server: Reference) -> None:
    """Completing a sign-up ends the other sessions of its client, though several may live there."""

    def start(client: Client, user: User, strategy: str | None) -> Session:
        if client.sign_up:
            for session in server.clients.live_sessions(client):
                session.status = "ended"
        return original(client, user, strategy)

    original = replace(server.sessions.start, start)


@fault("sign-up.second-session", caught_by=("SIGN-UP.SESSION-EXISTS",), settings=SINGLE_SESSION)
def second_session(server: Reference) -> None:
    """A sign-up beside a live session is opened, though a client has a single one."""
    replace(server.sign_ins.refuse_session_beside, lambda _client: None)


@fault("sign-up.transfer-of-nothing", caught_by=("SIGN-UP.NOTHING-TO-TRANSFER",))
def transfer_of_nothing(server: Reference) -> None:
    """A transfer without anything to transfer begins an ordinary sign-up."""
    replace(server.transfers.from_sign_in, lambda _client: None)


@fault("sign-in.transfer-of-nothing", caught_by=("SIGN-IN.NOTHING-TO-TRANSFER",))
def sign_in_of_nothing(server: Reference) -> None:
    """A transfer without anything to transfer begins an ordinary sign-in."""
    replace(server.transfers.from_sign_up, lambda _client: None)


@fault("sign-up.address-of-two", caught_by=("SIGN-UP.TAKEN-NEVER-TWICE", "SIGN-UP.IDENTIFIER-TAKEN"))
def address_of_two(server: Reference) -> None:
    """Nobody looks whether an address has a user already."""
    replace(server.identifiers.taken, lambda _kind, _value, **_options: False)
