"""A pytest plugin that ends a run once all that it asked for was seen to be broken: ``-p selftest.noticing``."""

from collections.abc import Iterator
from typing import Any

import pytest

from fapi_conformance.plugin.driver import PORTION
from fapi_conformance.plugin.run import run_of

BROKEN = {"fail", "warning"}


class Noticing:
    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._open = set(run_of(session.config).choice.asked)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._open.difference_update(_broken(getattr(report, PORTION, {})))
        if not self._open:
            self._session.shouldfail = "all that was asked for is broken"


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(Noticing(session))


def _broken(portion: dict[str, Any]) -> Iterator[str]:
    yield from (one["requirement"] for one in portion.get("sightings", ()))
    yield from (one["requirement"] for one in portion.get("steps", ()) if one["outcome"] in BROKEN)
