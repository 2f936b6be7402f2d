"""What the endpoints of OAuth answer: tokens, or an error in the words of RFC 6749."""

from collections.abc import Collection

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import ABSENT, at, one_of, say

TOKENS = ("access_token", "refresh_token", "id_token")
REGISTERED = (
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
    "unsupported_token_type",
    "invalid_token",
    "access_denied",
    "server_error",
    "temporarily_unavailable",
)
"""Errors of RFC 6749, 6750 and 7009 that these endpoints may name (OAUTH-049)."""
ANY_REFUSAL = range(400, 500)


def token_came(answer: Answer) -> Answer:
    """It is 200, with an access token to bear (OAUTH-044)."""
    if answer.status != 200:
        raise Deviation(expected="200", got=said(answer), where="status")
    token, kind = at(answer.json, "access_token"), at(answer.json, "token_type")
    if not isinstance(token, str) or not token:
        raise Deviation(expected="an access token", got=say(token), where="$.access_token")
    if not isinstance(kind, str) or kind.lower() != "bearer":
        raise Deviation(expected="Bearer", got=say(kind), where="$.token_type")
    return answer


def withheld(answer: Answer, statuses: Collection[int] = ANY_REFUSAL) -> Answer:
    """It is a refusal, and no token is in it whatever else it says."""
    if answer.status not in statuses:
        raise Deviation(expected=one_of(statuses), got=said(answer), where="status")
    for name in TOKENS:
        if at(answer.json, name):
            raise Deviation(expected="no token", got=f"a token beside {said(answer)}", where=f"$.{name}")
    return answer


def erring(answer: Answer, *names: str) -> Answer:
    """The error is one of these, or where none is named, any that is registered."""
    told, wanted = at(answer.json, "error"), names or REGISTERED
    if told not in wanted:
        raise Deviation(expected=one_of(names) or "a registered error", got=say(told), where="$.error")
    return answer


def is_active(answer: Answer) -> Answer:
    """By an introspection, which is 200 whatever the token is."""
    return _tells_active(answer, active=True)


def is_inactive(answer: Answer) -> Answer:
    """RFC 7662 tells of no errors here: what is not active is just that."""
    return _tells_active(answer, active=False)


def _tells_active(answer: Answer, *, active: bool) -> Answer:
    if answer.status != 200:
        raise Deviation(expected="200", got=said(answer), where="status")
    if (told := at(answer.json, "active")) is not active:
        raise Deviation(expected=say(active), got=say(told), where="$.active")
    return answer


def not_stored(answer: Answer) -> Answer:
    """No cache on the way keeps it (OAUTH-035, OAUTH-050)."""
    if "no-store" not in (kept := (answer.header("cache-control") or "").lower()):
        raise Deviation(expected="no-store", got=say(kept), where="Cache-Control")
    return answer


def said(answer: Answer) -> str:
    """Status and error of an answer: ``400 invalid_grant``. Of tokens nothing is shown."""
    told = at(answer.json, "error")
    codes = answer.codes or (() if told is ABSENT else (say(told),))
    return " ".join((str(answer.status), *codes))


def scopes(answer: Answer) -> set[str] | None:
    """The scope that is told beside a token, or by an introspection; None where none is."""
    told = at(answer.json, "scope")
    return set(told.split()) if isinstance(told, str) else None
