"""Addresses that people open: email links, and tickets (facts, section 19)."""

from typing import TYPE_CHECKING

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def verify(server: "Reference", exchange: Exchange) -> Response:
    """AUTH-328."""
    token = exchange.first("token")
    if not token:
        raise refuse("verification_link_token_invalid")
    return onwards(server.links.open(token, exchange.client))


def accept_ticket(server: "Reference", exchange: Exchange) -> Response:
    """AUTH-334. Where it leads is for the ticket to say, never for the request (SEC-113)."""
    ticket = exchange.first("ticket")
    if not ticket:
        raise refuse("ticket_invalid_code", "ticket")
    return onwards(server.tickets.landing(ticket, exchange))


def onwards(location: str) -> Response:
    """The address is complete and fit for a header."""
    return Response(status_code=303, headers={"Location": location})
