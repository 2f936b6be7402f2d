"""Liberties of invitations to an organization: how they are shown, listed, counted and refused."""

from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.organizations import Membership, Organization, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.services.organization_invitations import Asked

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@liberty("invitations-oldest-first", fact="GEN-065")
def oldest_first(server: "Reference") -> None:
    """Invitations are listed in the order in which they were sent."""

    def listed(organization: Organization) -> list[OrganizationInvitation]:
        return original(organization)[::-1]

    original = replace(server.organization_invitations.of, listed)


@liberty("unproven-addresses-see-invitations", fact="ORG-010, SEC-057")
def unproven_see(server: "Reference") -> None:
    """Somebody is told of invitations to an address that they have not proven yet, and cannot accept them."""

    def addressed_to(user: User) -> list[OrganizationInvitation]:
        mine, store = {one.value for one in user.email_addresses}, server.store
        everywhere = reversed(store.organization_invitations.values())
        return [one for one in everywhere if one.email_address in mine and one.organization_id in store.organizations]

    replace(server.organization_invitations.addressed_to, addressed_to)


@liberty("bulk-keeps-the-good", fact="ORG-303")
def keeps_the_good(server: "Reference") -> None:
    """Where one of several people cannot be invited, those before them are; what is no address spoils all."""

    def invite(
        organization: Organization, addresses: list[str], asked: Asked, by: User | None
    ) -> list[OrganizationInvitation]:
        server.organization_invitations.refuse_malformed(addresses)
        return [made for one in addresses for made in original(organization, [one], asked, by)]

    original = replace(server.organization_invitations.invite, invite)


@liberty("members-invited-untold", fact="ORG-302")
def untold(server: "Reference") -> None:
    """Who of those that are to be invited is a member already is not told."""

    def refuse_members(organization: Organization, addresses: list[str]) -> None:
        try:
            original(organization, addresses)
        except Problem:
            raise refuse("already_a_member_in_organization") from None

    original = replace(server.organization_invitations.refuse_members, refuse_members)


@liberty("spent-invitations-not-pending", fact="ORG-013")
def not_pending(server: "Reference") -> None:
    """Whatever became of an invitation, whoever accepts it is told that it is not pending."""

    def refuse_spent(invitation: OrganizationInvitation) -> None:
        if server.organization_invitations.status(invitation) != "pending":
            raise refuse("organization_invitation_not_pending")

    replace(server.organization_invitations.refuse_spent, refuse_spent)


@liberty("invitations-without-metadata", fact="ORG-012")
def without_metadata(server: "Reference") -> None:
    """What an invitation carries for the application stays with the invitation."""

    def accept(invitation: OrganizationInvitation, user: User) -> Membership:
        made = original(invitation, user)
        made.public_metadata = {}
        return made

    original = replace(server.organization_invitations.accept, accept)


@liberty("enrolled-people-hold-seats", fact="ORG-203, ORG-306")
def hold_seats(server: "Reference") -> None:
    """Whom a domain has invited has a seat, as if somebody had."""

    def seats_taken(organization: Organization) -> int:
        status = server.organization_invitations.status
        by_domains = (one for one in organization.invitations if one.domain_id)
        return original(organization) + sum(status(one) == "pending" for one in by_domains)

    original = replace(server.memberships.seats_taken, seats_taken)
