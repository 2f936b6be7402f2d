"""Deviations of verifying a session anew."""

from typing import Any

from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Reverification, Session
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.reverifications import STEPS

FIRST, SECOND = "needs_first_factor", "needs_second_factor"


@fault("reverification.complete-at-once", caught_by=("REVERIFICATION.STARTED",))
def complete_at_once(server: Reference) -> None:
    """A reverification is complete as soon as it is asked for."""

    def start(session: Session, level: str) -> None:
        original(session, level)
        server.reverifications.current(session).status = "complete"

    original = replace(server.reverifications.start, start)


@fault("reverification.no-fallback", caught_by=("REVERIFICATION.FALLBACK",))
def no_fallback(server: Reference) -> None:
    """Whoever has no second factor is asked for one all the same."""

    def start(session: Session, level: str) -> None:
        original(session, level)
        current = server.reverifications.current(session)
        current.level, current.status = level, SECOND if level == "second_factor" else FIRST

    original = replace(server.reverifications.start, start)


def _never_right(strategy: str, server: Reference) -> None:
    def attempt(session: Session, given: str, secret: str) -> None:
        original(session, given, secret)
        if given == strategy:
            server.reverifications.current(session).status = FIRST

    original = replace(server.reverifications.attempt_first, attempt)


@fault("reverification.password-never-right", caught_by=("REVERIFICATION.PASSWORD",))
def password_never_right(server: Reference) -> None:
    """A proven password leaves the reverification where it was."""
    _never_right("password", server)


@fault("reverification.code-never-right", caught_by=("REVERIFICATION.EMAIL-CODE",))
def code_never_right(server: Reference) -> None:
    """A proven code leaves the reverification where it was."""
    _never_right("email_code", server)


@fault(
    "reverification.any-password",
    caught_by=("REVERIFICATION.PASSWORD.WRONG", "REVERIFICATION.AGES.REFUSED", "REVERIFICATION.OWNER"),
)
def any_password(server: Reference) -> None:
    """A session is verified by any password."""

    def password(user: User, given: str, wrong: Problem) -> Verification:
        if server.sign_ins.find("email_address", user.email_addresses[0].value) is not user:
            return original(user, given, wrong)
        return Verification(kind="verification_password", strategy="password", status="verified", attempts=1)

    original = replace(server.proofs.password, password)


@fault("reverification.any-code", caught_by=("REVERIFICATION.EMAIL-CODE.WRONG",))
def any_code(server: Reference) -> None:
    """A session is verified by any email code."""

    def attempt(session: Session, strategy: str, secret: str) -> None:
        prepared = server.reverifications.current(session).first_factor
        original(session, strategy, prepared.code or secret if prepared and strategy == "email_code" else secret)

    original = replace(server.reverifications.attempt_first, attempt)


@fault("reverification.callers-password", caught_by=("REVERIFICATION.OWNER",))
def callers_password(server: Reference) -> None:
    """The password is compared with that of whoever is active on the client, and not of the session's user."""

    def password(user: User, given: str, wrong: Problem) -> Verification:
        beside = [one for one in server.store.clients.values() if any(held.user_id == user.id for held in one.sessions)]
        active = server.clients.active_session(beside[0]) if beside else None
        return original(server.users.of(active) if active else user, given, wrong)

    original = replace(server.proofs.password, password)


@fault("reverification.start-skipped", caught_by=("REVERIFICATION.NOT-STARTED",))
def start_skipped(server: Reference) -> None:
    """What proves a factor starts the reverification where nobody did."""

    def current(session: Session) -> Reverification:
        if session.reverification is None:
            server.reverifications.start(session, "first_factor")
        return original(session)

    original = replace(server.reverifications.current, current)


@fault("reverification.any-order", caught_by=("REVERIFICATION.OUT-OF-TURN",))
def any_order(server: Reference) -> None:
    """The second factor counts while the first is due, and the reverification goes on behind it."""

    def due(session: Session, status: str) -> Reverification:
        current = server.reverifications.current(session)
        if current.status == FIRST:
            current.status = status
        return original(session, status)

    original = replace(server.reverifications.due, due)


@fault("reverification.of-the-dead", caught_by=("REVERIFICATION.ENDED-SESSION",))
def of_the_dead(server: Reference) -> None:
    """A session that is over is verified like any other."""
    original = replace(server.sessions.is_live, lambda session: session.status == "ended" or original(session))


@fault("reverification.downgraded", caught_by=("REVERIFICATION.SECOND-FACTOR", "REVERIFICATION.MULTI-FACTOR"))
def downgraded(server: Reference) -> None:
    """The first factor is always enough."""
    original = replace(server.reverifications.start, lambda session, _level: original(session, "first_factor"))


@fault("reverification.first-is-both", caught_by=("REVERIFICATION.MULTI-FACTOR",))
def first_is_both(server: Reference) -> None:
    """At the level of both factors the first completes the reverification."""

    def step(current: Reverification) -> None:
        current.status = "complete" if current.level == "multi_factor" else STEPS[current.level, current.status]

    replace(server.reverifications.step, step)


@fault("reverification.phone-unheard", caught_by=("REVERIFICATION.SECOND-FACTOR.PHONE",))
def phone_unheard(server: Reference) -> None:
    """The code that went to the phone is not the one that is waited for."""
    original = replace(
        server.second_factors.by_code, lambda strategy, code, prepared: original(strategy, f"{code}0", prepared)
    )


@fault("reverification.ages-stay", caught_by=("REVERIFICATION.AGES",))
def ages_stay(server: Reference) -> None:
    """A completed reverification leaves the ages of the factors as they were."""

    def attempt(session: Session, strategy: str, secret: str) -> None:
        before = session.first_factor_at
        original(session, strategy, secret)
        session.first_factor_at = before

    original = replace(server.reverifications.attempt_first, attempt)


@fault("reverification.both-ages", caught_by=("REVERIFICATION.AGES.OTHER-FACTOR",))
def both_ages(server: Reference) -> None:
    """Proving the first factor makes the second one as young."""

    def ages(session: Session) -> list[int]:
        first, second = original(session)
        proven = session.reverification is not None and session.reverification.status == "complete"
        return [first, first if proven else second]

    original: Any = replace(server.sessions.factor_ages, ages)


@fault("reverification.not-on-fresh", caught_by=("REVERIFICATION.FRESH",))
def not_on_fresh(server: Reference) -> None:
    """Even a session that has just begun has to be verified anew."""
    replace(server.reverifications.fresh, lambda session: session.reverification is not None)
