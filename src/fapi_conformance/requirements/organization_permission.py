"""What a role lacks is refused: expected from the permissions of the membership, never from the name of the role."""

from fapi_conformance.verdict.requirement import Level, Requirement


def _permission(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...],
    twins: tuple[str, ...],
    when: tuple[str, ...] = (),
) -> Requirement:
    return Requirement(
        id=f"ORGANIZATION-PERMISSION.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", "organization-company", *when),
        twins=twins,
    )


PROFILE = _permission(
    "PROFILE",
    Level.MUST,
    "A member without `org:sys_profile:manage` changes neither the name nor the logo of the organization.",
    "updateOrganization 403",
    "updateOrganizationLogo 403",
    "deleteOrganizationLogo 403",
    "ORG-104",
    "SEC-039",
    operations=("updateOrganization", "updateOrganizationLogo", "deleteOrganizationLogo"),
    twins=("ORGANIZATION.UPDATED", "ORGANIZATION-LOGO.REMOVED"),
)
DELETE = _permission(
    "DELETE",
    Level.MUST,
    "A member without `org:sys_profile:delete` does not delete the organization.",
    "deleteOrganization 403",
    "ORG-104",
    "SEC-039",
    operations=("deleteOrganization",),
    twins=("ORGANIZATION-DELETED.DELETED",),
    when=("organization-admin-delete",),
)
MEMBERS = _permission(
    "MEMBERS",
    Level.MUST,
    "A member without `org:sys_memberships:manage` neither adds, changes, removes nor invites anybody.",
    "CreateOrganizationMembership 403",
    "UpdateOrganizationMembership 403",
    "removeOrganizationMember 403",
    "createOrganizationInvitations 403",
    "bulkCreateOrganizationInvitations 403",
    "ORG-104",
    "SEC-040",
    operations=(
        "CreateOrganizationMembership",
        "UpdateOrganizationMembership",
        "removeOrganizationMember",
        "createOrganizationInvitations",
        "bulkCreateOrganizationInvitations",
    ),
    twins=("ORGANIZATION-MEMBER.REMOVED",),
)
MEMBERS_READ = _permission(
    "MEMBERS.INVITED",
    Level.MUST,
    "A member without `org:sys_memberships:manage` sees neither who is invited nor who asked to join.",
    "getOrganizationInvitations 403",
    "listOrganizationMembershipRequests 403",
    "ORG-104",
    "SEC-040",
    operations=("getOrganizationInvitations", "listOrganizationMembershipRequests"),
    twins=("ORGANIZATION-MEMBER.ADDED",),
)
DOMAINS = _permission(
    "DOMAINS",
    Level.MUST,
    "A member without `org:sys_domains:manage` adds no domain.",
    "CreateOrganizationDomain 403",
    "ORG-104",
    "SEC-041",
    operations=("CreateOrganizationDomain",),
    twins=("ORGANIZATION-MEMBER.ADDED",),
    when=("organization-domains",),
)
SELF_PROMOTION = _permission(
    "SELF-PROMOTION",
    Level.MUST,
    "A member without `org:sys_memberships:manage` does not give themself a role that has it.",
    "UpdateOrganizationMembership 403",
    "ORG-104",
    "SEC-043",
    operations=("UpdateOrganizationMembership",),
    twins=("ORGANIZATION-MEMBER.ROLE.CHANGED",),
)
CODE = _permission(
    "CODE",
    Level.MUST,
    "What the role of a member lacks is refused with 403 `missing_organization_permission`.",
    "updateOrganization 403",
    "CreateOrganizationMembership 403",
    "ORG-104",
    operations=("updateOrganization", "CreateOrganizationMembership"),
    twins=("ORGANIZATION-PERMISSION.PROFILE", "ORGANIZATION-PERMISSION.MEMBERS"),
)
TOLD = _permission(
    "TOLD",
    Level.SHOULD,
    "The refusal tells in `meta.permissions` which permission is missing.",
    "ORG-104",
    operations=("updateOrganization", "CreateOrganizationMembership"),
    twins=("ORGANIZATION-PERMISSION.CODE",),
)
READING = _permission(
    "READING",
    Level.SHOULD,
    "A member with `org:sys_memberships:read` lists the members, whatever else their role lacks.",
    "SEC-042",
    operations=("ListOrganizationMemberships",),
    twins=("ORGANIZATION-MEMBER.ADDED",),
)
