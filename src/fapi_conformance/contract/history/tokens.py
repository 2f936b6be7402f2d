"""The token that a session carries is about this session, its user, and the state that it is in."""

import base64
import json
from collections.abc import Iterator
from functools import lru_cache

from fapi_conformance.client.exchange import Exchange, Json
from fapi_conformance.contract.invariants.broken import Broken
from fapi_conformance.contract.operations import Operation

MINUTE = 1
"""A boundary may pass between issuing a token and showing it."""


def token_of_session(exchange: Exchange, operation: Operation) -> Iterator[tuple[str, list[Broken] | None]]:  # noqa: ARG001
    found = list(_pairs(exchange))
    if found:
        yield "HISTORY.SESSION-TOKEN", [one for session, claims in found for one in _names(session, claims)]


def _names(session: dict[str, Json], claims: dict[str, Json]) -> Iterator[Broken]:
    user = session.get("user")
    wanted = {"sid": session.get("id"), "sub": user.get("id") if isinstance(user, dict) else None}
    for claim, right in wanted.items():
        if isinstance(right, str) and claims.get(claim) != right:
            where = f"last_active_token.jwt {claim}"
            yield Broken("Client.Session", where, where, "that of the session", "another")


def token_state(exchange: Exchange, operation: Operation) -> Iterator[tuple[str, list[Broken] | None]]:  # noqa: ARG001
    found = [(session, claims) for session, claims in _pairs(exchange) if "fva" in claims or "sts" in claims]
    if found:
        yield "HISTORY.TOKEN-STATE", [one for session, claims in found for one in _states(session, claims)]


def _states(session: dict[str, Json], claims: dict[str, Json]) -> Iterator[Broken]:
    status = claims.get("sts")
    if isinstance(status, str) and status != session.get("status"):
        yield Broken("Client.Session", "last_active_token.jwt sts", "sts", str(session.get("status")), status)
    ages, claimed = _numbers(session.get("factor_verification_age")), _numbers(claims.get("fva"))
    if any(_apart(*pair) for pair in zip(ages, claimed, strict=False)):
        yield Broken("Client.Session", "last_active_token.jwt fva", "fva", str(ages), str(claimed))


def _apart(age: int, claimed: int) -> bool:
    """Never verified is another thing than just verified."""
    return (age < 0) is not (claimed < 0) or abs(age - claimed) > MINUTE


def _numbers(value: Json) -> list[int]:
    return value if isinstance(value, list) and all(isinstance(one, int) for one in value) else []


def _pairs(exchange: Exchange) -> Iterator[tuple[dict[str, Json], dict[str, Json]]]:
    """Each signed-in session that the answer shows with a token, and what the token claims."""
    answer = exchange.answer
    if answer is None or not answer.ok or b'"last_active_token"' not in answer.content:
        return
    for session in answer.objects:
        if session.get("object") != "session":
            continue
        token = session.get("last_active_token")
        encoded = token.get("jwt") if isinstance(token, dict) else None
        if isinstance(encoded, str) and session.get("status") in ("active", "pending") and (said := _claims(encoded)):
            yield session, said


@lru_cache(maxsize=512)
def _claims(encoded: str) -> dict[str, Json]:
    """Read, not verified: what is no token is the schema's matter."""
    parts = encoded.split(".")
    try:
        said = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, IndexError):
        return {}
    return said if isinstance(said, dict) else {}
