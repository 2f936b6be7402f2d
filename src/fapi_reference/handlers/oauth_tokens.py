"""Applications themselves calling: tokens, whose they are, and their end (facts, sections 14.3 to 14.8)."""

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from fapi_reference.exchange import Exchange, Json
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import Item, Problem

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

UNCACHED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
"""RFC 6749, section 5.1."""
BEARER = {"WWW-Authenticate": 'Bearer error="invalid_token"', **UNCACHED}


def register(server: "Reference", exchange: Exchange) -> Response:
    server.oauth_registrations.need_enabled()
    made, secret = server.oauth_registrations.register(exchange.document)
    return Json(server.views.registered_client(made, secret), 201, UNCACHED)


def token(server: "Reference", exchange: Exchange) -> Response:
    """OAUTH-040."""
    server.satellites.need_primary(exchange)
    grant_type = exchange.form.get("grant_type")
    if not grant_type:
        raise OAuthProblem("invalid_request")
    application = server.oauth_clients.calling(exchange)
    handing_out = {"authorization_code": server.oauth_grants.exchange, "refresh_token": server.oauth_grants.refresh}
    if grant_type not in handing_out:
        raise OAuthProblem("unsupported_grant_type")
    return Json(handing_out[grant_type](application, exchange.form), 200, UNCACHED)


def user_info(server: "Reference", exchange: Exchange) -> Response:
    """OAUTH-072."""
    found = server.oauth_tokens.access(bearer(exchange))
    if found is None:
        says = "The access token is missing, or good for nothing (any more)."
        raise Problem(401, Item("oauth_fetch_user_error", says), headers=BEARER)
    access, grant = found
    user = server.store.users[grant.user_id]
    return Json(server.views.user_info(user, grant, access.scopes), 200, UNCACHED)


def bearer(exchange: Exchange) -> str:
    """From the header and from nowhere else: addresses are written down in many places (SEC-222)."""
    scheme, _, shown = (exchange.header("authorization") or "").partition(" ")
    return shown.strip() if scheme.lower() == "bearer" else ""


def token_info(server: "Reference", exchange: Exchange) -> Any:
    """OAUTH-080, OAUTH-081."""
    application = server.oauth_clients.confidential(exchange)
    shown, wanted = exchange.form.need("token"), exchange.form.get("scope")
    return Json(server.oauth_tokens.info(application, shown, wanted), 200, UNCACHED)


def revoke(server: "Reference", exchange: Exchange) -> Response:
    """OAUTH-090, OAUTH-091. A hint changes nothing: all kinds are looked through."""
    application = server.oauth_clients.calling(exchange)
    shown = exchange.form.get("token")
    if not shown:
        raise OAuthProblem("invalid_request")
    if server.oauth_tokens.is_jwt(shown):
        raise OAuthProblem("unsupported_token_type")
    server.oauth_tokens.revoke(application, shown)
    return Response(status_code=200, headers=UNCACHED)
