"""Invitations to an organization, by whoever has the invited address and is signed in."""

from fapi_conformance.requirements.area import MUST, SHOULD
from fapi_conformance.requirements.organization_invitation import WHEN, invitation

ACCEPT = ("acceptOrganizationInvitation",)
OWN = ("getUsersOrganizationInvitations",)
MEMBERSHIPS = ("getOrganizationMemberships",)
BOTH = (*ACCEPT, *MEMBERSHIPS)

OFFERED = invitation(
    "OFFERED",
    MUST,
    "Whoever has the invited address, verified, finds the invitation among their own, with the organization's public "
    "data.",
    "getUsersOrganizationInvitations 200",
    "ORG-010",
    "ORG-011",
    operations=OWN,
)
OFFERED_PENDING = invitation(
    "OFFERED.STATUS",
    MUST,
    "One's own invitations with a `status` are those in that status and no others.",
    "getUsersOrganizationInvitations 200",
    "ORG-010",
    operations=OWN,
    twins=("OFFERED", "ACCEPTED"),
)
OFFERED_UNVERIFIED = invitation(
    "OFFERED.UNVERIFIED",
    SHOULD,
    "It is not among the invitations of somebody who has the address without having verified it.",
    "ORG-010",
    "SEC-057",
    operations=OWN,
    twins=("OFFERED",),
)
ACCEPTED = invitation(
    "ACCEPTED",
    MUST,
    "Accepting shows it as `accepted`, and makes the person a member with the invited role.",
    "acceptOrganizationInvitation 200",
    "ORG-012",
    operations=BOTH,
    twins=("OFFERED",),
)
ACCEPTED_CLIENT = invitation(
    "ACCEPTED.CLIENT",
    MUST,
    "The client beside that answer shows the membership among those of its user.",
    "acceptOrganizationInvitation 200",
    "GEN-003",
    "ORG-116",
    operations=ACCEPT,
    twins=("ACCEPTED",),
)
ACCEPTED_TOLD = invitation(
    "ACCEPTED.TOLD",
    MUST,
    "The organization sees it as accepted too, and no more among the pending ones.",
    "getOrganizationInvitations 200",
    "ORG-012",
    "ORG-305",
    operations=("getOrganizationInvitations", *ACCEPT),
    twins=("ACCEPTED",),
)
COMPANY = invitation(
    "ACCEPTED.PUBLIC",
    MUST,
    "Members see of one another public data only: no further address, no number, no metadata but the public, no state "
    "of the account.",
    "ListOrganizationMemberships 200",
    "ORG-003",
    "SEC-240",
    operations=("ListOrganizationMemberships",),
    twins=("ACCEPTED",),
)
AGAIN = invitation(
    "ACCEPTED.AGAIN",
    MUST,
    "An invitation makes somebody a member once: accepted again after leaving it is refused with 4xx and makes nobody "
    "a member.",
    "acceptOrganizationInvitation 404",
    "ORG-013",
    "SEC-054",
    operations=BOTH,
    twins=("ACCEPTED",),
)
AGAIN_CODE = invitation(
    "ACCEPTED.AGAIN.CODE",
    SHOULD,
    "That refusal says that it was accepted or is not pending.",
    "ORG-013",
    operations=ACCEPT,
    twins=("ACCEPTED",),
)
ROLE = invitation(
    "ACCEPTED.ROLE",
    MUST,
    "The role is that of the invitation, whatever role is sent when accepting it.",
    "acceptOrganizationInvitation 422",
    "SEC-056",
    operations=BOTH,
    twins=("ACCEPTED",),
)
OTHERS = invitation(
    "ACCEPTED.OTHERS",
    MUST,
    "Nobody accepts an invitation to the address of another person: it is refused with 4xx, makes nobody a member, and "
    "stays pending.",
    "acceptOrganizationInvitation 404",
    "ORG-013",
    "SEC-014",
    operations=BOTH,
    twins=("ACCEPTED",),
)
OTHERS_CODE = invitation(
    "ACCEPTED.OTHERS.CODE",
    SHOULD,
    "That refusal is 404 `organization_invitation_not_found`.",
    "ORG-013",
    operations=ACCEPT,
    twins=("ACCEPTED",),
)
UNVERIFIED = invitation(
    "ACCEPTED.UNVERIFIED",
    MUST,
    "Whoever has not verified the invited address cannot accept: it is refused with 4xx, and makes nobody a member.",
    "acceptOrganizationInvitation 404",
    "SEC-057",
    operations=BOTH,
    twins=("ACCEPTED",),
)
REVOKED = invitation(
    "ACCEPTED.REVOKED",
    MUST,
    "A revoked invitation is not accepted: it is refused with 4xx, and makes nobody a member.",
    "acceptOrganizationInvitation 404",
    "ORG-013",
    "SEC-053",
    operations=BOTH,
    twins=("ACCEPTED", "REVOKED"),
)
REVOKED_CODE = invitation(
    "ACCEPTED.REVOKED.CODE",
    SHOULD,
    "That refusal says that it was revoked, is not pending, or does not exist.",
    "ORG-013",
    operations=ACCEPT,
    twins=("ACCEPTED", "REVOKED"),
)
EXPIRED = invitation(
    "ACCEPTED.EXPIRED",
    SHOULD,
    "An invitation after its `expires_at` is not accepted: it is refused with 4xx, and makes nobody a member.",
    "ORG-013",
    "ORG-300",
    operations=BOTH,
    twins=("ACCEPTED",),
    means=("age",),
)
GONE = invitation(
    "ACCEPTED.GONE",
    MUST,
    "The invitation to an organization that was deleted is not accepted: it is refused with 4xx.",
    "acceptOrganizationInvitation 404",
    "ORG-013",
    "SEC-051",
    operations=(*ACCEPT, "deleteOrganization"),
    when=(*WHEN, "organization-admin-delete"),
    twins=("ACCEPTED",),
)
