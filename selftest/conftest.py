"""What several files of the project's own tests start from; and whole runs of the suite come first: begun last, one of
them would keep the other workers waiting at the end. ``--dist loadfile --no-loadscope-reorder`` keeps that order, and
what a file shares is made once.
"""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selftest.staging import Stage, surroundings

WHOLE_RUNS = ("test_clean_reference", "test_liberties", "test_official", "test_configurations")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts us in the background lets us ignore Ctrl-C, and whatever run we interrupt would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in WHOLE_RUNS)


@pytest.fixture(scope="session")
def reference() -> Iterator[dict[str, Any]]:
    serve = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--until-stdin-closes"]
    with subprocess.Popen(
        [*serve, "--port", "0", "--backend-port", "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(),
    ) as process:
        assert process.stdout
        yield json.loads(process.stdout.readline())
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path)


@pytest.fixture
def url(reference: dict[str, Any]) -> str:
    return str(reference["base_url"])
