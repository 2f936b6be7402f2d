"""Let ``schemathesis run`` and this suite look for the same faults in the same reference.

``python -m selftest.peer [PATTERN]... [--continue FILE] [--minutes N] [--faults N] [--together N]`` prints what each
reached, how fast, what it noticed, and what it accused the clean reference of. Faults come in an order that spreads
them over the areas, until the time is up; with a file, the next call goes on where this one ended.
"""

import argparse
import fnmatch
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fapi_conformance.contract import load_contract
from fapi_conformance.contract.generation import SCHEMATHESIS
from fapi_conformance.plugin.places import SCHEMA
from fapi_reference.faults import Fault, catalogue
from selftest.peer.kept import Kept, OtherCircumstances, PeerRun
from selftest.peer.noticing import Clean, by_peer, ours, peer_run, spread, together
from selftest.peer.seeing import EXAMPLES, SEED, Peer, Seen, by_ours
from selftest.peer.table import table
from selftest.serving import reference

CLEAN_RUNS = 3
"""What the peer reports of the clean reference hangs on chance as well: all of it counts as no notice of a fault."""
TOGETHER = 8


def circumstances(document: Mapping[str, Any]) -> Mapping[str, Any]:
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]
    return {"schema": digest, "schemathesis": SCHEMATHESIS, "seed": SEED, "examples": EXAMPLES}


def see_clean(kept: Kept, peer: Peer) -> None:
    """Each on a server of its own, and alone, so that the rates are comparable."""
    clean(kept, peer)
    if not kept.clean_ours:
        with reference() as means:
            if seen := by_ours(means):
                kept.clean_by_ours(seen)


def clean(kept: Kept, peer: Peer, settings: str = "") -> Clean:
    """What the clean reference is to the peer under these settings."""
    for _ in range(len(kept.clean_peer.get(settings, ())), CLEAN_RUNS):
        with reference(settings=settings) as means:
            if seen := peer.sees(means):
                kept.clean_by_peer(seen, settings=settings)
    return Clean.of(kept.clean_peer.get(settings, ()))


def see_faults(kept: Kept, peer: Peer, faults: Sequence[Fault], options: argparse.Namespace) -> None:
    """What is not known yet, both sides in turn, so that any beginning of it is of both."""
    until = time.monotonic() + options.minutes * 60

    def for_peer(group: Sequence[Fault]) -> None:
        known = clean(kept, peer, group[0].settings)

        def run(some: Sequence[Fault]) -> Seen | None:
            if (seen := peer_run(peer, some)) is not None:
                ids, new = tuple(one.id for one in some), tuple(sorted(seen.accusations - known.accusations))
                kept.ran(PeerRun(faults=ids, cases=seen.cases, seconds=seen.seconds, new=new))
            return seen

        kept.noticed_by_peer(by_peer(group, known, run))

    def for_ours(fault: Fault) -> None:
        kept.noticed_by_ours(fault.id, ours(fault))

    chores: list[Callable[[], None]] = []
    for group in together([one for one in faults if one.id not in kept.peer], options.together):
        chores.append(partial(for_peer, group))
        chores += [partial(for_ours, one) for one in group if one.id not in kept.ours]
    half_known = [one for one in faults if one.id in kept.peer and one.id not in kept.ours]
    chores = [*(partial(for_ours, one) for one in half_known), *chores]

    def in_time(chore: Callable[[], None]) -> None:
        if time.monotonic() < until:
            chore()

    with ThreadPoolExecutor(options.workers) as pool:
        list(pool.map(in_time, chores))


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m selftest.peer", description=__doc__)
    add = cli.add_argument
    add("pattern", nargs="*", default=["*"], help="faults: ids, or patterns such as 'sign-in.*'")
    add("--continue", dest="file", type=Path, metavar="FILE", help="keep what is seen there, and go on from it")
    add("--minutes", type=float, default=10, help="begin nothing further after that (default: %(default)s)")
    add("--faults", type=int, metavar="N", help="no more than so many")
    add("--together", type=int, default=TOGETHER, metavar="N", help="faults a run of the peer (default: %(default)s)")
    add("--workers", type=int, default=os.cpu_count() or 2)
    options = cli.parse_args()
    if version("schemathesis") != SCHEMATHESIS:
        print(f"the peer is schemathesis {SCHEMATHESIS}, and {version('schemathesis')} is installed", file=sys.stderr)
        return 2
    known = catalogue()
    faults = [one for name, one in known.items() if any(fnmatch.fnmatch(name, p) for p in options.pattern)]
    contract = load_contract(SCHEMA)
    try:
        kept = Kept(options.file, circumstances(contract.document))
    except OtherCircumstances as problem:
        print(problem, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bundle.json"
        bundle.write_text(json.dumps(contract.document))
        peer = Peer(contract=contract, bundle=bundle)
        see_clean(kept, peer)
        see_faults(kept, peer, spread(faults)[: options.faults], options)
    print("\n".join(table(kept, len(contract.operations), known)))
    if left := sum(one.id not in kept.peer or one.id not in kept.ours for one in faults):
        print(f"{left} of {len(faults)} faults are not tried yet: the same call again goes on with --continue FILE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
