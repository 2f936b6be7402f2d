"""Requirements, counted."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.sources import Kind, kind

Groups = Mapping[str, Sequence[Requirement]]
_REFUSAL = re.compile(r"\b4\d\d\b")


def grouped(requirements: Iterable[Requirement], by: Callable[[Requirement], Iterable[str]]) -> Groups:
    """By each of the names that a requirement has, in the order in which they first come."""
    groups: dict[str, list[Requirement]] = {}
    for one in requirements:
        for name in dict.fromkeys(by(one)):
            groups.setdefault(name, []).append(one)
    return groups


def kinds(requirement: Requirement) -> frozenset[Kind]:
    return frozenset(map(kind, requirement.sources))


def levels(requirements: Iterable[Requirement]) -> list[int]:
    """How many are MUST, SHOULD and MAY."""
    counted = Counter(one.level for one in requirements)
    return [counted[level] for level in Level]


def of_kind(requirements: Iterable[Requirement]) -> list[int]:
    """How many have a source of each kind; one may have several."""
    counted = Counter(name for one in requirements for name in kinds(one))
    return [counted[name] for name in Kind]


def refuses(requirement: Requirement) -> bool:
    """It is about what is refused: a documented refusal is among its sources, or it says so."""
    return "refus" in requirement.says or any(_REFUSAL.search(one) for one in requirement.sources)


def in_matrix(requirements: Sequence[Requirement]) -> list[int]:
    """A row of the matrix: what is promised, what is refused, how many of both restate a check, how many are MUST."""
    refusals = sum(map(refuses, requirements))
    checks = sum(bool(one.checks) for one in requirements)
    musts = sum(one.level is Level.MUST for one in requirements)
    return [len(requirements) - refusals, refusals, checks, musts]
