"""The sessions of the signed-in user on every client (section 3)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", exchange: Exchange) -> Any:
    """A bare list of whole sessions (USER-100)."""
    return server.views.sessions(server.sessions.of_user(exchange.signed_in()), exchange)


def active(server: "Reference", exchange: Exchange) -> Any:
    """A bare list too: those that are signed in, each with its device (USER-101 to USER-104)."""
    return server.views.active_sessions(server.sessions.live_of_user(exchange.signed_in()))


def revoke(server: "Reference", exchange: Exchange) -> Any:
    """USER-105 to USER-108."""
    session = server.sessions.of_user_named(exchange.signed_in(), exchange.ids["session_id"])
    server.sessions.need_live(session)
    server.sessions.revoke(session)
    return server.views.envelope(server.views.session(session, exchange), exchange)
