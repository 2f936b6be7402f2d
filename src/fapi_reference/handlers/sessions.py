"""Session operations (facts, sections 10 and 11)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

INTENTS = frozenset({"focus", "select_session", "select_org"})


def read(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-165."""
    return _answer(server, exchange, _named(server, exchange))


def touch(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-166 to AUTH-168, AUTH-172."""
    session = _named(server, exchange)
    intent = exchange.form.get("intent")
    if intent is not None and intent not in INTENTS:
        raise refuse("form_param_value_invalid", "intent")
    server.sessions.need_live(session)
    server.active_organizations.activate(session, exchange.form.present("active_organization_id"))
    server.sessions.touch(exchange.caller(), session)
    return _answer(server, exchange, session)


def end(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-173, AUTH-176."""
    session = _named(server, exchange)
    server.sessions.need_live(session)
    server.sessions.end(exchange.caller(), session)
    return _answer(server, exchange, session)


def remove(server: "Reference", exchange: Exchange) -> Any:
    """Signs one session out and forgets it (AUTH-173, AUTH-175)."""
    session = _named(server, exchange)
    server.sessions.need_live(session)
    server.sessions.remove(exchange.caller(), session)
    return _answer(server, exchange, session)


def create_token(server: "Reference", exchange: Exchange) -> Any:
    """Not wrapped (AUTH-184 to AUTH-186); none for a session that is over (AUTH-210)."""
    server.bans.refuse_token(exchange.caller(), exchange.ids["session_id"])
    session = _named(server, exchange)
    server.tokens.refuse_over(session)
    wanted = server.active_organizations.asked(session, exchange.form.present("organization_id"))
    return server.views.bare(server.views.token(server.tokens.issue(session, exchange, wanted or "")))


def create_template_token(server: "Reference", exchange: Exchange) -> Any:
    """AUTH-190: the same, made as a template of the application says."""
    server.bans.refuse_token(exchange.caller(), exchange.ids["session_id"])
    session = _named(server, exchange)
    server.tokens.refuse_over(session)
    template = server.jwt_templates.named(exchange.ids["template_name"])
    return server.views.bare(server.views.token(server.jwt_templates.issue(template, session, exchange)))


def _named(server: "Reference", exchange: Exchange) -> Session:
    return server.sessions.of_client(exchange.caller(), exchange.ids["session_id"])


def _answer(server: "Reference", exchange: Exchange, session: Session) -> Any:
    return server.views.envelope(server.views.session(session, exchange), exchange)
