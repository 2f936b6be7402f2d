"""Seed each fault of the reference in turn and see that the requirements it names catch it.

``python -m selftest.prove [PATTERN]... [--workers N] [--no-search]`` prints fault, caught by, seconds; survivors again
at the end. Exit status 1 if a fault survives or a MUST has no fault. ``--no-search`` leaves the faults that only an
order of events shows to ``python -m selftest.hunt``, which may take minutes for each.
"""

import argparse
import fnmatch
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.choice import with_twins
from fapi_conformance.verdict.requirement import Level
from fapi_reference.faults import Fault, catalogue
from selftest.hunt import hunt
from selftest.serving import PATIENCE, ROOT, WITHOUT, judged, reference
from selftest.shown_by import FILES, OPERATIONS
from selftest.warm import pytest_run

NOTICED = {"fail", "warning"}
"""What a MUST and what a SHOULD come to when they are broken."""


UNTIL_NOTICED = "-pselftest.noticing"


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
    for part in parts(fault):
        proof = _judged(fault, part, began)
        if proof.caught:
            break
    return proof


def parts(fault: Fault) -> Iterator[Sequence[str]]:
    """What to run, one after the other until it is caught: where it shows soonest, and at last all that may show it."""
    if any(CATALOGUE[name].everywhere for name in fault.caught_by):
        yield UNTIL_NOTICED, FILES.get(fault.id, "contracts/test_operations.py")
        yield UNTIL_NOTICED, "flows", "contracts"
        yield ()
    else:
        proving = files(fault)
        if operation := OPERATIONS.get(fault.id):
            yield "-k", operation, *proving
        else:
            yield UNTIL_NOTICED, *narrowed(fault), *proving
        yield proving  # also: the refusal may have come before its twin, and then says nothing


def narrowed(fault: Fault) -> Sequence[str]:
    """Of what is proven for every operation, the twin of most, only those operations that this is about."""
    if about := {operation for name in fault.caught_by for operation in CATALOGUE[name].operations}:
        return "-k", " or ".join(["not test_operations", *sorted(about)])
    return ()


def files(fault: Fault) -> list[str]:
    """Where its requirements and their twins are proven: to collect the others costs more than to run these."""
    wanted = with_twins(CATALOGUE, fault.caught_by)
    return [file for file, ids in proven_where().items() if not wanted.isdisjoint(ids)]


@cache
def proven_where() -> Mapping[str, Sequence[str]]:
    """The requirements that each test file proves."""
    with tempfile.TemporaryDirectory() as folder:
        found, said = Path(folder) / "citing.json", Path(folder) / "said.txt"
        arguments = ["-q", "--collect-only", "-p", "selftest.citing", f"--citing={found}", *WITHOUT]
        pytest_run([*arguments, "--rootdir", str(ROOT)], said=said, folder=ROOT, seconds=PATIENCE)
        told: Mapping[str, Sequence[str]] = json.loads(found.read_text())
        return told


def _judged(fault: Fault, part: Sequence[str], began: float) -> Proof:
    asked = [word for requirement in fault.caught_by for word in ("--requirement", requirement)]
    with reference(fault) as means:
        results, said = judged(means, "--token-lifetime", "60", *asked, *part)
    seen = {one["id"]: one["verdict"] for one in results["requirements"]} if results else {}
    return Proof(
        fault=fault,
        caught_by=tuple(name for name in fault.caught_by if seen.get(name) in NOTICED),
        verdicts=tuple(f"{name} {seen.get(name, 'unknown')}" for name in fault.caught_by) if results else (),
        seconds=time.monotonic() - began,
        last_words=said[-1500:],
    )


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


def line(proof: Proof) -> str:
    word = "caught  " if proof.caught else "SURVIVED"
    by = ", ".join(proof.caught_by or proof.verdicts) or "-"
    return f"{word}  {proof.fault.id:44} {by:60} {proof.seconds:5.1f} s"


def report(proofs: Sequence[Proof], uncovered: Sequence[str]) -> None:
    for proof in proofs:
        if not proof.caught:
            print(f"{line(proof)}\n          {'; '.join(proof.verdicts)}\n{proof.last_words}")
    for requirement in uncovered:
        print(f"NO FAULT  {requirement}")
    caught = sum(proof.caught for proof in proofs)
    print(f"{caught} of {len(proofs)} faults caught; {len(uncovered)} MUSTs without a fault")


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m selftest.prove", description=__doc__)
    cli.add_argument("pattern", nargs="*", default=["*"], help="faults to prove: ids, or patterns such as 'sign-in.*'")
    cli.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    cli.add_argument("--no-search", action="store_true", help="leave out what the state machine has to search for")
    options = cli.parse_args()
    chosen = [
        fault
        for name, fault in catalogue().items()
        if any(fnmatch.fnmatch(name, one) for one in options.pattern) and not (options.no_search and fault.searched)
    ]
    if not chosen:
        print(f"no fault matches {' '.join(options.pattern)}", file=sys.stderr)
        return 2
    proven_where()
    with ThreadPoolExecutor(options.workers) as pool:
        proofs = []
        for done in as_completed([pool.submit(prove, fault) for fault in chosen]):
            proofs.append(done.result())
            print(line(proofs[-1]), flush=True)
    uncovered = without_fault() if options.pattern == ["*"] else []
    report(proofs, uncovered)
    return 0 if all(proof.caught for proof in proofs) and not uncovered else 1


if __name__ == "__main__":
    sys.exit(main())
