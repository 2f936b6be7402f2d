"""The second factors of the signed-in user (facts of the account area, section 6)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def create_totp(server: "Reference", exchange: Exchange) -> Any:
    """USER-400 to USER-402."""
    user = exchange.signed_in()
    server.second_factors.need_served("totp")
    made = server.authenticators.create(user)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.authenticator(user, made, created=True), exchange)


def attempt_totp(server: "Reference", exchange: Exchange) -> Any:
    """USER-403, USER-404."""
    user = exchange.signed_in()
    server.second_factors.need_served("totp")
    code = exchange.form.need("code")
    mine = server.authenticators.verify(user, code)
    codes = server.second_factors.first_backup_codes(user)
    server.second_factors.settle(user)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.authenticator(user, mine) | {"backup_codes": codes}, exchange)


def delete_totp(server: "Reference", exchange: Exchange) -> Any:
    """USER-406, USER-407."""
    gone = server.second_factors.remove_authenticator(exchange.signed_in())
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("totp", gone.id), exchange)


def create_backup_codes(server: "Reference", exchange: Exchange) -> Any:
    """USER-410 to USER-412."""
    user = exchange.signed_in()
    server.second_factors.need_served("backup_code")
    server.second_factors.need_enrolled(user)
    kept, codes = server.backup_codes.create(user)
    server.users.changed(user)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.backup_codes(kept, codes), exchange)
