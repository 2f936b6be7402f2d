"""Organizations, their members and roles (ORG-002, ORG-111, ORG-600)."""

from collections.abc import Sequence

from fapi_reference.records.organizations import Membership, Organization, Permission, Role
from fapi_reference.records.people import User
from fapi_reference.views.base import View
from fapi_reference.views.user import UserViews


class OrganizationViews(UserViews):
    def page(self, items: Sequence[View], total: int) -> View:
        """One page of a list, and how many there are on all of them (GEN-061)."""
        return {"data": list(items), "total_count": total}

    def organization(self, organization: Organization) -> View:
        """Private metadata is never among it (ORG-111)."""
        return {
            "object": "organization",
            "id": organization.id,
            "name": organization.name,
            "slug": organization.slug,
            **self.logo(organization),
            "members_count": len(organization.members),
            "pending_invitations_count": self.server.organizations.pending_invitations(organization),
            "max_allowed_memberships": organization.max_allowed_memberships,
            "admin_delete_enabled": organization.admin_delete_enabled,
            "self_serve_sso_enabled": self.server.enterprise_connections.self_served(),
            "public_metadata": organization.public_metadata,
            "created_at": organization.created_at,
            "updated_at": organization.updated_at,
        }

    def logo(self, organization: Organization) -> View:
        """Native clients cannot read an organization without one (ORG-123)."""
        picture = organization.picture
        address = self.server.pictures.url(organization)
        return {"image_url": address, "has_image": picture is not None, "logo_url": address if picture else None}

    def public_organization_data(self, organization: Organization) -> View:
        """What somebody sees of it who does not belong to it yet (ORG-011)."""
        return {
            "id": organization.id,
            "name": organization.name,
            "slug": organization.slug,
            "image_url": self.server.pictures.url(organization),
            "has_image": organization.picture is not None,
        }

    def membership(self, membership: Membership) -> View:
        role = self.server.roles.of(membership)
        return {
            "object": "organization_membership",
            "id": membership.id,
            "public_metadata": membership.public_metadata,
            "role": role.key,
            "role_name": role.name,
            "permissions": role.keys(),
            "created_at": membership.created_at,
            "updated_at": membership.updated_at,
            "organization": self.organization(self.server.memberships.organization(membership)),
            "public_user_data": self.public_user_data(self.server.memberships.user(membership)),
        }

    def role(self, role: Role) -> View:
        return {
            "object": "role",
            "id": role.id,
            "name": role.name,
            "key": role.key,
            "description": role.description,
            "is_creator_eligible": role.is_creator_eligible,
            "permissions": [self.permission(one) for one in role.permissions],
            "created_at": role.created_at,
            "updated_at": role.created_at,
        }

    def permission(self, permission: Permission) -> View:
        return {
            "object": "permission",
            "id": permission.id,
            "name": permission.name,
            "key": permission.key,
            "description": permission.description,
            "type": permission.type,
            "created_at": permission.created_at,
            "updated_at": permission.created_at,
        }

    def session_user(self, user: User) -> View:
        """Inside a session the user's organizations are told too; `/v1/me` does not have them (captures, section 6)."""
        memberships = [self.membership(one) for one in self.server.memberships.of_user(user)]
        return self.user(user) | {"organization_memberships": memberships}
