"""Several results files as one: shards of one run, or one target in several configurations or from several machines.

Nothing is voted on. What the runs gathered is put together and reckoned anew by the same rules. Shards of one run are
one: a refusal in one has its twin in another. Runs of their own stay apart by their name: what is off in one is judged
where it is on, a refusal has its twin in its own run alone, and a deviation in any of them is one of all.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict import behind
from fapi_conformance.verdict.baseline import Baseline, KnownDeviation
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.finding import Sighting
from fapi_conformance.verdict.gathering import Effort, Gathering
from fapi_conformance.verdict.operations import Known
from fapi_conformance.verdict.portion import Mistake
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.reckoning import Catalogue, reckon
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.results import Results, RunFacts
from fapi_conformance.verdict.ruling import Circumstances, off_here
from fapi_conformance.verdict.step import Step

Named = tuple[str, Told]
"""What was read, with the name of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """All shards of one run, or the file of one. ``name`` tells it from others; empty where there are none."""

    name: str
    files: Sequence[Told]
    facts: Sequence[RunFacts]

    @property
    def circumstances(self) -> Circumstances:
        each = [told["circumstances"] for told in self.files]
        shards = not self.facts[0].selection and behind.every_shard(self.facts)
        return _joined([_circumstances(one) for one in each], whole=shards or any(one["whole"] for one in each))


def merged(several: Sequence[Named]) -> Results:
    """One verdict over all of them. Raises BadInput where there can be none."""
    catalogue = _catalogue(several)
    claim = behind.alike([(name, _claimed(told)) for name, told in several], "they claim different profiles")
    known = behind.alike([(name, _known(told)) for name, told in several], "their baselines differ")
    runs = _runs(several)
    gathering = Gathering()
    for run in runs:
        for told in run.files:
            _add(gathering, told, run, catalogue)
    facts = [one for run in runs for one in run.facts]
    judged = [run.circumstances for run in runs]
    about = _joined(judged, whole=any(one.whole for one in judged))
    return reckon(
        gathering,
        catalogue,
        about,
        _operations(several),
        behind.together(facts, whole=about.whole),
        claim=Claim(claim),
        baseline=Baseline({one.id: one for one in known}),
        # When the last of them was judged: a verdict does not change because runs are put together later.
        today=datetime.fromtimestamp(max(one.started for one in facts), tz=UTC).date(),
    )


def _runs(several: Sequence[Named]) -> Sequence[_Run]:
    """Which files are of one run. Raises BadInput where two tell of the same."""
    heaps: dict[object, list[tuple[str, Told, list[RunFacts]]]] = {}
    met: list[tuple[str, RunFacts]] = []
    for name, told in several:
        facts = list(behind.runs(told["run"]))
        for one in facts:
            if twice := next((other for other, there in met if behind.same(one, there)), None):
                raise BadInput(
                    f"{name}: given twice" if twice == name else f"{name}: of a run that {twice} tells of already"
                )
            met.append((name, one))
        common = {behind.split(one) for one in facts if one.shard}
        key = common.pop() if len(common) == 1 and all(one.shard for one in facts) else name
        heaps.setdefault(key, []).append((name, told, facts))
    return [_run(heap, alone=len(heaps) == 1) for heap in heaps.values()]


def _run(heap: Sequence[tuple[str, Told, list[RunFacts]]], *, alone: bool) -> _Run:
    first, *more = (name for name, _, _ in heap)
    name = "" if alone else first + (f" and {len(more)} more" if more else "")
    facts = [replace(one, name=one.name or name) for _, _, several in heap for one in several]
    return _Run(name=name, files=[told for _, told, _ in heap], facts=facts)


def _add(gathering: Gathering, told: Told, run: _Run, catalogue: Catalogue) -> None:
    off = run.circumstances.off if run.name else {}

    def applies(requirement: str) -> bool:
        """The judge looks at every exchange; what is off where it looked must not count where it is on."""
        return not off_here(catalogue[requirement], catalogue, off)

    for test in told["tests"]:
        name = test["test"]
        if test["cites"]:
            gathering.cites[name] = tuple(test["cites"])
        known = gathering.effort.get(name, Effort())
        gathering.effort[name] = Effort(known.requests + test["exchanges"], known.seconds + test["seconds"])
    gathering.steps += [Step.from_json({"run": run.name, **one}) for one in told["steps"]]
    sightings = (Sighting.from_json({"run": run.name, **one}) for one in told["sightings"])
    gathering.sightings += [one for one in sightings if applies(one.requirement)]
    gathering.mistakes += [Mistake(**one) for one in told["errors"]]
    examined = (one["id"] for one in told["requirements"] if one["examined"])
    gathering.examined |= {id_ for id_ in examined if applies(id_)}
    gathering.requests += told["run"]["requests"]
    for one in told["operations"]:
        label = one["operation"]
        statuses = {int(status): count for status, count in one["statuses"].items()}
        gathering.traffic.setdefault(label, Counter()).update(statuses)
        gathering.sent.setdefault(label, Counter()).update(one["sent"])
        gathering.codes.setdefault(label, Counter()).update(one["codes"])
        gathering.took[label] = gathering.took.get(label, 0.0) + one["seconds"]


def _catalogue(several: Sequence[Named]) -> Catalogue:
    """As the files state it, so that a later release of the suite does not judge what an earlier one ran."""
    catalogue: dict[str, Requirement] = {}
    for name, told in several:
        for one in map(_requirement, told["requirements"]):
            if catalogue.setdefault(one.id, one) != one:
                raise BadInput(
                    f"{name}: it states {one.id} in another way: the runs are of different releases of the suite"
                )
    return catalogue


def _requirement(told: Mapping[str, Any]) -> Requirement:
    listed = {name: tuple(told[name]) for name in ("sources", "operations", "when", "means", "risks", "twins")}
    return Requirement(
        id=told["id"],
        level=Level(told["level"]),
        says=told["says"],
        profile=told["profile"],
        everywhere=told["everywhere"],
        **listed,
    )


def _claimed(told: Told) -> tuple[str, ...]:
    return tuple(told["claim"]["profiles"]) if told["claim"] else ()


def _known(told: Told) -> Sequence[KnownDeviation]:
    return [
        KnownDeviation(
            id=one["id"],
            requirement=one["requirement"],
            reason=one["reason"],
            expires=date.fromisoformat(one["expires"]) if one["expires"] else None,
            name=one.get("name", ""),
        )
        for one in told["baseline"]
    ]


def _circumstances(told: Mapping[str, Any]) -> Circumstances:
    return Circumstances(**{**told, "selected": frozenset(told["selected"])})


def _joined(each: Sequence[Circumstances], *, whole: bool) -> Circumstances:
    """Off, or lacking, is only what is so in each of them."""
    stopped = next((one for one in each if one.stopped), each[0])
    return Circumstances(
        off=_in_each([one.off for one in each]),
        lacking=_in_each([one.lacking for one in each]),
        whole=whole,
        selected={id_ for one in each for id_ in one.selected},
        stopped=stopped.stopped,
        remedy=stopped.remedy,
    )


def _in_each(several: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    first, *others = several
    return {name: reason for name, reason in first.items() if all(name in other for other in others)}


def _operations(several: Sequence[Named]) -> Sequence[Known]:
    known: dict[str, Known] = {}
    for one in (one for _, told in several for one in told["operations"]):
        known.setdefault(
            one["id"],
            Known(
                id=one["id"],
                label=one["operation"],
                documented=tuple(one["documented"]),
                successes=frozenset(one["successes"]),
            ),
        )
    return tuple(known.values())
