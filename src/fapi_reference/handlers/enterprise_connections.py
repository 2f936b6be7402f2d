"""Connections to companies, in the hands of who runs them."""

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.services.permissions import MANAGE_CONNECTIONS
from fapi_reference.transport.admission import readmit

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


async def update_own(server: "Reference", exchange: Exchange) -> Any:
    connection = _own(server, exchange)
    organization_id = exchange.form.get("organization_id")
    if organization_id:
        membership = server.permissions.membership(exchange.signed_in(), organization_id)
        server.permissions.require(membership, MANAGE_CONNECTIONS)
    if fetched := await _fetched(server, exchange):
        connection = _own(server, exchange)
    server.connection_changes.apply(connection, exchange.form, fetched)
    if organization_id:
        connection.organization_id = organization_id
    return _answer(server, exchange, connection)


def delete_own(server: "Reference", exchange: Exchange) -> Any:
    return _deleted(server, exchange, _own(server, exchange))


async def update_of_organization(server: "Reference", exchange: Exchange) -> Any:
    connection = _of_organization(server, exchange)
    if fetched := await _fetched(server, exchange):
        connection = _of_organization(server, exchange)
    server.connection_changes.apply(connection, exchange.form, fetched)
    return _answer(server, exchange, connection)


def delete_of_organization(server: "Reference", exchange: Exchange) -> Any:
    return _deleted(server, exchange, _of_organization(server, exchange))


def begin_test_run(server: "Reference", exchange: Exchange) -> Response:
    """Whoever bears the ticket is sent to the provider; 301 is what is documented of it."""
    ticket = exchange.first("ticket")
    if not ticket:
        raise refuse("ticket_invalid_code", "ticket")
    if not server.enterprise_connections.served():
        raise refuse("resource_not_found")
    connection = server.store.enterprise_connections.get(exchange.ids["enterprise_connection_id"])
    if connection is None:
        raise refuse("resource_not_found")
    run = server.enterprise_connections.begun_by(connection, ticket)
    if not connection.idp.complete:
        raise refuse("saml_connection_cant_be_activated")
    return Response(status_code=301, headers={"Location": server.saml_visits.try_out(connection, run)})


async def _fetched(server: "Reference", exchange: Exchange) -> str:
    """Metadata that stands elsewhere. Whoever runs the connection may have gone by the time that it is here."""
    url = exchange.form.get("saml_idp_metadata_url")
    if not url:
        return ""
    document = await server.connection_changes.document(url, "saml_idp_metadata_url")
    readmit(server, exchange)
    return document


def _own(server: "Reference", exchange: Exchange) -> EnterpriseConnection:
    """One that somebody does not run is as unknown as one that never was."""
    user = exchange.signed_in()
    _need_self_serve(server)
    connection = server.store.enterprise_connections.get(exchange.ids["enterprise_connection_id"])
    if connection is None or not server.enterprise_connections.run_by(user, connection):
        raise refuse("resource_not_found")
    return connection


def _of_organization(server: "Reference", exchange: Exchange) -> EnterpriseConnection:
    """The features come before the membership, and the membership before the connection (ORG-104 to ORG-107)."""
    server.permissions.need_enabled()
    _need_self_serve(server)
    organization = server.permissions.admit(exchange, MANAGE_CONNECTIONS)
    connection = server.store.enterprise_connections.get(exchange.ids["enterprise_connection_id"])
    if connection is None or connection.organization_id != organization.id:
        raise refuse("resource_not_found")
    return connection


def _need_self_serve(server: "Reference") -> None:
    if not server.enterprise_connections.self_served():
        raise refuse("self_serve_sso_disabled")


def _deleted(server: "Reference", exchange: Exchange, connection: EnterpriseConnection) -> Any:
    server.enterprise_connections.delete(connection)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("enterprise_connection", connection.id), exchange)


def _answer(server: "Reference", exchange: Exchange, connection: EnterpriseConnection) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.enterprise_connection(connection), exchange)
