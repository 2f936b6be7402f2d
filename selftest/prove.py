"""Seed each fault of the reference in turn and see that the requirements it names catch it.

``python -m selftest.prove [PATTERN]... [--workers N]`` prints fault, caught by, seconds; survivors first.
Exit status 1 if a fault survives or a MUST has no fault.
"""

import argparse
import fnmatch
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE

from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.requirement import Level
from fapi_reference.faults import Fault, catalogue
from selftest.hunt import hunt

ROOT = Path(__file__).resolve().parent.parent
WITHOUT = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:allure_pytest")
NOTICED = {"fail", "warning"}
"""What a MUST and what a SHOULD come to when they are broken."""
PATIENCE = 300
"""Seconds after which a proof is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One fault, which of the requirements that it names failed, and how long that took."""

    fault: Fault
    caught_by: tuple[str, ...]
    verdicts: tuple[str, ...]
    seconds: float
    last_words: str = ""

    @property
    def caught(self) -> bool:
        """Every requirement that the fault names noticed it."""
        return set(self.caught_by) == set(self.fault.caught_by)


def prove(fault: Fault) -> Proof:
    """Run what proves the named requirements against a reference that has the fault."""
    if fault.searched:
        return _hunted(fault)
    began = time.monotonic()
    serve = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--until-stdin-closes"]
    serve += ["--port", "0", "--backend-port", "0", "--fault", fault.id]
    with tempfile.TemporaryDirectory() as folder:
        if fault.settings:
            settings = Path(folder) / "settings.toml"
            settings.write_text(fault.settings)
            serve += ["--settings", str(settings)]
        return watched(fault, serve, Path(folder) / "results.json", began)


def watched(fault: Fault, serve: Sequence[str], results: Path, began: float) -> Proof:
    with (
        subprocess.Popen(serve, stdin=PIPE, stdout=PIPE, stderr=subprocess.DEVNULL, text=True) as server,
    ):
        assert server.stdout is not None
        means = json.loads(server.stdout.readline())
        command = [sys.executable, "-m", "pytest", "-q", *WITHOUT]
        command += ["--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
        command += ["--base-url", means["base_url"], "--backend-url", means["backend_url"]]
        command += ["--secret-key", means["secret_key"], "--token-lifetime", "60", f"--results={results}"]
        command += ["--allow-production"]
        for requirement in fault.caught_by:
            command += ["--requirement", requirement]
        run = subprocess.run(
            command,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            env=os.environ | {"NO_COLOR": "1"},
        )
        seconds = time.monotonic() - began
        if not results.exists():
            return Proof(
                fault=fault, caught_by=(), verdicts=(), seconds=seconds, last_words=(run.stdout + run.stderr)[-1500:]
            )
        judged = {item["id"]: item["verdict"] for item in json.loads(results.read_text())["requirements"]}
    verdicts = tuple(f"{name} {judged.get(name, 'unknown')}" for name in fault.caught_by)
    caught = tuple(name for name in fault.caught_by if judged.get(name) in NOTICED)
    return Proof(fault=fault, caught_by=caught, verdicts=verdicts, seconds=seconds, last_words=run.stdout[-1500:])


def _hunted(fault: Fault) -> Proof:
    """Only some order of events shows it: the state machine searches for one."""
    seen = hunt(fault, seconds=PATIENCE, seeds=[1])
    caught = (seen.found.requirement.id,) if seen.found else ()
    verdicts = tuple(f"{name} {'fail' if name in caught else 'not found'}" for name in fault.caught_by)
    return Proof(fault=fault, caught_by=caught, verdicts=verdicts, seconds=seen.seconds)


def without_fault() -> list[str]:
    """The MUSTs that no fault names."""
    named = {requirement for fault in catalogue().values() for requirement in fault.caught_by}
    return [one.id for one in CATALOGUE.values() if one.level is Level.MUST and one.id not in named]


def report(proofs: Sequence[Proof], uncovered: Sequence[str]) -> None:
    for proof in sorted(proofs, key=lambda one: (one.caught, one.fault.id)):
        word = "caught  " if proof.caught else "SURVIVED"
        by = ", ".join(proof.caught_by or proof.verdicts) or "-"
        print(f"{word}  {proof.fault.id:44} {by:60} {proof.seconds:5.1f} s")
        if not proof.caught:
            print(f"          {'; '.join(proof.verdicts)}\n{proof.last_words}")
    for requirement in uncovered:
        print(f"NO FAULT  {requirement}")
    caught = sum(proof.caught for proof in proofs)
    print(f"{caught} of {len(proofs)} faults caught; {len(uncovered)} MUSTs without a fault")


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m selftest.prove", description=__doc__)
    cli.add_argument("pattern", nargs="*", default=["*"], help="faults to prove: ids, or patterns such as 'sign-in.*'")
    cli.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    options = cli.parse_args()
    chosen = [
        fault for name, fault in catalogue().items() if any(fnmatch.fnmatch(name, one) for one in options.pattern)
    ]
    if not chosen:
        print(f"no fault matches {' '.join(options.pattern)}", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(options.workers) as pool:
        proofs = list(pool.map(prove, chosen))
    uncovered = without_fault() if options.pattern == ["*"] else []
    report(proofs, uncovered)
    return 0 if all(proof.caught for proof in proofs) and not uncovered else 1


if __name__ == "__main__":
    sys.exit(main())
