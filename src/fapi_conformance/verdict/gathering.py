"""Everything that the tests of a run told, heaped up in the order in which it arrived."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fapi_conformance.verdict.finding import Sighting
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.portion import Mistake, Portion
from fapi_conformance.verdict.step import Step


@dataclass(frozen=True, slots=True)
class Effort:
    """What a test has cost: exchanges, and the seconds that it ran."""

    requests: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Gathering:
    """``cites``: requirement ids by test, also of a test that told nothing more since its worker was killed;
    ``took``: seconds until answers were there, by operation.
    """

    cites: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    examined: set[str] = field(default_factory=set)
    traffic: dict[str, Counter[int]] = field(default_factory=dict)
    sent: dict[str, Counter[str]] = field(default_factory=dict)
    codes: dict[str, Counter[str]] = field(default_factory=dict)
    requests: int = 0
    effort: dict[str, Effort] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)

    def add(self, portion: Portion) -> None:
        if portion.cites:
            self.cites[portion.test] = portion.cites
        known = self.effort.get(portion.test, Effort())
        self.effort[portion.test] = Effort(known.requests + portion.requests, known.seconds + portion.seconds)
        for operation, seconds in portion.took.items():
            self.took[operation] = self.took.get(operation, 0.0) + seconds
        self.steps += portion.steps
        self.sightings += portion.sightings
        self.mistakes += portion.mistakes
        self.examined |= portion.examined
        self.requests += portion.requests
        for operation, statuses in portion.traffic.items():
            self.traffic.setdefault(operation, Counter()).update(statuses)
        for heap, told in ((self.sent, portion.sent), (self.codes, portion.codes)):
            for operation, counts in told.items():
                heap.setdefault(operation, Counter()).update(counts)

    def crashed(self, test: str, because: str) -> None:
        """A test that took its worker with it, or went with it: nothing is said about what it was to prove."""
        told = {step.requirement for step in self.steps if step.test == test}
        for requirement in self.cites.get(test, ()):
            if requirement not in told:
                self.steps.append(Step(requirement=requirement, outcome=Outcome.ERROR, test=test, because=because))

    def proving(self, requirement: str) -> Sequence[str]:
        """The tests that cite it, in the order in which they were heard of."""
        return [test for test, cited in self.cites.items() if requirement in cited]
