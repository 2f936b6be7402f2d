"""Invitations of an organization, for whoever manages its members (facts of the account area, section 10)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.services.organization_invitations import Asked
from fapi_reference.services.permissions import MANAGE_MEMBERSHIPS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STATUSES = frozenset({"pending", "accepted", "revoked", "expired", "invalid", "completed"})
"""What may be asked for; no invitation has the last two (ORG-305)."""


def create(server: "Reference", exchange: Exchange) -> Any:
    """ORG-301."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    address = exchange.form.need("email_address")
    (made,) = server.organization_invitations.invite(organization, [address], asked(server, exchange), exchange.user)
    return server.views.envelope(server.views.organization_invitation(made), exchange)


def create_many(server: "Reference", exchange: Exchange) -> Any:
    """ORG-303: a bare list."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    exchange.form.need("email_address")
    addresses = exchange.form.every("email_address")
    made = server.organization_invitations.invite(organization, addresses, asked(server, exchange), exchange.user)
    return server.views.envelope(server.views.organization_invitations(made), exchange)


def asked(server: "Reference", exchange: Exchange) -> Asked:
    role = server.roles.named(exchange.form.need("role"))
    return Asked(role=role.key, notify=exchange.form.flag("notify") is not False)


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-305."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    page, statuses = server.pages.asked(exchange), server.pages.chosen(exchange, "status", STATUSES)
    invitations = server.organization_invitations
    found = [one for one in invitations.of(organization) if not statuses or invitations.status(one) in statuses]
    shown = server.views.organization_invitations(page.of(found))
    return server.views.envelope(server.views.page(shown, len(found)), exchange)


def pending(server: "Reference", exchange: Exchange) -> Any:
    """ORG-307: all of them, in the older form."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    found = server.organization_invitations.pending(organization)
    return server.views.envelope(server.views.organization_invitations(found), exchange)


def revoke(server: "Reference", exchange: Exchange) -> Any:
    """ORG-308."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    invitation = server.organization_invitations.named(organization, exchange.ids["invitation_id"])
    server.organization_invitations.revoke(invitation)
    return server.views.envelope(server.views.organization_invitation(invitation), exchange)
