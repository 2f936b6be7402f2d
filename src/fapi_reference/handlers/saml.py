"""The server as service provider of companies (facts of the account area, section 16.1)."""

from typing import TYPE_CHECKING

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.handlers.links import onwards

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

METADATA_TYPE = "application/samlmetadata+xml"


def metadata(server: "Reference", exchange: Exchange) -> Response:
    """SAML-001, SAML-002. Told of a connection that is off too: its provider is set up first."""
    connection = server.enterprise_connections.named(exchange.ids["saml_connection_id"])
    return Response(server.service_provider.metadata(connection), media_type=METADATA_TYPE)


def consume(server: "Reference", exchange: Exchange) -> Response:
    """SAML-003. Where it leads is for the flow to say, never for the request (SEC-199)."""
    return onwards(server.saml_visits.returned(exchange, exchange.ids["saml_connection_id"]))
