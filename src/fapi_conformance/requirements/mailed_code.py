"""Codes that are really sent: they arrive, they work, nobody else learns them, and the public one does not stand in."""

from fapi_conformance.verdict.requirement import Level, Requirement

OPERATIONS = ("sendVerificationEmail", "verifyEmailAddress")

SENT = Requirement(
    id="EMAIL-ADDRESS.MAILED",
    level=Level.MUST,
    says="The code that arrives at an address verifies it.",
    sources=("sendVerificationEmail 200", "verifyEmailAddress 200", "USER-229"),
    profile="email-code",
    operations=OPERATIONS,
    when=("email-verification",),
    means=("inbox",),
)
SECRET = Requirement(
    id="EMAIL-ADDRESS.MAILED.SECRET",
    level=Level.MUST,
    says="The code that was sent is in no answer to who asked for it.",
    sources=("SEC-126",),
    profile="email-code",
    operations=OPERATIONS,
    when=("email-verification",),
    means=("inbox",),
    twins=("EMAIL-ADDRESS.MAILED",),
)
OLDER = Requirement(
    id="EMAIL-ADDRESS.MAILED.OLDER",
    level=Level.SHOULD,
    says="When another code is sent, the earlier one is worth nothing any more.",
    sources=("AUTH-264", "SEC-122"),
    profile="email-code",
    operations=OPERATIONS,
    when=("email-verification",),
    means=("inbox",),
    twins=("EMAIL-ADDRESS.MAILED",),
)
PUBLIC = Requirement(
    id="EMAIL-ADDRESS.PUBLIC-CODE",
    level=Level.MUST,
    says="The public code of test mode does not verify an address that is not a test address.",
    sources=("SEC-127", "AUTH-227"),
    profile="email-code",
    operations=OPERATIONS,
    when=("email-verification",),
    twins=("EMAIL-ADDRESS.PROVEN",),
)
