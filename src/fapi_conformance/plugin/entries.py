"""Failing entries for what no test failed for: findings of the judge, a sunk bedrock, mistakes of our own, a
run that was cut short.

They go the way of every other report, so that pytest's exit status, its counts and JUnit are right by themselves.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from fapi_conformance.plugin.driver import TOLD
from fapi_conformance.verdict.finding import Finding
from fapi_conformance.verdict.labels import properties
from fapi_conformance.verdict.message import Line, deviation, report, text
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Requirement
from fapi_conformance.verdict.step import Step

FILE = "findings"
"""Stands where a test has its file."""
LAST_FAILED = "cache/lastfailed"
"""Where pytest keeps what ``--lf`` runs."""


class Entries:
    """Fires synthetic reports through pytest's own hooks."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._session: pytest.Session | None = None
        self._met: dict[str, Sequence[str]] = {}

    @contextmanager
    def adding(self, session: pytest.Session) -> Iterator[None]:
        """While entries are added: they count as collected, and none of them ends a run that has ended."""
        self._session = session
        maxfail, self._config.option.maxfail = self._config.option.maxfail, 0
        try:
            yield
        finally:
            self._config.option.maxfail = maxfail

    def finding(self, finding: Finding, requirement: Requirement, again: str) -> None:
        lines = report(finding, requirement, again)
        self._fire(
            finding.name,
            lines,
            when="call",
            about=(requirement,),
            operation=finding.operation or "",
            tests=finding.tests,
        )

    def bedrock(self, step: Step, requirement: Requirement, again: str) -> None:
        """Whatever it is that is missing under everything, a run on it must not be green."""
        if step.outcome is Outcome.FAIL:
            lines = deviation(
                requirement,
                location=step.location,
                expected=step.expected,
                got=step.got,
                evidence=step.evidence,
                rerun=f"{again} --requirement {requirement.id}",
            )
            self._fire(requirement.id, lines, when="call", about=(requirement,))
        else:
            remedy = f" ({step.remedy})" if step.remedy else ""
            line = Line(f"{requirement.id}: {step.because}{remedy}")
            self._fire(requirement.id, [line], when="setup", about=(requirement,))

    def mistake(self, line: str) -> None:
        said = f"a request of ours that the schema does not allow: {line}"
        self._fire("SUITE.REQUEST", [Line(said)], when="setup")

    def incomplete(self, cause: str) -> None:
        """An interrupted run in which nothing failed would look green to whoever reads JUnit."""
        self._fire("RUN.INCOMPLETE", [Line(f"This run is not complete: {cause}")], when="setup")

    def cut_short(self, begun: pytest.TestReport, cause: str) -> None:
        """A test that was begun and had no end: JUnit would show it without a name, and without an outcome."""
        entry = self._entry(begun.nodeid, begun.location, [Line(f"This test was not complete: {cause}")], "setup")
        if hasattr(begun, "node"):  # the worker that began it: JUnit keeps them apart
            entry.node = begun.node  # type: ignore[attr-defined]
        self._report(entry)

    def _fire(
        self,
        name: str,
        lines: list[Line],
        *,
        when: str,
        about: Sequence[Requirement] = (),
        operation: str = "",
        tests: Sequence[str] = (),
    ) -> None:
        assert self._session is not None
        self._session.testscollected += 1
        nodeid, location = f"{FILE}::{name}", (FILE, None, name)
        # Whoever writes reports closes an entry, and writes down its properties, when a test would be torn down.
        end = pytest.TestReport(
            nodeid=nodeid,
            location=location,
            keywords={},
            outcome="passed",
            longrepr=None,
            when="teardown",
            user_properties=properties(about, operation),
        )
        self._report(self._entry(nodeid, location, lines, when), end)
        self._met[nodeid] = tests

    @staticmethod
    def _entry(nodeid: str, location: tuple[str, int | None, str], lines: list[Line], when: str) -> pytest.TestReport:
        entry = pytest.TestReport(
            nodeid=nodeid,
            location=location,
            keywords={},
            outcome="failed",
            longrepr=text(lines),
            when=when,  # type: ignore[arg-type]
        )
        setattr(entry, TOLD, True)
        return entry

    def _report(self, entry: pytest.TestReport, *more: pytest.TestReport) -> None:
        hook = self._config.hook
        hook.pytest_runtest_logstart(nodeid=entry.nodeid, location=entry.location)
        for one in (entry, *more):
            hook.pytest_runtest_logreport(report=one)
        hook.pytest_runtest_logfinish(nodeid=entry.nodeid, location=entry.location)

    def forget_for_last_failed(self) -> None:
        """What ``--lf`` should run again are the tests that met a finding: an entry is no test."""
        cache = getattr(self._config, "cache", None)
        if cache is None or not self._met:
            return
        failed: dict[str, bool] = cache.get(LAST_FAILED, {})
        kept = {nodeid: True for nodeid in failed if nodeid not in self._met}
        kept.update((test, True) for tests in self._met.values() for test in tests if "::" in test)
        cache.set(LAST_FAILED, kept)


def findings_as_requirements(config: pytest.Config) -> None:
    """A finding's entry in a report is no test: given back in the place of one, what it breaks is asked for again."""
    mark = f"{FILE}::"
    named = [argument.removeprefix(mark) for argument in config.args if argument.startswith(mark)]
    if named:
        config.option.requirement += named
        config.args = [argument for argument in config.args if not argument.startswith(mark)]
        config.args = config.args or config.getini("testpaths") or [str(config.invocation_params.dir)]
