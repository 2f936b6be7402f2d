"""`/v1/client/sync` and `/v1/client/link`: a browser fetches its client for a satellite domain (AUTH-156)."""

from typing import TYPE_CHECKING

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.handlers.handshake import redirect
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def sync(server: "Reference", exchange: Exchange) -> Response:
    domain = exchange.first("link_domain")
    if not domain:
        raise refuse("form_param_missing", "link_domain")
    return redirect(server.satellites.depart(exchange, domain, exchange.first("redirect_url")))


def link(server: "Reference", exchange: Exchange) -> Response:
    token = exchange.first("__clerk_token")
    if not token:
        raise refuse("invalid_handshake")
    return redirect(server.satellites.arrive(exchange, token))
