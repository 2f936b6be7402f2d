"""Headers of the answer: trace, version, instance (AUTH-023) and the rotating client token (AUTH-083, AUTH-404)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.ids import trace_id
from fapi_reference.routes import Access
from fapi_reference.transport.admission import DEV_BROWSER_COOKIE

if TYPE_CHECKING:
    from fapi_reference.records.sessions import Client
    from fapi_reference.reference import Reference

TEN_YEARS = 315_360_000


def begin(_server: "Reference", exchange: Exchange) -> None:
    exchange.trace_id = trace_id()


def name_ourselves(server: "Reference", exchange: Exchange) -> None:
    """An unknown path is answered by no instance: there only the trace is told (AUTH-401)."""
    exchange.response.headers["X-Clerk-Trace-Id"] = exchange.trace_id
    if exchange.resource:
        exchange.response.headers["Clerk-API-Version"] = exchange.version or server.oldest_version
        exchange.response.headers["X-Clerk-Instance-Id"] = server.instance_id


def deliver_token(server: "Reference", exchange: Exchange) -> None:
    """Whenever the client token changes, this same answer hands out the new one (AUTH-076)."""
    if exchange.operation is None or exchange.operation.access is Access.OPEN:
        return
    if exchange.client:
        server.clients.rotate_if_due(exchange.client)
    if exchange.mode is Mode.NATIVE and exchange.client:
        exchange.response.headers["Authorization"] = exchange.client.token
    elif exchange.mode is Mode.COOKIE:
        set_cookies(server, exchange, exchange.client)
    elif exchange.dev_browser:
        mark_dev_browser(server, exchange, exchange.dev_browser.id)


def mark_dev_browser(server: "Reference", exchange: Exchange, token: str) -> None:
    """For the times when the browser passes by with nothing else. The page is of another site, hence `None`, which
    browsers take over https alone (SEC-082).
    """
    if server.issuer.startswith("https://") and exchange.request.cookies.get(DEV_BROWSER_COOKIE) != token:
        exchange.response.set_cookie(
            DEV_BROWSER_COOKIE, token, max_age=TEN_YEARS, secure=True, httponly=True, samesite="none"
        )


def set_cookies(server: "Reference", exchange: Exchange, client: "Client | None") -> None:
    """`__client` is for the server alone; `__client_uat` and its suffixed twin for scripts (AUTH-073 to AUTH-075)."""
    given = exchange.request.cookies
    if client and client.token != exchange.presented:
        set_cookie(server, exchange, "__client", client.token, hidden=True)
    elif client is None and exchange.presented and exchange.client_dismissed:
        set_cookie(server, exchange, "__client", "", hidden=True, max_age=0)
    if client is None and not exchange.client_dismissed:
        return
    updated = server.clients.signed_in_since(client) if client else 0
    for name in ("__client_uat", f"__client_uat_{server.cookie_suffix}"):
        if given.get(name) != str(updated):
            set_cookie(server, exchange, name, str(updated), hidden=False)


def set_cookie(
    server: "Reference", exchange: Exchange, name: str, value: str, *, hidden: bool, max_age: int = TEN_YEARS
) -> None:
    settings = server.settings.cookies
    domain = settings.domain if settings.domain and not hidden else None
    exchange.response.set_cookie(
        name, value, max_age=max_age, domain=domain, secure=settings.secure, httponly=hidden, samesite="lax"
    )
