"""Organizations that the signed-in user may ask to join (facts of the account area, section 7)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STATUSES = frozenset({"pending", "accepted"})


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-014, GEN-067."""
    user = exchange.signed_in()
    page, statuses = server.pages.asked(exchange), server.pages.chosen(exchange, "status", STATUSES)
    found = [one for one in server.membership_requests.suggested(user) if not statuses or one.status in statuses]
    shown = [server.views.organization_suggestion(one) for one in page.of(found)]
    return server.views.envelope(server.views.page(shown, len(found)), exchange)


def accept(server: "Reference", exchange: Exchange) -> Any:
    """ORG-015."""
    user = exchange.signed_in()
    server.organization_domains.need_enabled()
    suggestion = server.membership_requests.suggestion(user, exchange.ids["suggestion_id"])
    server.membership_requests.ask(suggestion, user)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.organization_suggestion(suggestion), exchange)
