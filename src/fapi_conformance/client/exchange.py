"""One request and its answer, as they were on the wire. Plain values: no behaviour beyond reading them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

Json = Any  # any JSON value: looked into by matchers and by the judge, never trusted to have a shape
_HALF = re.compile("[\ud800-\udfff]")


class Intent(StrEnum):
    """What the suite means by a request. A valid one is itself held against the request schema."""

    VALID = "valid"
    INVALID = "invalid"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``method`` is the operation's; ``sent_method`` is the one on the wire, POST where the override was used.

    ``path`` has no query; ``query`` and ``form`` are pairs in the order sent, decoded; ``headers`` have lower-case
    names; ``content`` is the body as sent.
    """

    method: str
    sent_method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    form: tuple[tuple[str, str], ...] | None = None
    content: bytes = b""

    @property
    def content_type(self) -> str:
        return next((value for name, value in self.headers if name == "content-type"), "")


@dataclass(frozen=True)
class Answer:
    """``status``, ``headers`` (lower-case names, in order, repeated ones repeated) and the body, decoded on demand."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name, case ignored."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)

    @cached_property
    def json(self) -> Json:
        """The body as JSON; None where it is none (``is_json`` tells a null from no JSON)."""
        return self._decoded[1]

    @property
    def is_json(self) -> bool:
        return self._decoded[0]

    @cached_property
    def _decoded(self) -> tuple[bool, Json]:
        try:
            return True, _writable(json.loads(self.content), self.content)
        except (ValueError, RecursionError):
            return False, None

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def enveloped(self) -> bool:
        return isinstance(self.json, dict) and "response" in self.json

    @property
    def resource(self) -> Json:
        """What was asked for: ``response`` of an envelope, else the whole body (AUTH-033)."""
        return self.json["response"] if self.enveloped else self.json

    @property
    def client(self) -> Json:
        """The client beside the resource (AUTH-030), or None."""
        return self.json.get("client") if isinstance(self.json, dict) else None

    @cached_property
    def objects(self) -> Sequence[dict[str, Json]]:
        """Every JSON object of the body, at whatever depth: an outer one before those inside, else in no order."""
        found, waiting = [], [self.json]
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                found.append(value)
            inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            waiting += [one for one in inside if isinstance(one, dict | list)]
        return found

    @property
    def errors(self) -> Sequence[Mapping[str, Json]]:
        """The items of an error body that are objects; empty where there is none."""
        listed = self.json.get("errors") if isinstance(self.json, dict) else None
        return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []

    @property
    def codes(self) -> tuple[str, ...]:
        """The error codes, in order."""
        return tuple(code for item in self.errors if isinstance(code := item.get("code"), str))


def _writable(told: Json, content: bytes) -> Json:
    """The same, with halves of surrogate pairs as the escapes that they came as: they are no text, and nothing that a
    run sends to another process or writes down could hold them.
    """
    if b"\\u" not in content and b"\xed" not in content:
        return told
    text = json.dumps(told, ensure_ascii=False)
    return json.loads(_HALF.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text)) if _HALF.search(text) else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came of it: an answer, or in ``failure`` one line of cause.

    ``number`` counts the exchanges of one process from 1; ``actor`` names who sent it; ``base_url`` has no trailing
    slash; ``took`` is in seconds, ``started`` in seconds since 1970.
    """

    number: int
    actor: str
    base_url: str
    request: Request
    answer: Answer | None
    failure: str | None
    started: float
    took: float
    intent: Intent = Intent.VALID
