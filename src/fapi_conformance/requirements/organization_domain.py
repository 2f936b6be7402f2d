"""Domains of an organization: named, proven by a code to an address in them, given up; and which are nobody's."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

WHEN = ("organizations", "organization-creation", "organization-domains")
CREATE, DELETE = ("CreateOrganizationDomain",), ("deleteOrganizationDomain",)
PREPARE, ATTEMPT = ("prepareOrganizationDomainVerification",), ("attemptOrganizationDomainVerification",)
LIST = ("ListOrganizationDomains",)
domain = Area(name="ORGANIZATION-DOMAIN", profile="organizations", when=WHEN, operations=CREATE, twins=("CREATED",))

CREATED = domain(
    "CREATED",
    MUST,
    "A new domain is of this organization, has the name that was given, and enrolls nobody by itself: its "
    "`enrollment_mode` is `manual_invitation`.",
    "CreateOrganizationDomain 200",
    "ORG-500",
    "ORG-502",
    twins=(),
)
LISTED = domain(
    "LISTED",
    MUST,
    "The organization's domains list it, as `data` beside `total_count`, and it is read by its id.",
    "ListOrganizationDomains 200",
    "GetOrganizationDomain 200",
    "ORG-505",
    operations=(*LIST, "GetOrganizationDomain"),
)
FILTERED_VERIFIED = domain(
    "LISTED.VERIFIED",
    MUST,
    "With `verified` that list holds the verified domains only, or only the others.",
    "ListOrganizationDomains 200",
    "ORG-505",
    operations=LIST,
    twins=("LISTED", "VERIFIED"),
)
FILTERED_MODE = domain(
    "LISTED.MODE",
    MUST,
    "With `enrollment_mode` that list holds the domains with this mode only.",
    "ListOrganizationDomains 200",
    "ORG-505",
    operations=LIST,
    twins=("LISTED",),
)
OLD_SPELLING = domain(
    "LISTED.OLD-SPELLING",
    MUST,
    "The spelling `enrollmentMode` of an official client is no error there.",
    "ORG-512",
    operations=LIST,
    twins=("LISTED",),
)
SMALL_LETTERS = domain(
    "SMALL-LETTERS",
    SHOULD,
    "Domains have small letters, however they are written.",
    "ORG-504",
)
NO_DOMAIN = domain(
    "MALFORMED",
    SHOULD,
    "What is no name of a domain, an address of the network, or this very machine is refused: 422.",
    "CreateOrganizationDomain 422",
    "ORG-503",
    "SEC-064",
)
COMMON = domain(
    "COMMON",
    MUST,
    "The domain of a provider that gives everybody an address is refused: 422 `organization_domain_common`.",
    "CreateOrganizationDomain 422",
    "ORG-503",
    "SEC-064",
)
DISPOSABLE = domain(
    "DISPOSABLE",
    SHOULD,
    "The domain of addresses to throw away is refused: 422 `organization_domain_blocked`.",
    "CreateOrganizationDomain 422",
    "ORG-503",
)
TWICE = domain(
    "TWICE",
    MUST,
    "A domain is not added twice to an organization: 422 `organization_domain_already_exists_same_organization` or "
    "`organization_domain_already_exists`.",
    "CreateOrganizationDomain 422",
    "ORG-503",
)
TAKEN = domain(
    "TAKEN",
    MUST,
    "A domain that one organization has verified is never verified by another: 422 "
    "`organization_domain_already_exists` when it is added or when it is proven.",
    "CreateOrganizationDomain 422",
    "ORG-503",
    "SEC-064",
    operations=(*CREATE, *ATTEMPT),
    twins=("VERIFIED",),
)
TAKEN_LARGE = domain(
    "TAKEN.LARGE-LETTERS",
    SHOULD,
    "That holds of the same name in large letters.",
    "ORG-504",
    "SEC-064",
    operations=(*CREATE, *ATTEMPT),
    twins=("VERIFIED",),
)
SERVERS_OWN = domain(
    "SERVERS-OWN",
    MUST,
    "Who adds a domain cannot say that it is verified, nor whose it is: that is refused or ignored.",
    "CreateOrganizationDomain 422",
    "ORG-502",
    "SEC-235",
)
PREPARED = domain(
    "PREPARED",
    MUST,
    "Sending a code to an address in the domain starts its verification: that address, unverified, by `email_code`.",
    "prepareOrganizationDomainVerification 200",
    "ORG-501",
    "ORG-506",
    operations=PREPARE,
)
ALIAS = domain(
    "PREPARED.ALIAS",
    MUST,
    "`verification` says what `affiliation_verification` says, where both are there.",
    "prepareOrganizationDomainVerification 200",
    "ORG-500",
    operations=PREPARE,
    twins=("PREPARED",),
)
VERIFIED = domain(
    "VERIFIED",
    MUST,
    "The code that was sent there verifies the domain.",
    "attemptOrganizationDomainVerification 200",
    "ORG-506",
    operations=ATTEMPT,
    twins=("PREPARED",),
)
MISMATCH = domain(
    "MISMATCH",
    MUST,
    "An address at another domain is refused: 422 `organization_domain_mismatch`.",
    "prepareOrganizationDomainVerification 422",
    "ORG-506",
    "SEC-061",
    operations=PREPARE,
    twins=("PREPARED",),
)
LOOK_ALIKES = domain(
    "MISMATCH.LOOK-ALIKES",
    MUST,
    "An address that only looks like one there is refused with 422 too: below the domain, ending or beginning as it, "
    "two in one, with a letter that looks the same.",
    "prepareOrganizationDomainVerification 422",
    "SEC-061",
    operations=PREPARE,
    twins=("PREPARED",),
)
WRONG = domain(
    "WRONG-CODE",
    MUST,
    "Another code is 422 `form_code_incorrect`, and the domain stays unverified.",
    "attemptOrganizationDomainVerification 422",
    "ORG-506",
    "SEC-062",
    operations=ATTEMPT,
    twins=("VERIFIED",),
)
UNPREPARED = domain(
    "UNPREPARED",
    MUST,
    "Without a code that was sent nothing is verified, whatever code comes: 4xx.",
    "attemptOrganizationDomainVerification 400",
    "SEC-062",
    operations=ATTEMPT,
    twins=("VERIFIED",),
)
OTHERS_CODE = domain(
    "OTHERS-CODE",
    MUST,
    "The code that was sent for one domain does not verify another of the same organization.",
    "attemptOrganizationDomainVerification 422",
    "SEC-062",
    operations=ATTEMPT,
    twins=("VERIFIED",),
    means=("inbox",),
)
DELETED = domain(
    "DELETED",
    MUST,
    "A deleted domain is said to be deleted, and neither listed nor read any more.",
    "deleteOrganizationDomain 200",
    "ORG-509",
    operations=DELETE,
)
PARENT = domain(
    "ELSEWHERE",
    MUST,
    "The domain of one organization is neither shown, changed, proven nor deleted by way of another, whoever manages "
    "that.",
    "GetOrganizationDomain 404",
    "SEC-037",
    operations=("GetOrganizationDomain", *DELETE, "UpdateOrganizationDomainEnrollmentMode", *PREPARE, *ATTEMPT),
)
