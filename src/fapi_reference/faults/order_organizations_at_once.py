"""Deviations of organizations that only two requests at once show."""

import time

from fapi_reference.faults import fault, replace
from fapi_reference.records.organizations import Membership, Organization, OrganizationInvitation, Role
from fapi_reference.records.people import User
from fapi_reference.reference import Reference

LAG = 0.02
"""Seconds for which one part of the server does not see yet what another has written."""


@fault("order.two-leave-at-once", caught_by=("MACHINE.ORGANIZATION.LAST.AT-ONCE",), searched=True)
def two_leave_at_once(server: Reference) -> None:
    """That the other one who manages an organization has left is seen a moment later."""
    since: dict[str, float] = {}

    def forget(membership: Membership) -> None:
        since[membership.organization_id] = time.monotonic()
        original_forget(membership)

    def need_another_manager(membership: Membership) -> None:
        if time.monotonic() - since.get(membership.organization_id, 0.0) > LAG:
            original(membership)

    original_forget = replace(server.memberships.forget, forget)
    original = replace(server.memberships.need_another_manager, need_another_manager)


@fault("order.two-demote-each-other", caught_by=("MACHINE.ORGANIZATION.LAST.AT-ONCE",), searched=True)
def two_demote_each_other(server: Reference) -> None:
    """A role that was taken from somebody is theirs for a moment still, to act by and to be counted by."""
    before: dict[str, tuple[str, float]] = {}

    def assign(membership: Membership, role: Role) -> None:
        held = membership.role
        original_assign(membership, role)
        before[membership.id] = (held, time.monotonic())

    def recent(membership: Membership) -> Role | None:
        held, since = before.get(membership.id, ("", 0.0))
        return server.roles.named(held) if time.monotonic() - since <= LAG else None

    def has(membership: Membership, permission: str) -> bool:
        held = recent(membership)
        return original_has(membership, permission) or (held is not None and held.grants(permission))

    def need_another_manager(membership: Membership) -> None:
        others = [one for one in server.memberships.organization(membership).members.values() if one is not membership]
        if not any((held := recent(one)) and server.memberships.manages(held) for one in others):
            original(membership)

    original_assign = replace(server.memberships.assign, assign)
    original_has = replace(server.permissions.has, has)
    original = replace(server.memberships.need_another_manager, need_another_manager)


@fault("order.two-on-the-last-seat", caught_by=("MACHINE.ORGANIZATION.SEATS.AT-ONCE",), searched=True)
def two_on_the_last_seat(server: Reference) -> None:
    """That a seat is taken is seen a moment later."""
    since: dict[str, float] = {}

    def add(organization: Organization, user: User, role: Role) -> Membership:
        since[organization.id] = time.monotonic()
        return original_add(organization, user, role)

    def seats_taken(organization: Organization) -> int:
        recent = time.monotonic() - since.get(organization.id, 0.0) <= LAG
        return original(organization) - recent

    original_add = replace(server.memberships.add, add)
    original = replace(server.memberships.seats_taken, seats_taken)


@fault("order.accepted-twice-at-once", caught_by=("MACHINE.ORGANIZATION.AT-ONCE",), searched=True)
def accepted_twice_at_once(server: Reference) -> None:
    """That an invitation is accepted or revoked is seen a moment later: whoever comes at once is let in."""
    since: dict[str, float] = {}

    def touched(invitation: OrganizationInvitation) -> None:
        since[invitation.id] = time.monotonic()
        original_touched(invitation)

    def acceptable(invitation: OrganizationInvitation, user: User | None) -> Organization:
        organization = server.store.organizations.get(invitation.organization_id)
        recent = time.monotonic() - since.get(invitation.id, 0.0) <= LAG
        return organization if organization and recent else original(invitation, user)

    def refuse_member(organization: Organization, user: User) -> None:
        found = organization.members.get(user.id)
        if not any(
            one.user_id == user.id and time.monotonic() - since.get(one.id, 0.0) <= LAG
            for one in organization.invitations
        ):
            original_refuse(organization, user)
        elif found:
            server.memberships.forget(found)

    original_touched = replace(server.organization_invitations.touched, touched)
    original = replace(server.organization_invitations.acceptable, acceptable)
    original_refuse = replace(server.memberships.refuse_member, refuse_member)


@fault("order.added-twice-at-once", caught_by=("MACHINE.ORGANIZATION.AT-ONCE",), searched=True)
def added_twice_at_once(server: Reference) -> None:
    """That somebody is a member is seen a moment later: who adds them at once does so too."""
    since: dict[tuple[str, str], float] = {}

    def add(organization: Organization, user: User, role: Role) -> Membership:
        made = original_add(organization, user, role)
        since[organization.id, user.id] = time.monotonic()
        return made

    def refuse_member(organization: Organization, user: User) -> None:
        if time.monotonic() - since.get((organization.id, user.id), 0.0) > LAG:
            original(organization, user)

    original_add = replace(server.memberships.add, add)
    original = replace(server.memberships.refuse_member, refuse_member)
