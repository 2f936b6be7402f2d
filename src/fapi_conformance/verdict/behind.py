"""The runs behind a results file: itself, or those that it was put together from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict.results import RunFacts, TargetFacts

T = TypeVar("T")

FACTS = frozenset(one.name for one in fields(RunFacts))


def runs(told: Mapping[str, Any]) -> Iterator[RunFacts]:
    """Of the member ``run`` of a file."""
    if told["merged"]:
        for one in told["merged"]:
            yield from runs(one)
        return
    plain = {name: value for name, value in told.items() if name in FACTS}
    target = {**told["target"], "means": tuple(told["target"]["means"])}
    listed = {"left": tuple(told["left"]), "shard": tuple(told["shard"]) if told["shard"] else None, "merged": ()}
    yield RunFacts(**{**plain, "target": TargetFacts(**target), "incomplete": told["cause"], **listed})


def same(one: RunFacts, other: RunFacts) -> bool:
    """Whether they tell of the same run, under whatever names."""
    return replace(one, name="") == replace(other, name="")


def split(run: RunFacts) -> tuple[object, ...]:
    """What the shards of one run have in common. A seed is not of it: each machine may have drawn its own.

    An embedded reference has another address on every machine, and its environment names that.
    """
    target = run.target
    where = "" if target.embedded else target.base_url
    offered = (tuple(sorted(target.capabilities.items())), target.means)
    return (run.shard and run.shard[1], run.selection, run.suite_version, where, target.api_version, *offered)


def every_shard(several: Sequence[RunFacts]) -> bool:
    """Of shards of one run: all are there."""
    there = {one.shard for one in several if one.shard}
    return bool(there) and {(part, of) for _, of in there for part in range(1, of + 1)} == there


def alike(several: Sequence[tuple[str, T]], what: str) -> T:
    """What has to be the same in each of these named files. Raises BadInput, which names two that differ."""
    (first, told), *others = several
    for other, told_there in others:
        if told_there != told:
            raise BadInput(f"{first} and {other}: {what}, so that there is no one verdict over both")
    return told


def together(several: Sequence[RunFacts], *, whole: bool) -> RunFacts:
    """The facts of one run made of these. The first of them tells whatever they share."""
    first = several[0]
    return replace(
        first,
        started=min(one.started for one in several),
        seconds=sum(one.seconds for one in several),
        versions=_versions(several),
        target=_target(several),
        incomplete="; ".join(dict.fromkeys(_cause(one) for one in several if one.incomplete)),
        selection="" if whole else _selection(several),
        left=tuple(left for one in several for left in one.left),
        revealed=any(one.revealed for one in several),
        shard=None,
        name="",
        merged=tuple(several),
    )


def _cause(run: RunFacts) -> str:
    return f"{run.name}: {run.incomplete}" if run.name else run.incomplete


def _versions(several: Sequence[RunFacts]) -> Mapping[str, str]:
    """Where the runs differ, all that there were."""
    names = dict.fromkeys(name for one in several for name in one.versions)
    return {name: " and ".join(dict.fromkeys(one.versions.get(name, "none") for one in several)) for name in names}


def _target(several: Sequence[RunFacts]) -> TargetFacts:
    """What one of them offers is offered; what is said to be off in one, and offered by none, is off."""
    targets = [one.target for one in several]
    embedded = all(one.embedded for one in targets)
    addresses = dict.fromkeys(one.base_url for one in targets)
    capabilities: dict[str, bool | None] = {}
    for one in targets:
        for name, state in one.capabilities.items():
            known = capabilities.get(name)
            capabilities[name] = state if known is None else known or bool(state)
    return replace(
        targets[0],
        base_url=targets[0].base_url if embedded else ", ".join(addresses),
        embedded=embedded,
        capabilities=capabilities,
        means=tuple(sorted({kind for one in targets for kind in one.means})),
    )


def _selection(several: Sequence[RunFacts]) -> str:
    """In words, with the shards that there are."""
    words = list(dict.fromkeys(one.selection for one in several if one.selection))
    shards = sorted({one.shard for one in several if one.shard})
    if shards and not every_shard(several):
        words.append(", ".join(f"shard {part} of {of}" for part, of in shards))
    return "; ".join(words)
