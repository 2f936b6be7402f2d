"""Bodies made up from the captured schema, and every place in them that can be spoiled.

A second, independent reading of the document: it shares no code with the judge's own, so that a slip in either shows.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NOW = 1_764_000_000_000
PREFIX = "#/components/schemas/"
FITTING = ("oauth_google", "from_oauth_google", f"user_{'a' * 27}", f"ak_{'0' * 32}")
"""Texts for the patterns that the document has."""


@dataclass(frozen=True)
class Site:
    """One member of a body: where it is, what the document says of it, and under which name findings speak of it."""

    path: tuple[str | int, ...]
    component: str
    member: str
    schema: Mapping[str, Any]
    nullable: bool
    required: bool
    expected: bool
    union: bool  # inside a variant: its constants choose the variant, and are no facts about a member

    @property
    def name(self) -> str:
        return str(self.path[-1])


@dataclass(frozen=True)
class Lock:
    """One closed object of a body."""

    path: tuple[str | int, ...]
    component: str
    member: str


@dataclass
class Made:
    body: Any = None
    sites: list[Site] = field(default_factory=list)
    locks: list[Lock] = field(default_factory=list)


class Maker:
    """Full bodies: every declared member is there, no member is null but where nothing else is said."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.components = document["components"]["schemas"]

    def make(self, schema: Mapping[str, Any], root: str) -> Made:
        made = Made()
        made.body = self._value(schema, root, "", (), made, union=False)
        return made

    def _flat(self, schema: Mapping[str, Any]) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
        """The parts that describe one instance, each with the component it stands in (None: where we are)."""
        yield None, schema
        for part in schema.get("allOf", []):
            yield from self._flat(part)
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(PREFIX)
            for component, part in self._flat(self.components[name]):
                yield component or name, part
        if schema.get("oneOf"):
            yield from self._flat(schema["oneOf"][0])

    def _value(
        self, schema: Mapping[str, Any], component: str, member: str, path: Any, made: Made, *, union: bool
    ) -> Any:
        parts = [(name or component, member if name is None else "", part) for name, part in self._flat(schema)]
        union = union or any(len(part.get("oneOf", [])) > 1 for _, _, part in parts)
        types = [part["type"] for _, _, part in parts if "type" in part]
        if "object" in types:
            return self._object(parts, path, made, union=union)
        home, inside, part = next((found for found in parts if "type" in found[2]), parts[0])
        if part.get("enum"):
            return next(value for value in part["enum"] if value is not None)
        kind = part.get("type")
        if kind == "array":
            item = self._value(part.get("items", {}), home, f"{inside}[]", (*path, 0), made, union=union)
            return [item]
        if kind in {"integer", "number"} and path and str(path[-1]).endswith("_at"):
            return NOW
        if kind == "integer":
            return 3
        pattern = part.get("pattern")
        text = next(one for one in FITTING if re.search(pattern, one)) if pattern else "some text"
        return {"boolean": True, "number": part.get("maximum", 1.5), "string": text}.get(str(kind), "anything")

    def _object(self, parts: Any, path: Any, made: Made, *, union: bool) -> dict[str, Any]:
        body: dict[str, Any] = {}
        required = {name for _, _, part in parts for name in part.get("required", [])}
        for component, member, part in parts:
            if part.get("additionalProperties") is False:
                made.locks.append(Lock(path, component, member))
            for name, schema in part.get("properties", {}).items():
                if name in body:  # described before, by the part that stands nearer; both have to hold
                    continue
                inside = f"{member}.{name}" if member else name
                nullable = any(piece.get("nullable") for _, piece in self._flat(schema))
                if schema.get("nullable") is False:
                    nullable = False
                made.sites.append(
                    Site(
                        (*path, name),
                        component,
                        inside,
                        schema,
                        nullable,
                        name in required,
                        name in part.get("x-expected", []),
                        union,
                    )
                )
                body[name] = self._value(schema, component, inside, (*path, name), made, union=union)
        return body


def spoiled(body: Any, path: tuple[str | int, ...], value: Any = ...) -> Any:
    """A copy with another value at a path, or without that member."""
    copied = copy.deepcopy(body)
    *steps, last = path
    node = copied
    for step in steps:
        node = node[step]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return copied
