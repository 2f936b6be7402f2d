"""How well each operation was reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fapi_conformance.verdict.portion import Traffic


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a report has to know of an operation: ``successes`` are the documented statuses that mean it was done."""

    id: str
    label: str
    documented: tuple[int, ...]
    successes: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationVerdict:
    """``cases`` counts requests, ``statuses`` the answers; ``unseen`` are documented and never came."""

    operation: str
    id: str
    cases: int
    statuses: Mapping[int, int]
    reached: bool
    unseen: tuple[int, ...]


def reached(known: Iterable[Known], traffic: Traffic) -> tuple[OperationVerdict, ...]:
    """One verdict for each operation of the contract, in its order. Status 0 is no answer."""
    return tuple(
        OperationVerdict(
            operation=one.label,
            id=one.id,
            cases=sum(statuses.values()),
            statuses=dict(sorted(statuses.items())),
            reached=bool(one.successes & statuses.keys()),
            unseen=tuple(status for status in one.documented if status not in statuses),
        )
        for one in known
        for statuses in (traffic.get(one.label, {}),)
    )
