"""Members of organizations and memberships that only the server or the application sets."""

from fapi_conformance.verdict.requirement import Level, Requirement

ORGANIZATION = Requirement(
    id="ORGANIZATION-ASSIGNMENT.ORGANIZATION",
    level=Level.MUST,
    says="Nobody sets in making or changing an organization more than its name and slug: no limit, no metadata, no "
    "switch, no id.",
    sources=("createOrganization 422", "updateOrganization 422", "ORG-110", "ORG-119", "SEC-234"),
    profile="organizations",
    operations=("createOrganization", "updateOrganization"),
    when=("organizations", "organization-creation"),
    twins=("ORGANIZATION.UPDATED",),
)
MEMBERSHIP = Requirement(
    id="ORGANIZATION-ASSIGNMENT.MEMBERSHIP",
    level=Level.MUST,
    says="Who adds a member or gives one another role sets nothing but the role: no metadata, no permissions.",
    sources=("CreateOrganizationMembership 422", "UpdateOrganizationMembership 422", "ORG-201", "ORG-204", "SEC-235"),
    profile="organizations",
    operations=("CreateOrganizationMembership", "UpdateOrganizationMembership"),
    when=("organizations", "organization-creation", "organization-company"),
    twins=("ORGANIZATION-MEMBER.ROLE.CHANGED",),
)
