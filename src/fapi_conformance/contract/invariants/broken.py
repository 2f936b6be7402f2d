"""What an invariant says, and what several of them look at things with."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fapi_conformance.contract.look import Look, Object, Placed, listed


@dataclass(frozen=True, slots=True)
class Broken:
    component: str
    member: str
    location: str
    expected: str
    got: str


Invariant = Callable[[Look], list[Broken] | None]


def each(placed: Iterator[Placed], broken: Callable[[Object, str], Iterator[Broken]]) -> list[Broken] | None:
    """What is broken in any of these objects; None where there is none of them."""
    found: list[Broken] = []
    seen = False
    for at, one in placed:
        seen = True
        found += broken(one, at)
    return found if seen else None


def ids(owner: Object, member: str) -> frozenset[Any]:
    return frozenset(item["id"] for item in listed(owner, member) if isinstance(item.get("id"), str))


def names(texts: frozenset[str]) -> str:
    return ", ".join(sorted(texts))[:80] or "an empty list"


def unordered(value: Any) -> Any:
    """A value that equals another whatever the order of their lists: the API orders none of them (AUTH-373)."""
    if isinstance(value, dict):
        return {name: unordered(item) for name, item in value.items()}
    if isinstance(value, list):
        return sorted(json.dumps(unordered(item), sort_keys=True) for item in value)
    return value
