"""``python -m fapi_conformance.contract``: the contract as this suite reads it, for people and for tools."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from fapi_conformance.contract.errata import Erratum
from fapi_conformance.contract.load import load_contract
from fapi_conformance.contract.problem import SchemaProblem

UNUSABLE = 4


def main(arguments: Sequence[str] | None = None) -> int:
    from fapi_conformance.plugin.places import SCHEMA

    given = _command_line().parse_args(arguments)
    try:
        contract = load_contract(
            SCHEMA, schema=given.schema, errata=not given.no_errata, extra_errata=given.errata, without=given.without
        )
    except SchemaProblem as problem:
        print(problem, file=sys.stderr)
        return UNUSABLE
    if given.errata_list:
        print("\n\n".join(map(_told, contract.errata)))
    else:
        print(json.dumps(contract.document, indent=2))
    return 0


def _command_line() -> argparse.ArgumentParser:
    cli = argparse.ArgumentParser(prog="python -m fapi_conformance.contract", description="The captured schema.")
    what = cli.add_mutually_exclusive_group(required=True)
    what.add_argument("--bundle", action="store_true", help="print the document as one JSON document")
    what.add_argument("--errata-list", action="store_true", help="print what is corrected, and why")
    cli.add_argument("--schema", type=Path, metavar="FILE", help="read this OpenAPI document instead of our own")
    cli.add_argument("--no-errata", action="store_true", help="leave our corrections out")
    cli.add_argument("--errata", type=Path, metavar="FILE", action="append", default=[], help="add corrections")
    cli.add_argument("--without", metavar="ID", action="append", default=[], help="leave one correction out")
    return cli


def _told(erratum: Erratum) -> str:
    lines = [
        f"{erratum.id}  ({erratum.level})" + (f"  {erratum.where}" if erratum.where else ""),
        f"  says      {erratum.says}" if erratum.says else "",
        f"  evidence  {erratum.evidence}",
        f"  source    {erratum.source}" if erratum.source else "",
        f"  fact      {erratum.fact}" if erratum.fact else "",
        *(f"  change    {patch.verb} at {patch.at}: {json.dumps(patch.value)}" for patch in erratum.change),
    ]
    return "\n".join(filter(None, lines))


if __name__ == "__main__":
    sys.exit(main())
