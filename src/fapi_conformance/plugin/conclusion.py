"""How a journey ends: what it did not come to gets its verdict, and the test its outcome."""

import shlex

import pytest

from fapi_conformance.client import masking
from fapi_conformance.errors import NotTestable, SuiteProblem, TransportFailure
from fapi_conformance.plugin.journey import Journey
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.message import deviation, text
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level


class Broken(AssertionError):
    """The target breaks a MUST. ``str()`` is the whole report, masked; nobody needs a traceback with it."""


class Deviated(AssertionError):
    """As Broken, of a test that proves nothing in the catalogue."""


def conclude(journey: Journey, problem: BaseException | None) -> BaseException | None:
    """Settle what is open. Returns what the test ends with, None where it passes; a Broken is made by the caller."""
    cause = first_cause(problem)
    if cause is None:
        _arrived(journey)
        return None
    if isinstance(cause, AssertionError):
        return _deviated(journey, cause)
    if isinstance(cause, NotTestable):
        _stop(journey, Outcome.NOT_TESTABLE, cause.because, cause.remedy)
        return pytest.skip.Exception(masking.text(str(cause)), _use_item_location=True)
    if isinstance(cause, pytest.skip.Exception):
        _stop(journey, Outcome.NOT_TESTABLE, str(cause.msg))
        return problem
    if isinstance(cause, UnboundLocalError) and any(step.outcome is not Outcome.PASS for step in journey.steps):
        return _interrupted(journey)
    if isinstance(cause, Exception):
        _stop(journey, Outcome.ERROR, _blame(cause))
    return problem


def reported(journey: Journey, again: str) -> str:
    """What a journey broke, as the report that a stranger can act on. ``again``: the command, without the test."""
    blocks = [
        text(
            deviation(
                CATALOGUE[step.requirement],
                location=step.location,
                expected=step.expected,
                got=step.got,
                evidence=step.evidence,
                rerun=f"{again} {shlex.quote(journey.test)}",
            )
        )
        for step in journey.failed
    ]
    return "\n\n".join(blocks)


def first_cause(problem: BaseException | None) -> BaseException | None:
    """Of several at once (Hypothesis may find more than one) the first deviation, else the first."""
    if isinstance(problem, pytest.fail.Exception):
        return AssertionError(problem.msg)
    if not isinstance(problem, BaseExceptionGroup):
        return problem
    inner = [first_cause(one) for one in problem.exceptions]
    return next((one for one in inner if isinstance(one, AssertionError)), inner[0])


def _arrived(journey: Journey) -> None:
    for requirement in journey.open:
        if not journey.stepped:
            journey.note(requirement, Outcome.PASS)
        else:
            journey.note(requirement, Outcome.NOT_TESTABLE, because="the journey took a way that does not show it")


def _deviated(journey: Journey, cause: AssertionError) -> BaseException | None:
    """A deviation outside of every step.

    A journey without steps breaks all that it cites. In one with steps, what was broken before may well be why; where
    nothing was, the journey was on its way to the next requirement, and that one is broken: no deviation is lost.
    """
    if not journey.cited:
        return cause
    if not journey.stepped:
        for requirement in journey.open:
            journey.broke(requirement, cause)
        return None
    stopped = f"the journey stopped before: {' '.join(masking.text(str(cause)).split())}"
    unexplained = not journey.off and all(step.outcome is Outcome.PASS for step in journey.steps)
    if unexplained:
        ahead = journey.open or list(journey.cited.values())
        journey.broke(next((one for one in ahead if one.level is Level.MUST), ahead[-1]), cause)
    _stop(journey, Outcome.NOT_TESTABLE, stopped)
    return None if unexplained or journey.failed else pytest.skip.Exception(stopped, _use_item_location=True)


def _interrupted(journey: Journey) -> BaseException | None:
    """What comes next needs what an earlier step would have brought, had the target kept it: no error of ours."""
    stopped = "the journey stopped before: an earlier step brought nothing to go on with"
    _stop(journey, Outcome.NOT_TESTABLE, stopped)
    return None if journey.failed else pytest.skip.Exception(stopped, _use_item_location=True)


def _stop(journey: Journey, outcome: Outcome, because: str, remedy: str = "") -> None:
    for requirement in journey.open:
        journey.note(requirement, outcome, because=because, remedy=remedy)


def _blame(cause: Exception) -> str:
    told = " ".join(masking.text(str(cause)).split())
    if isinstance(cause, TransportFailure):
        return f"no answer could be read: {told}"
    if isinstance(cause, SuiteProblem):
        return told
    return f"the suite failed with {type(cause).__name__}: {told}"[:500]
