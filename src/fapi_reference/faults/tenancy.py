"""Walls between organizations with a hole: who may come in, what is reached from next door, what a role is good for."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.organizations import Membership, Organization, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.reference import Reference


def _first_of(server: Reference, organization_id: str) -> Membership | None:
    """The membership of whoever made it."""
    organization = server.store.organizations.get(organization_id)
    return next(iter(organization.members.values()), None) if organization else None


@fault("tenancy.anybody-is-let-in", caught_by=("TENANCY.OUTSIDER",))
def anybody_is_let_in(server: Reference) -> None:
    """Whether the caller belongs to the organization is not asked: everybody is taken for whoever made it."""
    own = server.permissions.membership

    def lenient(user: User, organization_id: str) -> Membership:
        return _first_of(server, organization_id) or own(user, organization_id)

    replace(own, lenient)


@fault("tenancy.roles-are-public", caught_by=("TENANCY.OUTSIDER",))
def roles_are_public(server: Reference) -> None:
    """The roles of an organization are listed to whoever knows its id."""
    own = server.permissions.admit

    def admit(exchange: Exchange, *permissions: str) -> Organization:
        wanted = exchange.ids["organization_id"] if exchange.path.endswith("/roles") else ""
        return server.store.organizations.get(wanted) or own(exchange, *permissions)

    replace(own, admit)


@fault("tenancy.refusal-names-it", caught_by=("TENANCY.OUTSIDER",))
def refusal_names_it(server: Reference) -> None:
    """Who is refused is told of which organization."""
    own = server.permissions.membership

    def told(user: User, organization_id: str) -> Membership:
        organization = server.store.organizations.get(organization_id)
        if organization and server.memberships.find(user, organization_id) is None:
            raise refuse("organization_not_found_or_unauthorized", name=organization.name)
        return own(user, organization_id)

    replace(own, told)


@fault("tenancy.a-manager-is-a-manager", caught_by=("TENANCY.OF-ANOTHER",))
def a_manager_is_a_manager(server: Reference) -> None:
    """Who belongs to any organization acts in all others as they do there."""
    own = server.permissions.membership

    def anywhere(user: User, organization_id: str) -> Membership:
        belongs = server.memberships.of_user(user)
        found = server.memberships.find(user, organization_id)
        return found or (_first_of(server, organization_id) if belongs else None) or own(user, organization_id)

    replace(own, anywhere)


@fault("tenancy.invitations-by-their-id", caught_by=("TENANCY.CHILD",))
def invitations_by_their_id(server: Reference) -> None:
    """An invitation is looked up by its id alone, whatever organization the path names."""
    own = server.organization_invitations.named

    def named(organization: Organization, invitation_id: str) -> OrganizationInvitation:
        everywhere = (one for there in server.store.organizations.values() for one in there.invitations)
        return next((one for one in everywhere if one.id == invitation_id), None) or own(organization, invitation_id)

    replace(own, named)


@fault("tenancy.anybody-revokes", caught_by=("TENANCY.ROLE",))
def anybody_revokes(server: Reference) -> None:
    """To take an invitation back, every member is good enough."""
    own = server.permissions.admit

    def admit(exchange: Exchange, *permissions: str) -> Organization:
        return own(exchange) if exchange.path.endswith("/revoke") else own(exchange, *permissions)

    replace(own, admit)


@fault("tenancy.everybody-reads-domains", caught_by=("TENANCY.ROLE",))
def everybody_reads_domains(server: Reference) -> None:
    """Members read the domains of an organization whatever their role says."""
    own = server.permissions.admit

    def admit(exchange: Exchange, *permissions: str) -> Organization:
        open_ = exchange.method == "GET" and "/domains" in exchange.path
        return own(exchange) if open_ else own(exchange, *permissions)

    replace(own, admit)


@fault("tenancy.by-the-old-code", caught_by=("TENANCY.ROLE.CODE",))
def by_the_old_code(server: Reference) -> None:
    """What a role lacks is told by the code that is not in use any more."""
    own = server.permissions.require

    def require(membership: Membership, *permissions: str) -> None:
        if not all(server.permissions.has(membership, one) for one in permissions):
            raise Problem(403, Item("not_an_admin_in_organization", "The member is no administrator.", {}))

    replace(own, require)


@fault("tenancy.tells-apart", caught_by=("TENANCY.ALIKE",))
def tells_apart(server: Reference) -> None:
    """Who does not belong to an organization is told so, and so learns that it exists."""
    own = server.permissions.membership

    def told(user: User, organization_id: str) -> Membership:
        if organization_id in server.store.organizations and server.memberships.find(user, organization_id) is None:
            raise Problem(403, Item("not_a_member_in_organization", "The user is no member.", {}))
        return own(user, organization_id)

    replace(own, told)
