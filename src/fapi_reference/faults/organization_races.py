"""Deviations of what is looked at before others are served, and done after."""

import asyncio
from collections.abc import Callable
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from fapi_reference.faults import fault, replace
from fapi_reference.records.organizations import Membership, Organization, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.reference import Reference

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange

GAP = 0.3
"""Seconds between looking and doing: as long as another request needs to come in, on a busy machine too."""


def interrupted(server: Reference, method: str, template: str, look: Callable[["Exchange"], object]) -> None:
    """Others are served between the look, whose refusal is told, and all that the operation does."""
    verbs = server.routes.resources[template].verbs
    handler = verbs[method].handler

    async def late(served: Reference, exchange: "Exchange") -> Any:
        look(exchange)
        await asyncio.sleep(GAP)
        return handler(served, exchange)

    verbs[method] = changed(verbs[method], handler=late)


@fault("organization-race.joined-twice", caught_by=("ORGANIZATION-RACE.JOINING",))
def joined_twice(server: Reference) -> None:
    """Whether an invitation is open is looked at once, and the membership made later."""
    invitations = server.organization_invitations

    def look(exchange: "Exchange") -> None:
        user = exchange.user
        if user:
            accept(invitations.of_user_named(user, exchange.ids["invitation_id"]), user)

    def accept(invitation: OrganizationInvitation, user: User) -> Organization:
        return invitations.acceptable(invitation, user)

    def unseen(invitation: OrganizationInvitation, user: User) -> Membership:
        organization = server.store.organizations[invitation.organization_id]
        before = organization.members.pop(user.id, None)
        invitation.status = "accepted"
        made = server.memberships.add(organization, user, server.roles.named(invitation.role))
        if before:
            organization.members[before.id] = before
        return made

    template = "/v1/me/organization_invitations/{invitation_id}/accept"
    interrupted(server, "POST", template, look)
    replace(invitations.accept, unseen)


@fault("organization-race.last-seat-twice", caught_by=("ORGANIZATION-RACE.LAST-SEAT",))
def last_seat_twice(server: Reference) -> None:
    """Whether there is a seat is looked at once, and the invitation made later."""
    need_room = server.memberships.need_room

    def look(exchange: "Exchange") -> None:
        organization = server.store.organizations.get(exchange.ids["organization_id"])
        if organization:
            need_room(organization)

    interrupted(server, "POST", "/v1/organizations/{organization_id}/invitations", look)
    replace(need_room, lambda _organization, _seats=1: None)


@fault("organization-race.both-leave", caught_by=("ORGANIZATION-RACE.LEAVING",))
def both_leave(server: Reference) -> None:
    """Whether somebody else manages an organization is looked at once, and the membership ended later."""
    need_another_manager = server.memberships.need_another_manager

    def look(exchange: "Exchange") -> None:
        membership = server.memberships.find(exchange.user, exchange.ids["organization_id"]) if exchange.user else None
        if membership:
            need_another_manager(membership)

    interrupted(server, "DELETE", "/v1/me/organization_memberships/{organization_id}", look)
    replace(server.memberships.end, server.memberships.forget)
