"""Deviations of organizations that only an order of events shows, a second organization or a second client."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Membership, Organization, OrganizationInvitation, Role
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference


@fault("order.permitted-somewhere", caught_by=("MACHINE.ORGANIZATION.PERMITTED",), searched=True)
def permitted_somewhere(server: Reference) -> None:
    """Whoever may do something in one organization may do it in all others that they are in."""

    def has(membership: Membership, permission: str) -> bool:
        held = server.store.joined.get(membership.user_id, {}).values()
        return any(original(one, permission) for one in held)

    original = replace(server.permissions.has, has)


@fault("order.back-in-the-old-role", caught_by=("MACHINE.ORGANIZATION.MANAGED",), searched=True)
def back_in_the_old_role(server: Reference) -> None:
    """Who comes back to an organization is there what they were when they left it."""
    before: dict[tuple[str, str], str] = {}

    def forget(membership: Membership) -> None:
        before[membership.organization_id, membership.user_id] = membership.role
        original_forget(membership)

    def add(organization: Organization, user: User, role: Role) -> Membership:
        known = before.get((organization.id, user.id))
        return original_add(organization, user, server.roles.named(known) if known else role)

    original_forget = replace(server.memberships.forget, forget)
    original_add = replace(server.memberships.add, add)


@fault("order.maker-stays", caught_by=("MACHINE.ORGANIZATION.MANAGED",), searched=True)
def maker_stays(server: Reference) -> None:
    """Whoever made an organization is neither removed from it nor given a lower role, whoever else manages it."""

    def need_another_manager(membership: Membership) -> None:
        if server.memberships.organization(membership).created_by == membership.user_id:
            raise refuse("organization_minimum_permissions_needed")
        original(membership)

    original = replace(server.memberships.need_another_manager, need_another_manager)


@fault("order.only-the-maker-is-missed", caught_by=("MACHINE.ORGANIZATION.LAST",), searched=True)
def only_the_maker_is_missed(server: Reference) -> None:
    """Who manages an organization last may go, if it was not them who made it."""

    def need_another_manager(membership: Membership) -> None:
        if server.memberships.organization(membership).created_by == membership.user_id:
            original(membership)

    original = replace(server.memberships.need_another_manager, need_another_manager)


@fault("order.revoked-and-asked-again", caught_by=("MACHINE.ORGANIZATION.INVITED.ONCE",), searched=True)
def revoked_and_asked_again(server: Reference) -> None:
    """A revoked invitation is good again once its person is invited anew."""

    def refuse_spent(invitation: OrganizationInvitation) -> None:
        organization = server.store.organizations[invitation.organization_id]
        mine = [one for one in organization.invitations if one.email_address == invitation.email_address]
        if invitation.status != "revoked" or mine[-1] is invitation:
            original(invitation)

    original = replace(server.organization_invitations.refuse_spent, refuse_spent)


@fault("order.nobody-leaves-alone", caught_by=("MACHINE.ORGANIZATION.INVITED",), searched=True)
def nobody_leaves_alone(server: Reference) -> None:
    """When somebody leaves an organization or is removed, those who are invited to it are not any more."""

    def forget(membership: Membership) -> None:
        organization = server.memberships.organization(membership)
        for one in server.organization_invitations.pending(organization):
            server.organization_invitations.revoke(one)
        original(membership)

    original = replace(server.memberships.forget, forget)


@fault("order.all-that-one-is-asked", caught_by=("MACHINE.ORGANIZATION.BELONGS",), searched=True)
def all_that_one_is_asked(server: Reference) -> None:
    """Who accepts one invitation accepts all that they have."""

    def accept(invitation: OrganizationInvitation, user: User) -> Membership:
        made = original(invitation, user)
        for one in server.organization_invitations.addressed_to(user):
            joined = one.organization_id in server.store.joined.get(user.id, {})
            if server.organization_invitations.status(one) == "pending" and not joined:
                original(one, user)
        return made

    original = replace(server.organization_invitations.accept, accept)


@fault("order.role-everywhere", caught_by=("MACHINE.ORGANIZATION.BELONGS",), searched=True)
def role_everywhere(server: Reference) -> None:
    """Another role in one organization is another role in all."""

    def assign(membership: Membership, role: Role) -> None:
        original(membership, role)
        for one in server.store.joined[membership.user_id].values():
            one.role = role.key

    original = replace(server.memberships.assign, assign)


@fault("order.members-as-seen-first", caught_by=("MACHINE.ORGANIZATION.MEMBERS",), searched=True)
def members_as_seen_first(server: Reference) -> None:
    """Who has listed the members of an organization sees the same ones until they change something in it themself."""
    seen: dict[tuple[str, str], list[Membership]] = {}
    reading: list[str] = []

    def admit(exchange: Exchange, *permissions: str) -> Organization:
        found = original_admit(exchange, *permissions)
        client = exchange.client.id if exchange.client else ""
        reading[:] = [client]
        if exchange.method != "GET":
            seen.pop((client, found.id), None)
        return found

    def listed(organization: Organization) -> list[Membership]:
        return seen.setdefault((reading[0], organization.id), original_listed(organization)) if reading else []

    original_admit = replace(server.permissions.admit, admit)
    original_listed = replace(server.memberships.listed, listed)


@fault("order.active-when-removed", caught_by=("MACHINE.ORGANIZATION.OUTSIDE",), searched=True)
def active_when_removed(server: Reference) -> None:
    """For whom an organization was active when they were removed, to them it is still shown."""
    kept: dict[tuple[str, str], Membership] = {}

    def leave(membership: Membership) -> None:
        sessions = server.sessions.of_user(server.memberships.user(membership))
        if any(one.last_active_organization_id == membership.organization_id for one in sessions):
            kept[membership.user_id, membership.organization_id] = membership
        original_leave(membership)

    def membership_of(user: User, organization_id: str) -> Membership:
        known = kept.get((user.id, organization_id))
        there = organization_id in server.store.organizations
        return known if known and there else original(user, organization_id)

    original_leave = replace(server.active_organizations.leave, leave)
    original = replace(server.permissions.membership, membership_of)


@fault("order.active-on-one-device", caught_by=("MACHINE.ORGANIZATION.ACTIVE.KEPT",), searched=True)
def active_on_one_device(server: Reference) -> None:
    """An organization that is chosen on one device is not active on another one of the same person any more."""

    def activate(session: Session, given: str | None) -> None:
        original(session, given)
        chosen = session.last_active_organization_id
        for one in server.sessions.of_user(server.users.of(session)):
            if one is not session and chosen and one.last_active_organization_id == chosen:
                one.last_active_organization_id = None

    original = replace(server.active_organizations.activate, activate)


@fault("order.chosen-elsewhere-already", caught_by=("MACHINE.ORGANIZATION.ACTIVE",), searched=True)
def chosen_elsewhere_already(server: Reference) -> None:
    """Who has chosen an organization on one device cannot choose another one on the next."""

    def asked(session: Session, given: str | None) -> str | None:
        wanted = original(session, given)
        others = [one for one in server.sessions.of_user(server.users.of(session)) if one is not session]
        held = {one.last_active_organization_id for one in others} - {None}
        if given and held and wanted not in held:
            raise refuse("organization_not_found_or_unauthorized")
        return wanted

    original = replace(server.active_organizations.asked, asked)


@fault("order.left-on-one-device", caught_by=("MACHINE.ORGANIZATION.ACTIVE.LEFT",), searched=True)
def left_on_one_device(server: Reference) -> None:
    """Who leaves an organization has it no more where it was chosen last, and still on other devices."""

    def leave(membership: Membership) -> None:
        user = server.memberships.user(membership)
        held = [
            one
            for one in server.sessions.of_user(user)
            if one.last_active_organization_id == membership.organization_id
        ]
        original(membership)
        for one in held[:-1]:
            one.last_active_organization_id = membership.organization_id

    original = replace(server.active_organizations.leave, leave)


@fault("order.joined-and-put-aside", caught_by=("MACHINE.ORGANIZATION.ACTIVE.KEPT",), searched=True)
def joined_and_put_aside(server: Reference) -> None:
    """Who is added to another organization has none active any more."""

    def add(organization: Organization, user: User, role: Role) -> Membership:
        for one in server.sessions.of_user(user):
            one.last_active_organization_id = None
        return original(organization, user, role)

    original = replace(server.memberships.add, add)


@fault("order.claims-of-the-last-choice", caught_by=("MACHINE.ORGANIZATION.CLAIMED",), searched=True)
def claims_of_the_last_choice(server: Reference) -> None:
    """Tokens claim the organization that a person has chosen last, on whichever device."""
    last: dict[str, str | None] = {}

    def activate(session: Session, given: str | None) -> None:
        original_activate(session, given)
        last[session.user_id] = session.last_active_organization_id

    def claims(session: Session, exchange: Exchange, organization_id: str | None) -> dict[str, Any]:
        usual = organization_id in {None, session.last_active_organization_id}
        return original(session, exchange, last.get(session.user_id) if usual else organization_id)

    original_activate = replace(server.active_organizations.activate, activate)
    original = replace(server.tokens.organization_claims, claims)


@fault("order.role-of-the-first", caught_by=("MACHINE.ORGANIZATION.CLAIMED.ROLE",), searched=True)
def role_of_the_first(server: Reference) -> None:
    """Tokens claim the role that a person has in the organization that they were in first."""

    def claims(session: Session, exchange: Exchange, organization_id: str | None) -> dict[str, Any]:
        held = list(server.store.joined.get(session.user_id, {}).values())
        active = server.active_organizations.membership(session, organization_id)
        if active is None:
            return original(session, exchange, organization_id)
        own, active.role = active.role, held[0].role
        try:
            return original(session, exchange, organization_id)
        finally:
            active.role = own

    original = replace(server.tokens.organization_claims, claims)


@fault("order.removed-makes-two-seats", caught_by=("MACHINE.ORGANIZATION.SEATS",), searched=True)
def removed_makes_two_seats(server: Reference) -> None:
    """Who is removed from an organization makes room for two."""
    removed: dict[str, int] = {}

    def forget(membership: Membership) -> None:
        removed[membership.organization_id] = removed.get(membership.organization_id, 0) + 1
        original_forget(membership)

    def seats_taken(organization: Organization) -> int:
        return original(organization) - removed.get(organization.id, 0)

    original_forget = replace(server.memberships.forget, forget)
    original = replace(server.memberships.seats_taken, seats_taken)


@fault("order.client-from-before", caught_by=("MACHINE.ORGANIZATION.ON-CLIENTS",), searched=True)
def client_from_before(server: Reference) -> None:
    """Clients go on showing an organization that their person is in no more."""
    kept: dict[str, list[dict[str, Any]]] = {}

    def session_user(user: User) -> dict[str, Any]:
        shown = original(user)
        held = kept.setdefault(user.id, shown["organization_memberships"])
        if len(held) <= len(shown["organization_memberships"]):
            kept[user.id] = held = shown["organization_memberships"]
        return shown | {"organization_memberships": held}

    original = replace(server.views.session_user, session_user)
