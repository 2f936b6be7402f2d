"""Judge the reference in other configurations than the default.

``python -m selftest.configurations [NAME]... [--workers N]`` prints configuration, verdict of each profile, seconds.
Exit status 1 if a requirement is broken or not testable in one of them, or one does not judge what it exists for.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from selftest.configurations.configuration import UnknownConfiguration, all_of_them, chosen
from selftest.configurations.judging import judge
from selftest.configurations.table import table


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m selftest.configurations", description=__doc__)
    cli.add_argument("name", nargs="*", help="those to judge (default: all)")
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--examples", type=int, default=10, help="fuzzing examples per operation (default: %(default)s)")
    cli.add_argument("--list", action="store_true", help="say which there are, and end")
    options = cli.parse_args()
    if options.list:
        for one in all_of_them():
            print(f"{one.name:24} {one.says}")
        return 0
    try:
        wanted = chosen(options.name)
    except UnknownConfiguration as problem:
        print(problem, file=sys.stderr)
        return 2
    with ThreadPoolExecutor(options.workers) as pool:
        judgements = []
        for judgement in pool.map(partial(judge, examples=options.examples), wanted):
            print(f"{judgement.configuration.name} {judgement.seconds:.1f} s", file=sys.stderr, flush=True)
            judgements.append(judgement)
    print("\n".join(table(judgements)))
    return 1 if any(one.wrong for one in judgements) else 0


if __name__ == "__main__":
    sys.exit(main())
