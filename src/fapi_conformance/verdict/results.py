"""One run, judged: the one source that every report is rendered from. ``writing`` and ``reading`` know its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fapi_conformance.verdict.baseline import Reckoned, State
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.finding import Finding, Sighting
from fapi_conformance.verdict.gathering import Effort
from fapi_conformance.verdict.operations import OperationVerdict
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.portion import Mistake
from fapi_conformance.verdict.profile import ProfileVerdict
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.ruling import Circumstances, RequirementVerdict
from fapi_conformance.verdict.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    """``environment`` is a digest of the environment that it published; ``capabilities`` are null where unknown."""

    base_url: str
    embedded: bool
    api_version: str = ""
    environment: str = ""
    capabilities: Mapping[str, bool | None] = field(default_factory=dict)
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """``started`` in seconds since 1970, ``seconds`` its duration; ``incomplete`` says why not all was run; ``left``
    are the things that the run made on the target and could not delete; ``revealed`` that secrets were not masked.
    ``shard`` is (2, 4) of the second of four parts of a run; ``merged`` has the facts of the runs that this one was put
    together from, each with a ``name`` where it is a run of its own.
    """

    suite_version: str
    started: float
    seconds: float
    seed: int
    requests: int
    workers: int
    target: TargetFacts
    versions: Mapping[str, str] = field(default_factory=dict)
    incomplete: str = ""
    selection: str = ""
    rerun: str = ""
    left: tuple[str, ...] = ()
    revealed: bool = False
    shard: tuple[int, int] | None = None
    merged: tuple["RunFacts", ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvingTest:
    """``cites``: ids of the requirements that the test proves."""

    test: str
    cites: tuple[str, ...]
    effort: Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was judged; and in the last five members what that was reckoned from, so that runs can be merged."""

    run: RunFacts
    profiles: tuple[ProfileVerdict, ...] = ()
    requirements: tuple[RequirementVerdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    operations: tuple[OperationVerdict, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    claim: Claim = field(default_factory=Claim)
    baseline: tuple[Reckoned, ...] = ()
    tests: tuple[ProvingTest, ...] = ()
    steps: tuple[Step, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    examined: frozenset[str] = frozenset()
    circumstances: Circumstances = field(default_factory=Circumstances)

    def rerun(self, finding: Finding) -> str:
        """What repeats the run that met it."""
        return next((one.rerun for one in self.run.merged if one.name in finding.runs), self.run.rerun)

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """Why what was claimed does not hold."""
        return tuple(self.claim.shortfalls(self.profiles))

    @property
    def known(self) -> Mapping[str, str]:
        """The reasons of the deviations that the baseline knows, by the ids of the findings."""
        return {one.known.id: one.known.reason for one in self.baseline if one.state is State.KNOWN}

    @property
    def red(self) -> bool:
        """A MUST is broken that nobody knew of, or the suite erred, or a claim or the baseline does not hold."""
        if self.mistakes or any(one.state.red for one in self.baseline):
            return True
        if self.claim:
            return bool(self.shortfalls)
        return any(finding.level is Level.MUST and finding.id not in self.known for finding in self.findings) or any(
            verdict.outcome is Outcome.ERROR for verdict in self.requirements
        )
