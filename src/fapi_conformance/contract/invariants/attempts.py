"""Attempts to sign in and to sign up: their members agree with their status."""

from collections.abc import Iterator

from fapi_conformance.contract.invariants.broken import Broken, each, names
from fapi_conformance.contract.look import Look, Object, texts
from fapi_conformance.contract.said import said

SIGN_IN, SIGN_UP = "sign_in_attempt", "sign_up_attempt"
BY_THE_FLOW = frozenset({"enterprise_sso", "saml", "protect_check"})
"""Fields that the course of a sign-up adds to the missing ones, required or not (AUTH-379)."""
BY_CODE = frozenset({"email_code", "phone_code"})


def sign_in_session(look: Look) -> list[Broken] | None:
    return each(look.attempts(SIGN_IN, "sign_in"), _sign_in_session)


def _sign_in_session(attempt: Object, at: str) -> Iterator[Broken]:
    if not {"status", "created_session_id"} <= attempt.keys():
        return
    complete, session = attempt["status"] == "complete", attempt["created_session_id"]
    if complete is not (session is not None):
        expected, got = ("a session", "null") if complete else ("null", "a session")
        yield Broken("Client.SignIn", "created_session_id", f"{at}/created_session_id", expected, got)


def sign_up_complete(look: Look) -> list[Broken] | None:
    complete = ((at, it) for at, it in look.attempts(SIGN_UP, "sign_up") if it.get("status") == "complete")
    return each(complete, _sign_up_complete)


def _sign_up_complete(attempt: Object, at: str) -> Iterator[Broken]:
    for name in ("missing_fields", "unverified_fields"):
        if left := texts(attempt, name):
            yield Broken("Client.SignUp", name, f"{at}/{name}", "an empty list", ", ".join(sorted(left))[:80])


def sign_up_fields(look: Look) -> list[Broken] | None:
    return each(look.attempts(SIGN_UP, "sign_up"), _sign_up_fields)


def _sign_up_fields(attempt: Object, at: str) -> Iterator[Broken]:
    required, optional, missing = (texts(attempt, f"{kind}_fields") for kind in ("required", "optional", "missing"))
    if required is None:
        return
    if missing is not None and (strange := missing - BY_THE_FLOW - required):
        yield Broken("Client.SignUp", "missing_fields", f"{at}/missing_fields", "required fields only", names(strange))
    if optional is not None and (both := required & optional):
        yield Broken("Client.SignUp", "optional_fields", f"{at}/optional_fields", "no required field", names(both))


def next_action(look: Look) -> list[Broken] | None:
    sign_ups = [(at, sign_up) for at, sign_up in look.attempts(SIGN_UP, "sign_up") if any(_by_code(sign_up))]
    return each(iter(sign_ups), _next_action)


def _by_code(sign_up: Object) -> Iterator[tuple[str, Object]]:
    verifications = sign_up.get("verifications")
    for field in ("email_address", "phone_number"):
        found = verifications.get(field) if isinstance(verifications, dict) else None
        if (
            isinstance(found, dict)
            and found.get("strategy") in BY_CODE
            and found.get("status") in ("verified", "unverified")
        ):
            yield field, found


def _next_action(sign_up: Object, at: str) -> Iterator[Broken]:
    unverified = texts(sign_up, "unverified_fields")
    for field, verification in _by_code(sign_up):
        verified = verification["status"] == "verified"
        where = f"{at}/verifications/{field}/next_action"
        action = verification.get("next_action")
        if isinstance(action, str) and verified is not (action == ""):
            wanted = "an empty text" if verified else "what to do next"
            yield Broken("Client.SignUp.Verifications", f"{field}.next_action", where, wanted, said(action))
        if unverified is not None and verified and field in unverified:
            yield _unverified(at, f"no {field}", unverified)


def unverified_field(look: Look) -> list[Broken] | None:
    """Only where the instance verifies at sign-up: elsewhere a code that was asked for need not be waited for."""
    sign_ups = [(at, sign_up) for at, sign_up in look.attempts(SIGN_UP, "sign_up") if any(_by_code(sign_up))]
    return each(iter(sign_ups), _unverified_field)


def _unverified_field(sign_up: Object, at: str) -> Iterator[Broken]:
    unverified = texts(sign_up, "unverified_fields")
    for field, verification in _by_code(sign_up):
        if unverified is not None and verification["status"] == "unverified" and field not in unverified:
            yield _unverified(at, f"{field} among them", unverified)


def _unverified(at: str, wanted: str, unverified: frozenset[str]) -> Broken:
    return Broken("Client.SignUp", "unverified_fields", f"{at}/unverified_fields", wanted, names(unverified))
