"""A pytest plugin that writes down which test files prove which requirements: ``-p selftest.citing --citing=FILE``."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from fapi_conformance.plugin.selection import cited


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--citing", metavar="FILE")


def pytest_collection_finish(session: pytest.Session) -> None:
    found = defaultdict(set)
    for item in session.items:
        found[item.nodeid.split("::")[0]].update(cited(item))
    Path(session.config.getoption("citing")).write_text(json.dumps({file: sorted(ids) for file, ids in found.items()}))
