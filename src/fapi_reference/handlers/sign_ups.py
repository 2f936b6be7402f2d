"""Sign-up operations (facts, section 15)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.handlers import company_sign_ups
from fapi_reference.problems import refuse
from fapi_reference.records.application import Invitation
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.organizations import OrganizationInvitation
from fapi_reference.records.verification import Verification
from fapi_reference.services.authorization_purposes import OfSignUp
from fapi_reference.services.codes import KIND_BY_STRATEGY
from fapi_reference.services.connections import ONE_TAP
from fapi_reference.services.strategies import ATTEMPTED_SIGN_UP, COMPANIES, PREPARED_SIGN_UP, SIGN_UP
from fapi_reference.services.supplies import Supply
from fapi_reference.services.wallets import PREPARED, WEB3
from fapi_reference.transport.admission import readmit

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SECRETS = {**dict.fromkeys(KIND_BY_STRATEGY, "code"), **dict.fromkeys(WEB3, "signature")}
"""Every strategy that is attempted, and the parameter that proves it (AUTH-305)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How a request means to prove the address or number: by what is sent, or by the ticket that it brings."""

    strategy: str | None = None
    redirect_url: str | None = None
    invitation: Invitation | OrganizationInvitation | None = None
    waiting: Verification | None = None
    """What a sign-in has proven of the person."""

    @property
    def elsewhere(self) -> str | None:
        """The strategy, if it leads to a provider."""
        return self.strategy if self.strategy and self.strategy.startswith(("oauth_", ONE_TAP)) else None


def create(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-288 to AUTH-303. Everything that can be refused is refused before the current attempt is replaced."""
    proof = _proof(server, exchange, transfer=bool(exchange.form.flag("transfer")))
    if proof.invitation is None:
        server.sign_ups.refuse_closed()
    server.sign_ins.refuse_session_beside(exchange.client)
    server.captcha.check(exchange)
    supply = server.supplies.read(exchange.form, None)
    _need_target(proof.strategy, supply, None)
    if proof.elsewhere:
        return elsewhere(server, exchange, proof.elsewhere, supply, None)
    if proof.strategy in COMPANIES:
        return _answer(server, exchange, company_sign_ups.begin(server, exchange, proof.strategy, supply, None))
    attempt = server.sign_ups.open(server.clients.of(exchange))
    return _supply(server, exchange, attempt, supply, proof)


async def elsewhere(
    server: "Reference", exchange: Exchange, strategy: str, supply: Supply, attempt: SignUp | None
) -> Any:
    """By way of a provider, or with a token of it; in the attempt that there is, or in a new one."""
    provider, verification = server.connections.provider(strategy), server.arrivals.brought(strategy)
    by_token = server.connections.takes_token(strategy)
    if by_token:
        identity = await server.id_tokens.identity(strategy, exchange.form)
    else:
        wanted = server.authorizations.wanted(exchange, strategy)
        told = await server.relying_party.metadata(provider)
    readmit(server, exchange)
    client = server.clients.of(exchange)
    if attempt is None:
        attempt = server.sign_ups.open(client)
    else:
        attempt = server.sign_ups.change(client, attempt.id)
        server.sign_ups.need_open(attempt)
    server.supplies.store(supply, attempt)
    if by_token:
        attempt.verifications["external_account"] = verification
        server.arrivals.sign_up(client, attempt, identity, verification)
    else:
        purpose = OfSignUp(attempt.id, client.id)
        attempt.verifications["external_account"] = server.authorizations.begin(purpose, wanted, provider, told)
        server.clients.changed(client)
    return _answer(server, exchange, attempt)


def read(server: "Reference", exchange: Exchange) -> Any:
    return _answer(server, exchange, server.sign_ups.read(exchange.caller(), exchange.ids["sign_up_id"]))


def update(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-294, AUTH-299."""
    attempt = server.sign_ups.change(exchange.caller(), exchange.ids["sign_up_id"])
    server.sign_ups.need_open(attempt)
    proof = _proof(server, exchange)
    supply = server.supplies.read(exchange.form, attempt)
    _need_target(proof.strategy, supply, attempt)
    if proof.elsewhere:
        return elsewhere(server, exchange, proof.elsewhere, supply, attempt)
    if proof.strategy in COMPANIES:
        return _answer(server, exchange, company_sign_ups.begin(server, exchange, proof.strategy, supply, attempt))
    return _supply(server, exchange, attempt, supply, proof)


def prepare_verification(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-305 to AUTH-307."""
    client = exchange.caller()
    attempt = server.sign_ups.verify(client, exchange.ids["sign_up_id"])
    strategy = exchange.form.need("strategy")
    server.strategies.need_served(strategy, PREPARED_SIGN_UP)
    server.sign_ups.need_open(attempt)
    if server.connections.of(strategy):
        return elsewhere(server, exchange, strategy, Supply(), attempt)
    if strategy in COMPANIES:
        return _answer(server, exchange, company_sign_ups.begin(server, exchange, strategy, Supply(), attempt))
    server.sign_ups.prepare(attempt, strategy, _redirect_url(server, exchange, strategy))
    server.clients.changed(client)
    return _answer(server, exchange, attempt)


def attempt_verification(server: "Reference", exchange: Exchange) -> Any:
    client, form = exchange.caller(), exchange.form
    attempt = server.sign_ups.verify(client, exchange.ids["sign_up_id"])
    strategy = form.need("strategy")
    server.strategies.need_served(strategy, ATTEMPTED_SIGN_UP)
    if server.connections.of(strategy):
        server.sign_ups.need_open(attempt)
        return elsewhere(server, exchange, strategy, Supply(), attempt)
    if strategy not in SECRETS:
        # A link is opened: nothing of it is attempted here.
        raise refuse("verification_strategy_invalid")
    server.sign_ups.try_code(attempt, strategy, form.need(SECRETS[strategy]))
    server.sign_ups.advance(client, attempt, strategy)
    return _answer(server, exchange, attempt)


def _proof(server: "Reference", exchange: Exchange, *, transfer: bool = False) -> Proof:
    """Without the strategy a ticket is not looked at (AUTH-336)."""
    form = exchange.form
    if transfer and (waiting := server.transfers.from_sign_in(exchange.client)):
        return Proof(waiting=waiting)
    if form.present("strategy") is None:
        return Proof()
    strategy = form.need("strategy")
    server.strategies.need_served(strategy, SIGN_UP)
    return Proof(
        strategy=strategy,
        redirect_url=_redirect_url(server, exchange, strategy),
        invitation=server.tickets.invitation(form.need("ticket")) if strategy == "ticket" else None,
    )


def _redirect_url(server: "Reference", exchange: Exchange, strategy: str) -> str | None:
    return server.redirects.needed(exchange.form) if strategy == "email_link" else None


def _need_target(strategy: str | None, supply: Supply, attempt: SignUp | None) -> None:
    """A strategy that is prepared at once needs the address, number or wallet that it proves."""
    kind = PREPARED.get(strategy or "")
    if kind and not supply.values.get(kind) and not (attempt and attempt.values.get(kind)):
        raise refuse("form_conditional_param_missing", kind)


def _supply(server: "Reference", exchange: Exchange, attempt: SignUp, supply: Supply, proof: Proof) -> Any:
    server.supplies.store(supply, attempt)
    if proof.invitation:
        server.sign_ups.accept(attempt, proof.invitation)
    if proof.waiting:
        server.arrivals.transferred_sign_up(exchange.caller(), attempt, proof.waiting)
        return _answer(server, exchange, attempt)
    if proof.strategy and proof.strategy in PREPARED:
        server.sign_ups.prepare_at_once(attempt, proof.strategy, proof.redirect_url)
    server.sign_ups.advance(exchange.caller(), attempt)
    return _answer(server, exchange, attempt)


def _answer(server: "Reference", exchange: Exchange, attempt: SignUp) -> Any:
    return server.views.envelope(server.views.sign_up(attempt), exchange)
