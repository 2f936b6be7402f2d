"""A reference in a process of its own, as long as a context lasts, and the suite run against it."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fapi_reference.faults import Fault
from selftest.warm import pytest_run, reference_process

ROOT = Path(__file__).resolve().parent.parent
WITHOUT = tuple(
    word
    for name in ("cacheprovider", "faulthandler", "threadexception", "unraisableexception")
    for word in ("-p", f"no:{name}")
)
"""Plugins of pytest that a run has no use for whose results alone are read; of others' it has none."""
PATIENCE = 600
"""Seconds after which a run is given up."""

Means = Mapping[str, str]


@contextmanager
def reference(*faults: Fault, settings: str = "", liberties: Sequence[str] = ()) -> Iterator[Means]:
    """What a reference announces of itself: a clean one, or one with faults, under the settings that these need."""
    arguments = ["--announce", "json", "--until-stdin-closes", "--port", "0", "--backend-port", "0"]
    arguments += [word for fault in faults for word in ("--fault", fault.id)]
    arguments += [word for liberty in liberties for word in ("--liberty", liberty)]
    with tempfile.TemporaryDirectory() as folder:
        if wanted := next((fault.settings for fault in faults if fault.settings), settings):
            file = Path(folder) / "settings.toml"
            file.write_text(wanted)
            arguments += ["--settings", str(file)]
        with reference_process(arguments) as announced:
            yield json.loads(announced)


def judged(means: Means, *options: str) -> tuple[Mapping[str, Any] | None, str]:
    """The results of a run of the suite against it, None where there are none; and what pytest printed."""
    with tempfile.TemporaryDirectory() as folder:
        results, said = Path(folder) / "results.json", Path(folder) / "said.txt"
        arguments = ["-q", "--tb=native", *WITHOUT, "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
        arguments += ["--base-url", means["base_url"], "--backend-url", means["backend_url"], "--allow-production"]
        arguments += ["--secret-key", means["secret_key"], f"--results={results}", *options]
        pytest_run(arguments, said=said, folder=ROOT, seconds=PATIENCE)
        told = json.loads(results.read_text()) if results.exists() else None
        return told, said.read_text()
