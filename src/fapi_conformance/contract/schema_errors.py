"""What a body breaks of its schema, one problem a line, each told apart by how sure one can be of it.

Sure are members that are missing, of the wrong type, of the wrong kind (``object``) or no time in milliseconds. A
member or a value that the document does not know is only worth a warning: servers learn new ones before it does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import jsonschema_rs

from fapi_conformance.contract.bodies import Shape, is_time
from fapi_conformance.contract.normalise import EXPECTED
from fapi_conformance.contract.places import Place, place_of, pointer
from fapi_conformance.contract.said import said, said_type

MOST = 40
"""Problems told of one body: a hostile one could have a million."""


ABOUT_THE_VALUE = frozenset({"type", "const", "enum", "pattern", "milliseconds"})
"""Keywords of which one is broken at most: a number in the place of a text is none of the published texts either."""


class Trust(Enum):
    """What kind of a problem it is; the judge gives each its requirement."""

    SHAPE = "a member is missing or of the wrong type"
    KIND = "`object` names another type"
    TIME = "a time is not in milliseconds"
    NEWER = "a member that came late is missing"
    UNDECLARED = "a closed object has another member"
    VALUE = "a value is not among the published ones"

    @property
    def sure(self) -> bool:
        return self in (Trust.SHAPE, Trust.KIND, Trust.TIME)


TELLING_MOST = (Trust.KIND, Trust.TIME, Trust.SHAPE, Trust.NEWER, Trust.UNDECLARED, Trust.VALUE)

Key = tuple[str, str, str]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """``key`` is (component, keyword, member); ``path`` leads to the place in the body."""

    trust: Trust
    key: Key
    path: Path
    expected: str
    got: str

    @property
    def location(self) -> str:
        return pointer(self.path)


def problems(shape: Shape, body: Any, root: str) -> list[Problem]:
    """The problems of a body, each key once. ``root`` names what is not inside a component."""
    if shape.closed.is_valid(body):
        return []
    sure = [
        problem
        for error in shape.open.iter_errors(body)
        if error.kind.name != "anyOf"
        for problem in _problems(shape.open_document, error, root)
    ]
    found = list(sure)
    for error in shape.closed.iter_errors(body):
        if error.kind.name == "anyOf":
            found += _closest(shape.closed_document, error, root)
            continue
        found += [problem for problem in _problems(shape.closed_document, error, root) if not problem.trust.sure]
    return _once(found)[:MOST]


def _once(found: Sequence[Problem]) -> list[Problem]:
    """Each key once, and of several things said of one value the most telling."""
    values: dict[Path, Problem] = {}
    for problem in found:
        if problem.key[1] in ABOUT_THE_VALUE:
            said_before = values.get(problem.path)
            if said_before is None or TELLING_MOST.index(problem.trust) < TELLING_MOST.index(said_before.trust):
                values[problem.path] = problem
    unique: dict[Key, Problem] = {}
    for problem in found:
        if problem.key[1] not in ABOUT_THE_VALUE or values[problem.path] is problem:
            unique.setdefault(problem.key, problem)
    return list(unique.values())


def _problems(document: Any, error: jsonschema_rs.ValidationError, root: str) -> Iterator[Problem]:
    place, keyword, schema = place_of(document, error.evaluation_path, root)
    path: Path = tuple(error.instance_path)
    kind: Any = error.kind
    instance: Any = error.instance
    time = bool(path) and is_time(str(path[-1]))
    if keyword == "required":
        key = _key(place.inside(kind.property), keyword)
        late = kind.property in schema.get(EXPECTED, ())
        trust = Trust.NEWER if late else Trust.SHAPE
        yield Problem(trust, key, path, f"a member {kind.property!r}", "no such member")
    elif keyword in ("additionalProperties", "unevaluatedProperties"):
        for name in kind.unexpected:
            key = _key(place.inside(name), "undeclared")
            yield Problem(Trust.UNDECLARED, key, (*path, name), "no such member", said_type(instance.get(name)))
    elif keyword == "type":
        trust = Trust.TIME if time and instance is not None else Trust.SHAPE
        yield Problem(trust, _key(place, keyword), path, " or ".join(kind.types), said_type(instance))
    elif keyword == "const":
        yield Problem(Trust.KIND, _key(place, keyword), path, repr(kind.expected_value), said(instance))
    elif keyword in ("minimum", "maximum") and time:
        key = _key(place, "milliseconds")
        yield Problem(Trust.TIME, key, path, "milliseconds since 1970", said(instance))
    elif keyword == "enum":
        expected = "one of " + ", ".join(map(str, kind.options))
        yield Problem(Trust.VALUE, _key(place, keyword), path, expected, said(instance))
    elif keyword == "anyOf":
        yield from _closest(document, error, root)
    else:
        yield Problem(Trust.VALUE, _key(place, keyword), path, f"what `{keyword}` allows", said(instance))


def _key(place: Place, keyword: str) -> Key:
    return place.component, keyword, place.member


# Unions ----------------------------------------------------------------------------------------------------------

TELLING = ("object", "strategy", "kty")
"""Members that say which variant of a union a body means to be."""


@dataclass(frozen=True, slots=True)
class _Variant:
    """A variant that a body does not fit: what says that another was meant, and what is wrong if this one was.

    ``of_another_type``: it is an object where the body is a list, or the other way round, and was not meant at all.
    """

    of_another_type: bool
    other: tuple[Problem, ...]
    sure: tuple[Problem, ...]
    unsure: tuple[Problem, ...]

    @property
    def distance(self) -> tuple[bool, int, int, int]:
        return self.of_another_type, len(self.other), len(self.sure), len(self.unsure)


def _closest(document: Any, error: jsonschema_rs.ValidationError, root: str) -> list[Problem]:
    """The problems of the variant that the body comes nearest to; sure ones only where no variant is free of them."""
    path: Path = tuple(error.instance_path)
    kind: Any = error.kind
    instance: Any = error.instance
    variants = [_variant(document, errors, path, root) for errors in kind.context]
    nearest = min(variants, key=lambda variant: variant.distance)
    told = _told(instance)
    if told and told <= {problem.path[-1] for problem in nearest.other}:
        # Nothing that tells variants apart is known to the document: a variant newer than it, of unknown shape.
        place, keyword, _ = place_of(document, error.evaluation_path, root)
        got = ", ".join(f"{name} {said(instance[name])}" for name in sorted(map(str, told)))
        return [Problem(Trust.VALUE, _key(place, keyword), path, "one of the published variants", got)]
    return [*nearest.other, *nearest.sure, *nearest.unsure]


def _told(instance: Any) -> set[str | int]:
    return {name for name in TELLING if isinstance(instance.get(name), str)} if isinstance(instance, dict) else set()


def _variant(document: Any, errors: Sequence[jsonschema_rs.ValidationError], path: Path, root: str) -> _Variant:
    found = [problem for error in errors for problem in _problems(document, error, root)]
    other = tuple(
        problem
        for problem in found
        if problem.trust in (Trust.VALUE, Trust.KIND)
        and len(problem.path) == len(path) + 1
        and problem.path[-1] in TELLING
    )
    rest = [problem for problem in found if problem not in other]
    sure = tuple(problem for problem in rest if problem.trust.sure)
    alien = any(problem.key[1] == "type" and problem.path == path for problem in sure)
    return _Variant(alien, other, sure, tuple(problem for problem in rest if not problem.trust.sure))
