"""The command: every step, ok or what failed, and how many of them were ok."""

import argparse
import sys
import time

from selftest.official import driving, ready
from selftest.official.topologies import TOPOLOGIES

EXIT_FAILED, EXIT_UNREADY = 1, 2


def parser() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="python -m selftest.official", description="Let the official client judge the embedded reference."
    )
    add = arguments.add_argument
    add("--install", action="store_true", help="first install the official client as the lock file has it (npm ci)")
    add("--topology", action="append", metavar="TEXT", help="only topologies whose name has this text")
    add("--journey", action="append", metavar="TEXT", help="only journeys whose name has this text")
    add(
        "--fault", action="append", default=[], metavar="ID", help="seed a deviation: the client has to stumble over it"
    )
    add("--liberty", action="append", default=[], metavar="ID", help="take a liberty: the client should not mind")
    add("--stop", action="store_true", help="end with the first journey that fails")
    return arguments


def main(argv: list[str] | None = None) -> int:
    options = parser().parse_args(argv)
    if options.install:
        ready.install()
    if lacking := ready.missing():
        print(lacking, file=sys.stderr)
        return EXIT_UNREADY
    wanted = options.topology or [""]
    chosen = [one for one in TOPOLOGIES if any(text in one.name for text in wanted)]
    began = time.monotonic()
    steps = []
    place = None
    for step in driving.drive(
        chosen, faults=options.fault, liberties=options.liberty, journeys=options.journey, stop=options.stop
    ):
        if place != (step.topology, step.journey):
            place = (step.topology, step.journey)
            print(f"{step.topology}: {step.journey}")
        print(f"  {'ok    ' if step.ok else 'FAILED'} {step.step}{'' if step.ok else f': {step.why}'}", flush=True)
        steps.append(step)
    fine = sum(step.ok for step in steps)
    print(f"{fine} of {len(steps)} steps ok in {time.monotonic() - began:.0f} s")
    return 0 if steps and fine == len(steps) else EXIT_FAILED


if __name__ == "__main__":
    sys.exit(main())
