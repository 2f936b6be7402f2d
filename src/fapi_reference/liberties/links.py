"""Liberties of email links and tickets: what an opened one shows, and how a failure is told."""

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, RedirectResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults.surgery import replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.services.redirects import with_parameters

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

OPENED = ("/v1/verify", "/v1/tickets/accept")


@liberty("links-end-on-a-page", fact="AUTH-328, AUTH-334")
def end_on_a_page(server: "Reference") -> None:
    """Whoever opens a link is shown a page that says what came of it."""

    def page(_server: "Reference", exchange: Exchange) -> None:
        if exchange.path in OPENED and exchange.response.status_code == 303:
            exchange.response = HTMLResponse("<p>Done. You may close this page.</p>")

    server.transport.endings = {"page": page, **server.transport.endings}


@liberty("tickets-redirect-otherwise", fact="AUTH-334, GAP-042")
def redirect_otherwise(server: "Reference") -> None:
    """The link of a ticket is answered 302, and the address has a parameter more of the service's own."""

    def found(_server: "Reference", exchange: Exchange) -> None:
        if exchange.path == "/v1/tickets/accept" and exchange.response.status_code == 303:
            where = with_parameters(exchange.response.headers["location"], {"__clerk_db_jwt": "dvb_another"})
            exchange.response = RedirectResponse(where, 302)

    server.transport.endings = {"found": found, **server.transport.endings}


@liberty("link-failures-refused", fact="AUTH-328, AUTH-330, AUTH-331")
def failures_refused(server: "Reference") -> None:
    """A link that proves nothing leads nowhere: it is refused."""

    def landing(verification: Verification, status: str, session_id: str | None = None) -> str:
        if status != "verified":
            raise refuse("verification_link_token_source_invalid")
        return original(verification, status, session_id)

    original = replace(server.links.landing, landing)


@liberty("link-opened-again", fact="GAP-041")
def opened_again(server: "Reference") -> None:
    """A link that was opened before leads back as verified once more, and does nothing."""

    def opened(token: str, opener: Client | None) -> str:
        try:
            return original(token, opener)
        except Problem as problem:
            if problem.code != "verification_already_verified":
                raise
            return server.links.landing(server.links.meant(token)[1], "verified")

    original = replace(server.links.open, opened)


@liberty("spent-tickets-lead-on", fact="GAP-036")
def spent_tickets_lead_on(server: "Reference") -> None:
    """The link of a revoked or expired invitation leads to the sign-up page, where the ticket is refused."""

    def landing(ticket: str, exchange: Exchange) -> str:
        try:
            return original(ticket, exchange)
        except Problem as problem:
            if problem.code == "ticket_invalid_code":
                raise
            return with_parameters(server.tickets.page("sign_up_url"), {"__clerk_ticket": ticket})

    original = replace(server.tickets.landing, landing)
