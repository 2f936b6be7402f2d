"""Verifying a session anew (facts, section 20)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Session
from fapi_reference.services.reverifications import (
    ATTEMPTED_FIRST,
    ATTEMPTED_SECOND,
    PREPARED_FIRST,
    PREPARED_SECOND,
    STARTS,
)

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

BROUGHT = {"password": "password", "passkey": "public_key_credential"}
"""What proves a first factor that is no code, by its parameter."""


def start(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-341, AUTH-343. No factor counts as proven by it (AUTH-347)."""
    session = _live(server, exchange)
    level = exchange.form.need("level")
    if level not in STARTS:
        raise refuse("form_param_value_invalid", "level")
    server.reverifications.start(session, level)
    return _answer(server, exchange, session)


def prepare_first_factor(server: "Reference", exchange: Exchange) -> Any:
    session = _live(server, exchange)
    strategy = _strategy(server, exchange, PREPARED_FIRST)
    server.reverifications.prepare_first(session, strategy, exchange)
    return _answer(server, exchange, session)


def attempt_first_factor(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-346, AUTH-352."""
    session = _live(server, exchange)
    strategy = _strategy(server, exchange, ATTEMPTED_FIRST)
    secret = exchange.form.need(BROUGHT.get(strategy, "code"))
    server.reverifications.attempt_first(session, strategy, secret)
    return _answer(server, exchange, session)


def prepare_second_factor(server: "Reference", exchange: Exchange) -> Any:
    session = _live(server, exchange)
    strategy = _strategy(server, exchange, PREPARED_SECOND)
    server.reverifications.prepare_second(session, strategy, exchange.form)
    return _answer(server, exchange, session)


def attempt_second_factor(server: "Reference", exchange: Exchange) -> Any:
    session = _live(server, exchange)
    strategy = _strategy(server, exchange, ATTEMPTED_SECOND)
    server.reverifications.attempt_second(session, strategy, exchange.form.need("code"))
    return _answer(server, exchange, session)


def _live(server: "Reference", exchange: Exchange) -> Session:
    """A session that is over cannot be verified (SEC-068)."""
    session = server.sessions.of_client(exchange.caller(), exchange.ids["session_id"])
    if not server.sessions.is_live(session):
        raise refuse("authentication_invalid")
    return session


def _strategy(server: "Reference", exchange: Exchange, known: frozenset[str]) -> str:
    strategy = exchange.form.need("strategy")
    server.strategies.need_served(strategy, known)
    return strategy


def _answer(server: "Reference", exchange: Exchange, session: Session) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.reverification(session, exchange), exchange)
