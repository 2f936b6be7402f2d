"""Liberties of how organizations, their members and their lists are shown."""

from collections.abc import Sequence
from dataclasses import replace as replaced
from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import View, alter, replace, without
from fapi_reference.liberties.registry import liberty
from fapi_reference.records.organizations import Membership, Organization
from fapi_reference.records.people import User
from fapi_reference.services.roles import Roles

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

COUNTS: tuple[str, ...] = ("members_count", "pending_invitations_count")
OTHERWISE = {"org:admin": "org:keeper", "org:member": "org:guest", "org:accountant": "org:clerk"}


@liberty("organization-undeclared-members", fact="ORG-111, GEN-009")
def organization_undeclared_members(server: "Reference") -> None:
    """An organization has members that no published version declares, but the official client reads."""
    alter(server.views.organization, lambda shown: shown | {"exclusive_membership": False, "kind": "team"})


@liberty("organization-uncounted", fact="ORG-111")
def organization_uncounted(server: "Reference") -> None:
    """An organization does not tell how many belong to it or are invited."""
    for member in ("members_count", "pending_invitations_count", "self_serve_sso_enabled", "logo_url"):
        without(server.views.organization, member)


@liberty("organization-counts-lag", fact="ORG-208, ORG-309")
def organization_counts_lag(server: "Reference") -> None:
    """How many belong to an organization or are invited is told as it was when it was told before."""
    before: dict[str, View] = {}

    def late(organization: Organization) -> View:
        shown = original(organization)
        counts: View = {name: shown[name] for name in COUNTS if name in shown}
        told = before.get(organization.id, counts)
        before[organization.id] = counts
        return shown | told

    original = replace(server.views.organization, late)


@liberty("roles-named-otherwise", fact="ORG-101")
def roles_named_otherwise(server: "Reference") -> None:
    """The roles of the instance have other keys and names than those of a new one."""
    settings = server.settings.organizations
    renamed = replaced(
        settings,
        roles=tuple(" ".join(OTHERWISE.get(word, word) for word in line.split()) for line in settings.roles),
        creator_role=OTHERWISE.get(settings.creator_role, settings.creator_role),
        default_role=OTHERWISE.get(settings.default_role, settings.default_role),
    )
    server.settings = replaced(server.settings, organizations=renamed)
    server.store.roles.clear()
    server.roles = Roles(server)


@liberty("roles-say-that-nothing-migrates", fact="ORG-600")
def roles_say_that_nothing_migrates(server: "Reference") -> None:
    """The list of roles has the member that tells of a migration."""

    def told(items: Sequence[View], total: int) -> View:
        shown = original(items, total)
        roles = bool(items) and items[0]["object"] == "role"
        return shown | ({"has_role_set_migration": False} if roles else {})

    original = replace(server.views.page, told)


@liberty("own-memberships-without-oneself", fact="ORG-002")
def own_memberships_without_oneself(server: "Reference") -> None:
    """A membership beside its user, in a session, does not tell who that is."""

    def silent(shown: View) -> View:
        mine = [one | {"public_user_data": None} for one in shown["organization_memberships"]]
        return shown | {"organization_memberships": mine}

    alter(server.views.session_user, silent)


@liberty("memberships-in-pages-unasked", fact="GEN-062")
def memberships_in_pages_unasked(server: "Reference") -> None:
    """Lists of memberships come in pages, unless a request says that they should not."""
    flag = server.pages.flag

    def unless_refused(exchange: "Exchange", name: str) -> bool | None:
        given = flag(exchange, name)
        return True if name == "paginated" and given is None else given

    replace(flag, unless_refused)


@liberty("memberships-oldest-first", fact="GEN-065")
def memberships_oldest_first(server: "Reference") -> None:
    """Members, and the organizations of a user, are listed in the order in which they came."""
    of_user, listed = server.memberships.of_user, server.memberships.listed

    def mine(user: User) -> list[Membership]:
        return of_user(user)[::-1]

    def theirs(organization: Organization) -> list[Membership]:
        return listed(organization)[::-1]

    replace(of_user, mine)
    replace(listed, theirs)


@liberty("deleted-organization-with-its-slug", fact="ORG-120, GEN-043")
def deleted_organization_with_its_slug(server: "Reference") -> None:
    """What was deleted or left is told with a slug, and leaving tells the organization that was left."""

    def named(kind: str, object_id: str) -> View:
        shown: dict[str, Any] = original(kind, object_id)
        if kind == "organization":
            return shown | {"slug": "was-here"}
        return shown | {"object": "organization_membership_left"} if kind == "organization_membership" else shown

    original = replace(server.views.deleted, named)


@liberty("organization-names-of-any-length", fact="ORG-114")
def organization_names_of_any_length(server: "Reference") -> None:
    """No name of an organization is too long."""
    problem = server.organizations.name_problem

    def unless_long(name: str) -> Any:
        return problem(name[:100])

    replace(problem, unless_long)
