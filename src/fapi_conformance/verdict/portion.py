"""What one process has to tell of one test since it told last. Travels from worker to controller as plain JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from fapi_conformance.verdict.finding import Sighting
from fapi_conformance.verdict.plain import plain
from fapi_conformance.verdict.step import Step

Traffic = Mapping[str, Mapping[int, int]]
"""Exchanges by operation label (``GET /v1/me``) and status; status 0 is no answer."""
Tally = Mapping[str, Mapping[str, int]]
"""Exchanges by operation label and by any one thing that can be said of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A request that the suite meant to be valid and that the schema does not allow: an error of the suite."""

    operation: str
    location: str
    expected: str
    got: str
    test: str

    @property
    def line(self) -> str:
        return f"{self.operation} {self.location}: expected {self.expected}; got {self.got}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """``cites``: ids of the requirements that the test proves; ``examined``: of those that its exchanges showed;
    ``sent``: what requests were meant to be, whose they were, how their method travelled, and what the wrong ones were
    made for; ``codes``: what refusals said, such as ``422 form_param_missing``; ``requests``: all exchanges, also those
    outside of every operation; ``seconds``: how long it ran; ``took``: seconds until answers were there, by operation.
    """

    test: str
    cites: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    examined: frozenset[str] = frozenset()
    traffic: Traffic = field(default_factory=dict)
    sent: Tally = field(default_factory=dict)
    codes: Tally = field(default_factory=dict)
    requests: int = 0
    seconds: float = 0.0
    took: Mapping[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Only what is there: most tests have little to tell."""
        return {name: value for name, value in plain(self).items() if value or name == "test"}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            test=data["test"],
            cites=tuple(data.get("cites", ())),
            steps=tuple(Step.from_json(step) for step in data.get("steps", ())),
            sightings=tuple(Sighting.from_json(one) for one in data.get("sightings", ())),
            mistakes=tuple(Mistake(**one) for one in data.get("mistakes", ())),
            examined=frozenset(data.get("examined", ())),
            traffic={
                operation: {int(status): count for status, count in statuses.items()}
                for operation, statuses in data.get("traffic", {}).items()
            },
            sent=data.get("sent", {}),
            codes=data.get("codes", {}),
            requests=data.get("requests", 0),
            seconds=data.get("seconds", 0.0),
            took=data.get("took", {}),
        )
