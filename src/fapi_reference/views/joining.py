"""How people come to an organization: what is seen of it on the way (ORG-014, ORG-300, ORG-400, ORG-500)."""

from collections.abc import Iterable

from fapi_reference.records.organizations import (
    MembershipRequest,
    OrganizationDomain,
    OrganizationInvitation,
    OrganizationSuggestion,
)
from fapi_reference.views.base import View
from fapi_reference.views.organizations import OrganizationViews


class JoiningViews(OrganizationViews):
    def organization_invitations(self, invitations: Iterable[OrganizationInvitation]) -> list[View]:
        return [self.organization_invitation(one) for one in invitations]

    def organization_invitation(self, invitation: OrganizationInvitation) -> View:
        """The link is for whoever reads the mail, and for nobody here (SEC-058)."""
        role = self.server.roles.named(invitation.role)
        organization = self.server.store.organizations[invitation.organization_id]
        return {
            "object": "organization_invitation",
            "id": invitation.id,
            "email_address": invitation.email_address,
            "role": role.key,
            "role_name": role.name,
            "organization_id": organization.id,
            "public_organization_data": self.public_organization_data(organization),
            "status": self.server.organization_invitations.status(invitation),
            "public_metadata": invitation.public_metadata,
            "url": None,
            "expires_at": invitation.expire_at,
            "created_at": invitation.created_at,
            "updated_at": invitation.updated_at,
        }

    def organization_suggestion(self, suggestion: OrganizationSuggestion) -> View:
        organization = self.server.store.organizations[suggestion.organization_id]
        return {
            "object": "organization_suggestion",
            "id": suggestion.id,
            "public_organization_data": self.public_organization_data(organization),
            "status": suggestion.status,
            "created_at": suggestion.created_at,
            "updated_at": suggestion.updated_at,
        }

    def membership_request(self, request: MembershipRequest) -> View:
        user = self.server.store.users.get(request.user_id)
        return {
            "object": "organization_membership_request",
            "id": request.id,
            "organization_id": request.organization_id,
            "status": request.status,
            "public_user_data": self.public_user_data(user) if user else None,
            "created_at": request.created_at,
            "updated_at": request.updated_at,
        }

    def organization_domain(self, domain: OrganizationDomain) -> View:
        """The affiliation stands there under its older name too (ORG-500)."""
        organization = self.server.store.organizations[domain.organization_id]
        affiliation = self.affiliation(domain)
        enrollments = self.server.enrollments
        return {
            "object": "organization_domain",
            "id": domain.id,
            "organization_id": domain.organization_id,
            "name": domain.name,
            "enrollment_mode": domain.enrollment_mode,
            "affiliation_email_address": domain.affiliation_email_address,
            "affiliation_verification": affiliation,
            "ownership_verification": None,
            "verification": affiliation,
            "total_pending_invitations": len(enrollments.pending_invitations(organization, domain)),
            "total_pending_suggestions": len(enrollments.pending_suggestions(organization, domain)),
            "public_organization_data": self.public_organization_data(organization),
            "created_at": domain.created_at,
            "updated_at": domain.updated_at,
        }

    def affiliation(self, domain: OrganizationDomain) -> View | None:
        """ORG-501: neither a kind nor a channel, as other verifications have them."""
        verification = domain.affiliation_verification
        if verification is None:
            return None
        return {
            "status": self.server.codes.status(verification),
            "strategy": verification.strategy,
            "attempts": verification.attempts or 0,
            "expire_at": verification.expire_at,
            "verified_at": domain.verified_at,
        }
