"""Is a request that we mean to be valid valid by the document? What is not is a mistake of this suite.

Form fields are texts on the wire, so a type is asked of what the text says. Fields that a schema does not close are
free, as are the query parameters that every operation takes (AUTH-014).
"""

import re
from collections.abc import Iterator, Mapping

from fapi_conformance.client.exchange import Request
from fapi_conformance.contract.operations import Operation, Schema

FORM = "application/x-www-form-urlencoded"
SPELLINGS = {
    "boolean": re.compile(r"true|false"),
    "integer": re.compile(r"-?[0-9]+"),
    "number": re.compile(r"-?[0-9]+(\.[0-9]+)?"),
}

BODY_UNPUBLISHED: Mapping[str, str] = {"acs": "SAML-003"}
"""Operations that take a form of which the document says nothing, each with the fact that does."""

Mistake = tuple[str, str, str]
"""Where, what was expected, what was sent. Values are not shown: they may be secrets."""


def request_problems(operation: Operation, path: Mapping[str, str], request: Request) -> Iterator[Mistake]:
    """The mistakes of a request to this operation with these path parameters."""
    if operation.parameters:
        yield from _parameters(operation, path, request)
    yield from _body(operation, request)


def _parameters(operation: Operation, path: Mapping[str, str], request: Request) -> Iterator[Mistake]:
    there = {
        "path": path.keys(),
        "query": {name for name, _ in request.query},
        "header": {name for name, _ in request.headers},
    }
    for parameter in operation.parameters:
        name = parameter.name.lower() if parameter.location == "header" else parameter.name
        if parameter.required and name not in there.get(parameter.location, (name,)):
            yield f"{parameter.location} {parameter.name}", "the required parameter", "nothing"
        if parameter.location == "query":
            for given, value in request.query:
                if given == parameter.name:
                    yield from _value(f"query {given}", parameter.schema, value)


def _body(operation: Operation, request: Request) -> Iterator[Mistake]:
    if operation.body is None:
        if operation.id in BODY_UNPUBLISHED:
            return
        if request.form or (request.form is None and request.content):
            yield "body", "no body", "a body"
        return
    if FORM not in operation.body.media:
        return
    if request.form is None:
        if request.content:
            yield "body", "a form", "something else"
            return
        if operation.body.required:
            yield "body", "a form", "nothing"
    yield from _form(operation.body.media[FORM], request.form or ())


def _form(schema: Schema, form: tuple[tuple[str, str], ...]) -> Iterator[Mistake]:
    members = schema.get("properties", {})
    times: dict[str, int] = {}
    for name, _ in form:
        times[name] = times.get(name, 0) + 1
    for name in schema.get("required", ()):
        if name not in times:
            yield f"form {name}", "the required field", "nothing"
    for name, value in form:
        if name == "_method":
            # The override travels in the form as well (AUTH-013).
            continue
        member = members.get(name)
        if member is None:
            if schema.get("additionalProperties") is False:
                yield f"form {name}", "a field that the schema declares", "this one"
            continue
        if times[name] > 1 and member.get("type") != "array":
            yield f"form {name}", "one value", f"{times[name]}"
        yield from _value(f"form {name}", member.get("items", member), value)


def _value(where: str, schema: Schema, value: str) -> Iterator[Mistake]:
    if not value and (schema.get("nullable") or schema.get("type") == "string"):
        # An empty text is how a form says null (AUTH-008).
        return
    spelling = SPELLINGS.get(str(schema.get("type")))
    if spelling and not spelling.fullmatch(value):
        yield where, f"a text that says {schema['type']}", "another"
    if "enum" in schema and value not in [str(allowed) for allowed in schema["enum"]]:
        yield where, "one of " + ", ".join(map(str, schema["enum"])), "another"
