"""What tests are written with: ``@proves(REQUIREMENT)`` and ``with step(REQUIREMENT):``.

A step collects a deviation instead of raising it, so that the journey goes on while it can. At its end the journey is
concluded: each requirement that the test cites has been shown, broken, or not come to.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import pytest

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Exchange
from fapi_conformance.errors import Deviation, NotTestable, SuiteProblem
from fapi_conformance.plugin.evidence import evidence_of
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.step import Step


def proves(*requirements: Requirement) -> pytest.MarkDecorator:
    """Mark a test as showing these. Without steps in it, its own outcome is the verdict of each of them."""
    return pytest.mark.requirement(*(requirement.id for requirement in requirements))


@contextmanager
def step(requirement: Requirement) -> Iterator[None]:
    """Judge one moment: a deviation in here is this requirement's, and is told at the end of the test."""
    journey = Journey.current
    if journey is None:  # a test of a user's own, outside of this plugin
        yield
        return
    if requirement.id not in journey.cited:
        raise SuiteProblem(f"the test has a step for {requirement.id}, which it does not cite in @proves")
    try:
        yield
    except AssertionError as problem:
        journey.broke(requirement, problem)
    except NotTestable as reason:
        journey.note(requirement, Outcome.NOT_TESTABLE, because=reason.because, remedy=reason.remedy)
    else:
        journey.note(requirement, Outcome.PASS)


class Journey:
    """One test on its way.

    ``stepped``    it has steps, so what it cites is judged there and not by its outcome.
    ``ahead``      the id of the requirement that its next request is made for; empty for none.
    ``operation``  the id of the operation that the test was made for, where it was made for one.
    ``off``        the cited requirements that do not apply to this target, by id, each with the reason.
    ``counts``     whether a requirement is what the run is about; another one that is broken fails no test.
    ``excuse``     why a step that was broken fails no test all the same, since it is known; empty where it does.
    ``purpose``    told the requirement in whose name the next requests are made.
    ``evidence``   makes what is shown of an exchange.
    """

    current: "Journey | None" = None
    """Tests of one process run one after the other."""

    def __init__(
        self,
        test: str,
        cited: tuple[Requirement, ...],
        *,
        stepped: bool = False,
        operation: str | None = None,
        off: Mapping[str, str] = MappingProxyType({}),
        counts: Callable[[Requirement], bool] = lambda _: True,
        excuse: Callable[[Step], str] = lambda _: "",
        purpose: Callable[[str], None] = lambda _: None,
        evidence: Callable[[Exchange], Evidence] = evidence_of,
    ) -> None:
        self.test = test
        self.cited = {requirement.id: requirement for requirement in cited}
        self.stepped = stepped
        self.off = off
        self.steps: list[Step] = []
        self.last: Exchange | None = None
        self.operation = operation
        self._counts = counts
        self._excuse = excuse
        self._purpose = purpose
        self._evidence = evidence
        self._name_the_next()

    def saw(self, exchange: Exchange) -> None:
        self.last = exchange

    def broke(self, requirement: Requirement, problem: AssertionError) -> None:
        """The target does not keep it, or need not."""
        if requirement.id in self.off:
            self.note(requirement, Outcome.NOT_APPLICABLE)
            return
        outcome = Outcome.FAIL if requirement.level is Level.MUST else Outcome.WARNING
        self.steps.append(self._deviation(requirement, outcome, problem))
        self._name_the_next()

    def note(self, requirement: Requirement, outcome: Outcome, *, because: str = "", remedy: str = "") -> None:
        self.steps.append(
            Step(
                requirement=requirement.id,
                outcome=Outcome.NOT_APPLICABLE if requirement.id in self.off else outcome,
                test=self.test,
                operation=self._about(requirement),
                because=masking.text(because),
                remedy=remedy,
            )
        )
        self._name_the_next()

    @property
    def open(self) -> list[Requirement]:
        """What it cites and has not come to yet."""
        come_to = {step.requirement for step in self.steps}
        return [requirement for id_, requirement in self.cited.items() if id_ not in come_to]

    @property
    def failed(self) -> list[Step]:
        """The steps that break a MUST which the run is about, and that nobody knew of."""
        return [step for step in self._broken if not self._excuse(step)]

    @property
    def excuses(self) -> list[str]:
        """Why the others of these fail no test, each reason once."""
        return list(dict.fromkeys(reason for step in self._broken if (reason := self._excuse(step))))

    @property
    def _broken(self) -> list[Step]:
        counted = {id_ for id_, requirement in self.cited.items() if self._counts(requirement)}
        return [step for step in self.steps if step.outcome is Outcome.FAIL and step.requirement in counted]

    def _about(self, requirement: Requirement) -> str | None:
        """The operation that a verdict is about; what holds for every exchange is no operation's own."""
        return None if requirement.everywhere else self.operation

    def _name_the_next(self) -> None:
        """Requests carry the id of what they are made for: the next requirement that the test has to come to."""
        ahead = self.open or list(self.cited.values())[-1:]
        self.ahead = ahead[0].id if ahead else ""
        self._purpose(self.ahead)

    def _deviation(self, requirement: Requirement, outcome: Outcome, problem: AssertionError) -> Step:
        told = problem if isinstance(problem, Deviation) else None
        exchange = (told.exchange if told else None) or self.last
        return Step(
            requirement=requirement.id,
            outcome=outcome,
            test=self.test,
            operation=self._about(requirement),
            location=masking.text(told.where) if told else "",
            expected=masking.text(told.expected) if told else "",
            got=masking.text(told.got if told else _words(problem)),
            evidence=self._evidence(exchange) if exchange else None,
        )


def _words(problem: AssertionError) -> str:
    """What an assertion says, and what was noted on it; Hypothesis notes the example that it found."""
    # Behind the words pytest writes out the values that it compared, cut anywhere: masking could not see them.
    said = str(problem).partition("\nassert ")[0] or "an assertion without words"
    return "\n".join([said, *getattr(problem, "__notes__", ())])
