"""Point the whole suite at servers that are no Frontend API, and see that each run ends soon, said in one line.

``python -m selftest.useless [NAME]...`` prints server, exit status, MUSTs earned, seconds and what was said.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selftest.hostile import SERVERS

ROOT = Path(__file__).resolve().parent.parent
A_MINUTE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One run against one useless server."""

    name: str
    status: int
    earned: int
    seconds: float
    said: str

    @property
    def survived(self) -> bool:
        """It ended in time with a status that says so, nothing was earned, and nobody saw a traceback."""
        return self.status in (1, 4) and self.earned == 0 and self.seconds < A_MINUTE and "Traceback" not in self.said


def visit(name: str, *arguments: str) -> Visit:
    """Run the suite against the server of that name."""
    with SERVERS[name].run() as base_url, tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        command += ["--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
        command += ["--base-url", base_url, f"--results={results}"]
        began = time.monotonic()
        run = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=3 * A_MINUTE,
            check=False,
            env=os.environ | {"NO_COLOR": "1"},
        )
        seconds = time.monotonic() - began
        judged = json.loads(results.read_text())["requirements"] if results.exists() else []
    earned = sum(one["level"] == "MUST" and one["verdict"] == "pass" for one in judged)
    said = (run.stdout + run.stderr).strip()
    return Visit(name=name, status=run.returncode, earned=earned, seconds=seconds, said=said)


def report(visits: Sequence[Visit]) -> None:
    for one in sorted(visits, key=lambda each: (each.survived, each.name)):
        word = "ok " if one.survived else "BAD"
        line = next((line for line in one.said.splitlines() if line.startswith(("ERROR", "BEDROCK"))), one.said[-160:])
        print(f"{word} {one.name:28} exit {one.status}  MUSTs earned {one.earned}  {one.seconds:5.1f} s  {line[:150]}")
    print(f"{sum(one.survived for one in visits)} of {len(visits)} survived")


def main() -> int:
    visits = [visit(name) for name in sys.argv[1:] or SERVERS]
    report(visits)
    return 0 if all(one.survived for one in visits) else 1


if __name__ == "__main__":
    sys.exit(main())
