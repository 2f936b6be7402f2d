"""Compiled schemas of answers: one pair of validators a schema, made when an answer first needs them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema_rs

from fapi_conformance.contract.normalise import (
    closed_components,
    closed_schema,
    open_components,
    open_schema,
    standalone,
)
from fapi_conformance.contract.operations import Contract, Operation

JSON = "application/json"
ERRORS = "ClerkErrors"
EARLIEST = 978_307_200_000
"""The year 2001 in milliseconds since 1970: more than any time of our days in seconds."""
LATEST = 253_402_300_800_000
"""The end of the year 9999: less than any time of our days in microseconds."""
IN_SECONDS: Mapping[str, str] = {"client_id_issued_at": "OAUTH-032", "client_secret_expires_at": "OAUTH-032"}
"""Times that the standards of OAuth have: in seconds, and 0 for never."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One schema in both readings, with what it can be evidence for."""

    open: jsonschema_rs.Draft202012Validator
    closed: jsonschema_rs.Draft202012Validator
    open_document: Mapping[str, Any]
    closed_document: Mapping[str, Any]
    is_refusal: bool
    mentions: frozenset[str]
    """Which of ``object``, ``times``, ``enum``, ``lock`` and ``expected`` stand anywhere in it."""


class Bodies:
    """The shapes of one contract."""

    def __init__(self, contract: Contract) -> None:
        self._raw: Mapping[str, Any] = contract.document.get("components", {}).get("schemas", {})
        self._open = _timed(open_components(self._raw))
        self._closed = _timed(closed_components(self._raw))
        self._shapes: dict[str, Shape] = {}
        self._promised: dict[tuple[str, int], Shape | None] = {}
        self._error: Shape | None = None

    def promised(self, operation: Operation, status: int) -> Shape | None:
        """The shape of what an operation documents as JSON under a status; None where it documents none."""
        key = (operation.label, status)
        if key not in self._promised:
            schema = operation.responses[status].media.get(JSON)
            self._promised[key] = None if schema is None else self.shape(schema)
        return self._promised[key]

    def shape(self, schema: Mapping[str, Any]) -> Shape:
        """The shape of a response schema as the document writes it; equal schemas share one."""
        name = json.dumps(schema, sort_keys=True)
        if name not in self._shapes:
            self._shapes[name] = self._compile(schema)
        return self._shapes[name]

    def error(self) -> Shape | None:
        """The shape of a refusal, for answers that document none; None where the document has no such component."""
        if self._error is None and ERRORS in self._raw:
            self._error = self.shape({"$ref": f"#/components/schemas/{ERRORS}"})
        return self._error

    def _compile(self, schema: Mapping[str, Any]) -> Shape:
        open_ = standalone(_timed(open_schema(schema, self._raw)), self._open)
        closed = standalone(_timed(closed_schema(schema, self._raw)), self._closed)
        return Shape(
            open=jsonschema_rs.Draft202012Validator(open_),
            closed=jsonschema_rs.Draft202012Validator(closed),
            open_document=open_,
            closed_document=closed,
            is_refusal=str(schema.get("$ref", "")).endswith(f"/{ERRORS}"),
            mentions=_mentions(open_, closed, self._raw),
        )


@lru_cache(maxsize=1)
def bodies_of(contract: Contract) -> Bodies:
    """The shapes of a contract: all judges of a process share what was compiled."""
    return Bodies(contract)


def is_time(name: str) -> bool:
    """Whether a member of that name, being an integer, is a time in milliseconds (AUTH-052)."""
    return name.endswith("_at") and name not in IN_SECONDS


def _timed(node: Any) -> Any:
    """The schema with limits on its times, in both readings: seconds and microseconds are not milliseconds."""
    if isinstance(node, list):
        return [_timed(item) for item in node]
    if not isinstance(node, dict):
        return node
    read = {key: _timed(value) for key, value in node.items()}
    members = read.get("properties")
    if isinstance(members, dict):
        read["properties"] = {name: _limited(member) if is_time(name) else member for name, member in members.items()}
    return read


def _limited(member: Any) -> Any:
    if not isinstance(member, dict):
        return member
    if member.get("type") == "integer":
        return {**member, "minimum": EARLIEST, "maximum": LATEST}
    return {**member, "else": _limited(member["else"])} if "else" in member else member


def _mentions(open_: Any, closed: Any, raw: Mapping[str, Any]) -> frozenset[str]:
    found = set()
    waiting = [open_, closed]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.values())
            found |= {"object"} if "const" in node else set()
            found |= {"times"} if node.get("minimum") == EARLIEST else set()
            found |= {"enum"} if "enum" in node or "pattern" in node else set()
            found |= (
                {"lock"} if False in (node.get("additionalProperties"), node.get("unevaluatedProperties")) else set()
            )
    reached = closed.get("components", {}).get("schemas", {})
    if any(isinstance(raw.get(name), Mapping) and raw[name].get("x-expected") for name in reached):
        found.add("expected")
    return frozenset(found)
