"""The members of an organization (facts of the account area, section 9)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.records.organizations import Membership
from fapi_reference.services.permissions import MANAGE_MEMBERSHIPS, READ_MEMBERSHIPS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def listed(server: "Reference", exchange: Exchange) -> Any:
    """ORG-200. A bare list unless pages are asked for (GEN-062)."""
    organization = server.permissions.admit(exchange, READ_MEMBERSHIPS)
    page, paginated = server.pages.asked(exchange), server.pages.flag(exchange, "paginated")
    roles, words = server.pages.every(exchange, "role"), ",".join(server.pages.every(exchange, "query"))
    wanted = server.memberships.matching(organization, roles, words)
    shown = [server.views.membership(one) for one in page.of(wanted)]
    return server.views.envelope(server.views.page(shown, len(wanted)) if paginated else shown, exchange)


def add(server: "Reference", exchange: Exchange) -> Any:
    """ORG-201 to ORG-203."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    user_id, key = exchange.form.need("user_id"), exchange.form.need("role")
    role = server.roles.named(key)
    user = server.memberships.to_add(user_id)
    server.memberships.refuse_member(organization, user)
    server.memberships.need_room(organization)
    return _answer(server, exchange, server.memberships.add(organization, user, role))


def update(server: "Reference", exchange: Exchange) -> Any:
    """ORG-204."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    role = server.roles.named(exchange.form.need("role"))
    membership = server.memberships.of_member(organization, exchange.ids["user_id"])
    server.memberships.assign(membership, role)
    return _answer(server, exchange, membership)


def remove(server: "Reference", exchange: Exchange) -> Any:
    """ORG-205: the membership is answered as it was."""
    organization = server.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
    membership = server.memberships.of_member(organization, exchange.ids["user_id"])
    server.memberships.end(membership)
    return _answer(server, exchange, membership)


def _answer(server: "Reference", exchange: Exchange, membership: Membership) -> Any:
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.membership(membership), exchange)
