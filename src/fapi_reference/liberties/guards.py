"""Liberties of what is kept shut: when somebody banned is told so, and how what opens nothing is refused."""

from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import replace
from fapi_reference.handlers.links import accept_ticket, onwards
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.sessions import Client

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference


@liberty("banned-at-the-attempt", fact="AUTH-253, SEC-081")
def banned_at_the_attempt(server: "Reference") -> None:
    """Who is banned begins a sign-in as anybody does, and is refused once they have proven who they are."""
    identify, refuse_banned = server.sign_ins.identify, server.bans.refuse

    def begun(client: Client, identifier: str) -> SignIn:
        replace(server.bans.refuse, lambda _user: None)
        try:
            return identify(client, identifier)
        finally:
            replace(server.bans.refuse, refuse_banned)

    replace(identify, begun)


@liberty("stray-tickets-lead-on", fact="GAP-037, SEC-110")
def stray_tickets_lead_on(server: "Reference") -> None:
    """The link of a ticket that is good for nothing leads to where one signs in, and says nothing."""

    def led(given: "Reference", exchange: "Exchange") -> Any:
        try:
            return accept_ticket(given, exchange)
        except Problem:
            return onwards(given.tickets.page("sign_in_url"))

    object.__setattr__(server.routes.resources["/v1/tickets/accept"].verbs["GET"], "handler", led)


@liberty("unknown-nonces-refused", fact="AUTH-090, SEC-263")
def unknown_nonces_refused(server: "Reference") -> None:
    """A `rotating_token_nonce` that is not known is refused, whoever brings it."""

    def redeemed(nonce: str, presented: str) -> Client:
        found = redeem(nonce, presented)
        if found is None:
            raise refuse("resource_not_found")
        return found

    redeem = replace(server.rotating_nonces.redeem, redeemed)
