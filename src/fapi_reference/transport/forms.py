"""Bodies: form encoding, size, encoding, repeated and unknown parameters (AUTH-003 to AUTH-010, AUTH-015)."""

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import orjson

from fapi_reference.exchange import FORM, Exchange, Form
from fapi_reference.problems import refuse
from fapi_reference.services.metadata import too_deep

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

BODY_LIMIT = 256 * 1024
PICTURE_LIMIT = 14 * 1024 * 1024
"""Ten megabytes as base64, and what stands around them."""
MULTIPART, OCTETS, JSON = "multipart/form-data", "application/octet-stream", "application/json"
READING = frozenset({"GET", "HEAD"})
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")

LIST_PARAMETERS = frozenset({"additional_scope"})
"""Parameters that may repeat; every other one is a scalar."""


def media_type(exchange: Exchange) -> str:
    return (exchange.header("content-type") or "").split(";", 1)[0].strip().lower()


def read(_server: "Reference", exchange: Exchange) -> None:
    """A reading request is served whatever its content type says (AUTH-403); an empty body has none to be wrong."""
    if exchange.method in READING:
        return
    if exchange.operation and exchange.operation.picture:
        read_picture(exchange)
        return
    if len(exchange.body) > BODY_LIMIT:
        raise refuse("request_body_too_large")
    if not exchange.body:
        return
    if exchange.operation and exchange.operation.json:
        read_document(exchange)
        return
    if media_type(exchange) != FORM:
        raise refuse("unsupported_content_type")
    exchange.form = parse(exchange.body)


def read_picture(exchange: Exchange) -> None:
    """What is in it is looked at by whoever takes it over (USER-050, USER-051)."""
    if len(exchange.body) > PICTURE_LIMIT:
        raise refuse("image_too_large")
    if exchange.body and media_type(exchange) not in (MULTIPART, OCTETS):
        raise refuse("unsupported_content_type")


def read_document(exchange: Exchange) -> None:
    """What its members are is looked at by whoever takes them over."""
    if media_type(exchange) != JSON:
        raise refuse("unsupported_content_type")
    try:
        document = orjson.loads(exchange.body)
    except orjson.JSONDecodeError:
        raise refuse("request_body_invalid") from None
    if not isinstance(document, dict) or too_deep(document):
        raise refuse("request_body_invalid")
    exchange.document = document


def limit_of(server: "Reference", path: str) -> int:
    """How much of a body is worth keeping: the path alone tells, for nothing else is known while it arrives."""
    found = server.routes.find(path.removesuffix("/") or path)
    takes_pictures = found is not None and any(one.picture for one in found[0].verbs.values())
    return PICTURE_LIMIT if takes_pictures else BODY_LIMIT


def parse(body: bytes) -> Form:
    """Names and values are UTF-8; a broken escape spoils the whole body, a broken value names its parameter."""
    if b"%" in body and _BROKEN_ESCAPE.search(body):
        raise refuse("malformed_request_parameters")
    values: dict[str, list[str]] = {}
    for pair in body.split(b"&"):
        if not pair:
            continue
        raw_name, _, raw_value = pair.partition(b"=")
        try:
            name = _text(raw_name)
        except UnicodeDecodeError:
            raise refuse("malformed_request_parameters") from None
        try:
            value = _text(raw_value)
        except UnicodeDecodeError:
            raise refuse("form_param_value_invalid", name) from None
        if "\0" in value:
            raise refuse("form_param_value_invalid", name)
        values.setdefault(name, []).append(value)
    return Form(values)


def _text(raw: bytes) -> str:
    if b"+" in raw:
        raw = raw.replace(b"+", b" ")
    if b"%" in raw:
        raw = unquote_to_bytes(raw)
    return raw.decode("utf-8")


def known(server: "Reference", exchange: Exchange) -> None:
    """A scalar sent twice is refused (AUTH-010); an unknown parameter only where the operation is closed (GAP-001)."""
    operation = exchange.operation
    repeated = LIST_PARAMETERS | (operation.repeated if operation else frozenset())
    for name, values in exchange.form.values.items():
        if len(values) > 1 and name not in repeated:
            raise refuse("form_param_duplicate", name)
    if operation is not None and operation.known is not None:
        allowed = operation.known - (frozenset() if operation.of_others else server.switched_off)
        for name in exchange.form.values:
            if name not in allowed:
                raise refuse("form_param_unknown", name)
