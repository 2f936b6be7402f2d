"""Invitations to an organization, by who manages its members: made one by one or many at once, listed, revoked."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

WHEN = ("organizations", "organization-creation", "organization-company", "email-addresses")
CREATE, BULK = ("createOrganizationInvitations",), ("bulkCreateOrganizationInvitations",)
REVOKE = ("revokePendingOrganizationInvitation",)
invitation = Area(
    name="ORGANIZATION-INVITATION", profile="organizations", when=WHEN, operations=CREATE, twins=("CREATED",)
)

CREATED = invitation(
    "CREATED",
    MUST,
    "Inviting an address makes a pending invitation of this organization to it, with the role that was asked for.",
    "createOrganizationInvitations 200",
    "ORG-300",
    "ORG-301",
    twins=(),
)
LISTED = invitation(
    "LISTED",
    MUST,
    "The organization's invitations list it, as `data` beside `total_count`.",
    "getOrganizationInvitations 200",
    "ORG-305",
    "GEN-063",
    operations=("getOrganizationInvitations",),
)
FILTERED = invitation(
    "LISTED.STATUS",
    MUST,
    "That list with a `status` holds the invitations in that status and no others.",
    "getOrganizationInvitations 200",
    "ORG-305",
    operations=("getOrganizationInvitations",),
    twins=("LISTED", "REVOKED"),
)
PENDING = invitation(
    "PENDING",
    MUST,
    "The pending invitations hold it until it is revoked.",
    "getAllPendingOrganizationInvitations 200",
    "ORG-307",
    operations=("getAllPendingOrganizationInvitations",),
    twins=("REVOKED",),
)
COUNTED = invitation(
    "COUNTED",
    SHOULD,
    "The `pending_invitations_count` of the organization follows what is invited and revoked.",
    "ORG-309",
    operations=(*CREATE, *REVOKE, "getOrganization"),
)
LINK_KEPT = invitation(
    "LINK-KEPT",
    SHOULD,
    "Whoever invites does not see the link by which the invited person proves an address.",
    "ORG-300",
    "SEC-058",
)
TWICE = invitation(
    "TWICE",
    MUST,
    "An address that has a pending invitation is not invited again: 400 `organization_invitation_not_unique`.",
    "createOrganizationInvitations 400",
    "ORG-302",
    "SEC-059",
)
AFRESH = invitation(
    "AFRESH",
    SHOULD,
    "After its invitation was revoked an address can be invited again.",
    "ORG-302",
    twins=("REVOKED",),
)
OF_A_MEMBER = invitation(
    "OF-A-MEMBER",
    MUST,
    "Whoever is a member is not invited: 400 `already_a_member_in_organization`.",
    "createOrganizationInvitations 400",
    "ORG-302",
)
MALFORMED = invitation(
    "MALFORMED",
    MUST,
    "What is no address is not invited: 422 `form_param_format_invalid`.",
    "createOrganizationInvitations 422",
    "ORG-302",
    "SEC-059",
)
MORE_RECIPIENTS = invitation(
    "MORE-RECIPIENTS",
    MUST,
    "An address with a line break and further recipients behind it is refused with 4xx, and nobody is invited.",
    "createOrganizationInvitations 422",
    "SEC-059",
)
UNKNOWN_ROLE = invitation(
    "UNKNOWN-ROLE",
    MUST,
    "A role that the organization does not have is refused with 4xx, and nobody is invited.",
    "createOrganizationInvitations 422",
    "ORG-202",
    "SEC-044",
)
FULL = invitation(
    "FULL",
    MUST,
    "Pending invitations count as seats: where they and the members are as many as there may be, inviting is 403 "
    "`organization_membership_quota_exceeded`.",
    "createOrganizationInvitations 403",
    "ORG-203",
    "ORG-302",
)
SERVERS_OWN = invitation(
    "SERVERS-OWN",
    MUST,
    "Who invites cannot say what the server sets: metadata, status, whose it is. It is refused or ignored.",
    "createOrganizationInvitations 422",
    "ORG-301",
    "SEC-235",
)
MANY = invitation(
    "BULK",
    MUST,
    "Inviting several addresses at once gives the list of their invitations, each pending with the role asked for.",
    "bulkCreateOrganizationInvitations 200",
    "ORG-303",
    operations=BULK,
    twins=(),
)
MANY_MALFORMED = invitation(
    "BULK.MALFORMED",
    MUST,
    "One of several that is no address is refused: 422.",
    "bulkCreateOrganizationInvitations 422",
    "ORG-304",
    "SEC-059",
    operations=BULK,
    twins=("BULK",),
)
MANY_WHOLE = invitation(
    "BULK.WHOLE",
    SHOULD,
    "Several are invited all or none of them.",
    "ORG-303",
    "SEC-059",
    operations=BULK,
    twins=("BULK",),
)
MANY_NAMED = invitation(
    "BULK.NAMED",
    SHOULD,
    "That refusal is `form_param_format_invalid`, and its `meta.email_addresses` are those that are none.",
    "ORG-304",
    operations=BULK,
    twins=("BULK",),
)
REVOKED = invitation(
    "REVOKED",
    MUST,
    "Revoking a pending invitation shows it as `revoked`.",
    "revokePendingOrganizationInvitation 200",
    "ORG-308",
    operations=REVOKE,
)
REVOKED_TWICE = invitation(
    "REVOKED.TWICE",
    MUST,
    "What is not pending is not revoked: 404 `organization_invitation_not_pending`.",
    "revokePendingOrganizationInvitation 404",
    "ORG-308",
    operations=REVOKE,
    twins=("REVOKED",),
)
REVOKED_UNKNOWN = invitation(
    "REVOKED.UNKNOWN",
    MUST,
    "An invitation that does not exist is not revoked: 404 `organization_invitation_not_found`.",
    "revokePendingOrganizationInvitation 404",
    "ORG-308",
    operations=REVOKE,
    twins=("REVOKED",),
)
PARENT = invitation(
    "REVOKED.ELSEWHERE",
    MUST,
    "The invitation of one organization is not revoked by way of another, whoever manages that.",
    "revokePendingOrganizationInvitation 404",
    "SEC-037",
    operations=REVOKE,
    twins=("REVOKED",),
)
