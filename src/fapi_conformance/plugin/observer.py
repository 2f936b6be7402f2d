"""Holds every exchange of this process against the contract, and heaps up what was seen until somebody asks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fapi_conformance.client.exchange import Answer, Exchange, Intent
from fapi_conformance.contract.judge import Judge
from fapi_conformance.contract.operations import Contract
from fapi_conformance.contract.violation import SUITE_REQUEST, Violation
from fapi_conformance.plugin.evidence import evidence_of
from fapi_conformance.plugin.journey import Journey
from fapi_conformance.verdict.finding import Key, Sighting
from fapi_conformance.verdict.portion import Mistake, Portion

CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
OUTSIDE = "the run itself"
"""In the place of a test: what no test sent, such as discovery and cleaning up."""


class Observer:
    """Listens to the recorder. ``test`` is the one that runs; ``take`` hands over what was seen since it did last."""

    def __init__(self, contract: Contract, *, closed_objects: bool = False) -> None:
        self.test = OUTSIDE
        self._contract = contract
        self._judge = Judge(contract, closed_objects)
        self._shown: set[tuple[str, Key]] = set()
        self._forget()

    def saw(self, exchange: Exchange) -> None:
        """Judge one exchange. Never raises because of what a target answered: that would stop a journey."""
        if Journey.current is not None:
            Journey.current.saw(exchange)
        self._requests += 1
        if found := self._contract.match(exchange.request.method, exchange.request.path):
            status = exchange.answer.status if exchange.answer else 0
            self._traffic.setdefault(found[0].label, Counter())[status] += 1
            self._took[found[0].label] = self._took.get(found[0].label, 0.0) + exchange.took
            self._sent.setdefault(found[0].label, Counter()).update(_sent(exchange))
            if exchange.answer:
                self._codes.setdefault(found[0].label, Counter()).update(_said(exchange.answer))
        judgement = self._judge.judge(exchange)
        self._examined |= judgement.examined
        for violation in judgement.violations:
            if violation.requirement == SUITE_REQUEST:
                self._mistake(violation)
            else:
                self._sighted(violation, exchange)

    def take(self) -> Portion:
        """What was seen since the last time, told as of the test that runs."""
        portion = Portion(
            test=self.test,
            sightings=tuple(self._sightings.values()),
            mistakes=tuple(self._mistakes),
            examined=frozenset(self._examined),
            traffic={operation: dict(statuses) for operation, statuses in self._traffic.items()},
            sent={operation: dict(counts) for operation, counts in self._sent.items()},
            codes={operation: dict(counts) for operation, counts in self._codes.items() if counts},
            requests=self._requests,
            took={operation: round(seconds, 6) for operation, seconds in self._took.items()},
        )
        self._forget()
        return portion

    def _forget(self) -> None:
        self._sightings: dict[tuple[str, Key], Sighting] = {}
        self._mistakes: dict[Mistake, None] = {}
        self._examined: set[str] = set()
        self._traffic: dict[str, Counter[int]] = {}
        self._sent: dict[str, Counter[str]] = {}
        self._codes: dict[str, Counter[str]] = {}
        self._took: dict[str, float] = {}
        self._requests = 0

    def _sighted(self, violation: Violation, exchange: Exchange) -> None:
        what = (violation.requirement, violation.key)
        if known := self._sightings.get(what):
            self._sightings[what] = replace(known, count=known.count + 1)
            return
        # Evidence is costly to mask and to carry: once for each deviation and process is what will be shown.
        first = what not in self._shown
        self._shown.add(what)
        self._sightings[what] = Sighting(
            requirement=violation.requirement,
            key=violation.key,
            test=self.test,
            operation=violation.operation,
            status=exchange.answer.status if exchange.answer else None,
            location=violation.location,
            expected=violation.expected,
            got=violation.got,
            evidence=evidence_of(exchange, self._contract) if first else None,
        )

    def _mistake(self, violation: Violation) -> None:
        mistake = Mistake(
            operation=violation.operation or "",
            location=violation.location,
            expected=violation.expected,
            got=violation.got,
            test=self.test,
        )
        self._mistakes[mistake] = None


def _sent(exchange: Exchange) -> Iterator[str]:
    """What can be counted of a request: what it was meant to be, by whom, how its method travelled, what for."""
    request = exchange.request
    yield exchange.intent.value
    yield "native app" if ("_is_native", "1") in request.query else "browser"
    if request.method not in ("GET", "POST"):
        yield "method as itself" if request.sent_method == request.method else "method in the query"
    if exchange.intent is Intent.INVALID and Journey.current is not None and Journey.current.ahead:
        yield f"for {Journey.current.ahead}"


def _said(answer: Answer) -> Iterator[str]:
    """Only codes as catalogues write them: whatever else a target puts there may be anything."""
    return (f"{answer.status} {code}" for code in answer.codes if CODE.fullmatch(code))
