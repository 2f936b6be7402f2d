"""What the operations within an organization want of a membership, as the guides list it (before fact ORG-104)."""

from collections.abc import Mapping

from fapi_conformance.target.organizations import (
    DELETE_PROFILE,
    MANAGE_CONNECTIONS,
    MANAGE_DOMAINS,
    MANAGE_MEMBERS,
    MANAGE_PROFILE,
    READ_DOMAINS,
)

PROFILE, DELETION = (MANAGE_PROFILE,), (DELETE_PROFILE,)
MEMBERS, DOMAINS = (MANAGE_MEMBERS,), (MANAGE_DOMAINS,)
CONNECTIONS = (MANAGE_CONNECTIONS,)
"""Named in the schema alone (ORG-100)."""
READS_DOMAINS = (READ_DOMAINS, MANAGE_DOMAINS)

WANTED: Mapping[str, tuple[str, ...]] = {
    "updateOrganization": PROFILE,
    "updateOrganizationLogo": PROFILE,
    "deleteOrganizationLogo": PROFILE,
    "deleteOrganization": DELETION,
    "CreateOrganizationMembership": MEMBERS,
    "UpdateOrganizationMembership": MEMBERS,
    "removeOrganizationMember": MEMBERS,
    "createOrganizationInvitations": MEMBERS,
    "bulkCreateOrganizationInvitations": MEMBERS,
    "getOrganizationInvitations": MEMBERS,
    "getAllPendingOrganizationInvitations": MEMBERS,
    "revokePendingOrganizationInvitation": MEMBERS,
    "listOrganizationMembershipRequests": MEMBERS,
    "acceptOrganizationMembershipRequest": MEMBERS,
    "rejectOrganizationMembershipRequest": MEMBERS,
    "CreateOrganizationDomain": DOMAINS,
    "deleteOrganizationDomain": DOMAINS,
    "UpdateOrganizationDomainEnrollmentMode": DOMAINS,
    "prepareOrganizationDomainVerification": DOMAINS,
    "attemptOrganizationDomainVerification": DOMAINS,
    "ListOrganizationDomains": READS_DOMAINS,
    "GetOrganizationDomain": READS_DOMAINS,
    "updateOrganizationEnterpriseConnection": CONNECTIONS,
    "deleteOrganizationEnterpriseConnection": CONNECTIONS,
}
"""Whoever has none of these is refused. What every member may is not here, nor the list of members, which default
roles may read and a schema's text would keep to managers (SEC-042).
"""
NOT_SAID = frozenset({"getAllPendingOrganizationInvitations"})
"""Of which the published document names no permission (SEC-040)."""
