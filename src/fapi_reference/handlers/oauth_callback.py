"""Where providers send people back to (facts of the account area, section 15)."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.handlers.links import onwards

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


async def receive(server: "Reference", exchange: Exchange) -> Response:
    """OAUTH-100. Where it leads is for the flow to say, never for the request (SEC-187)."""
    if request := server.saml_visits.asked_back(exchange):
        return onwards(server.saml_visits.finished(exchange, request))
    return onwards(await server.authorizations.returned(exchange))


def pass_on(server: "Reference", exchange: Exchange) -> Response:
    """OAUTH-101: a form that another site posts comes without cookies; the address that is opened next with them."""
    posted = [(name, value) for name, values in exchange.form.values.items() for value in values]
    return onwards(f"{server.connections.callback()}?{urlencode(posted)}")
