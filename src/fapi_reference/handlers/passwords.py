"""The password of the signed-in user (facts of the account area, section 2.6)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def change(server: "Reference", exchange: Exchange) -> Any:
    """USER-060 to USER-064."""
    user, session = _signed_in(exchange)
    server.password_changes.change(user, session, exchange.form)
    return _answer(server, exchange, user)


def remove(server: "Reference", exchange: Exchange) -> Any:
    """USER-065."""
    user, _ = _signed_in(exchange)
    server.password_changes.remove(user, exchange.form)
    return _answer(server, exchange, user)


def _signed_in(exchange: Exchange) -> tuple[User, Session]:
    if exchange.user is None or exchange.session is None:
        raise refuse("signed_out")
    return exchange.user, exchange.session


def _answer(server: "Reference", exchange: Exchange, user: User) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.user(user), exchange)
