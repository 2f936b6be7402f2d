"""In each process that runs tests: begins and concludes their journeys, and puts what was seen on their reports."""

import inspect
from collections.abc import Generator
from dataclasses import replace
from typing import Any

import pytest

from fapi_conformance.client import masking
from fapi_conformance.errors import NotTestable
from fapi_conformance.plugin.conclusion import Broken, Deviated, conclude, reported
from fapi_conformance.plugin.evidence import evidence_of
from fapi_conformance.plugin.journey import Journey
from fapi_conformance.plugin.junit import describe
from fapi_conformance.plugin.observer import OUTSIDE
from fapi_conformance.plugin.rerun import rerun
from fapi_conformance.plugin.run import HANDED, Run
from fapi_conformance.plugin.selection import cited, operation_of
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.target.ledger import TIDY_SECONDS
from fapi_conformance.target.risks import REMEDIES, because
from fapi_conformance.verdict.portion import Portion
from fapi_conformance.verdict.ruling import off_here

PORTION = "conformance"
"""The attribute of a report that carries a portion; xdist takes it to the controller."""
TOLD = "conformance_told"
"""The attribute of a report whose deviation stands in the verdict: its text need not be printed twice."""


class Driver:
    """Registered as a plugin where tests run: in workers, or in the only process."""

    def __init__(self, config: pytest.Config, run: Run) -> None:
        self._config = config
        self._run = run
        self._told = 0

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        requirements = tuple(CATALOGUE[id_] for id_ in cited(item))
        target = self._run.target
        off = {one.id: reason for one in requirements if (reason := off_here(one, CATALOGUE, target.off))}
        Journey.current = Journey(
            item.nodeid,
            requirements,
            stepped=_has_steps(item),
            operation=operation_of(item),
            off=off,
            counts=self._run.claim.about,
            excuse=self._run.excuse,
            purpose=lambda id_: setattr(target.endpoint, "purpose", id_),
            evidence=lambda exchange: evidence_of(exchange, self._run.contract),
        )
        self._run.observer.test = item.nodeid
        self._told = 0
        describe(item)
        try:
            return (yield)
        finally:
            Journey.current = None
            self._run.observer.test = OUTSIDE

    @pytest.hookimpl(tryfirst=True, specname="pytest_runtest_setup")
    def pytest_runtest_setup_applicable(self) -> None:
        journey = _journey()
        if journey.cited and len(journey.off) == len(journey.cited):
            sentence = "; ".join(dict.fromkeys(journey.off.values()))
            raise pytest.skip.Exception(f"not applicable: {sentence}", _use_item_location=True)
        risks = {risk for one in journey.cited.values() for risk in one.risks} - self._run.target.allowed
        if risk := min(risks, default=""):
            raise NotTestable(because(risk), remedy=REMEDIES[risk])

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self) -> Generator[None, object, object]:
        journey = _journey()
        try:
            return (yield)
        except BaseException as problem:  # noqa: BLE001 - as below
            ends = conclude(journey, problem) or NotTestable("what it needs could not be arranged")
            raise self._ended(journey, ends) from None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        journey = _journey()
        result, problem = None, None
        try:
            result = yield
        except BaseException as raised:  # noqa: BLE001 - told apart in conclude; all that is no verdict is raised again
            problem = raised
        ends = conclude(journey, problem)
        if journey.failed or ends is not None:
            raise self._ended(journey, ends) from None
        if journey.excuses:
            raise pytest.xfail.Exception(f"known: {'; '.join(journey.excuses)}")
        return result

    def _ended(self, journey: Journey, ends: BaseException | None) -> BaseException:
        """What to raise. A broken MUST goes before everything but a failure of our own."""
        own = isinstance(ends, Exception) and not isinstance(ends, AssertionError | NotTestable | pytest.skip.Exception)
        if journey.failed and not own and not isinstance(ends, KeyboardInterrupt | SystemExit | pytest.exit.Exception):
            return Broken(reported(journey, rerun(self._run.options)))
        if isinstance(ends, NotTestable):
            return pytest.skip.Exception(masking.text(str(ends)), _use_item_location=True)
        if isinstance(ends, AssertionError):
            return Deviated(masking.text(str(ends)))
        return ends or AssertionError()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        setattr(report, PORTION, self._portion(item, call.duration).as_json())
        problem = call.excinfo.value if call.excinfo else None
        if isinstance(problem, Broken | Deviated):
            report.longrepr = str(problem)
            report.when = "call"  # a deviation that a fixture met is a failure as well, not an error of ours
            setattr(report, TOLD, isinstance(problem, Broken))
        elif report.failed and call.when == "call":
            report.when = "setup"  # so that every reader counts it as an error, not as a failure of the target
        _mask(report)
        return report

    def _portion(self, item: pytest.Item, seconds: float) -> Portion:
        seen = self._run.observer.take()
        journey = Journey.current
        steps = tuple(journey.steps[self._told :]) if journey else ()
        self._told += len(steps)
        return replace(seen, test=item.nodeid, cites=tuple(cited(item)), steps=steps, seconds=round(seconds, 4))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """A worker's last words. The only process tidies itself, before it reckons."""
        output: dict[str, Any] | None = getattr(self._config, "workeroutput", None)
        if output is not None and self._run.opened:
            left = tidy(self._run)
            self._run.close()
            problem = self._run.recording.problem if self._run.recording else ""
            output[HANDED] = {"portion": self._run.observer.take().as_json(), "left": left, "problem": problem}


def tidy(run: Run, *, hurried: bool = False) -> list[str]:
    """Delete what this process made, where the target keeps it; a line for each thing that could not be deleted.

    ``hurried``: delete nothing any more, only tell. So it ends where it is interrupted.
    """
    if not run.keeps:
        return []
    run.target.endpoint.purpose = ""
    try:
        left = run.target.tidy(seconds=0 if hurried else TIDY_SECONDS)
    except KeyboardInterrupt:
        left = run.target.tidy(seconds=0)
    return [
        masking.text(
            f"{one.kind} {one.object_id}" + (f" ({one.identifier})" if one.identifier else "") + f": {one.because}"
        )
        for one in left
    ]


def _journey() -> Journey:
    assert Journey.current is not None
    return Journey.current


def _has_steps(item: pytest.Item) -> bool:
    """Whether the test is written with steps: then what it cites is judged there."""
    function = inspect.unwrap(getattr(item, "function", lambda: None))
    return "step" in getattr(getattr(function, "__code__", None), "co_names", ())


def _mask(report: pytest.TestReport) -> None:
    """Nothing secret in what is printed, captured or written to JUnit. What has nothing to mask keeps its colours."""
    told = report.longreprtext
    if report.longrepr is not None and not isinstance(report.longrepr, tuple) and masking.text(told) != told:
        report.longrepr = masking.text(told)
    report.sections = [(name, masking.text(content)) for name, content in report.sections]
