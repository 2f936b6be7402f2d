"""Deviations that make a session fresh which is not."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.sessions import Reverification, Session
from fapi_reference.reference import Reference
from fapi_reference.services.reverifications import ATTEMPTED_FIRST, COMPLETE

ATTEMPT = "/v1/client/sessions/{session_id}/verify/attempt_first_factor"
NEAR_LOCK = "[protection]\nlockout_attempts = 5\n"


@fault("reverification.goes-on", caught_by=("REVERIFICATION.AFTERWARDS",))
def goes_on(server: Reference) -> None:
    """A reverification that is complete is started again by whatever is attempted of it."""
    due = server.reverifications.due

    def lenient(session: Session, status: str) -> Reverification:
        current = server.reverifications.current(session)
        if current.status == COMPLETE:
            current.status = status
        return due(session, status)

    replace(due, lenient)


@fault("reverification.refused-and-fresh", caught_by=("REVERIFICATION.OTHER-STRATEGY",))
def refused_and_fresh(server: Reference) -> None:
    """What is no first factor is refused, and its session is fresh all the same."""
    verbs = server.routes.resources[ATTEMPT].verbs
    handler = verbs["POST"].handler

    def lenient(given: Reference, exchange: Exchange) -> Any:
        session = given.store.sessions.get(exchange.ids["session_id"])
        if session and exchange.form.get("strategy") not in ATTEMPTED_FIRST:
            session.first_factor_at = given.clock.now()
        return handler(given, exchange)

    verbs["POST"] = changed(verbs["POST"], handler=lenient)


@fault("reverification.guesses-uncounted", caught_by=("REVERIFICATION.LOCKOUT",), settings=NEAR_LOCK)
def guesses_uncounted(server: Reference) -> None:
    """Wrong passwords in a session do not count."""
    attempt = server.reverifications.attempt_first

    def uncounted(session: Session, strategy: str, secret: str) -> None:
        user = server.users.of(session)
        before = user.failures, user.locked_at
        try:
            attempt(session, strategy, secret)
        except Problem:
            user.failures, user.locked_at = before
            raise

    replace(attempt, uncounted)
