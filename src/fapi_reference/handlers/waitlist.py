"""The waitlist (facts of the account area, section 16.3)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def join(server: "Reference", exchange: Exchange) -> Any:
    """WAIT-001."""
    return server.views.waitlist_entry(server.waitlist.join(exchange.form.need("email_address")))
