"""Liberties of how somebody is refused in an organization."""

from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Item, Problem
from fapi_reference.records.organizations import Membership, Organization, Role
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def _outsiders(server: "Reference", status: int, code: str) -> None:
    """Whoever does not belong to an organization is refused so, and so is whoever names one that never was."""

    def belongs(user: User, organization_id: str) -> Membership:
        found = server.memberships.find(user, organization_id)
        if found is None:
            raise Problem(status, Item(code, "Not for this user."))
        return found

    replace(server.permissions.membership, belongs)


@liberty("outsiders-are-no-members", fact="ORG-105, ORG-106")
def outsiders_are_no_members(server: "Reference") -> None:
    """Whoever does not belong to an organization is told so, as of old."""
    _outsiders(server, 403, "not_a_member_in_organization")


@liberty("outsiders-find-nothing", fact="ORG-106, ORG-108")
def outsiders_find_nothing(server: "Reference") -> None:
    """Whoever does not belong to an organization is told that there is no such thing."""
    _outsiders(server, 404, "resource_not_found")


@liberty("outsiders-are-unauthorized", fact="ORG-106")
def outsiders_are_unauthorized(server: "Reference") -> None:
    """Whoever does not belong to an organization is told that they may not do this."""
    _outsiders(server, 403, "authorization_invalid")


@liberty("at-least-one-admin", fact="ORG-005")
def at_least_one_admin(server: "Reference") -> None:
    """That somebody has to be left who manages the organization is told by its old name."""

    def kept(membership: Membership) -> None:
        try:
            original(membership)
        except Problem:
            raise Problem(400, Item("at_least_one_admin_needed", "One has to stay.")) from None

    original = replace(server.memberships.need_another_manager, kept)


@liberty("unknown-role-is-a-bad-value", fact="ORG-202")
def unknown_role_is_a_bad_value(server: "Reference") -> None:
    """A role that there is not is refused as a value that is not allowed."""

    def named(key: str) -> Role:
        try:
            return original(key)
        except Problem:
            raise Problem(422, Item("form_param_value_invalid", "No such role.", {"param_name": "role"})) from None

    original = replace(server.roles.named, named)


@liberty("bad-slug-is-a-bad-value", fact="ORG-113")
def bad_slug_is_a_bad_value(server: "Reference") -> None:
    """A slug with other characters is refused as a value that is not allowed."""

    def problem(slug: str | None, *rest: Any) -> Problem | None:
        found = original(slug, *rest)
        if found is None or found.code != "form_param_format_invalid":
            return found
        return Problem(422, Item("form_param_value_invalid", "Not so.", {"param_name": "slug"}))

    original = replace(server.organizations.slug_problem, problem)


@liberty("missing-permissions-untold", fact="ORG-104")
def missing_permissions_untold(server: "Reference") -> None:
    """Which permission a role lacks is not told."""

    def need(membership: Membership, *permissions: str) -> None:
        try:
            original(membership, *permissions)
        except Problem as problem:
            raise Problem(problem.status, Item(problem.code, "Something is missing.")) from None

    original = replace(server.permissions.require, need)


@liberty("organization-full-before-member", fact="ORG-201, ORG-203")
def organization_full_before_member(server: "Reference") -> None:
    """A full organization is full also for those who are in it already."""

    def refuse_member(organization: Organization, user: User) -> None:
        if user.id in organization.members:
            server.memberships.need_room(organization)
        original(organization, user)

    original = replace(server.memberships.refuse_member, refuse_member)
