"""GET /v1/client/handshake: a browser passes by on its way from the application and back (AUTH-145 to AUTH-149)."""

from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlunsplit

from starlette.responses import RedirectResponse

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Session
from fapi_reference.services.handshakes import FORMATS
from fapi_reference.transport.headers import set_cookie

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

COOKIE_LIVES = 60


def handshake(server: "Reference", exchange: Exchange) -> Any:
    """The payload travels in the query in development, where cookies cannot be shared, else in a cookie (AUTH-147)."""
    target = server.redirects.read(exchange.first("redirect_url"))
    wanted = exchange.first("format") or "token"
    if wanted not in FORMATS:
        raise refuse("invalid_handshake")
    exchange.party = f"{target.scheme}://{target.netloc}"
    session = server.handshakes.session(exchange)
    if session:
        server.active_organizations.passing_by(session, exchange.first("organization_id"))
    suffixed = exchange.first("suffixed_cookies") == "true"
    return back_with(server, exchange, session, target, wanted=wanted, suffixed=suffixed)


def back_with(
    server: "Reference",
    exchange: Exchange,
    session: Session | None,
    target: SplitResult,
    *,
    wanted: str = "token",
    suffixed: bool,
) -> Any:
    """The browser goes to the page, and brings who is signed in."""
    directives = server.handshakes.directives(exchange, session, suffixed=suffixed)
    if exchange.mode is not Mode.DEVELOPMENT:
        directives += server.handshakes.farewell(FORMATS[wanted])
    payload = server.handshakes.deposit(directives) if wanted == "nonce" else server.handshakes.sealed(directives)
    if exchange.mode is Mode.DEVELOPMENT:
        return redirect(server.handshakes.with_payload(target, FORMATS[wanted], payload))
    exchange.response = redirect(urlunsplit(target))
    set_cookie(server, exchange, FORMATS[wanted], payload, hidden=False, max_age=COOKIE_LIVES)
    return exchange.response


def redirect(url: str) -> RedirectResponse:
    """A redirect that is cached would send the browser round for ever (AUTH-153)."""
    return RedirectResponse(url, status_code=307, headers={"Cache-Control": "no-store"})
