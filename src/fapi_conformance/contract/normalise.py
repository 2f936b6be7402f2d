"""Turns OpenAPI schemas into the JSON Schemas (2020-12) that answers are judged by, in two readings.

The **open** reading keeps what can be trusted to fail an answer: which members must be there, types, nesting, and the
constant of a member named ``object``. The **closed** reading adds everything else that is written: closed objects,
enums, limits, and members that are only expected. Whatever passes the closed reading passes the open one, so one look
with the closed one is enough for a good answer; what only the closed one accuses is a warning.

Both readings agree on four things the published document leaves to goodwill:

- ``nullable`` beside anything (``$ref``, ``allOf``, ``oneOf``, an enum) means "that, or null". It becomes
  ``{"if": {"type": "null"}, "else": …}``, so that a mistake inside is told where it is and not as one failed union.
- ``oneOf`` is read as ``anyOf``: with open enums a body may well fit two variants.
- Variants that differ by the constant of their member ``object`` are chosen by it, again for the sake of the message.
- An object made of several closed parts (``allOf``) may have the members of all parts, and no others.

Pure functions; nothing is changed in place. References are kept, so the path of a violation names its component.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
Components = Mapping[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXPECTED = "x-expected"
ENUM = "x-enum"
KIND = "object"
PREFIX = "#/components/schemas/"
#: Where the closed reading keeps its components without their outermost lock, for use as parts of a whole.
UNSEALED = "#/components/unsealed/"
LIMITS = (
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
)


def open_schema(schema: Components, components: Components | None = None) -> Json:
    """The reading that fails an answer. ``components`` are the raw ones that its references lead to."""
    return _Reader(components or {}, closed=False).read(schema)


def closed_schema(schema: Components, components: Components | None = None) -> Json:
    """The reading that warns: the open one, and closed objects, enums, limits and expected members."""
    return _Reader(components or {}, closed=True).read(schema)


def open_components(components: Components) -> Json:
    """All components in the open reading, as the value for ``components`` of a schema."""
    read = _Reader(components, closed=False).read
    return {"schemas": {name: read(schema) for name, schema in components.items()}}


def closed_components(components: Components) -> Json:
    """All components in the closed reading, as the value for ``components`` of a schema."""
    reader = _Reader(components, closed=True)
    return {
        "schemas": {name: reader.read(schema) for name, schema in components.items()},
        "unsealed": {name: reader.read(schema, sealed=False) for name, schema in components.items()},
    }


def standalone(schema: Json, components: Json) -> Json:
    """A schema of either reading, with those of its reading's components that it reaches: ready to be compiled."""
    reached: Json = {}
    waiting = list(_references(schema))
    while waiting:
        reference = waiting.pop()
        _, _, section, name = reference.split("/", 3)
        name = name.replace("~1", "/").replace("~0", "~")
        if name not in reached.setdefault(section, {}):
            reached[section][name] = components[section][name]
            waiting.extend(_references(reached[section][name]))
    return {"$schema": DIALECT, **schema, "components": reached}


class _Reader:
    """One reading of one set of components."""

    def __init__(self, components: Components, *, closed: bool) -> None:
        self.components = components
        self.closed = closed

    def read(self, schema: Any, *, sealed: bool = True) -> Json:
        """The schema in this reading; unsealed: without a lock of its own, as a part of something larger."""
        if not isinstance(schema, Mapping):
            return {"not": {}} if schema is False else {}
        whole, parts = dict(schema), list(schema.get("allOf", []))
        marks = [part for part in parts if _only_says_nullable(part)]
        nullable = bool(whole.get("nullable") or marks or None in (whole.get("enum") or []))
        whole["allOf"] = [part for part in parts if part not in marks]
        read = self._read(whole, sealed=sealed)
        return {"if": {"type": "null"}, "else": read} if nullable else read

    def _read(self, schema: Json, *, sealed: bool) -> Json:
        read: Json = {}
        parts = [part for part in self._parts(schema) if self._has_members(part)]
        locked = self.closed and sealed and any(map(self._is_closed, parts))
        # A lock on one of several parts would accuse the members of the others: lock the whole instead.
        joint = locked and len(parts) > 1
        inner = sealed and not joint
        if "$ref" in schema:
            read["$ref"] = self._reference(schema["$ref"], sealed=inner)
        if "type" in schema:
            read["type"] = schema["type"]
        required = list(schema.get("required", []))
        if self.closed:
            late = [name for name in schema.get(EXPECTED, []) if name not in required]
            required += late
            if late:
                read[EXPECTED] = late
            read.update({limit: schema[limit] for limit in LIMITS if limit in schema})
        if required:
            read["required"] = required
        read.update(self._values(schema))
        read.update(self._members(schema, sealed=inner))
        if "items" in schema:
            read["items"] = self.read(schema["items"])
        if "not" in schema:
            read["not"] = self.read(schema["not"])
        whole = [self.read(part, sealed=inner) for part in schema["allOf"]]
        unions = (schema[union] for union in ("oneOf", "anyOf") if schema.get(union))
        whole += [self._union(variants, sealed=inner) for variants in unions]
        if whole:
            read["allOf"] = whole
        if joint:
            read["unevaluatedProperties"] = False
        return read

    def _values(self, schema: Json) -> Json:
        values = [schema["const"]] if "const" in schema else schema.get("enum")
        if values is None:
            return {}
        return {"enum" if self.closed else ENUM: list(values)}

    def _members(self, schema: Json, *, sealed: bool) -> Json:
        read: Json = {}
        if schema.get("properties"):
            read["properties"] = {name: self._member(name, value) for name, value in schema["properties"].items()}
        patterns = schema.get("patternProperties") or schema.get("x-patternProperties")
        if patterns:
            read["patternProperties"] = {pattern: self.read(value) for pattern, value in patterns.items()}
        more = schema.get("additionalProperties")
        if isinstance(more, Mapping):
            read["additionalProperties"] = self.read(more)
        elif more is False and self.closed and sealed:
            read["additionalProperties"] = False
        return read

    def _member(self, name: str, schema: Any) -> Json:
        read = self.read(schema)
        kind = _constant(schema) if name == KIND else None
        if kind is not None:
            read = {key: value for key, value in read.items() if key not in ("enum", ENUM)} | {"const": kind}
        return read

    def _union(self, variants: list[Any], *, sealed: bool) -> Json:
        read = [self.read(variant, sealed=sealed) for variant in variants]
        if len(read) == 1:
            return read[0]
        kinds = [self._kind(variant) for variant in variants]
        if None in kinds or len(set(kinds)) < len(kinds):
            return {"anyOf": read}
        return {
            "if": {"type": "object", "required": [KIND], "properties": {KIND: {"enum": kinds}}},
            "then": {
                "allOf": [
                    {"if": {"properties": {KIND: {"const": kind}}}, "then": variant}
                    for kind, variant in zip(kinds, read, strict=True)
                ]
            },
            "else": {"anyOf": read},
        }

    def _reference(self, reference: str, *, sealed: bool) -> str:
        return reference if sealed or not self.closed else reference.replace(PREFIX, UNSEALED, 1)

    def _kind(self, schema: Any, seen: frozenset[str] = frozenset()) -> str | None:
        """The constant that all instances of a schema have as their ``object``, if it says one."""
        if not isinstance(schema, Mapping):
            return None
        kind = _constant(schema.get("properties", {}).get(KIND))
        if kind is not None:
            return kind
        below = [*schema.get("allOf", []), *self._target(schema, seen)]
        seen |= {schema.get("$ref", "")}
        return next((found for part in below if (found := self._kind(part, seen)) is not None), None)

    def _parts(self, schema: Json) -> list[Json]:
        """What members can come from, in one and the same object: its own, a reference, each branch, each union."""
        own = {key: schema[key] for key in ("properties", "additionalProperties") if key in schema}
        target = [{"$ref": schema["$ref"]}] if "$ref" in schema else []
        unions = [{union: schema[union]} for union in ("oneOf", "anyOf") if schema.get(union)]
        return [own, *target, *schema.get("allOf", []), *unions]

    def _is_closed(self, schema: Any, seen: frozenset[str] = frozenset()) -> bool:
        return self._anywhere(schema, lambda part: part.get("additionalProperties") is False, seen)

    def _has_members(self, schema: Any) -> bool:
        return self._anywhere(
            schema, lambda part: bool(part.get("properties")) or part.get("additionalProperties") is False, frozenset()
        )

    def _anywhere(self, schema: Any, holds: Callable[[Any], bool], seen: frozenset[str]) -> bool:
        """Whether something holds of a schema or of any part that describes the same instance."""
        if not isinstance(schema, Mapping):
            return False
        if holds(schema):
            return True
        below = [
            *self._target(schema, seen),
            *(p for union in ("allOf", "oneOf", "anyOf") for p in schema.get(union, [])),
        ]
        seen |= {schema.get("$ref", "")}
        return any(self._anywhere(part, holds, seen) for part in below)

    def _target(self, schema: Any, seen: frozenset[str]) -> list[Any]:
        reference = schema.get("$ref")
        if reference is None or reference in seen or not reference.startswith(PREFIX):
            return []
        return [self.components.get(reference.removeprefix(PREFIX), {})]


def _only_says_nullable(part: Any) -> bool:
    """A branch of ``allOf`` that is there for its ``nullable`` alone (GEN-007)."""
    return isinstance(part, Mapping) and part.get("nullable") is True and part.keys() <= {"type", "nullable"}


def _constant(schema: Any) -> str | None:
    if not isinstance(schema, Mapping):
        return None
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return values[0] if len(values) == 1 and isinstance(values[0], str) else None


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
