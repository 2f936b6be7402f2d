"""Five ways in which a valid request is made wrong, where facts make it certain that it is wrong.

Each is laid over a request that succeeds, so that nothing else can be why it is refused. Two that do not touch the same
parameter may be laid over it at once: what is wrong stays wrong in company.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from fapi_conformance.contract.operations import Operation, Schema

FORM, DOCUMENT = "application/x-www-form-urlencoded", "application/json"
STRANGE = "fapi_conformance_unknown"
"""Neither a parameter nor a value of anything."""

Form = Mapping[str, Any]


class Kind(StrEnum):
    """What is wrong, the surest first: the first two words of a report."""

    MISSING = "without"
    EMPTY = "with an empty"
    UNKNOWN = "with the unknown"
    REPEATED = "with a second"
    VALUE = "with a wrong value of"


FACTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MISSING: ("required members of request schemas", "GEN-020"),
    Kind.EMPTY: ("GEN-020", "AUTH-245"),
    Kind.UNKNOWN: ("closed request schemas", "GAP-001", "GEN-019"),
    Kind.REPEATED: ("AUTH-010", "GEN-019"),
    Kind.VALUE: ("enumerations and booleans of request schemas", "GEN-020", "AUTH-247"),
}
UNCERTAIN: Mapping[str, Mapping[Kind, str]] = {
    "requestOAuthAuthorizePOST": dict.fromkeys(Kind, "OAUTH-006"),  # told by sending the browser on, with an error
    "submitOAuthConsent": dict.fromkeys(Kind, "OAUTH-024"),  # what does not agree is a denial
    "registerOAuthClient": {Kind.UNKNOWN: "SEC-230"},
    "getOAuthTokenInfo": {Kind.EMPTY: "OAUTH-082"},  # it is no token, and told so
}
"""What need not be refused, by operation, each with the fact that leaves it open."""
REPEATING_REFUSED = ("/v1/client",)
"""Below these the catalogue's refusal of a repeated scalar holds for open bodies as well (AUTH-010); elsewhere an open
body may not be tested so (GEN-019).
"""


@dataclass(frozen=True, slots=True)
class Spoil:
    """One thing wrong with one parameter."""

    kind: Kind
    name: str
    over: Callable[[Form], Form]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def fields(operation: Operation) -> Schema:
    """The schema of the operation's form or JSON document; empty where it takes neither."""
    if operation.body is None:
        return {}
    return operation.body.media.get(FORM) or operation.body.media.get(DOCUMENT, {})


def could(operation: Operation, kind: Kind) -> bool:
    """Whether the schema has any parameter that may be spoiled so."""
    members = fields(operation).get("properties", {})
    if kind in UNCERTAIN.get(operation.id, {}):
        return False
    if kind is Kind.MISSING:
        return bool(_required(operation))
    if kind is Kind.EMPTY:
        return any(_never_empty(members.get(name, {})) for name in _required(operation))
    if kind is Kind.UNKNOWN:
        return _closed(operation)
    if kind is Kind.REPEATED:
        return _refuses_repeats(operation) and any(map(_scalar, members.values()))
    return any(map(_listed, members.values()))


def spoils(operation: Operation, valid: Form) -> tuple[Spoil, ...]:
    """Everything that is certainly wrong with one parameter of this valid form, the surest first."""
    certain = [one for one in _spoils(operation, valid) if one.kind not in UNCERTAIN.get(operation.id, {})]
    return tuple(sorted(certain, key=lambda one: list(Kind).index(one.kind)))


def pairs(singles: tuple[Spoil, ...]) -> Iterator[tuple[Spoil, Spoil]]:
    """Each two kinds together once for each parameter of the surer one; never two on the same parameter."""
    seen = set()
    for first, second in combinations(singles, 2):
        what = (first, second.kind)
        if first.kind is not second.kind and first.name != second.name and what not in seen:
            seen.add(what)
            yield first, second


def _spoils(operation: Operation, valid: Form) -> Iterator[Spoil]:
    members = fields(operation).get("properties", {})
    for name in _required(operation):
        yield _without(name)
        if _never_empty(members.get(name, {})):
            yield _with(Kind.EMPTY, name, "")
    if _closed(operation):
        yield _with(Kind.UNKNOWN, STRANGE, "1")
    for name, value in valid.items():
        member = members.get(name, {})
        if _refuses_repeats(operation) and _scalar(member):
            yield _with(Kind.REPEATED, name, [value, value])
        if _listed(member):
            yield _with(Kind.VALUE, name, STRANGE)


def _without(name: str) -> Spoil:
    return Spoil(Kind.MISSING, name, lambda form: {given: value for given, value in form.items() if given != name})


def _with(kind: Kind, name: str, value: Any) -> Spoil:
    return Spoil(kind, name, lambda form: {**form, name: value})


def _required(operation: Operation) -> tuple[str, ...]:
    return tuple(fields(operation).get("required", ()))


def _closed(operation: Operation) -> bool:
    return fields(operation).get("additionalProperties") is False


def _refuses_repeats(operation: Operation) -> bool:
    """In a document nothing comes twice: what was meant by two of them is a list, and so of another type."""
    if operation.body and FORM not in operation.body.media:
        return False
    return _closed(operation) or operation.path.startswith(REPEATING_REFUSED)


def _never_empty(member: Schema) -> bool:
    """An empty text is how a form says null (AUTH-008)."""
    return not member.get("nullable", False) and member.get("type") != "array"


def _scalar(member: Schema) -> bool:
    return member.get("type") in ("string", "boolean", "integer", "number")


def _listed(member: Schema) -> bool:
    return "enum" in member or member.get("type") in ("boolean", "integer", "number")
