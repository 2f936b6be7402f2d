"""Which faults each side notices, with as few runs as that can be told from."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from fapi_reference.faults import Fault
from selftest.peer.seeing import SEED, Accusation, Peer, Seen, by_ours
from selftest.serving import reference

Noticed = bool | None
"""None: that side gave no results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """What the clean reference is to the peer: all that it was ever accused of, and what was reached in every run."""

    accusations: frozenset[Accusation]
    reached: frozenset[str]

    @classmethod
    def of(cls, runs: Iterable[Seen]) -> "Clean":
        seen = list(runs)
        return cls(
            accusations=frozenset[Accusation]().union(*(one.accusations for one in seen)),
            reached=frozenset.intersection(*(one.reached for one in seen)) if seen else frozenset(),
        )

    def is_like(self, seen: Seen) -> bool:
        """Nothing new was reported, and nothing kept the peer from getting as far as ever."""
        return seen.accusations <= self.accusations and seen.reached >= self.reached


def spread(faults: Sequence[Fault]) -> list[Fault]:
    """In an order of chance, the same each time, so that any beginning of it is of all areas."""
    return random.Random(SEED).sample(list(faults), len(faults))


def together(faults: Sequence[Fault], size: int) -> list[tuple[Fault, ...]]:
    """Groups of so many under the same settings, each fault of another area."""
    groups: list[list[Fault]] = []
    for fault in faults:
        room = next((group for group in groups if _fits(fault, group, size)), None)
        if room is None:
            groups.append([fault])
        else:
            room.append(fault)
    return [tuple(group) for group in groups]


def _fits(fault: Fault, group: Sequence[Fault], size: int) -> bool:
    apart = all(_area(fault) != _area(one) for one in group)
    return len(group) < size and apart and group[0].settings == fault.settings


def _area(fault: Fault) -> str:
    return fault.seed.__module__


def by_peer(
    group: Sequence[Fault],
    clean: Clean,
    run: Callable[[Sequence[Fault]], Seen | None],
    *,
    suspected: bool = False,
) -> Mapping[str, Noticed]:
    """For each fault whether the peer notices it. One alone is noticed by whatever is new.

    ``suspected``: one of the group was noticed, for it was so with others that were not.
    """
    if len(group) == 1:
        seen = run(group)
        return {group[0].id: None if seen is None else not seen.accusations <= clean.accusations}
    if not suspected:
        seen = run(group)
        if seen is not None and clean.is_like(seen):
            return dict.fromkeys((fault.id for fault in group), False)
    middle = len(group) // 2
    first = by_peer(group[:middle], clean, run)
    second = by_peer(group[middle:], clean, run, suspected=not any(first.values()))
    return {**first, **second}


def peer_run(peer: Peer, faults: Sequence[Fault]) -> Seen | None:
    with reference(*faults) as means:
        return peer.sees(means)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """``named``: by a requirement that the fault is said to break. ``whole``: it took the whole suite to tell."""

    noticed: Noticed
    named: bool
    whole: bool
    seconds: float


def ours(fault: Fault) -> Ours:
    """Whether this suite notices it."""
    words = [word for requirement in fault.caught_by for word in ("--requirement", requirement)]
    with reference(fault) as means:
        part = by_ours(means, *words)
    seconds = part.seconds if part else 0.0
    if part is not None and part.accusations:
        return Ours(noticed=True, named=_named(fault, part), whole=False, seconds=seconds)
    with reference(fault) as means:  # one of its own, so that it finds nothing that the part left
        seen = by_ours(means)
    if seen is None:
        return Ours(noticed=None, named=False, whole=True, seconds=seconds)
    return Ours(noticed=bool(seen.accusations), named=_named(fault, seen), whole=True, seconds=seconds + seen.seconds)


def _named(fault: Fault, seen: Seen) -> bool:
    return not {requirement for requirement, _ in seen.accusations}.isdisjoint(fault.caught_by)
