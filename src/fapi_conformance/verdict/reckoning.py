"""From what a run gathered to its results."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from fapi_conformance.verdict.baseline import Baseline
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.finding import Finding, Sighting, gather
from fapi_conformance.verdict.gathering import Effort, Gathering
from fapi_conformance.verdict.operations import Known, reached
from fapi_conformance.verdict.profile import profiles
from fapi_conformance.verdict.requirement import Requirement
from fapi_conformance.verdict.results import ProvingTest, Results, RunFacts
from fapi_conformance.verdict.ruling import Circumstances, Ruling, off_here

Catalogue = Mapping[str, Requirement]
NOTHING_CLAIMED = Claim()
NOTHING_KNOWN = Baseline()
NO_EFFORT = Effort()


def reckon(
    gathering: Gathering,
    catalogue: Catalogue,
    circumstances: Circumstances,
    operations: Sequence[Known],
    run: RunFacts,
    *,
    claim: Claim = NOTHING_CLAIMED,
    baseline: Baseline = NOTHING_KNOWN,
    today: date | None = None,
) -> Results:
    """Rule on every requirement, and turn everything broken into findings."""
    sightings = _applying(gathering, catalogue, circumstances.off)
    judged = gather(sightings, catalogue)
    ruling = Ruling(catalogue, gathering.steps, judged, gathering.examined, circumstances)
    verdicts = ruling.verdicts()
    labels = {one.id: one.label for one in operations}
    broken = [_labelled(Sighting.of(step), labels) for step in ruling.broken()]
    findings = gather([*sightings, *broken], catalogue)
    whole = circumstances.whole and not circumstances.stopped
    return Results(
        run=replace(run, requests=gathering.requests),
        profiles=profiles(verdicts, stopped=bool(circumstances.stopped)),
        requirements=verdicts,
        findings=findings,
        baseline=tuple(baseline.reckoned(findings, verdicts, today, whole=whole, told=ruling.told)) if today else (),
        operations=reached(operations, gathering.traffic, gathering.sent, gathering.codes, gathering.took),
        mistakes=tuple(dict.fromkeys(gathering.mistakes)),
        claim=claim,
        tests=tuple(
            ProvingTest(test=test, cites=gathering.cites.get(test, ()), effort=gathering.effort.get(test, NO_EFFORT))
            for test in dict.fromkeys([*gathering.cites, *gathering.effort])
        ),
        steps=tuple(gathering.steps),
        sightings=tuple(gathering.sightings),
        examined=frozenset(gathering.examined),
        circumstances=circumstances,
    )


def judged_findings(gathering: Gathering, catalogue: Catalogue, off: Mapping[str, str]) -> tuple[Finding, ...]:
    """Those that no test failed for, since the judge met them beside what the tests were about."""
    return gather(_applying(gathering, catalogue, off), catalogue)


def _applying(gathering: Gathering, catalogue: Catalogue, off: Mapping[str, str]) -> list[Sighting]:
    """The judge looks at every exchange and knows no capability: what does not apply here is left out afterwards."""
    return [one for one in gathering.sightings if not off_here(catalogue[one.requirement], catalogue, off)]


def _labelled(sighting: Sighting, labels: Mapping[str, str]) -> Sighting:
    """Of a deviation that is one operation's, that operation, whichever exchange showed it."""
    own = labels.get(sighting.key[0]) if sighting.key else None
    return replace(sighting, operation=own or sighting.operation)
