"""Sign-in operations (facts, section 14)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.handlers import company_sign_ins
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.services.authorization_purposes import OfSignIn
from fapi_reference.services.codes import CODES
from fapi_reference.services.sign_ins import SECOND
from fapi_reference.services.strategies import COMPANIES, PREPARED_FIRST, PREPARED_SECOND, SIGN_IN
from fapi_reference.services.strategies import SECOND as SECOND_STRATEGIES
from fapi_reference.services.wallets import WEB3
from fapi_reference.transport.admission import readmit

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

ATTEMPTED = {
    "password": "password",
    "passkey": "public_key_credential",
    **dict.fromkeys(CODES, "code"),
    **dict.fromkeys(WEB3, "signature"),
}
"""Strategies that are proven by an attempt, and the parameter that does it (AUTH-266)."""


COMPANY_FACTORS = "2024-10-01"
"""The version since which whose company vouches for them is told so as a factor (AUTH-066)."""


def create(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-239 to AUTH-248. Everything that can be refused is refused before the current attempt is replaced."""
    form = exchange.form
    strategy = form.present("strategy")
    if strategy is not None:
        server.strategies.need_served(form.need("strategy"), SIGN_IN)
    waiting = server.transfers.from_sign_up(exchange.client) if form.flag("transfer") else None
    server.sign_ins.refuse_session_beside(exchange.client)
    if waiting:
        return _answer(server, exchange, server.arrivals.transferred_sign_in(exchange.caller(), waiting))
    if strategy and server.connections.of(strategy):
        return elsewhere(server, exchange, strategy)
    if strategy in COMPANIES:
        return _answer(server, exchange, company_sign_ins.create(server, exchange, strategy))
    if strategy is None and "password" in form:
        strategy = "password"
    if strategy is None and "identifier" not in form:
        return _answer(server, exchange, server.sign_ins.begin(server.clients.of(exchange)))

    if strategy == "ticket":
        return _answer(server, exchange, server.sign_ins.redeem(server.clients.of(exchange), form.need("ticket")))

    if strategy == "passkey":
        if "identifier" in form:
            raise refuse("form_conditional_param_disallowed", "identifier")
        return _answer(server, exchange, server.sign_ins.discover(server.clients.of(exchange), exchange))

    identifier = form.need("identifier")
    if strategy == "email_link":
        server.redirects.needed(form)
    password = form.need("password") if strategy == "password" else ""
    client = server.clients.of(exchange)
    attempt = server.sign_ins.identify(client, identifier)
    if exchange.version < COMPANY_FACTORS and server.enterprise_connections.of_address(identifier):
        server.sign_ins.step(attempt, "come_back")
    if strategy == "password":
        server.sign_ins.prove_at_once(client, attempt, password)
    elif strategy:
        server.sign_ins.prepare(attempt, strategy, form)
    return _answer(server, exchange, attempt)


async def elsewhere(server: "Reference", exchange: Exchange, strategy: str) -> Any:
    """AUTH-250: an attempt for whomever the provider will name; or has named, where a token of it is brought."""
    if server.connections.takes_token(strategy):
        identity = await server.id_tokens.identity(strategy, exchange.form)
        readmit(server, exchange)
        attempt = server.arrivals.brought_to_sign_in(server.clients.of(exchange), identity, strategy)
        return _answer(server, exchange, attempt)
    wanted = server.authorizations.wanted(exchange, strategy)
    provider = server.connections.provider(strategy)
    told = await server.relying_party.metadata(provider)
    readmit(server, exchange)
    attempt = server.sign_ins.begin(server.clients.of(exchange))
    purpose = OfSignIn(attempt.id, attempt.client_id)
    attempt.first_factor = server.authorizations.begin(purpose, wanted, provider, told)
    return _answer(server, exchange, attempt)


def read(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-238."""
    return _answer(server, exchange, server.sign_ins.read(exchange.caller(), exchange.ids["sign_in_id"]))


def prepare_first_factor(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-257 to AUTH-265."""
    client = exchange.caller()
    attempt = server.sign_ins.change(client, exchange.ids["sign_in_id"])
    strategy = exchange.form.need("strategy")
    server.strategies.need_served(strategy, PREPARED_FIRST)
    if server.connections.of(strategy):
        return prepare_elsewhere(server, exchange, strategy)
    if strategy in COMPANIES:
        company_sign_ins.prepare(server, exchange, attempt)
        return _answer(server, exchange, attempt)
    server.sign_ins.need_status(attempt, "needs_first_factor")
    if strategy == "passkey":
        server.sign_ins.prepare_passkey(attempt, exchange)
    else:
        server.sign_ins.prepare(attempt, strategy, exchange.form)
    server.clients.changed(client)
    return _answer(server, exchange, attempt)


async def prepare_elsewhere(server: "Reference", exchange: Exchange, strategy: str) -> Any:
    """Also for an attempt that is nobody's yet: the provider will tell whose."""
    if server.connections.takes_token(strategy):
        raise refuse("verification_strategy_invalid")
    wanted = server.authorizations.wanted(exchange, strategy)
    provider = server.connections.provider(strategy)
    told = await server.relying_party.metadata(provider)
    readmit(server, exchange)
    client = exchange.caller()
    attempt = server.sign_ins.change(client, exchange.ids["sign_in_id"])
    server.sign_ins.need_status(attempt, "needs_identifier", "needs_first_factor")
    if attempt.status == "needs_first_factor" and strategy not in {
        factor["strategy"] for factor in server.factors.offered(attempt)
    }:
        raise refuse("strategy_for_user_invalid")
    purpose = OfSignIn(attempt.id, client.id)
    attempt.first_factor = server.authorizations.begin(purpose, wanted, provider, told)
    server.clients.changed(client)
    return _answer(server, exchange, attempt)


def attempt_first_factor(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-266 to AUTH-270."""
    client, form = exchange.caller(), exchange.form
    attempt = server.sign_ins.change(client, exchange.ids["sign_in_id"])
    strategy = form.need("strategy")
    server.strategies.need_served(strategy, SIGN_IN)
    if strategy not in ATTEMPTED:
        # A link is opened and a ticket is redeemed: neither is attempted here.
        raise refuse("verification_strategy_invalid")
    secret = form.need(ATTEMPTED[strategy])
    _refuse_finished(attempt)
    server.sign_ins.need_status(attempt, "needs_first_factor")
    if strategy == "passkey":
        server.sign_ins.try_passkey(client, attempt, secret)
    elif strategy == "password":
        server.sign_ins.try_password(attempt, secret)
    else:
        server.sign_ins.try_code(attempt, strategy, secret)
    server.sign_ins.proven(client, attempt, strategy)
    return _answer(server, exchange, attempt)


def prepare_second_factor(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-276, AUTH-281."""
    client = exchange.caller()
    attempt = server.sign_ins.change(client, exchange.ids["sign_in_id"])
    strategy = exchange.form.need("strategy")
    server.strategies.need_served(strategy, PREPARED_SECOND)
    server.sign_ins.need_status(attempt, *SECOND)
    server.sign_ins.prepare_second(attempt, strategy, exchange.form)
    server.clients.changed(client)
    return _answer(server, exchange, attempt)


def attempt_second_factor(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-276, AUTH-277."""
    client, form = exchange.caller(), exchange.form
    attempt = server.sign_ins.change(client, exchange.ids["sign_in_id"])
    strategy = form.need("strategy")
    server.strategies.need_served(strategy, SECOND_STRATEGIES)
    code = form.need("code")
    _refuse_finished(attempt)
    server.sign_ins.need_status(attempt, *SECOND)
    server.sign_ins.prove_second(client, attempt, strategy, code)
    return _answer(server, exchange, attempt)


def reset_password(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-271 to AUTH-274."""
    client, form = exchange.caller(), exchange.form
    attempt = server.sign_ins.change(client, exchange.ids["sign_in_id"])
    password = form.need("password")
    sign_out = bool(form.flag("sign_out_of_other_sessions"))
    server.password_resets.reset(client, attempt, password, sign_out=sign_out)
    server.clients.changed(client)
    return _answer(server, exchange, attempt)


def _refuse_finished(attempt: SignIn) -> None:
    if attempt.status == "complete":
        raise refuse("verification_already_verified")


def _answer(server: "Reference", exchange: Exchange, attempt: SignIn) -> Any:
    return server.views.envelope(server.views.sign_in(attempt), exchange)
