"""The organizations that the signed-in user belongs to (facts of the account area, section 7)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-001. A bare list unless pages are asked for (GEN-062)."""
    page, paginated = server.pages.asked(exchange), server.pages.flag(exchange, "paginated")
    mine = server.memberships.of_user(exchange.signed_in())
    shown = [server.views.membership(one) for one in page.of(mine)]
    return server.views.envelope(server.views.page(shown, len(mine)) if paginated else shown, exchange)


def leave(server: "Reference", exchange: Exchange) -> Any:
    """ORG-004, ORG-005, ORG-008."""
    membership = server.permissions.membership(exchange.signed_in(), exchange.ids["organization_id"])
    server.memberships.need_another(membership)
    server.memberships.end(membership)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("organization_membership", membership.id), exchange)
