"""The code that proves a domain, as codes are everywhere: some tries, a time, nothing in its place; and without one."""

from fapi_conformance.requirements.area import MUST, SHOULD
from fapi_conformance.requirements.organization_domain import ATTEMPT, CREATE, PREPARE, WHEN, domain

PREPARED_EXPIRY = domain(
    "PREPARED.EXPIRY",
    SHOULD,
    "That verification has an expiry.",
    "ORG-501",
    operations=PREPARE,
    twins=("PREPARED",),
)
PREPARED_TRIES = domain(
    "PREPARED.TRIES",
    SHOULD,
    "That verification counts the codes that were tried, from 0: an app cannot read it without.",
    "ORG-501",
    operations=PREPARE,
    twins=("PREPARED",),
)
FAILED = domain(
    "CODE.FAILED",
    MUST,
    "Once too many wrong codes have failed the verification of a domain, the right one is refused.",
    "attemptOrganizationDomainVerification 400",
    "ORG-506",
    "SEC-119",
    operations=ATTEMPT,
    twins=("VERIFIED",),
)
LIMITED = domain(
    "CODE.LIMITED",
    SHOULD,
    "A dozen wrong codes for a domain end in `verification_failed`.",
    "SEC-119",
    "GAP-080",
    operations=ATTEMPT,
    twins=("VERIFIED",),
)
BLANK = domain(
    "CODE.BLANK",
    MUST,
    "No code at all, and what stands for nothing, is refused and proves no domain.",
    "attemptOrganizationDomainVerification 422",
    "SEC-118",
    operations=ATTEMPT,
    twins=("VERIFIED",),
)
EXPIRED = domain(
    "CODE.EXPIRED",
    MUST,
    "The right code after its expiry is refused and proves no domain.",
    "attemptOrganizationDomainVerification 400",
    "SEC-123",
    operations=ATTEMPT,
    twins=("VERIFIED",),
    means=("age",),
)
AGAIN = domain(
    "CODE.AGAIN",
    MUST,
    "A code that was not taken in time does not stand in the way: the next one that is sent verifies the domain.",
    "prepareOrganizationDomainVerification 200",
    "ORG-506",
    operations=("prepareOrganizationDomainVerification", *ATTEMPT),
    twins=("VERIFIED",),
    means=("age",),
)
AT_ONCE = domain(
    "AT-ONCE",
    SHOULD,
    "Whoever has verified an address in a domain before adds it verified.",
    "table of section 12",
    operations=CREATE,
    twins=("VERIFIED",),
    when=(*WHEN, "email-addresses", "email-verification"),
)
