"""How people come to an organization: what is seen of it on the way (ORG-014, ORG-300, ORG-400, ORG-500)."""

from collections.abc import Iterable

from fapi_reference.records.organizations import OrganizationInvitation
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
