"""Requests to join an organization, for whoever manages its members (facts of the account area, section 11)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.records.organizations import MembershipRequest, Organization
from fapi_reference.services.permissions import MANAGE_MEMBERSHIPS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STATUSES = frozenset({"pending", "accepted", "revoked", "expired"})
"""ORG-402."""


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-400."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    page, statuses = server.pages.asked(exchange), server.pages.chosen(exchange, "status", STATUSES)
    found = [one for one in server.membership_requests.listed(organization) if not statuses or one.status in statuses]
    shown = [server.views.membership_request(one) for one in page.of(found)]
    return server.views.envelope(server.views.page(shown, len(found)), exchange)


def accept(server: "Reference", exchange: Exchange) -> Any:
    """ORG-401."""
    organization, request = _named(server, exchange)
    server.membership_requests.accept(organization, request)
    return server.views.envelope(server.views.membership_request(request), exchange)


def reject(server: "Reference", exchange: Exchange) -> Any:
    """ORG-401."""
    _, request = _named(server, exchange)
    server.membership_requests.reject(request)
    return server.views.envelope(server.views.membership_request(request), exchange)


def _named(server: "Reference", exchange: Exchange) -> tuple[Organization, MembershipRequest]:
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    return organization, server.membership_requests.named(organization, exchange.ids["request_id"])
