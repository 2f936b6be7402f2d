"""A finding: one deviation of the target, however many tests and exchanges met it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.step import Step, in_a_line

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One test that met a deviation, ``count`` times. ``requirement`` and ``key`` say which deviation it is, ``run`` in
    which run where several were put together.
    """

    requirement: str
    key: Key
    test: str
    operation: str | None = None
    status: int | None = None
    location: str = ""
    expected: str = ""
    got: str = ""
    evidence: Evidence | None = None
    count: int = 1
    run: str = ""

    @property
    def finding_id(self) -> str:
        return finding_id(self.requirement, self.key)

    @classmethod
    def of(cls, step: Step) -> Self:
        """A step that was broken. Its requirement is the deviation, apart for each operation it was generated for."""
        return cls(
            requirement=step.requirement,
            key=(step.operation,) if step.operation else (),
            test=step.test,
            operation=step.evidence.operation if step.evidence else None,
            status=step.evidence.status if step.evidence else None,
            location=step.location,
            expected=step.expected,
            got=step.got,
            evidence=step.evidence,
            run=step.run,
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "key": tuple(data["key"]), "evidence": Evidence.from_json(data.get("evidence"))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``id`` is the same in every run that meets the same deviation. ``tests`` are those that met it, in order;
    ``operations`` where it was seen; the rest is told of the first time. ``runs`` names those that met it where several
    were put together.
    """

    id: str
    requirement: str
    level: Level
    key: Key
    operation: str | None
    operations: tuple[str, ...]
    status: int | None
    location: str
    expected: str
    got: str
    tests: tuple[str, ...]
    evidence: Evidence | None
    count: int
    runs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """``EXCHANGE.BODY[User.first_name type]``: what to call it in one line."""
        return f"{self.requirement}[{' '.join(part for part in self.key if part)}]" if self.key else self.requirement

    @property
    def told(self) -> str:
        """It in one line."""
        return in_a_line(self.location, self.expected, self.got)


@dataclass(slots=True)
class _Heap:
    first: Sighting
    tests: dict[str, None] = field(default_factory=dict)
    operations: dict[str, None] = field(default_factory=dict)
    runs: dict[str, None] = field(default_factory=dict)
    evidence: Evidence | None = None
    count: int = 0

    def add(self, sighting: Sighting) -> None:
        self.tests[sighting.test] = None
        if sighting.operation:
            self.operations[sighting.operation] = None
        if sighting.run:
            self.runs[sighting.run] = None
        if self.evidence is None and sighting.evidence is not None:
            self.first, self.evidence = sighting, sighting.evidence
        self.count += sighting.count


def finding_id(requirement: str, key: Sequence[str]) -> str:
    """12 hexadecimal digits, of the deviation alone: the same in every run, on every machine."""
    return hashlib.sha256("\0".join((requirement, *key)).encode()).hexdigest()[:12]


def gather(sightings: Iterable[Sighting], catalogue: Mapping[str, Requirement]) -> tuple[Finding, ...]:
    """One finding a deviation: MUSTs first, then in the order of the catalogue."""
    heaps: dict[tuple[str, Key], _Heap] = {}
    for sighting in sightings:
        heaps.setdefault((sighting.requirement, sighting.key), _Heap(sighting)).add(sighting)
    place = {id_: number for number, id_ in enumerate(catalogue)}
    findings = [_finding(heap, catalogue[id_].level) for (id_, _), heap in heaps.items() if id_ in catalogue]
    findings.sort(key=lambda one: (one.level is not Level.MUST, place[one.requirement], one.key))
    return tuple(findings)


def _finding(heap: _Heap, level: Level) -> Finding:
    first = heap.first
    return Finding(
        id=finding_id(first.requirement, first.key),
        requirement=first.requirement,
        level=level,
        key=first.key,
        operation=first.operation,
        operations=tuple(heap.operations),
        status=first.status,
        location=first.location,
        expected=first.expected,
        got=first.got,
        tests=tuple(heap.tests),
        evidence=heap.evidence,
        count=heap.count,
        runs=tuple(heap.runs),
    )
