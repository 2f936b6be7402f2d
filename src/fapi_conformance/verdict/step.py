"""One judged moment of a test: what it says of one requirement."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.outcome import Outcome


def in_a_line(location: str, expected: str, got: str) -> str:
    """A deviation: what was expected where, and what came. A plain ``assert`` does not say what it expected."""
    place = f"{location} = " if location else ""
    return f"expected {place}{expected}; got {got}" if expected else f"{place}{got}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``requirement`` is an id; ``operation`` the operation's id where the test was made for that one alone.

    ``expected``, ``got`` and ``location`` tell a deviation; ``because`` and ``remedy`` tell why there is no verdict.
    ``run`` names the run where several were put together.
    """

    requirement: str
    outcome: Outcome
    test: str
    operation: str | None = None
    location: str = ""
    expected: str = ""
    got: str = ""
    because: str = ""
    remedy: str = ""
    evidence: Evidence | None = None
    run: str = ""

    @property
    def told(self) -> str:
        """A deviation in one line."""
        return in_a_line(self.location, self.expected, self.got)

    def to(self, outcome: Outcome, *, because: str, remedy: str = "") -> Self:
        """The same moment, judged otherwise once more is known."""
        return replace(self, outcome=outcome, because=because, remedy=remedy)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        known = dict(data)
        known["outcome"] = Outcome(known["outcome"])
        known["evidence"] = Evidence.from_json(known.get("evidence"))
        return cls(**known)
