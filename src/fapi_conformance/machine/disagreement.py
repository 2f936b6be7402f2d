"""Where the target and the model disagree, and what was compared at all."""

from collections import Counter
from collections.abc import Collection, Sequence

from fapi_conformance.client.exchange import Exchange
from fapi_conformance.errors import Deviation
from fapi_conformance.machine.story import Line
from fapi_conformance.verdict.requirement import Requirement


class Disagreement(Deviation):
    """A deviation, the requirement that it breaks, and the acts that led to it, the last one with what came."""

    requirement: Requirement
    lines: Sequence[Line] = ()


class Ended(Exception):
    """From here on model and target disagree in a way that is known already: nothing more can be compared."""


class Judging:
    """``shown`` counts what was compared, by requirement; a deviation of a ``muted`` one only ends the example."""

    def __init__(self, muted: Collection[str] = ()) -> None:
        self.shown: Counter[str] = Counter()
        self.muted = frozenset(muted)

    def minds(self, requirements: Collection[Requirement]) -> bool:
        """Whether a deviation from any of these would be told."""
        return any(one.id not in self.muted for one in requirements)

    def agree(
        self,
        requirement: Requirement,
        holds: bool,
        *,
        expected: str,
        got: str,
        where: str = "",
        exchange: Exchange | None = None,
    ) -> None:
        if holds:
            self.shown[requirement.id] += 1
            return
        if requirement.id in self.muted:
            raise Ended
        found = Disagreement(expected=expected, got=got, where=where, exchange=exchange)
        found.requirement = requirement
        raise found
