"""`/api_keys`: JSON bodies, refusals with 400 for whatever is not as it has to be, and answers that are not wrapped."""

import re
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange, Json
from fapi_reference.problems import refuse
from fapi_reference.services.api_keys import API_KEY, DESCRIPTION, MANAGE, READ, SHORTEST_NAME, TYPE
from fapi_reference.services.pages import Page

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SUBJECT = re.compile(r"(user|org)_\w{27}")
NAME = re.compile(r"\S(.*\S)?", re.DOTALL)
WHOLE = re.compile(r"[0-9]{1,9}")
LIMITS = range(1, 101)
LONGEST = 100 * 366 * 24 * 3600
"""Seconds that a key may live, at most."""


def listed(server: "Reference", exchange: Exchange) -> Any:
    server.api_keys.need_enabled()
    subject = _subject(server, exchange.first("subject"))
    kind, invalid = exchange.first("type") or API_KEY, exchange.first("include_invalid") or "false"
    if len(kind) < TYPE.start or invalid not in {"true", "false"}:
        raise refuse("bad_request")
    page = Page(limit=_number(exchange, "limit", LIMITS, 10), offset=_number(exchange, "offset", range(10**9), 0))
    if not server.api_keys.owns(exchange, subject, READ):
        raise refuse("resource_not_found")
    words = exchange.first("query") or ""
    found = server.api_keys.listed(subject, kind, invalid=invalid == "true", words=words)
    return {"data": [server.views.api_key(key) for key in page.of(found)], "total_count": len(found)}


def create(server: "Reference", exchange: Exchange) -> Any:
    server.api_keys.need_enabled()
    given = exchange.document
    _closed(given, {"type", "name", "description", "subject", "seconds_until_expiration"})
    subject, name, kind = _subject(server, given.get("subject")), given.get("name"), given.get("type", API_KEY)
    if not isinstance(name, str) or len(name) < SHORTEST_NAME or not NAME.fullmatch(name):
        raise refuse("bad_request")
    if not isinstance(kind, str) or len(kind) not in TYPE:
        raise refuse("bad_request")
    wanted = {
        "type": kind,
        "name": name,
        "subject": subject,
        "description": _description(given),
        "seconds_until_expiration": _seconds(given.get("seconds_until_expiration")),
    }
    if not server.api_keys.owns(exchange, subject, MANAGE):
        raise refuse("bad_request")
    key, secret = server.api_keys.make(exchange, wanted)
    return Json(server.views.new_api_key(key, secret), 201)


def update(server: "Reference", exchange: Exchange) -> Any:
    server.api_keys.need_enabled()
    key = server.api_keys.own(exchange, exchange.ids["apiKeyID"])
    _closed(exchange.document, {"description"})
    description = _description(exchange.document)
    if "description" in exchange.document:
        server.api_keys.describe(key, description)
    return server.views.api_key(key)


def revoke(server: "Reference", exchange: Exchange) -> Any:
    server.api_keys.need_enabled()
    key = server.api_keys.own(exchange, exchange.ids["apiKeyID"])
    _closed(exchange.document, {"revocation_reason"})
    reason = exchange.document.get("revocation_reason")
    if reason is not None and not isinstance(reason, str):
        raise refuse("bad_request")
    server.api_keys.revoke(key, reason)
    return server.views.api_key(key)


def _closed(given: dict[str, Any], known: set[str]) -> None:
    if not given.keys() <= known:
        raise refuse("bad_request")


def _subject(server: "Reference", subject: Any) -> str:
    if not isinstance(subject, str) or not SUBJECT.fullmatch(subject):
        raise refuse("bad_request")
    if not server.api_keys.served_to(subject.partition("_")[0]):
        raise refuse("api_keys_not_enabled")
    return subject


def _description(given: dict[str, Any]) -> str | None:
    told = given.get("description")
    if told is not None and (not isinstance(told, str) or len(told) not in DESCRIPTION):
        raise refuse("bad_request")
    return told


def _seconds(told: Any) -> float | None:
    if told is None:
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told <= LONGEST:
        raise refuse("bad_request")
    return told


def _number(exchange: Exchange, name: str, allowed: range, default: int) -> int:
    text = exchange.first(name)
    if not text:
        return default
    if not WHOLE.fullmatch(text) or int(text) not in allowed:
        raise refuse("bad_request")
    return int(text)
