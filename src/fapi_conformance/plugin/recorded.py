"""Recorded traffic, held against the schema and what is true of every exchange. Nothing is sent.

What hangs on who sent a request is left out: recordings have their cookies taken out, as ours have.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
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

VERSIONS = frozenset({"__clerk_api_version", "_clerk_js_version", "clerk-api-version"})
"""Parameters and headers by which clients name the API that they speak."""
FROM_CACHE = 304
"""What a cache is answered: nothing of the API's own."""
_BEGINNINGS = re.compile(r"/(?:v1|oauth|\.well-known)/")
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
    of_this_api = list(_of_this_api(seen, contract))
    if not of_this_api:
        raise BadInput(f"{file}: none of its {len(seen)} exchanges is of an operation of this API")
    observer = Observer(contract)
    observer.test = str(file)
    base_url, requests = of_this_api[0].base_url, len(of_this_api)
    del seen
    of_this_api.reverse()
    while of_this_api:  # the recording of a whole run is large: what was judged may go
        one = of_this_api.pop()
        masking.learn(one)
        observer.saw(one)
    return _reckoned(observer.take(), contract, base_url, requests)


def _of_this_api(seen: Sequence[Exchange], contract: Contract) -> Iterator[Exchange]:
    """A browser speaks to others in between, of which some have paths like these, such as an application's own server.

    What an instance is shows in the version that its clients name; without any, all is of one where nobody else is.
    """
    exchanges = [found for one in seen if one.request.method != "OPTIONS" and (found := _matched(one, contract))]
    named = {one.base_url for one in exchanges if _names_the_version(one)}
    instances = named or {base_url for base_url, _ in Counter(one.base_url for one in exchanges).most_common(1)}
    for one in exchanges:
        if one.base_url in instances and not (one.answer and one.answer.status == FROM_CACHE):
            yield one


def _matched(exchange: Exchange, contract: Contract) -> Exchange | None:
    """As its operation has it: behind a proxy an instance stands under a path of its own."""
    path = exchange.request.path
    for at in (0, *(found.start() for found in _BEGINNINGS.finditer(path))):
        if contract.match(exchange.request.method, path[at:]):
            request = replace(exchange.request, path=path[at:])
            return replace(exchange, base_url=exchange.base_url + path[:at], request=request)
    return None


def _names_the_version(exchange: Exchange) -> bool:
    names = {name.lower() for name, _ in exchange.request.query} | {name for name, _ in exchange.request.headers}
    return not VERSIONS.isdisjoint(names)


def _reckoned(portion: Portion, contract: Contract, base_url: str, requests: int) -> Results:
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
        requests=requests,
        workers=1,
        target=TargetFacts(base_url=base_url, embedded=False),
        selection=f"the recording {portion.test}",
    )
    circumstances = Circumstances(whole=False, selected=portion.examined)
    return reckon(gathering, CATALOGUE, circumstances, known_operations(contract), facts)
