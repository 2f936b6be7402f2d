"""What browsers are sent to by themselves: on to the application, or to forget everything."""

from typing import TYPE_CHECKING
from urllib.parse import urlunsplit

from starlette.responses import RedirectResponse, Response

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

EVERYTHING = '"*"'
"""A wildcard in the quotes that browsers want (AUTH-028)."""


def redirect(server: "Reference", exchange: Exchange) -> Response:
    """To an address that belongs to the application; the same rule as for a handshake (AUTH-152)."""
    target = server.redirects.read(exchange.first("redirect_url"))
    return RedirectResponse(urlunsplit(target), status_code=307, headers={"Cache-Control": "no-store"})


def clear_site_data(_server: "Reference", _exchange: Exchange) -> Response:
    return Response(headers={"Clear-Site-Data": EVERYTHING, "Cache-Control": "no-store"})
