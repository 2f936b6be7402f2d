"""Deliberate differences from a document: read, chosen, applied. How they read: ``contracts/schema/errata.yaml``."""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self

from fapi_conformance.contract.cache import remembered
from fapi_conformance.contract.problem import SchemaProblem
from fapi_conformance.contract.source import Source, read_source

Verb = Literal["set", "merge", "add", "remove"]
VERBS: dict[str, tuple[Verb, type]] = {
    "set": ("set", object),
    "merge": ("merge", dict),
    "add": ("add", list),
    "remove": ("remove", list),
}
LEVELS = ("relax", "warn", "add")
OURS = ("id", "where", "level", "says", "evidence", "source", "fact", "change")
THEIRS = ("id", "reason", "change")
COMPONENTS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Patch:
    """One place (a JSON pointer from the top, ``*`` for every step) and what happens there."""

    at: str
    verb: Verb
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """One named difference, with the reason for it."""

    id: str
    change: tuple[Patch, ...]
    evidence: str
    where: str = ""
    level: str = "relax"
    says: str = ""
    source: str = ""
    fact: str = ""
    #: ``file:line`` where a user wrote it, who is told when it fits nowhere. Empty: ours, which may meet a version of
    #: the document that lacks the place.
    origin: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{**data, "change": tuple(Patch(**patch) for patch in data["change"])})


def read_errata(path: Path, *, own: bool = False) -> tuple[Erratum, ...]:
    """The errata of a file. ``own``: a user's file, where a reason is enough."""
    source = read_source(path)

    def build() -> list[dict[str, Any]]:
        return [erratum.as_json() for erratum in _parse(source, own=own)]

    return tuple(Erratum.from_json(data) for data in remembered(["errata", str(own), source.name, source.text], build))


def chosen(errata: Sequence[Erratum], without: Collection[str] = ()) -> tuple[Erratum, ...]:
    """All but those switched off by id. An id twice, or one to switch off that isn't there, is a SchemaProblem."""
    ids: set[str] = set()
    for erratum in errata:
        if erratum.id in ids:
            raise _problem(erratum, "another one has this name")
        ids.add(erratum.id)
    for unknown in sorted(set(without) - ids):
        raise SchemaProblem(f"there is no erratum named {unknown} to leave out")
    return tuple(erratum for erratum in errata if erratum.id not in without)


def apply(document: Mapping[str, Any], errata: Sequence[Erratum]) -> dict[str, Any]:
    """A changed copy of the document."""
    changed: dict[str, Any] = copy.deepcopy(dict(document))
    for erratum in errata:
        for patch in erratum.change:
            places = list(_places(changed, _steps(patch.at)))
            if not places and erratum.origin:
                raise _problem(erratum, f"it fits nowhere: the document has no {patch.at}")
            for parent, key in places:
                _patch(parent, key, patch, erratum)
    return changed


def _parse(source: Source, *, own: bool) -> Iterator[Erratum]:
    entries = source.value()
    if not isinstance(entries, list):
        raise source.problem("expected a list of errata")
    allowed, needed = (set(THEIRS) | set(OURS), THEIRS) if own else (set(OURS), OURS)
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise source.problem("an erratum is a mapping", number)
        if strange := sorted(entry.keys() - allowed):
            raise source.problem(f"an erratum has no {strange[0]!r}", number, strange[0])
        for name in needed:
            if not entry.get(name):
                raise source.problem(f"erratum {entry.get('id', number + 1)}: {name!r} is missing or empty", number)
        for name in entry.keys() - {"change"}:
            if not isinstance(entry[name], str):
                raise source.problem(f"erratum {entry['id']}: {name!r} is not a text", number, name)
        if entry.get("level", "relax") not in LEVELS:
            raise source.problem(f"erratum {entry['id']}: the level is none of {', '.join(LEVELS)}", number, "level")
        told = {name: entry[name] for name in OURS if name in entry and name != "change"}
        told["evidence"] = entry.get("evidence") or entry["reason"]
        yield Erratum(**told, change=tuple(_patches(source, entry, number)), origin=source.place(number) if own else "")


def _patches(source: Source, entry: dict[str, Any], number: int) -> Iterator[Patch]:
    if not isinstance(entry["change"], list):
        raise source.problem(f"erratum {entry['id']}: 'change' is not a list", number, "change")
    for index, patch in enumerate(entry["change"]):
        verbs = [key for key in patch if key != "at"] if isinstance(patch, dict) else []
        if len(verbs) != 1 or verbs[0] not in VERBS or not isinstance(patch.get("at"), str):
            reason = f"a patch is 'at' and one of {', '.join(VERBS)}"
            raise source.problem(f"erratum {entry['id']}: {reason}", number, "change", index)
        verb, shape = VERBS[verbs[0]]
        if not isinstance(patch[verb], shape):
            reason = f"{verb!r} takes a {'list' if shape is list else 'mapping'}"
            raise source.problem(f"erratum {entry['id']}: {reason}", number, "change", index, verb)
        at = patch["at"] if patch["at"].startswith("#/") else COMPONENTS + patch["at"]
        yield Patch(at, verb, patch[verb])


def _steps(at: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in at[2:].split("/")]


def _places(node: Any, steps: list[str]) -> Iterator[tuple[Any, Any]]:
    """Each existing parent with the key below it that the steps end in; the key itself may be new."""
    step, *rest = steps
    if isinstance(node, list):
        keys: list[Any] = [*range(len(node))] if step == "*" else [int(step)] if step.isdigit() else []
        keys = [key for key in keys if key < len(node)]
    elif isinstance(node, dict):
        keys = list(node) if step == "*" else [step] if step in node or not rest else []
    else:
        return
    for key in keys:
        if rest:
            yield from _places(node[key], rest)
        else:
            yield node, key


def _patch(parent: Any, key: Any, patch: Patch, erratum: Erratum) -> None:
    there = parent[key] if isinstance(parent, list) else parent.get(key)
    value = copy.deepcopy(patch.value)
    match patch.verb, there:
        case "set", _:
            parent[key] = value
        case "merge", None | dict():
            parent[key] = {**(there or {}), **value}
        case "add", None | list():
            parent[key] = [*(there or []), *(item for item in value if item not in (there or []))]
        case "remove", None:
            pass
        case "remove", list():
            parent[key] = [item for item in there if item not in value]
        case "remove", dict():
            parent[key] = {name: item for name, item in there.items() if name not in value}
        case _:
            raise _problem(erratum, f"cannot {patch.verb} at {patch.at}: the wrong kind of place")


def _problem(erratum: Erratum, reason: str) -> SchemaProblem:
    return SchemaProblem(f"{erratum.origin or 'errata.yaml:1'}: erratum {erratum.id}: {reason}")
