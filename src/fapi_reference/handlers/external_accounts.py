"""The accounts elsewhere of the signed-in user (facts of the account area, section 5.2)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.identities import ExternalAccount
from fapi_reference.records.verification import Verification
from fapi_reference.services.authorization_purposes import OfAccount
from fapi_reference.services.connections import NAME
from fapi_reference.transport.admission import readmit

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


async def create(server: "Reference", exchange: Exchange) -> Any:
    """USER-320 to USER-323."""
    user, form = exchange.signed_in(), exchange.form
    server.company_arrivals.refuse_additional(user)
    if form.get("enterprise_connection_id"):
        raise refuse("form_param_value_disabled", "enterprise_connection_id")
    strategy = form.need("strategy")
    if not NAME.fullmatch(strategy):
        raise refuse("form_param_value_invalid", "strategy")
    server.connections.need(strategy, to_sign_in=False)
    connection = server.connections.of(strategy) or strategy
    server.external_accounts.refuse_second(user, connection)
    if server.connections.takes_token(strategy):
        identity = await server.id_tokens.identity(strategy, form)
        readmit(server, exchange)
        account = server.external_accounts.brought(exchange.signed_in(), identity, strategy)
        return _answer(server, exchange, account)
    wanted = server.authorizations.wanted(exchange, strategy)
    provider = server.connections.provider(strategy)
    told = await server.relying_party.metadata(provider)
    readmit(server, exchange)
    user = exchange.signed_in()
    server.external_accounts.refuse_second(user, connection)
    account = server.external_accounts.add(user, strategy, Verification(kind="verification_oauth", strategy=strategy))
    purpose = OfAccount(account.id, user.id, exchange.caller().id)
    account.verification = server.authorizations.begin(purpose, wanted, provider, told)
    return _answer(server, exchange, account)


async def reauthorize(server: "Reference", exchange: Exchange) -> Any:
    """USER-329: the account stays linked, whatever comes of the visit."""
    account = _named(server, exchange)
    server.connections.need(account.strategy, to_sign_in=False)
    wanted = server.authorizations.wanted(exchange, account.strategy, needed="form_param_missing")
    provider = server.connections.provider(account.strategy)
    told = await server.relying_party.metadata(provider)
    readmit(server, exchange)
    account = _named(server, exchange)
    purpose = OfAccount(account.id, exchange.signed_in().id, exchange.caller().id)
    account.verification = server.authorizations.begin(purpose, wanted, provider, told)
    server.external_accounts.touched(account)
    return _answer(server, exchange, account)


def delete(server: "Reference", exchange: Exchange) -> Any:
    """USER-330."""
    account = _named(server, exchange)
    server.external_accounts.remove(exchange.signed_in(), account)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("external_account", account.id), exchange)


async def revoke_tokens(server: "Reference", exchange: Exchange) -> Any:
    """USER-331."""
    account = _named(server, exchange)
    await server.external_accounts.revoke_tokens(account)
    readmit(server, exchange)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.user(exchange.signed_in()), exchange)


def _named(server: "Reference", exchange: Exchange) -> ExternalAccount:
    return server.external_accounts.named(exchange.signed_in(), exchange.ids["external_account_id"])


def _answer(server: "Reference", exchange: Exchange, account: ExternalAccount) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.external_account(account), exchange)
