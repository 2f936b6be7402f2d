"""Who may do what in an organization. The order: the feature, the membership, the permission (ORG-104 to ORG-107)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Membership, Organization
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

MANAGE_PROFILE = "org:sys_profile:manage"
DELETE_PROFILE = "org:sys_profile:delete"
READ_MEMBERSHIPS = "org:sys_memberships:read"
MANAGE_MEMBERSHIPS = "org:sys_memberships:manage"
READ_DOMAINS = "org:sys_domains:read"
MANAGE_DOMAINS = "org:sys_domains:manage"
MANAGE_CONNECTIONS = "org:sys_entconns:manage"
IN_PATH = "organization_id"


class Permissions:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def admit(self, exchange: Exchange, *permissions: str) -> Organization:
        """The organization that the path names, where the caller has to have the permissions."""
        self.need_enabled()
        membership = self.membership(exchange.signed_in(), exchange.ids[IN_PATH])
        self.require(membership, *permissions)
        return self.server.memberships.organization(membership)

    def need_enabled(self) -> None:
        """GEN-037."""
        if not self.server.settings.organizations.enabled:
            raise refuse("organization_not_enabled_in_instance")

    def membership(self, user: User, organization_id: str) -> Membership:
        """An organization that somebody does not belong to is as unknown as one that never was (ORG-105)."""
        found = self.server.memberships.find(user, organization_id)
        if found is None:
            raise refuse("organization_not_found_or_unauthorized")
        return found

    def require(self, membership: Membership, *permissions: str) -> None:
        """ORG-104: what is missing is told."""
        if lacking := [one for one in permissions if not self.has(membership, one)]:
            raise refuse("missing_organization_permission", permissions=lacking)

    def has(self, membership: Membership, permission: str) -> bool:
        return self.server.roles.of(membership).grants(permission)
