"""A pytest plugin that ends a run once all that it asked for was seen to be broken: ``-p selftest.noticing``.

A refusal counts only beside an acceptance: what has twins is waited for until these have passed too.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

from fapi_conformance.plugin.driver import PORTION
from fapi_conformance.plugin.run import run_of
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.choice import with_twins

BROKEN = {"fail", "warning"}
ANY = ""
"""In the place of an operation."""


class Noticing:
    """``_broken`` and ``_passed``: for each requirement the operations of which it was seen."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        asked = run_of(session.config).choice.asked
        self._twins = {one: with_twins(CATALOGUE, [one]) - {one} for one in asked}
        self._broken: dict[str, set[str]] = defaultdict(set)
        self._passed: dict[str, set[str]] = defaultdict(set)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._look(getattr(report, PORTION, {}))
        if all(self._noticed(one) for one in self._twins):
            self._session.shouldfail = "all that was asked for is broken"

    def _look(self, portion: Mapping[str, Any]) -> None:
        for one in portion.get("sightings", ()):
            self._broken[one["requirement"]].add(ANY)
        for step in portion.get("steps", ()):
            if step["outcome"] in BROKEN:
                self._broken[step["requirement"]].add(step["operation"] or ANY)
            elif step["outcome"] == "pass":
                self._passed[step["requirement"]].add(step["operation"] or ANY)

    def _noticed(self, requirement: str) -> bool:
        twins = [self._passed[twin] for twin in self._twins[requirement]]
        return any(all(self._shown(operation, one) for one in twins) for operation in self._broken[requirement])

    def _shown(self, operation: str, passed: set[str]) -> bool:
        """A twin that is generated for each operation has to pass for this one, another one for any."""
        return bool(passed) if operation == ANY else not passed.isdisjoint({operation, ANY})


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(Noticing(session))
