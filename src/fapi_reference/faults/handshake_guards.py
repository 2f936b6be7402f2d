"""Deviations in what a handshake leaves for others to find."""

from typing import Any

from starlette.responses import HTMLResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.handlers import handshake as handler
from fapi_reference.problems import Problem
from fapi_reference.reference import Reference

PATH = "/v1/client/handshake"


@fault("handshake.nonce-counts", caught_by=("HANDSHAKE.NONCE.FRESH",))
def nonce_counts(server: Reference) -> None:
    """Nonces are numbers, one after the other."""

    def deposit(directives: list[str]) -> str:
        kept = server.store.handshakes.pop(original(directives))
        nonce = f"nonce-{len(server.store.handshakes) + 1:08}"
        server.store.handshakes[nonce] = kept
        return nonce

    original = replace(server.handshakes.deposit, deposit)


@fault("handshake.repeats-markup", caught_by=("HANDSHAKE.INERT",))
def repeats_markup(server: Reference) -> None:
    """A handshake that is refused shows a page with the address as it came."""

    def handle(given: Reference, exchange: Exchange) -> Any:
        try:
            return handler.handshake(given, exchange)
        except Problem:
            return HTMLResponse(f"<p>Cannot lead to {exchange.first('redirect_url')}.</p>", 422)

    object.__setattr__(server.routes.resources[PATH].verbs["GET"], "handler", handle)
