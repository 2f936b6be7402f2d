"""A reference in a process of its own, as long as a context lasts, and the suite run against it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Any

from fapi_reference.faults import Fault

ROOT = Path(__file__).resolve().parent.parent
WITHOUT = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:allure_pytest")
"""Plugins of pytest that a run has no use for whose results alone are read."""
PATIENCE = 300
"""Seconds after which a run is given up."""

Means = Mapping[str, str]


@contextmanager
def reference(*faults: Fault, settings: str = "") -> Iterator[Means]:
    """What a reference announces of itself: a clean one, or one with faults, under the settings that these need."""
    command = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--until-stdin-closes"]
    command += ["--port", "0", "--backend-port", "0"]
    with tempfile.TemporaryDirectory() as folder:
        command += [word for fault in faults for word in ("--fault", fault.id)]
        if wanted := next((fault.settings for fault in faults if fault.settings), settings):
            file = Path(folder) / "settings.toml"
            file.write_text(wanted)
            command += ["--settings", str(file)]
        with subprocess.Popen(
            command, stdin=PIPE, stdout=PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
        ) as server:
            assert server.stdout is not None
            yield json.loads(server.stdout.readline())


def judged(means: Means, *options: str) -> tuple[Mapping[str, Any] | None, str]:
    """The results of a run of the suite against it, None where there are none; and what pytest printed."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        command = [sys.executable, "-m", "pytest", "-q", *WITHOUT]
        command += ["--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
        command += ["--base-url", means["base_url"], "--backend-url", means["backend_url"], "--allow-production"]
        command += ["--secret-key", means["secret_key"], "--token-lifetime", "60", f"--results={results}", *options]
        run = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env=os.environ | {"NO_COLOR": "1"},
        )
        told = json.loads(results.read_text()) if results.exists() else None
        return told, run.stdout + run.stderr
