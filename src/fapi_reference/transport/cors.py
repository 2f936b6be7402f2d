"""Cross-origin sharing: the exact origin with credentials, and preflights (AUTH-107 to AUTH-110)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

EXPOSED = "Authorization, X-Country, Clerk-Db-Jwt, Retry-After"
VERBS = "GET, POST, PUT, PATCH, DELETE, OPTIONS"


def preflight(server: "Reference", exchange: Exchange) -> None:
    """Only a browser asking ahead is answered; any other OPTIONS is a verb that the path does not have."""
    if exchange.method != "OPTIONS" or not exchange.header("access-control-request-method"):
        return
    origin = exchange.header("origin")
    if origin and server.origins.belongs(origin):
        exchange.origin = origin
    exchange.finish(204)
    exchange.response.headers.update(
        {
            "Access-Control-Allow-Methods": VERBS,
            "Access-Control-Allow-Headers": "Content-Type, Authorization",
            "Access-Control-Max-Age": "7200",
        }
    )


def share(_server: "Reference", exchange: Exchange) -> None:
    """Never a wildcard: browsers send credentials (AUTH-107)."""
    if exchange.origin:
        exchange.response.headers.update(
            {
                "Access-Control-Allow-Origin": exchange.origin,
                "Access-Control-Allow-Credentials": "true",
                "Access-Control-Expose-Headers": EXPOSED,
                "Vary": "Origin",
            }
        )
