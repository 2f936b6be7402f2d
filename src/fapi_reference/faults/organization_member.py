"""Deviations of the members of organizations: added, given other roles, removed."""

from dataclasses import replace as copied

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Membership, Organization, Role
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.views.base import View


@fault("organization-member.default-role", caught_by=("ORGANIZATION-MEMBER.ADDED",))
def default_role(server: Reference) -> None:
    """Who is added gets the role of people who join, whichever was asked for."""
    add = server.memberships.add
    usual = server.settings.organizations.default_role
    creator = server.settings.organizations.creator_role

    def plain(organization: Organization, user: User, role: Role) -> Membership:
        return add(organization, user, role if role.key == creator else server.roles.named(usual))

    replace(add, plain)


@fault("organization-member.unlisted", caught_by=("ORGANIZATION-MEMBER.ADDED.SEEN",))
def unlisted(server: Reference) -> None:
    """The list of members has only the first of them."""
    listed = server.memberships.listed
    replace(listed, lambda organization: listed(organization)[-1:])


@fault("organization-member.twice", caught_by=("ORGANIZATION-MEMBER.ADDED.TWICE",))
def twice(server: Reference) -> None:
    """Who is a member is added once more."""
    replace(server.memberships.refuse_member, lambda _organization, _user: None)


@fault("organization-member.stranger-in-other-words", caught_by=("ORGANIZATION-MEMBER.ADDED.UNKNOWN",))
def stranger_in_other_words(server: Reference) -> None:
    """A user who does not exist is a parameter with a wrong value."""
    to_add = server.memberships.to_add

    def otherwise(user_id: str) -> User:
        try:
            return to_add(user_id)
        except Problem:
            raise refuse("form_param_value_invalid", "user_id") from None

    replace(to_add, otherwise)


@fault("organization-member.no-limit", caught_by=("ORGANIZATION-MEMBER.FULL",))
def no_limit(server: Reference) -> None:
    """An organization takes as many as come."""
    replace(server.memberships.need_room, lambda _organization, _seats=1: None)


@fault(
    "organization-member.a-second",
    caught_by=("ORGANIZATION-MEMBER.FULL.OF-ONE",),
    settings="[organizations]\nmax_allowed_memberships = 1\n",
)
def a_second(server: Reference) -> None:
    """That an organization is for one alone is told, and does not matter."""
    replace(server.memberships.need_room, lambda _organization, _seats=1: None)


@fault(
    "organization-member.invited-not-counted", caught_by=("ORGANIZATION-MEMBER.FULL", "ORGANIZATION-INVITATION.FULL")
)
def invited_not_counted(server: Reference) -> None:
    """Only members have a seat, and not who is invited."""
    replace(server.memberships.seats_taken, lambda organization: len(organization.members))


@fault("organization-member.only-invited-counted", caught_by=("ORGANIZATION-MEMBER.FULL",))
def only_invited_counted(server: Reference) -> None:
    """Only who is invited has a seat, and not the members."""
    replace(server.memberships.seats_taken, server.organizations.pending_invitations)


@fault(
    "organization-member.any-role",
    caught_by=("ORGANIZATION-MEMBER.ROLE.UNKNOWN", "ORGANIZATION-INVITATION.UNKNOWN-ROLE"),
)
def any_role(server: Reference) -> None:
    """Whatever is named is a role, without any permission."""
    named = server.roles.named

    def made_up(key: str) -> Role:
        return named(key) if key in server.store.roles else server.roles.define(key, [])

    replace(named, made_up)


@fault("organization-member.no-role-in-other-words", caught_by=("ORGANIZATION-MEMBER.ROLE.UNKNOWN.CODE",))
def no_role_in_other_words(server: Reference) -> None:
    """A role that does not exist has a wrong format."""
    named = server.roles.named

    def otherwise(key: str) -> Role:
        try:
            return named(key)
        except Problem:
            raise refuse("form_param_format_invalid", "role") from None

    replace(named, otherwise)


@fault("organization-member.role-stays", caught_by=("ORGANIZATION-MEMBER.ROLE.CHANGED",))
def role_stays(server: Reference) -> None:
    """Another role is accepted and forgotten."""
    replace(server.memberships.assign, lambda _membership, _role: None)


@fault(
    "organization-member.role-in-session",
    caught_by=("ORGANIZATION-MEMBER.ROLE.CLAIMED", "ORGANIZATION-MEMBER.CLAIMS-FOLLOW"),
)
def role_in_session(server: Reference) -> None:
    """A session goes on claiming the role of when the organization was chosen."""
    kept: dict[tuple[str, str], Membership] = {}
    membership = server.active_organizations.membership

    def of_then(session: Session, organization_id: str | None = None) -> Membership | None:
        found = membership(session, organization_id)
        return kept.setdefault((session.id, found.organization_id), copied(found)) if found else None

    replace(membership, of_then)


@fault("organization-member.permission-once-held", caught_by=("ORGANIZATION-MEMBER.ROLE.ACTS",))
def permission_once_held(server: Reference) -> None:
    """What a member was seen to be allowed once is allowed for ever."""
    held: dict[str, set[str]] = {}
    has = server.permissions.has

    def ever(membership: Membership, permission: str) -> bool:
        mine = held.setdefault(membership.id, set())
        mine.update(server.roles.of(membership).keys())
        return permission in mine or has(membership, permission)

    replace(has, ever)


@fault("organization-member.role-by-its-key", caught_by=("ORGANIZATION-MEMBER.ROLE.LISTED",))
def role_by_its_key(server: Reference) -> None:
    """A membership calls its role by the key of it."""
    alter(server.views.membership, lambda shown: shown | {"role_name": shown["role"]})


@fault("organization-member.removed-as-deleted", caught_by=("ORGANIZATION-MEMBER.REMOVED",))
def removed_as_deleted(server: Reference) -> None:
    """A removal answers a deleted object."""
    shown = server.views.membership

    def gone(membership: Membership) -> View:
        there = membership.id in server.store.memberships
        return shown(membership) if there else server.views.deleted("organization_membership", membership.id)

    replace(shown, gone)


@fault("organization-member.stays", caught_by=("ORGANIZATION-MEMBER.REMOVED.GONE", "ORGANIZATION-LEAVING.LEFT"))
def stays(server: Reference) -> None:
    """Whoever is removed or leaves is told so, and stays."""
    replace(server.memberships.forget, lambda _membership: None)


@fault("organization-member.own-list-remembers", caught_by=("ORGANIZATION-MEMBER.REMOVED.GONE",))
def own_list_remembers(server: Reference) -> None:
    """Who was removed from the members still finds the organization among their own."""

    def from_one_side(membership: Membership) -> None:
        server.store.organizations[membership.organization_id].members.pop(membership.user_id, None)

    replace(server.memberships.forget, from_one_side)


@fault(
    "organization-member.still-active",
    caught_by=(
        "ORGANIZATION-MEMBER.REMOVED.SESSION",
        "ORGANIZATION-LEAVING.LEFT.SESSION",
        "ORGANIZATION-DELETED.NOT-ACTIVE",
    ),
)
def still_active(server: Reference) -> None:
    """A session keeps its active organization when its person is no member any more."""
    replace(server.active_organizations.leave, lambda _membership: None)


@fault("organization-member.stranger-removed-in-other-words", caught_by=("ORGANIZATION-MEMBER.REMOVED.UNKNOWN",))
def stranger_removed_in_other_words(server: Reference) -> None:
    """Who is no member is a parameter with a wrong value."""
    of_member = server.memberships.of_member

    def otherwise(organization: Organization, user_id: str) -> Membership:
        try:
            return of_member(organization, user_id)
        except Problem:
            raise refuse("form_param_value_invalid", "user_id") from None

    replace(of_member, otherwise)


@fault("organization-member.of-any-organization", caught_by=("ORGANIZATION-MEMBER.OF-ANOTHER",))
def of_any_organization(server: Reference) -> None:
    """A member is looked for by their user alone, in whichever organization they are."""
    of_member = server.memberships.of_member

    def anywhere(organization: Organization, user_id: str) -> Membership:
        elsewhere = next(iter(server.store.joined.get(user_id, {}).values()), None)
        return organization.members.get(user_id) or elsewhere or of_member(organization, user_id)

    replace(of_member, anywhere)
