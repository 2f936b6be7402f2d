"""The suite as its user sees it: pytest from the outside, on a small suite of a test's own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAD = """
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused, succeeded, present
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import client, environment, exchange, session, sign_in, sign_up, token, user
"""


@dataclass(frozen=True)
class Played:
    status: int
    out: str
    results: dict[str, Any]

    def verdict(self, requirement: str) -> str:
        return str(self.about(requirement)["verdict"])

    def about(self, requirement: str) -> dict[str, Any]:
        return next(one for one in self.results["requirements"] if one["id"] == requirement)

    @property
    def verdicts(self) -> set[str]:
        return {one["verdict"] for one in self.results["requirements"]}


def surroundings() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CLERK", "COV"))}
    return kept | {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}


class Stage:
    """A small suite of its own in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "conftest.py").write_text('pytest_plugins = ["fapi_conformance.plugin.hooks"]\n')
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:schemathesis -p no:randomly --strict-markers\n")

    def command(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "pytest", "--results", str(self.folder / "results.json"), *options]

    def play(self, code: str, *options: str) -> Played:
        (self.folder / "test_it.py").write_text(HEAD + code)
        done = subprocess.run(
            self.command(*options),
            cwd=self.folder,
            env=surroundings(),
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        file = self.folder / "results.json"
        results = json.loads(file.read_text()) if file.exists() else {}
        return Played(status=done.returncode, out=done.stdout + done.stderr, results=results)
