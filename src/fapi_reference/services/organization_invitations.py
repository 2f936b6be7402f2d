"""Invitations of an organization: an address is asked to join, in a role (facts of the account area, section 10).

| invitation | event | next | refused with |
|---|---|---|---|
| none | invited, alone or with others | pending, a mail is sent | |
| none | a domain enrols its people | pending, no mail | |
| pending | accepted by whoever has the address | accepted, and a membership | |
| pending | revoked | revoked | |
| pending | its time is over | expired | |
| accepted, revoked, expired | revoked | unchanged | 404 organization_invitation_not_pending |
| accepted | accepted | accepted | 400 organization_invitation_already_accepted |
| revoked | accepted | revoked | 400 organization_invitation_revoked_code |
| expired | accepted | expired | 404 organization_invitation_not_pending |
| any | accepted after the organization was deleted | unchanged | 400 organization_invitation_to_deleted_organization |
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fapi_reference.clock import DAY, SECOND
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.application import Mail
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.organizations import (
    Membership,
    Organization,
    OrganizationDomain,
    OrganizationInvitation,
)
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

AT_ONCE = 10
"""Addresses of one request: the limit of the Backend API, for no other is published (ORG-304)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How people are asked. What only the application may say is empty for members."""

    role: str
    notify: bool = True
    public_metadata: Metadata = field(default_factory=dict)
    private_metadata: Metadata = field(default_factory=dict)
    redirect_url: str | None = None
    days: int | None = None


class OrganizationInvitations:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # asking

    def invite(
        self, organization: Organization, addresses: list[str], asked: Asked, by: User | None
    ) -> list[OrganizationInvitation]:
        """All of them or none (ORG-303)."""
        if not self.server.settings.attributes.email_address.enabled:
            raise refuse("feature_requires_email_address_enabled")
        if len(addresses) > AT_ONCE:
            raise refuse("bulk_size_exceeded")
        self.refuse_malformed(addresses)
        asked_for = [self.server.identifiers.normal("email_address", one) for one in addresses]
        self.refuse_members(organization, asked_for)
        self.refuse_asked_twice(organization, asked_for)
        self.server.memberships.need_room(organization, len(asked_for))
        return [self.make(organization, one, asked, by) for one in asked_for]

    def refuse_malformed(self, addresses: list[str]) -> None:
        """ORG-302, ORG-304."""
        bad = [one for one in addresses if not self.server.identifiers.well_formed("email_address", one)]
        if bad:
            raise refuse("form_param_format_invalid", "email_address", email_addresses=bad)

    def refuse_members(self, organization: Organization, addresses: list[str]) -> None:
        members = [one for one in addresses if self.is_member(organization, one)]
        if members:
            raise refuse("already_a_member_in_organization", email_addresses=members)

    def is_member(self, organization: Organization, address: str) -> bool:
        user = self.server.users.find("email_address", address)
        return user is not None and user.id in organization.members

    def refuse_asked_twice(self, organization: Organization, addresses: list[str]) -> None:
        pending = {one.email_address for one in self.pending(organization)}
        if len(set(addresses)) < len(addresses) or pending & set(addresses):
            raise refuse("organization_invitation_not_unique", "email_address")

    def make(self, organization: Organization, address: str, asked: Asked, by: User | None) -> OrganizationInvitation:
        """Whoever reads the mail has the ticket, and nobody else: members are not told it (SEC-058)."""
        days = asked.days or self.server.settings.organizations.invitation_days
        made = self.put(organization, address, asked.role, days)
        made.inviter_user_id = by.id if by else None
        made.public_metadata, made.private_metadata = asked.public_metadata, asked.private_metadata
        made.redirect_url = asked.redirect_url
        made.ticket = self.server.tickets.ticket(made.id, "organization_invitation", days * DAY // SECOND)
        if asked.notify:
            link = self.server.tickets.address(made.ticket)
            self.server.store.outbox.append(Mail(to=address, link=link, sent_at=made.created_at))
        return made

    def enrol(self, organization: Organization, domain: OrganizationDomain, user: User, address: str) -> None:
        """A domain asks whoever has an address in it; they find it among their invitations (ORG-016)."""
        settings = self.server.settings.organizations
        made = self.put(organization, address, settings.default_role, settings.invitation_days)
        made.domain_id, made.user_id = domain.id, user.id

    def put(self, organization: Organization, address: str, role: str, days: int) -> OrganizationInvitation:
        now = self.server.clock.now()
        made = OrganizationInvitation(
            id=new_id("orginv"),
            organization_id=organization.id,
            email_address=address,
            role=role,
            created_at=now,
            updated_at=now,
            expire_at=now + days * DAY,
        )
        organization.invitations.append(made)
        self.server.store.organization_invitations[made.id] = made
        return made

    # which

    def status(self, invitation: OrganizationInvitation) -> str:
        return self.server.tickets.status(invitation)

    def of(self, organization: Organization) -> list[OrganizationInvitation]:
        """What its members have sent: what a domain has made is left out (ORG-306). Newest first (GEN-065)."""
        return [one for one in reversed(organization.invitations) if one.domain_id is None]

    def pending(self, organization: Organization) -> list[OrganizationInvitation]:
        return [one for one in self.of(organization) if self.status(one) == "pending"]

    def named(self, organization: Organization, invitation_id: str) -> OrganizationInvitation:
        """Another organization's is as unknown as one that never was."""
        found = next((one for one in organization.invitations if one.id == invitation_id), None)
        if found is None:
            raise refuse("organization_invitation_not_found")
        return found

    def addressed_to(self, user: User) -> list[OrganizationInvitation]:
        """To addresses that the user has proven to have (ORG-010, SEC-057). Newest first."""
        mine = {one.value for one in user.email_addresses if one.verified}
        store = self.server.store
        return [
            one
            for one in reversed(store.organization_invitations.values())
            if one.email_address in mine and one.organization_id in store.organizations
        ]

    def of_user_named(self, user: User, invitation_id: str) -> OrganizationInvitation:
        """Somebody else's is as unknown as one that never was (ORG-013, SEC-014)."""
        found = self.server.store.organization_invitations.get(invitation_id)
        mine = {one.value for one in user.email_addresses if one.verified}
        if found is None or found.email_address not in mine:
            raise refuse("organization_invitation_not_found")
        return found

    # what becomes of it

    def revoke(self, invitation: OrganizationInvitation) -> None:
        if self.status(invitation) != "pending":
            raise refuse("organization_invitation_not_pending")
        invitation.status = "revoked"
        self.touched(invitation)

    def accept(self, invitation: OrganizationInvitation, user: User) -> Membership:
        """In the role that the invitation names, whatever else is asked for, and once (ORG-012, SEC-054, SEC-056)."""
        organization = self.acceptable(invitation, user)
        invitation.status, invitation.user_id = "accepted", user.id
        self.touched(invitation)
        made = self.server.memberships.add(organization, user, self.server.roles.named(invitation.role))
        made.public_metadata = {**invitation.public_metadata}
        return made

    def acceptable(self, invitation: OrganizationInvitation, user: User | None) -> Organization:
        """The organization that would be joined, by somebody who is no user yet or is; a refusal where it cannot be."""
        organization = self.open_organization(invitation)
        if user:
            self.server.memberships.refuse_member(organization, user)
        self.need_seat(organization, invitation)
        return organization

    def need_seat(self, organization: Organization, invitation: OrganizationInvitation) -> None:
        """One was kept for whoever was invited, unless the limit was lowered; none for whom a domain has enrolled."""
        limit = organization.max_allowed_memberships
        if invitation.domain_id is not None:
            self.server.memberships.need_room(organization)
        elif limit and len(organization.members) >= limit:
            raise refuse("organization_membership_quota_exceeded")

    def open_organization(self, invitation: OrganizationInvitation) -> Organization:
        organization = self.server.store.organizations.get(invitation.organization_id)
        if organization is None:
            raise refuse("organization_invitation_to_deleted_organization")
        self.refuse_spent(invitation)
        return organization

    def refuse_spent(self, invitation: OrganizationInvitation) -> None:
        status = self.status(invitation)
        if status == "expired":
            raise refuse("organization_invitation_not_pending")
        if status in invitation.REFUSALS:
            raise refuse(invitation.REFUSALS[status])

    def forget(self, invitation: OrganizationInvitation) -> None:
        organization = self.server.store.organizations.get(invitation.organization_id)
        if organization:
            organization.invitations = [one for one in organization.invitations if one is not invitation]
        self.server.store.organization_invitations.pop(invitation.id, None)

    def touched(self, invitation: OrganizationInvitation) -> None:
        invitation.updated_at = max(self.server.clock.now(), invitation.updated_at)
