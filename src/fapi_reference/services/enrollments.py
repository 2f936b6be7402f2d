"""What a verified domain does for whoever proves to have an address in it (ORG-016, ORG-306).

| enrolment mode of the domain | the user finds |
|---|---|
| manual_invitation | nothing |
| automatic_invitation | an invitation in the default role |
| automatic_suggestion | a suggestion, and may ask to join |
"""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.records.organizations import (
    Organization,
    OrganizationDomain,
    OrganizationInvitation,
    OrganizationSuggestion,
)
from fapi_reference.records.people import User
from fapi_reference.services.organization_domains import INVITING, SUGGESTING

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Enrollments:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def address_proven(self, user: User, address: str) -> None:
        """Nobody is asked who belongs to the organization, or whom it has asked already."""
        settings = self.server.settings.organizations
        domain = self.server.organization_domains.holder(address.rpartition("@")[2].lower())
        if domain is None or not settings.enabled or not settings.domains:
            return
        organization = self.server.store.organizations[domain.organization_id]
        if user.id in organization.members:
            return
        if domain.enrollment_mode == INVITING and not self.is_asked(organization, address):
            self.server.organization_invitations.enrol(organization, domain, user, address)
        if domain.enrollment_mode == SUGGESTING and not self.is_told(organization, user):
            self.suggest(organization, domain, user)

    def is_asked(self, organization: Organization, address: str) -> bool:
        status = self.server.organization_invitations.status
        return any(one.email_address == address and status(one) == "pending" for one in organization.invitations)

    def is_told(self, organization: Organization, user: User) -> bool:
        return any(one.user_id == user.id for one in organization.suggestions)

    def suggest(self, organization: Organization, domain: OrganizationDomain, user: User) -> None:
        now = self.server.clock.now()
        made = OrganizationSuggestion(
            id=new_id("orgsugg"),
            organization_id=organization.id,
            domain_id=domain.id,
            user_id=user.id,
            created_at=now,
            updated_at=now,
        )
        organization.suggestions.append(made)
        self.server.store.organization_suggestions[made.id] = made

    # what is still open

    def pending_invitations(
        self, organization: Organization, domain: OrganizationDomain
    ) -> list[OrganizationInvitation]:
        status = self.server.organization_invitations.status
        made = (one for one in organization.invitations if one.domain_id == domain.id)
        return [one for one in made if status(one) == "pending"]

    def pending_suggestions(
        self, organization: Organization, domain: OrganizationDomain
    ) -> list[OrganizationSuggestion]:
        return [one for one in organization.suggestions if one.domain_id == domain.id and one.status == "pending"]

    def drop_pending(self, organization: Organization, domain: OrganizationDomain) -> None:
        """ORG-507."""
        for invitation in self.pending_invitations(organization, domain):
            self.server.organization_invitations.forget(invitation)
        for suggestion in self.pending_suggestions(organization, domain):
            self.forget(suggestion)

    def forget(self, suggestion: OrganizationSuggestion) -> None:
        organization = self.server.store.organizations[suggestion.organization_id]
        organization.suggestions = [one for one in organization.suggestions if one is not suggestion]
        self.server.store.organization_suggestions.pop(suggestion.id, None)
