"""From everything that the tests told to one verdict for each requirement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from fapi_conformance.verdict.finding import Finding
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.step import Step

NOT_SELECTED = "not selected in this run"
NOT_SHOWN = "no exchange showed it"
DID_NOT_RUN = "did not run"
NO_TEST = "no test of this run came to it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the run could do at all.

    ``off``      capabilities that the target says are off, each with the sentence that says so.
    ``lacking``  kinds of means that the run lacks, each with the remedy.
    ``whole``    nothing was deselected, by whatever option; else only requirements in ``selected`` were to be shown.
    ``stopped``  why the run ended before its time; empty where it did not.
    ``remedy``   what would have prevented that.
    """

    off: Mapping[str, str] = field(default_factory=dict)
    lacking: Mapping[str, str] = field(default_factory=dict)
    whole: bool = True
    selected: Collection[str] = ()
    stopped: str = ""
    remedy: str = ""


def off_here(requirement: Requirement, catalogue: Mapping[str, Requirement], off: Mapping[str, str]) -> str:
    """Why a requirement is not applicable: its own capability is off, or that of a twin. Empty where it applies."""
    if reason := next((off[capability] for capability in requirement.when if capability in off), ""):
        return reason
    for twin in requirement.twins:
        if reason := off_here(catalogue[twin], catalogue, off):
            return f"{reason}, so that {twin} does not apply"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementVerdict:
    """``because`` and ``remedy``: why there is no verdict, or what a pass leaves open. ``told``: the first deviation.
    ``tests``: those that spoke of it. ``selected`` is false where this run was not about it.
    """

    requirement: Requirement
    outcome: Outcome
    because: str = ""
    remedy: str = ""
    told: str = ""
    tests: tuple[str, ...] = ()
    selected: bool = True


class Ruling:
    """Rules on each requirement once, its twins first."""

    def __init__(
        self,
        catalogue: Mapping[str, Requirement],
        steps: Sequence[Step],
        findings: Sequence[Finding],
        examined: Collection[str],
        circumstances: Circumstances,
    ) -> None:
        self._catalogue = catalogue
        self._steps: dict[str, list[Step]] = {}
        for step in steps:
            self._steps.setdefault(step.requirement, []).append(step)
        self._judged: dict[str, list[Finding]] = {}
        for finding in findings:
            self._judged.setdefault(finding.requirement, []).append(finding)
        self._examined = examined
        self._circumstances = circumstances
        self._settled: dict[str, list[Step]] = {}

    def verdicts(self) -> tuple[RequirementVerdict, ...]:
        """One a requirement, in the order of the catalogue."""
        return tuple(self._verdict(requirement) for requirement in self._catalogue.values())

    def told(self, requirement: str) -> tuple[Step, ...]:
        """Its steps, with what its twins make of them."""
        return tuple(self._settle(requirement))

    def broken(self) -> tuple[Step, ...]:
        """The steps that count against the target: those whose twins passed."""
        return tuple(
            step for requirement in self._catalogue for step in self._settle(requirement) if step.outcome.broken
        )

    def _verdict(self, requirement: Requirement) -> RequirementVerdict:
        steps = self._settle(requirement.id)
        judged = self._judged.get(requirement.id, ())
        tests = tuple(dict.fromkeys([*(step.test for step in steps), *(test for one in judged for test in one.tests)]))
        if reason := off_here(requirement, self._catalogue, self._circumstances.off):
            return RequirementVerdict(
                requirement=requirement,
                outcome=Outcome.NOT_APPLICABLE,
                because=reason,
                selected=self._selected(requirement),
            )
        broken = _broken(requirement)
        if judged:
            return RequirementVerdict(requirement=requirement, outcome=broken, told=judged[0].told, tests=tests)
        for outcome in (broken, Outcome.ERROR):
            if one := next((step for step in steps if step.outcome is outcome), None):
                return RequirementVerdict(
                    requirement=requirement, outcome=outcome, because=one.because, told=one.told, tests=tests
                )
        open_ = next((step for step in steps if step.outcome is Outcome.NOT_TESTABLE), None)
        if any(step.outcome is Outcome.PASS for step in steps):
            left = f"{_share(steps)}: {open_.because}" if open_ else ""
            return RequirementVerdict(requirement=requirement, outcome=Outcome.PASS, because=left, tests=tests)
        if requirement.everywhere and requirement.id in self._examined:
            return RequirementVerdict(requirement=requirement, outcome=Outcome.PASS, tests=tests)
        if open_:
            return RequirementVerdict(
                requirement=requirement,
                outcome=Outcome.NOT_TESTABLE,
                because=open_.because,
                remedy=open_.remedy,
                tests=tests,
            )
        if steps and all(step.outcome is Outcome.NOT_APPLICABLE for step in steps):
            # Off in each of several runs, and not for one reason that they share.
            return RequirementVerdict(
                requirement=requirement, outcome=Outcome.NOT_APPLICABLE, because=steps[0].because, tests=tests
            )
        return self._unheard(requirement, tests)

    def _unheard(self, requirement: Requirement, tests: tuple[str, ...]) -> RequirementVerdict:
        """No step and no exchange spoke of it."""
        known = self._circumstances
        selected = self._selected(requirement)
        remedy = ""
        if not selected:
            because = NOT_SELECTED
        elif known.stopped:
            because, remedy = known.stopped, known.remedy
        elif lacks := next((kind for kind in requirement.means if kind in known.lacking), None):
            because, remedy = f"the run lacks the means {lacks!r}", known.lacking[lacks]
        else:
            because = NOT_SHOWN if requirement.everywhere else NO_TEST
        return RequirementVerdict(
            requirement=requirement,
            outcome=Outcome.NOT_TESTABLE,
            because=because,
            remedy=remedy,
            tests=tests,
            selected=selected,
        )

    def _selected(self, requirement: Requirement) -> bool:
        return self._circumstances.whole or requirement.id in self._circumstances.selected

    def _settle(self, id_: str) -> list[Step]:
        """The steps of a requirement, with what its twins make of them: a refusal counts only beside an acceptance."""
        if id_ not in self._settled:
            self._settled[id_] = []  # a circle of twins ends here; the catalogue has none
            requirement = self._catalogue[id_]
            self._settled[id_] = [self._in_company(requirement, step) for step in self._steps.get(id_, ())]
        return self._settled[id_]

    def _in_company(self, requirement: Requirement, step: Step) -> Step:
        if step.outcome is not Outcome.PASS and not step.outcome.broken:
            return step
        operations = (step.operation,) if step.operation else requirement.operations
        for twin in requirement.twins:
            if reason := self._missing(twin, operations, step.run):
                seen = f" ({step.told})" if step.outcome.broken else ""
                return step.to(Outcome.NOT_TESTABLE, because=f"its twin {twin} {reason}{seen}")
        return step

    def _missing(self, twin: str, operations: Collection[str], run: str) -> str:
        """Why the twin proves nothing for these operations in the same run; empty where it passed."""
        if any(run in one.runs or not run for one in self._judged.get(twin, ())):
            return "failed"
        steps = [step for step in self._settle(twin) if step.run == run]
        # A twin that is generated for each operation answers for those that the refusal is about.
        steps = [step for step in steps if step.operation in operations] or steps
        if any(step.outcome.broken for step in steps):
            return "failed"
        if any(step.outcome is Outcome.PASS for step in steps):
            return ""
        if any(step.outcome is Outcome.ERROR for step in steps):
            return "ended in an error"
        return "was not testable" if steps else DID_NOT_RUN


def _broken(requirement: Requirement) -> Outcome:
    return Outcome.FAIL if requirement.level is Level.MUST else Outcome.WARNING


def _share(steps: Sequence[Step]) -> str:
    passed = sum(step.outcome is Outcome.PASS for step in steps)
    return f"{passed} of {sum(step.outcome is not Outcome.NOT_APPLICABLE for step in steps)} cases"
