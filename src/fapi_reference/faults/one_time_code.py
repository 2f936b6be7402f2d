"""Deviations of codes that are sent, wherever one is taken."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.identifiers import TEST_CODE

FIRST = ("SIGN-IN.EMAIL", "SIGN-IN.PHONE", "RESET")
SIGN_UPS = ("SIGN-UP.EMAIL", "SIGN-UP.PHONE")
OWN = ("EMAIL-ADDRESS", "PHONE-NUMBER")
REVERIFICATIONS = ("REVERIFICATION.FIRST", "REVERIFICATION.SECOND")
EVERYWHERE = (*FIRST, "SECOND-FACTOR", *SIGN_UPS, *OWN, *REVERIFICATIONS)
OF_ANOTHER = ("ADDRESS", "FLOW", "PERSON", "PURPOSE")
ELSEWHERE_FAILED = "SIGN-UP.EMAIL"
"""Of this place older requirements say what becomes of too many wrong codes."""


def at(case: str, *places: str) -> tuple[str, ...]:
    return tuple(f"CODE.{place}.{case}" for place in places)


@fault(
    "code.limit-only-told",
    caught_by=at("FAILED", *(one for one in EVERYWHERE if one not in {ELSEWHERE_FAILED, *OWN})),
)
def limit_only_told(server: Reference) -> None:
    """After too many wrong codes a verification is said to have failed, and the right code is taken all the same."""
    check = server.codes.check

    def lenient(verification: Verification, code: str) -> None:
        if verification.status == "failed" and server.codes.matches(verification, code):
            verification.status, verification.attempts = "unverified", 0
        check(verification, code)

    replace(check, lenient)


@fault("code.own-limit-only-told", caught_by=at("FAILED", *OWN))
def own_limit_only_told(server: Reference) -> None:
    """Whoever proves an address or number has the tries for which it failed forgotten, and may try on."""
    need = server.identifications.need

    def lenient(item: Identification, event: str) -> None:
        if event == "attempt" and item.verification and item.verification.status == "failed":
            item.verification.status, item.verification.attempts = "unverified", 0
        need(item, event)

    replace(need, lenient)


@fault("code.no-limit", caught_by=at("LIMITED", *FIRST, "SECOND-FACTOR", "SIGN-UP.PHONE", *REVERIFICATIONS))
def no_limit(server: Reference) -> None:
    """Codes may be guessed for as long as one likes."""
    replace(server.codes.exhausted, lambda _verification: False)


@fault(
    "code.used-sign-in-goes-on",
    caught_by=(
        *at("ONCE", "SIGN-IN.EMAIL", "SIGN-IN.PHONE", "SECOND-FACTOR"),
        "SIGN-IN.EMAIL-CODE.REUSED",
        "SIGN-IN.PHONE-CODE.REUSED",
    ),
)
def used_sign_in_goes_on(server: Reference) -> None:
    """A sign-in that is complete takes its code again, and begins another session each time."""
    for step in ("attempt_first_factor", "attempt_second_factor"):
        verbs = server.routes.resources[f"/v1/client/sign_ins/{{sign_in_id}}/{step}"].verbs
        handler = verbs["POST"].handler

        def lenient(given: Reference, exchange: Exchange, handler: Any = handler) -> Any:
            attempt = given.store.sign_ins.get(exchange.ids["sign_in_id"])
            user = given.sign_ins.user(attempt) if attempt else None
            if attempt is None or user is None or attempt.status != "complete":
                return handler(given, exchange)
            session = given.sessions.start(exchange.caller(), user, exchange.form.get("strategy"))
            attempt.created_session_id = session.id
            return given.views.envelope(given.views.sign_in(attempt), exchange)

        verbs["POST"] = changed(verbs["POST"], handler=lenient)


@fault("code.used-sign-up-goes-on", caught_by=at("ONCE", *SIGN_UPS))
def used_sign_up_goes_on(server: Reference) -> None:
    """A code of a sign-up, given again, begins a session for whoever has its address or number."""
    original = server.sign_ups.try_code

    def try_code(attempt: SignUp, strategy: str, code: str) -> None:
        kind = "email_address" if strategy == "email_code" else "phone_number"
        user = server.users.find(kind, attempt.values.get(kind, ""))
        client = server.store.clients.get(attempt.client_id)
        used = attempt.verifications.get(kind)
        if used and used.status == "verified" and client:
            server.sessions.start(client, user or server.users.make(first_name="Twice"), strategy)
        original(attempt, strategy, code)

    replace(original, try_code)


@fault("code.own-verified-again", caught_by=at("ONCE", *OWN))
def own_verified_again(server: Reference) -> None:
    """What is verified already is verified once more, whatever the code."""
    attempt = server.identifications.attempt

    def lenient(user: User, item: Identification, code: str) -> None:
        if not item.verified:
            attempt(user, item, code)

    replace(attempt, lenient)


@fault("code.any-strategy", caught_by=at("PASSED-OFF", *FIRST, "REVERIFICATION.FIRST"))
def any_strategy(server: Reference) -> None:
    """A code is good by whatever strategy it is said to have been sent."""
    original = server.proofs.code

    def by_any(user: User | None, verification: Verification | None, strategy: str, code: str) -> None:
        original(user, verification, verification.strategy or strategy if verification else strategy, code)

    replace(original, by_any)


@fault("code.second-by-any-strategy", caught_by=at("PASSED-OFF", "SECOND-FACTOR", "REVERIFICATION.SECOND"))
def second_by_any_strategy(server: Reference) -> None:
    """The code of a second factor is compared with what was sent, whichever factor it is said to be of."""
    prove = server.second_factors.prove

    def by_any(user: User, strategy: str, code: str, prepared: Verification | None) -> Verification:
        return prove(user, prepared.strategy or strategy if prepared else strategy, code, prepared)

    replace(prove, by_any)


@fault("code.sign-up-by-any-strategy", caught_by=at("PASSED-OFF", *SIGN_UPS))
def sign_up_by_any_strategy(server: Reference) -> None:
    """A sign-up looks for any verification that fits the code."""
    try_code = server.sign_ups.try_code

    def by_any(attempt: SignUp, strategy: str, code: str) -> None:
        fitting = [one for one in attempt.verifications.values() if one.code == code]
        try_code(attempt, fitting[0].strategy or strategy if fitting else strategy, code)

    replace(try_code, by_any)


@fault("code.nothing-fits", caught_by=at("BLANK", *EVERYWHERE))
def nothing_fits(server: Reference) -> None:
    """A code that is blank equals one that was never set."""
    original = server.codes.matches
    replace(original, lambda verification, code: not code.strip() or original(verification, code))


@fault("code.any-to-the-phone", caught_by=at("WRONG", "REVERIFICATION.SECOND"))
def any_to_the_phone(server: Reference) -> None:
    """Of a code to the phone only that there is one is looked at, once a session is verified anew by it."""
    attempt = server.reverifications.attempt_second

    def lenient(session: Any, strategy: str, code: str) -> None:
        prepared = server.reverifications.current(session).second_factor
        attempt(session, strategy, prepared.code or code if prepared else code)

    replace(attempt, lenient)


@fault("code.never-too-late", caught_by=(*at("EXPIRED", "RESET", *REVERIFICATIONS), "RECOVERY.LATE-CODE"))
def never_too_late(server: Reference) -> None:
    """The expiry of a code is told and not looked at."""
    replace(server.codes.status, lambda verification: verification.status)


@fault("code.of-anybody", caught_by=tuple(f"CODE.OF-ANOTHER.{case}" for case in OF_ANOTHER))
def of_anybody(server: Reference) -> None:
    """A code is looked up among all that are out, whoever they were sent to, and for whatever."""
    out: set[str] = set()
    send, matches = server.codes.send, server.codes.matches

    def note(*args: Any, **options: Any) -> Verification:
        verification = send(*args, **options)
        out.add(verification.code or "")
        return verification

    replace(send, note)
    replace(matches, lambda verification, code: code in out or matches(verification, code))


@fault("code.public-for-everybody", caught_by=("CODE.SIGN-UP.PUBLIC",))
def public_for_everybody(server: Reference) -> None:
    """The code of test mode is good for every address."""
    matches = server.codes.matches
    replace(matches, lambda verification, code: code == TEST_CODE or matches(verification, code))
