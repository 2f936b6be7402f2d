"""Operations on the client itself (facts, section 8)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def read(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-127; where there is no client yet, one is made (AUTH-078)."""
    return server.views.client_envelope(server.views.client(server.clients.of(exchange), exchange))


def create(server: "Reference", exchange: Exchange) -> Any:
    """PUT and POST alike: a new client, whatever there was before (AUTH-128, GAP-009, GAP-012)."""
    return server.views.client_envelope(server.views.client(server.clients.make(exchange), exchange))


def delete(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-130, AUTH-131. A caller without a client is no error (AUTH-410)."""
    client = server.clients.of(exchange)
    server.clients.dismiss(exchange)
    view = server.views.client(client, exchange)
    exchange.client, exchange.client_dismissed = None, True
    return server.views.client_envelope(view)


def remove_sessions(server: "Reference", exchange: Exchange) -> Any:
    """Signs everybody out and keeps the client (AUTH-132, AUTH-133)."""
    client = exchange.caller()
    server.sessions.remove_all(client)
    return server.views.client_envelope(server.views.client(client, exchange))
