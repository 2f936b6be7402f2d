"""How well each operation was reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from fapi_conformance.verdict.portion import Tally, Traffic

NONE: Tally = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a report has to know of an operation: ``successes`` are the documented statuses that mean it was done."""

    id: str
    label: str
    documented: tuple[int, ...]
    successes: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationVerdict:
    """``cases`` counts requests, ``statuses`` the answers; ``unseen`` are documented and never came. ``sent`` says what
    the requests were, ``codes`` what refusals said; ``seconds`` until all of the answers were there, one after another.
    """

    operation: str
    id: str
    cases: int
    statuses: Mapping[int, int]
    reached: bool
    unseen: tuple[int, ...]
    documented: tuple[int, ...] = ()
    successes: frozenset[int] = frozenset()
    sent: Mapping[str, int] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def reached(
    known: Iterable[Known],
    traffic: Traffic,
    sent: Tally = NONE,
    codes: Tally = NONE,
    took: Mapping[str, float] = MappingProxyType({}),
) -> tuple[OperationVerdict, ...]:
    """One verdict for each operation of the contract, in its order. Status 0 is no answer."""
    return tuple(
        OperationVerdict(
            operation=one.label,
            id=one.id,
            cases=sum(statuses.values()),
            statuses=dict(sorted(statuses.items())),
            reached=bool(one.successes & statuses.keys()),
            unseen=tuple(status for status in one.documented if status not in statuses),
            documented=one.documented,
            successes=one.successes,
            sent=dict(sorted(sent.get(one.label, {}).items())),
            codes=dict(sorted(codes.get(one.label, {}).items())),
            seconds=round(took.get(one.label, 0.0), 3),
        )
        for one in known
        for statuses in (traffic.get(one.label, {}),)
    )
