"""A run of ``schemathesis run`` beside one of this suite, against the same reference and the same faults.

``python -m selftest.peer [PATTERN]... [--minutes N] [--faults N]``: both get the same schema, a signed-in person, the
default options of each and as many examples. Prints what each reached, how fast, what it noticed, and what it accused
the clean reference of. A fault is noticed by the peer where it reports what it did not report of the clean reference,
and by this suite where there is any finding. Faults come in an order that spreads them over the areas, until the time
is up.
"""

import argparse
import fnmatch
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fapi_conformance.contract import Contract, load_contract
from fapi_conformance.contract.generation import SCHEMATHESIS
from fapi_conformance.plugin.places import SCHEMA
from fapi_reference.faults import Fault, catalogue
from selftest.serving import PATIENCE, ROOT, Means, judged, reference

SEED = 20250410
EXAMPLES = 10
"""What this suite does by default; the peer is given as many."""
CLEAN_RUNS = 2
"""What the peer reports of the clean reference hangs on chance as well: all of it counts as no notice of a fault."""

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
class Pair:
    """One server, seen by both; None where a run gave no results."""

    fault: Fault | None
    peer: Seen | None
    ours: Seen | None


def by_peer(means: Means, contract: Contract, bundle: Path) -> Seen | None:
    """What the command line of the peer sees, with its own checks and phases."""
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "events.ndjson"
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(bundle), "--url", means["base_url"]]
        command += ["--seed", str(SEED), "-n", str(EXAMPLES), "--continue-on-failure", "--no-shrink"]
        command += ["--report", "ndjson", "--report-ndjson-path", str(events)]
        surroundings = {"FAPI_PEER_BASE_URL": means["base_url"], "SCHEMATHESIS_HOOKS": "selftest.peer_hooks"}
        began = time.monotonic()
        subprocess.run(
            command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False, env=os.environ | surroundings
        )
        seconds = time.monotonic() - began
        if not events.exists():
            return None
        scenarios = [
            json.loads(line)["ScenarioFinished"].get("recorder", {})
            for line in events.read_text().splitlines()
            if line.startswith('{"ScenarioFinished"')
        ]
    return _read(scenarios, contract, seconds)


def _read(scenarios: Sequence[Mapping[str, Any]], contract: Contract, seconds: float) -> Seen | None:
    cases, reached, accusations = 0, set(), set()
    successes = {operation.label: contract.successes(operation) for operation in contract.operations}
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


def by_ours(means: Means) -> Seen | None:
    """What a whole run of this suite sees, in one process."""
    began = time.monotonic()
    results, _ = judged(means, "--examples", str(EXAMPLES), "--seed", str(SEED))
    if results is None:
        return None
    return Seen(
        cases=results["run"]["requests"],
        seconds=time.monotonic() - began,
        reached=frozenset(one["operation"] for one in results["operations"] if one["reached"]),
        accusations=frozenset((one["requirement"], one["operation"] or "") for one in results["findings"]),
    )


def both(fault: Fault | None, contract: Contract, bundle: Path) -> Pair:
    """Each on a server of its own: neither finds what the other left."""
    with reference(fault) as means:
        peer = by_peer(means, contract, bundle)
    with reference(fault) as means:
        ours = by_ours(means)
    return Pair(fault=fault, peer=peer, ours=ours)


def spread(faults: Sequence[Fault]) -> list[Fault]:
    """In an order of chance, the same each time, so that any beginning of it is of all areas."""
    return random.Random(SEED).sample(list(faults), len(faults))


def report(clean: Sequence[Pair], faulty: Sequence[Pair], operations: int) -> Iterator[str]:
    peers = [pair.peer for pair in clean if pair.peer]
    own = [pair.ours for pair in clean if pair.ours]
    known = frozenset[Accusation]().union(*(one.accusations for one in peers))
    noticed_by_peer = [pair for pair in faulty if pair.peer and pair.peer.accusations - known]
    noticed_by_ours = [pair for pair in faulty if pair.ours and pair.ours.accusations]
    named = [pair for pair in noticed_by_ours if pair.fault and _named(pair)]
    yield f"{'':34} {'schemathesis ' + version('schemathesis'):>22} {'fapi-conformance':>18}"
    for says, told in (
        ("operations reached with a success", [f"{_most(seen)} of {operations}" for seen in (peers, own)]),
        ("cases a second, start included", [_rate(seen) for seen in (peers, own)]),
        ("cases", [_cases(seen) for seen in (peers, own)]),
        ("accusations of the clean reference", [_accused(seen) for seen in (peers, own)]),
        ("faults noticed", [f"{len(some)} of {len(faulty)}" for some in (noticed_by_peer, noticed_by_ours)]),
        ("… by the requirement that it breaks", ["-", f"{len(named)} of {len(faulty)}"]),
    ):
        yield f"{says:34} {told[0]:>22} {told[1]:>18}"
    yield ""
    for check in sorted({check for check, _ in known}):
        yield f"of the clean reference, by the peer: {check} on {sum(one == check for one, _ in known)} operations"
    for pair in faulty:
        if pair not in noticed_by_ours:
            yield f"not noticed by ours: {_id(pair)}" + (", but by the peer" if pair in noticed_by_peer else "")
        elif pair in noticed_by_peer:
            yield f"noticed by both: {_id(pair)}"


def _named(pair: Pair) -> bool:
    broken = {requirement for requirement, _ in pair.ours.accusations} if pair.ours else set()
    return pair.fault is not None and not broken.isdisjoint(pair.fault.caught_by)


def _id(pair: Pair) -> str:
    return pair.fault.id if pair.fault else "clean"


def _most(seen: Sequence[Seen]) -> int:
    return max((len(one.reached) for one in seen), default=0)


def _rate(seen: Sequence[Seen]) -> str:
    return f"{sum(one.cases for one in seen) / (sum(one.seconds for one in seen) or 1):.0f}"


def _cases(seen: Sequence[Seen]) -> str:
    return f"{sum(one.cases for one in seen) // max(len(seen), 1)}"


def _accused(seen: Sequence[Seen]) -> str:
    return str(len(frozenset[Accusation]().union(*(one.accusations for one in seen))))


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m selftest.peer", description=__doc__)
    cli.add_argument("pattern", nargs="*", default=["*"], help="faults: ids, or patterns such as 'sign-in.*'")
    cli.add_argument(
        "--minutes", type=float, default=10, help="begin no further fault after that (default: %(default)s)"
    )
    cli.add_argument("--faults", type=int, metavar="N", help="no more than so many")
    cli.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    options = cli.parse_args()
    if version("schemathesis") != SCHEMATHESIS:
        print(f"the peer is schemathesis {SCHEMATHESIS}, and {version('schemathesis')} is installed", file=sys.stderr)
        return 2
    faults = [one for name, one in catalogue().items() if any(fnmatch.fnmatch(name, p) for p in options.pattern)]
    until = time.monotonic() + options.minutes * 60
    contract = load_contract(SCHEMA)
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle.json"
        bundle.write_text(json.dumps(contract.document))
        clean = [both(None, contract, bundle) for _ in range(CLEAN_RUNS)]  # alone, so that the rates are comparable

        def in_time(fault: Fault) -> Pair | None:
            return both(fault, contract, bundle) if time.monotonic() < until else None

        with ThreadPoolExecutor(options.workers) as pool:
            tried = list(pool.map(in_time, spread(faults)[: options.faults]))
    faulty = [pair for pair in tried if pair]
    print("\n".join(report(clean, faulty, len(contract.operations))))
    left = len(faults) - len(faulty)
    if left:
        print(f"{left} of {len(faults)} faults were not tried: --minutes and --faults ask for more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
