"""What is said of somebody who comes back from their company: they are let in, or kept out and told why."""

from collections.abc import Collection

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.attempts import BEYOND_THE_FIRST_FACTOR
from fapi_conformance.expect.clients import somebody, users_on
from fapi_conformance.expect.look import ABSENT, at, one_of, outcome, say

VERIFICATIONS = ("first_factor_verification", "verifications.external_account")


def let_in(actor: Actor, attempt: Answer, user_id: str) -> None:
    """Signed in as that user, or past the first factor where one step more is asked for (AUTH-279)."""
    if at(attempt.resource, "status") == "complete" or user_id in users_on(actor.clients.read()):
        somebody(actor.clients.read(), user_id)
        return
    found = at(attempt.resource, "status")
    if found not in BEYOND_THE_FIRST_FACTOR:
        got = f"{say(found)}, error {say(error_of(attempt))}"
        raise Deviation(expected=" or ".join(BEYOND_THE_FIRST_FACTOR), got=got, where="$.response.status")


def kept_out(actor: Actor, attempt: Answer | None = None) -> None:
    """Nobody is signed in on that client, and the attempt did not get past its first factor."""
    client = actor.clients.read()
    if client.ok and (found := users_on(client)):
        raise Deviation(expected="nobody signed in", got=f"{len(found)} signed in", where="$.response.sessions[]")
    status = at(attempt.resource, "status") if attempt is not None else ABSENT
    if status in BEYOND_THE_FIRST_FACTOR:
        raise Deviation(expected="an attempt at its beginning", got=say(status), where="$.response.status")


def told_why(answer: Answer, attempt: Answer, status: int, codes: Collection[str]) -> None:
    """At once, by this status, or as the error of the attempt (SAML-004)."""
    if answer.status >= 400:
        if answer.status != status or not set(codes) & set(answer.codes):
            raise Deviation(expected=f"{status} {one_of(codes)}", got=outcome(answer), where="status")
    elif error_of(attempt) not in codes:
        raise Deviation(expected=one_of(codes), got=say(error_of(attempt)), where="verification.error.code")


def error_of(attempt: Answer) -> object:
    """The code of the error that the verification of an attempt shows."""
    for name in VERIFICATIONS:
        if (found := at(attempt.resource, f"{name}.error.code")) is not ABSENT:
            return found
    return ABSENT
