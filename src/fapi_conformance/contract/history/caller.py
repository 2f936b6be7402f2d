"""Who made a request, as the target can tell it: by what the request shows, or by what the answer before gave instead.

Actors of two tests may have one name, and one actor may show something else than it holds.
"""

from collections.abc import Iterator
from http.cookies import CookieError, SimpleCookie

from fapi_conformance.client.exchange import Exchange
from fapi_conformance.client.form import Pairs

TOKEN = "authorization"
COOKIE = "__client"
DEV_BROWSER = ("__clerk_db_jwt", "__dev_session")
Shown = tuple[str | None, str | None, str | None]


def same_caller(before: Exchange, now: Exchange) -> bool:
    """Whether the target has to take both for one client. Who shows nothing may be anybody."""
    kept = _kept(before)
    return any(kept) and _shown(now) == kept


def _shown(exchange: Exchange) -> Shown:
    """The client token of a native app, the cookie of a browser, the token of its development browser."""
    request = exchange.request
    return (
        _first(request.headers, TOKEN),
        next((value for line in _all(request.headers, "cookie") if (value := _cookie(line))), None),
        next((value for name, value in request.query if name in DEV_BROWSER), None),
    )


def _kept(exchange: Exchange) -> Shown:
    """What a client shows after the answer: any answer may give it another token or cookie (GAP-017, AUTH-095)."""
    token, cookie, dev_browser = _shown(exchange)
    headers = exchange.answer.headers if exchange.answer else ()
    cookies = [value for line in _all(headers, "set-cookie") if (value := _cookie(line)) is not None]
    return (
        _first(headers, TOKEN) or token,
        (cookies[-1] or None) if cookies else cookie,
        _first(headers, "clerk-db-jwt") or dev_browser,
    )


def _cookie(line: str) -> str | None:
    try:
        found = SimpleCookie(line).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _first(headers: Pairs, name: str) -> str | None:
    return next(_all(headers, name), None)


def _all(headers: Pairs, name: str) -> Iterator[str]:
    return (value for key, value in headers if key == name)
