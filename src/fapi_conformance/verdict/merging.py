"""Several results files as one: shards of one run, or one target in several configurations or from several machines.

Nothing is voted on. What the runs gathered is put together and reckoned anew by the same rules, so that a refusal in
one shard may have its twin in another, and what is off in one configuration is judged where it is on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict.finding import Sighting
from fapi_conformance.verdict.gathering import Effort, Gathering
from fapi_conformance.verdict.operations import Known
from fapi_conformance.verdict.portion import Mistake
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.reckoning import reckon
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.results import Results, RunFacts, TargetFacts
from fapi_conformance.verdict.ruling import Circumstances
from fapi_conformance.verdict.step import Step


def merged(several: Sequence[Told]) -> Results:
    """One verdict over all of them. Raises BadInput where they state the same requirement differently."""
    gathering = Gathering()
    for told in several:
        _add(gathering, told)
    runs = [run for told in several for run in _runs(told["run"])]
    return reckon(gathering, _catalogue(several), _circumstances(several), _operations(several), _run(runs))


def _add(gathering: Gathering, told: Told) -> None:
    for test in told["tests"]:
        name = test["test"]
        if test["cites"]:
            gathering.cites[name] = tuple(test["cites"])
        known = gathering.effort.get(name, Effort())
        gathering.effort[name] = Effort(known.requests + test["exchanges"], known.seconds + test["seconds"])
    gathering.steps += [Step.from_json(one) for one in told["steps"]]
    gathering.sightings += [Sighting.from_json(one) for one in told["sightings"]]
    gathering.mistakes += [Mistake(**one) for one in told["errors"]]
    gathering.examined |= {one["id"] for one in told["requirements"] if one["examined"]}
    gathering.requests += told["run"]["requests"]
    for one in told["operations"]:
        label = one["operation"]
        statuses = {int(status): count for status, count in one["statuses"].items()}
        gathering.traffic.setdefault(label, Counter()).update(statuses)
        gathering.sent.setdefault(label, Counter()).update(one["sent"])
        gathering.codes.setdefault(label, Counter()).update(one["codes"])
        gathering.took[label] = gathering.took.get(label, 0.0) + one["seconds"]


def _catalogue(several: Sequence[Told]) -> Mapping[str, Requirement]:
    """As the files state it, so that a later release of the suite does not judge what an earlier one ran."""
    catalogue: dict[str, Requirement] = {}
    for told in several:
        for one in map(_requirement, told["requirements"]):
            if catalogue.setdefault(one.id, one) != one:
                raise BadInput(f"the runs state {one.id} differently: they are of different releases of the suite")
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


def _circumstances(several: Sequence[Told]) -> Circumstances:
    """Off, or lacking, is only what is so in each of them; whole is what any of them was, or all shards of one run."""
    each = [told["circumstances"] for told in several]
    return Circumstances(
        off=_in_each([one["off"] for one in each]),
        lacking=_in_each([one["lacking"] for one in each]),
        whole=any(one["whole"] for one in each) or _every_shard([told["run"] for told in several]),
        selected={id_ for one in each for id_ in one["selected"]},
        stopped=next((one["stopped"] for one in each if one["stopped"]), ""),
        remedy=next((one["remedy"] for one in each if one["stopped"]), ""),
    )


def _in_each(several: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    first, *others = several
    return {name: reason for name, reason in first.items() if all(name in other for other in others)}


def _every_shard(runs: Sequence[Mapping[str, Any]]) -> bool:
    there = {tuple(run["shard"]) for run in runs if run["shard"]}
    return any({(one, of) for one in range(1, of + 1)} <= there for _, of in there)


def _operations(several: Sequence[Told]) -> Sequence[Known]:
    known: dict[str, Known] = {}
    for one in (one for told in several for one in told["operations"]):
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


def _runs(told: Mapping[str, Any]) -> Iterator[RunFacts]:
    """The runs behind a file: itself, or those that it was merged from."""
    if told["merged"]:
        for one in told["merged"]:
            yield from _runs(one)
        return
    known = {one.name for one in fields(RunFacts)}
    plain = {name: value for name, value in told.items() if name in known}
    target = {**told["target"], "means": tuple(told["target"]["means"])}
    listed = {"left": tuple(told["left"]), "shard": tuple(told["shard"]) if told["shard"] else None, "merged": ()}
    yield RunFacts(**{**plain, "target": TargetFacts(**target), "incomplete": told["cause"], **listed})


def _run(runs: Sequence[RunFacts]) -> RunFacts:
    """The first of them tells whatever they share."""
    first = runs[0]
    return replace(
        first,
        started=min(one.started for one in runs),
        seconds=sum(one.seconds for one in runs),
        incomplete=next((one.incomplete for one in runs if one.incomplete), ""),
        selection="" if len({one.selection for one in runs}) > 1 else first.selection,
        left=tuple(left for one in runs for left in one.left),
        shard=None,
        merged=tuple(runs),
    )
