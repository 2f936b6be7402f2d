"""Recorded traffic, held against the schema and what is true of every exchange. Nothing is sent.

What hangs on who sent a request is left out: recordings have their cookies taken out, as ours have.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from fapi_conformance.client import har, masking
from fapi_conformance.client.exchange import Exchange
from fapi_conformance.contract import Contract
from fapi_conformance.errors import BadInput
from fapi_conformance.plugin.facts import SUITE
from fapi_conformance.plugin.observer import Observer
from fapi_conformance.plugin.run import known_operations
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.gathering import Gathering
from fapi_conformance.verdict.portion import Portion
from fapi_conformance.verdict.reckoning import reckon
from fapi_conformance.verdict.results import Results, RunFacts, TargetFacts
from fapi_conformance.verdict.ruling import Circumstances

OF_CALLERS = "history"
"""The area of requirements about what one caller is told over time."""


def judge(file: Path, contract: Contract) -> Results:
    """Raises BadInput for a file that is no HAR, or one of another API."""
    try:
        seen = list(har.exchanges(file.read_bytes()))
    except OSError as problem:
        raise BadInput(f"{file}: {problem.strerror or problem}") from problem
    except BadInput as problem:
        raise BadInput(f"{file}: {problem}") from None
    of_this_api = [one for one in seen if contract.match(one.request.method, one.request.path)]
    if not of_this_api:
        raise BadInput(f"{file}: none of its {len(seen)} exchanges is of an operation of this API")
    observer = Observer(contract)
    observer.test = str(file)
    for one in of_this_api:
        masking.learn(one)
        observer.saw(one)
    return _reckoned(observer.take(), contract, of_this_api)


def _reckoned(portion: Portion, contract: Contract, seen: Sequence[Exchange]) -> Results:
    about = {id_ for id_, one in CATALOGUE.items() if one.everywhere and one.area != OF_CALLERS}
    portion = replace(
        portion,
        sightings=tuple(one for one in portion.sightings if one.requirement in about),
        examined=portion.examined & about,
    )
    gathering = Gathering()
    gathering.add(portion)
    facts = RunFacts(
        suite_version=version(SUITE),
        started=round(time.time(), 3),
        seconds=0.0,
        seed=0,
        requests=len(seen),
        workers=1,
        target=TargetFacts(base_url=seen[0].base_url, embedded=False),
        selection=f"the recording {portion.test}",
    )
    circumstances = Circumstances(whole=False, selected=portion.examined)
    return reckon(gathering, CATALOGUE, circumstances, known_operations(contract), facts)
