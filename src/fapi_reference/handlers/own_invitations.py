"""What the signed-in user is invited to (facts of the account area, section 7)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.handlers.organization_invitations import STATUSES

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-010."""
    user = exchange.signed_in()
    page, statuses = server.pages.asked(exchange), server.pages.chosen(exchange, "status", STATUSES)
    invitations = server.organization_invitations
    found = [one for one in invitations.addressed_to(user) if not statuses or invitations.status(one) in statuses]
    shown = server.views.organization_invitations(page.of(found))
    return server.views.envelope(server.views.page(shown, len(found)), exchange)


def accept(server: "Reference", exchange: Exchange) -> Any:
    """ORG-012."""
    user = exchange.signed_in()
    invitation = server.organization_invitations.of_user_named(user, exchange.ids["invitation_id"])
    server.organization_invitations.accept(invitation, user)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.organization_invitation(invitation), exchange)
