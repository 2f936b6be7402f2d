"""The signed-in user (facts of the account area, section 2)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def read(server: "Reference", exchange: Exchange) -> Any:
    """USER-001."""
    return _answer(server, exchange, exchange.signed_in())


def update(server: "Reference", exchange: Exchange) -> Any:
    """USER-010 to USER-018."""
    user = exchange.signed_in()
    server.profiles.update(user, exchange.form, exchange.version)
    server.clients.changed(exchange.caller())
    return _answer(server, exchange, user)


def merge_metadata(server: "Reference", exchange: Exchange) -> Any:
    """USER-016."""
    user = exchange.signed_in()
    server.profiles.merge_metadata(user, exchange.form.need("unsafe_metadata"))
    server.clients.changed(exchange.caller())
    return _answer(server, exchange, user)


def create_service_token(server: "Reference", exchange: Exchange) -> Any:
    """USER-040: not wrapped."""
    service = exchange.form.need("service")
    return server.views.bare(server.views.token(server.service_tokens.issue(service, exchange.signed_in())))


def delete(server: "Reference", exchange: Exchange) -> Any:
    """USER-030 to USER-032."""
    user = exchange.signed_in()
    if not server.users.may_delete_self(user):
        raise refuse("user_delete_self_not_enabled")
    server.users.delete(user)
    return server.views.envelope(server.views.deleted_user(user), exchange)


def _answer(server: "Reference", exchange: Exchange, user: User) -> Any:
    return server.views.envelope(server.views.user(user), exchange)
