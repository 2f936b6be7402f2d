"""The passkeys of the signed-in user (facts of the account area, section 5.1)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.factors import Passkey

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def create(server: "Reference", exchange: Exchange) -> Any:
    """USER-300 to USER-303."""
    made = server.passkeys.create(exchange.signed_in(), exchange)
    return _answer(server, exchange, made)


def read(server: "Reference", exchange: Exchange) -> Any:
    return server.views.envelope(server.views.passkey(_named(server, exchange)), exchange)


def update(server: "Reference", exchange: Exchange) -> Any:
    """USER-306."""
    mine = _named(server, exchange)
    if "name" in exchange.form:
        server.passkeys.rename(mine, exchange.form.need("name"))
    return _answer(server, exchange, mine)


def attempt(server: "Reference", exchange: Exchange) -> Any:
    """USER-304, USER-305. There is one strategy, so that it need not be named."""
    mine = _named(server, exchange)
    if exchange.form.present("strategy") not in {None, "passkey"}:
        raise refuse("form_param_value_invalid", "strategy")
    server.passkeys.verify(exchange.signed_in(), mine, exchange.form.need("public_key_credential"))
    return _answer(server, exchange, mine)


def delete(server: "Reference", exchange: Exchange) -> Any:
    mine = _named(server, exchange)
    server.passkeys.remove(exchange.signed_in(), mine)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("passkey", mine.id), exchange)


def _named(server: "Reference", exchange: Exchange) -> Passkey:
    return server.passkeys.named(exchange.signed_in(), exchange.ids["passkey_id"])


def _answer(server: "Reference", exchange: Exchange, passkey: Passkey) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.passkey(passkey), exchange)
