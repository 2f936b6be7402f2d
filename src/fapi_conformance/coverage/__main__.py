"""``python -m fapi_conformance.coverage``: write ``docs/coverage.md``, or say whether it is fresh."""

import argparse
import sys
from collections.abc import Sequence

from fapi_conformance.contract.load import load_contract
from fapi_conformance.coverage.page import page
from fapi_conformance.plugin.places import COVERAGE, SCHEMA
from fapi_conformance.requirements import CATALOGUE


def main(arguments: Sequence[str] | None = None) -> int:
    cli = argparse.ArgumentParser(prog="python -m fapi_conformance.coverage", description=__doc__)
    cli.add_argument("--check", action="store_true", help="write nothing; exit status 1 where the page is not fresh")
    given = cli.parse_args(arguments)
    fresh = page(CATALOGUE, load_contract(SCHEMA))
    if not given.check:
        COVERAGE.write_text(fresh, encoding="utf-8")
    elif not COVERAGE.is_file() or COVERAGE.read_text(encoding="utf-8") != fresh:
        print(f"{COVERAGE.name} is not fresh: python -m fapi_conformance.coverage", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
