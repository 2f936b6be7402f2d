"""Let the state machine look for faults that only an order, a second client or a race shows.

``python -m selftest.hunt [FAULT]... [--minutes M] [--seeds N] [--script FOLDER]`` prints each fault with the time it
took and its shortest story, and then looks for as many seeds whether the clean reference is left in peace. ``clean`` in
the place of a fault does only that. Exit status 1 if a fault is not found, or the clean reference is accused.
"""

import argparse
import fnmatch
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fapi_conformance.machine.disagreement import Disagreement
from fapi_conformance.machine.explore import explore
from fapi_conformance.machine.story import script, told
from fapi_conformance.requirements import machine, machine_organizations
from fapi_conformance.target.backend_api import BackendApi
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.target import Target
from fapi_reference.faults import Fault, catalogue

ALL = (*machine.ALL, *machine_organizations.ALL)
CLEAN = "clean"
CLEAN_EXAMPLES = 30
MANY = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunt:
    """One search; ``seconds`` with the shortening of what was found."""

    name: str
    found: Disagreement | None
    seed: int
    courses: int
    acts: int
    seconds: float


@contextmanager
def target(*faults: str) -> Iterator[Target]:
    """A reference of its own, with these faults."""
    embedded = Embedded.start(arguments=tuple(word for fault in faults for word in ("--fault", fault)))
    told = embedded.announcement
    found = discover(told.base_url)
    means = BackendApi(told.secret_key, url=told.backend_url)
    made = Target(told.base_url, found.environment, means=means)
    try:
        yield made
    finally:
        made.close()
        means.close()
        embedded.stop()


def hunt(fault: Fault, *, seconds: float, seeds: Sequence[int]) -> Hunt:
    """Search with one seed after the other until the time is over, for what breaks the named requirements."""
    began = time.monotonic()
    courses = acts = 0
    others = [one.id for one in ALL if one.id not in fault.caught_by]
    with target(fault.id) as where:
        for seed in seeds:
            left = (seconds - (time.monotonic() - began)) / (len(seeds) - seeds.index(seed))
            seen = explore(where, seed=seed, examples=MANY, seconds=left, rounds=1, muted=others)
            courses, acts = courses + seen.courses, acts + seen.acts
            if seen.found:
                break
    found = seen.found[0] if seen.found else None
    return Hunt(
        name=fault.id,
        found=found,
        seed=seed,
        courses=courses,
        acts=acts,
        seconds=time.monotonic() - began,
    )


def peace(seed: int) -> Hunt:
    """The same search on a clean reference, which is to find nothing."""
    began = time.monotonic()
    with target() as where:
        seen = explore(where, seed=seed, examples=CLEAN_EXAMPLES, rounds=1)
    return Hunt(
        name=CLEAN,
        found=seen.found[0] if seen.found else None,
        seed=seed,
        courses=seen.courses,
        acts=seen.acts,
        seconds=time.monotonic() - began,
    )


def tell(one: Hunt, says: str = "") -> None:
    word = "NOT FOUND" if one.found is None else "found"
    word = word if one.name != CLEAN else "nothing found" if one.found is None else "ACCUSED"
    work = f"{one.courses} courses, {one.acts} acts, seed {one.seed}"
    print(f"{word:10} {one.name:36} {one.seconds:6.1f} s   {work}", flush=True)
    if says:
        print(f"           {says}")
    if one.found:
        rule = f"{one.found.requirement.id} ({', '.join(one.found.requirement.sources)})"
        print(textwrap.indent(f"{told(one.found.lines)}\n{one.found}\n{rule}\n", " " * 11), flush=True)


def keep(folder: Path, fault_id: str, found: Disagreement) -> None:
    """Write the story as a script that plays it."""
    folder.mkdir(parents=True, exist_ok=True)
    name = fault_id.replace(".", "_").replace("-", "_")
    headline = f"{found.requirement.id}: {found.requirement.says}"
    (folder / f"{name}.py").write_text(script(found.lines, headline=headline))


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m selftest.hunt", description=__doc__)
    cli.add_argument("pattern", nargs="*", default=[], help="faults to hunt, or 'clean'; default: all, and clean")
    cli.add_argument("--minutes", type=float, default=5.0, help="for each fault (default: %(default)s)")
    cli.add_argument("--seeds", type=int, default=10, help="of the clean reference (default: %(default)s)")
    cli.add_argument("--first-seed", type=int, default=1)
    cli.add_argument("--script", type=Path, metavar="FOLDER", help="write each story there as a script")
    options = cli.parse_args()
    patterns = options.pattern or ["*", CLEAN]
    searched = [one for one in catalogue().values() if one.searched]
    chosen = [one for one in searched if any(fnmatch.fnmatch(one.id, pattern) for pattern in patterns)]
    failed = 0
    for fault in chosen:
        seen = hunt(fault, seconds=60 * options.minutes, seeds=[options.first_seed])
        tell(seen, fault.says)
        failed += seen.found is None
        if options.script and seen.found:
            keep(options.script, fault.id, seen.found)
    if CLEAN in patterns:
        for seed in range(options.first_seed, options.first_seed + options.seeds):
            seen = peace(seed)
            tell(seen)
            failed += seen.found is not None
    if not chosen and CLEAN not in patterns:
        print(f"no searched fault matches {' '.join(patterns)}", file=sys.stderr)
        return 2
    print(f"{len(chosen)} faults hunted; {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
