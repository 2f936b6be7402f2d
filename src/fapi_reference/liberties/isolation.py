"""Liberties of what is shut: how it is said, and whose things are served instead."""

from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import replace
from fapi_reference.ids import random_text
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference


@liberty("foreign-session-ignored", fact="SEC-017")
def foreign_session_ignored(server: "Reference") -> None:
    """Who names a session that is not of their client is served for the one that is active there."""

    def named_or_active(exchange: "Exchange") -> Session:
        try:
            return original(exchange)
        except Problem as problem:
            active = server.clients.active_session(exchange.caller())
            if problem.code != "action_for_session_not_authorized" or active is None:
                raise
            return active

    original = replace(server.sessions.selected, named_or_active)


@liberty("verbs-answered-by-the-router", fact="SEC-089")
def verbs_answered_by_the_router(server: "Reference") -> None:
    """A verb that a path does not have is answered as a path that there is not."""
    verb = server.transport.hooks["verb"]

    def as_unknown(server: "Reference", exchange: "Exchange") -> None:
        verb(server, exchange)
        if exchange.finished and exchange.response.status_code == 405:
            exchange.finish(404, "There is nothing at this path.\n")

    server.transport.hooks["verb"] = as_unknown


@liberty("opaque-client-tokens", fact="AUTH-072")
def opaque_client_tokens(server: "Reference") -> None:
    """What a client shows to be recognised says nothing to anybody else."""
    replace(server.tokens.for_client, lambda _client: random_text(60))
