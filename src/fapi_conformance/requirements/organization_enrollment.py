"""What a verified domain does for the people in it: nothing, an invitation, or a suggestion; and who decides."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.organization_domain import WHEN, domain

MODE = ("UpdateOrganizationDomainEnrollmentMode",)
PEOPLE = (*WHEN, "organization-company", "email-addresses", "email-verification")
SUGGESTING, INVITING = (*PEOPLE, "organization-suggestions"), (*PEOPLE, "organization-automatic-invitations")
OWN = ("getOrganizationSuggestions",)
ACCEPT = ("acceptOrganizationSuggestion",)
REQUESTS, APPROVE = ("listOrganizationMembershipRequests",), ("acceptOrganizationMembershipRequest",)
REJECT = ("rejectOrganizationMembershipRequest",)
_joining = Area(name="ORGANIZATION-DOMAIN", profile="organizations", when=SUGGESTING)
"""Where people are suggested an organization because of their address."""

MODE_CHANGED = domain(
    "MODE",
    MUST,
    "The enrollment mode of a verified domain is changed to one that the instance has.",
    "UpdateOrganizationDomainEnrollmentMode 200",
    "ORG-507",
    operations=MODE,
    twins=("VERIFIED",),
    when=(*WHEN, "organization-suggestions"),
)
MODE_UNKNOWN = domain(
    "MODE.UNKNOWN",
    MUST,
    "A mode that is none is refused: 422.",
    "UpdateOrganizationDomainEnrollmentMode 422",
    "ORG-507",
    "SEC-063",
    operations=MODE,
    twins=("VERIFIED",),
)
MODE_OFF = domain(
    "MODE.OFF",
    MUST,
    "A mode that the instance has not switched on is refused: 403 `organization_domain_enrollment_mode_not_enabled`.",
    "UpdateOrganizationDomainEnrollmentMode 403",
    "ORG-507",
    "SEC-063",
    operations=MODE,
    twins=("VERIFIED",),
    when=(*WHEN, "organization-modes-off"),
)
UNPROVEN = domain(
    "UNPROVEN",
    MUST,
    "A domain that is not verified enrolls nobody, whatever mode it was given.",
    "CreateOrganizationDomain 200",
    "ORG-508",
    "SEC-063",
    operations=("CreateOrganizationDomain", *MODE),
    twins=("SUGGESTED",),
    when=SUGGESTING,
)
SUGGESTED = _joining(
    "SUGGESTED",
    SHOULD,
    "Whoever verifies an address in a verified domain with `automatic_suggestion` is suggested the organization.",
    "ORG-014",
    "ORG-016",
    operations=OWN,
    twins=("MODE",),
)
COUNTED = _joining(
    "SUGGESTED.COUNTED",
    SHOULD,
    "The domain counts that in `total_pending_suggestions`.",
    "ORG-500",
    operations=("GetOrganizationDomain",),
    twins=("SUGGESTED",),
)
ASKED = _joining(
    "ASKED",
    MUST,
    "Accepting a suggestion shows it as `accepted`, makes nobody a member, and the organization has a membership "
    "request.",
    "acceptOrganizationSuggestion 200",
    "ORG-015",
    operations=(*ACCEPT, *REQUESTS),
    twins=("SUGGESTED",),
)
ASKED_TWICE = _joining(
    "ASKED.TWICE",
    MUST,
    "The second time that is 400 `organization_suggestion_already_accepted`.",
    "acceptOrganizationSuggestion 400",
    "ORG-015",
    operations=ACCEPT,
    twins=("ASKED",),
)
ASKED_BY_OTHERS = _joining(
    "ASKED.OTHERS",
    MUST,
    "Nobody accepts the suggestion of another person: it is refused with 4xx, and nobody asks for anything.",
    "acceptOrganizationSuggestion 404",
    "SEC-015",
    operations=(*ACCEPT, *REQUESTS),
    twins=("ASKED",),
)
BOTH_STATUSES = _joining(
    "SUGGESTED.STATUSES",
    MUST,
    "One's own suggestions with several `status` are those in any of them, as official clients ask for pending and "
    "accepted together.",
    "getOrganizationSuggestions 200",
    "GEN-067",
    "ORG-014",
    operations=OWN,
    twins=("ASKED",),
)
APPROVED = _joining(
    "APPROVED",
    MUST,
    "Accepting a membership request makes the person a member, and the request is pending no more.",
    "acceptOrganizationMembershipRequest 200",
    "ORG-401",
    operations=(*APPROVE, "getOrganizationMemberships"),
    twins=("ASKED",),
)
REJECTED = _joining(
    "REJECTED",
    MUST,
    "Rejecting a membership request makes nobody a member, and it is pending no more.",
    "rejectOrganizationMembershipRequest 200",
    "ORG-401",
    "ORG-402",
    operations=(*REJECT, "getOrganizationMemberships"),
    twins=("ASKED",),
)
DECIDED = _joining(
    "DECIDED-ONCE",
    SHOULD,
    "What was decided stays so: the second decision is refused with 4xx, and membership follows the first.",
    "SEC-060",
    operations=(*APPROVE, *REJECT),
    twins=("APPROVED", "REJECTED"),
)
OWN_REQUEST = _joining(
    "APPROVED.BY-ONESELF",
    MUST,
    "Whoever asks to be a member cannot accept that: it is refused with 403 or 404, and makes nobody a member.",
    "acceptOrganizationMembershipRequest 403",
    "ORG-105",
    "SEC-034",
    operations=APPROVE,
    twins=("APPROVED",),
)
REQUEST_PARENT = _joining(
    "ASKED.ELSEWHERE",
    MUST,
    "The request to one organization is neither accepted nor rejected by way of another, whoever manages that.",
    "acceptOrganizationMembershipRequest 404",
    "SEC-037",
    operations=(*APPROVE, *REJECT),
    twins=("APPROVED",),
)
PUBLIC_DATA = _joining(
    "ASKED.PUBLIC",
    MUST,
    "Of somebody who asks to be a member the organization sees public data only: no other address, no number, no "
    "metadata but the public, no state of the account.",
    "listOrganizationMembershipRequests 200",
    "ORG-400",
    "SEC-240",
    operations=REQUESTS,
    twins=("ASKED",),
)
PENDING_KEPT = _joining(
    "MODE.PENDING-KEPT",
    MUST,
    "Another mode leaves what is pending, unless `delete_pending=true`: then the totals of the domain are 0.",
    "UpdateOrganizationDomainEnrollmentMode 200",
    "ORG-507",
    operations=MODE,
    twins=("SUGGESTED",),
)
PENDING_GONE = _joining(
    "MODE.PENDING-GONE",
    SHOULD,
    "What is deleted so, or with its domain, cannot be accepted any more.",
    "SEC-065",
    operations=(*MODE, "deleteOrganizationDomain", *ACCEPT),
    twins=("SUGGESTED",),
)
INVITED = domain(
    "INVITED",
    SHOULD,
    "Whoever verifies an address in a verified domain with `automatic_invitation` is invited, and accepting makes them "
    "a member.",
    "ORG-016",
    operations=("getUsersOrganizationInvitations", "acceptOrganizationInvitation"),
    twins=("VERIFIED",),
    when=INVITING,
)
INVITED_UNLISTED = domain(
    "INVITED.UNLISTED",
    SHOULD,
    "Such an invitation is not among those that the organization made itself.",
    "ORG-306",
    operations=("getOrganizationInvitations",),
    twins=("INVITED",),
    when=INVITING,
)
