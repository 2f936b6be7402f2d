"""One run of either side against one server: what it reached, how fast, and of what it accused."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fapi_conformance.contract import Contract
from selftest.serving import PATIENCE, ROOT, Means, judged

SEED = 20250410
EXAMPLES = 10
"""What this suite does by default; the peer is given as many."""

Accusation = tuple[str, str]
"""A check of the peer, or a requirement of ours, and the operation that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """``reached`` are operations by label that answered a documented success."""

    cases: int
    seconds: float
    reached: frozenset[str]
    accusations: frozenset[Accusation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """The command line of the peer, with its own checks and phases. ``bundle`` is the schema in one file."""

    contract: Contract
    bundle: Path

    def sees(self, means: Means) -> Seen | None:
        """None where it gave no results."""
        with tempfile.TemporaryDirectory() as folder:
            events = Path(folder) / "events.ndjson"
            command = [sys.executable, "-m", "schemathesis.cli", "run", str(self.bundle), "--url", means["base_url"]]
            command += ["--seed", str(SEED), "-n", str(EXAMPLES), "--continue-on-failure", "--no-shrink"]
            command += ["--report", "ndjson", "--report-ndjson-path", str(events)]
            surroundings = {"FAPI_PEER_BASE_URL": means["base_url"], "SCHEMATHESIS_HOOKS": "selftest.peer.hooks"}
            began = time.monotonic()
            try:
                subprocess.run(
                    command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False, env=os.environ | surroundings
                )
            except subprocess.TimeoutExpired:
                return None
            seconds = time.monotonic() - began
            if not events.exists():
                return None
            scenarios = [
                json.loads(line)["ScenarioFinished"].get("recorder", {})
                for line in events.read_text().splitlines()
                if line.startswith('{"ScenarioFinished"')
            ]
        return self._read(scenarios, seconds)

    def _read(self, scenarios: Sequence[Mapping[str, Any]], seconds: float) -> Seen | None:
        cases, reached, accusations = 0, set(), set()
        successes = {operation.label: self.contract.successes(operation) for operation in self.contract.operations}
        for recorder in scenarios:
            about = {id_: _label(one["value"]) for id_, one in recorder.get("cases", {}).items()}
            for id_, exchange in recorder.get("interactions", {}).items():
                cases += 1
                status = (exchange.get("response") or {}).get("status_code")
                if status in successes.get(about.get(id_, ""), ()):
                    reached.add(about[id_])
            for id_, checks in recorder.get("checks", {}).items():
                accusations |= {(one["name"], about.get(id_, "")) for one in checks if one["status"] == "failure"}
        if not cases:
            return None
        return Seen(cases=cases, seconds=seconds, reached=frozenset(reached), accusations=frozenset(accusations))


def _label(case: Mapping[str, Any]) -> str:
    return f"{case['method']} {case['path']}"


def by_ours(means: Means, *options: str) -> Seen | None:
    """What this suite sees in one process: all of it, or what the options leave. None where it gave no results."""
    began = time.monotonic()
    try:
        results, _ = judged(means, "--token-lifetime", "60", "--examples", str(EXAMPLES), "--seed", str(SEED), *options)
    except TimeoutError:
        return None
    if results is None:
        return None
    return Seen(
        cases=results["run"]["requests"],
        seconds=time.monotonic() - began,
        reached=frozenset(one["operation"] for one in results["operations"] if one["reached"]),
        accusations=frozenset((one["requirement"], one["operation"] or "") for one in results["findings"]),
    )
