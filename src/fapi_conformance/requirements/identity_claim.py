"""Whose an identifier is: one person's in every spelling, nobody's before it is proven, and told in full to none."""

from fapi_conformance.verdict.requirement import Level, Requirement

ADD, ATTEMPT = "createEmailAddresses", "verifyEmailAddress"


def _variant(prefix: str, what: str, operations: tuple[str, ...], *, profile: str, when: str, twin: str) -> Requirement:
    return Requirement(
        id=f"{prefix}.VARIANT",
        level=Level.MUST,
        says=f"Another spelling of somebody's {what} is refused to others, or is another one altogether: neither of "
        "the two people gets into the account of the other by it.",
        sources=("SEC-172",),
        profile=profile,
        operations=operations,
        when=(when, "password"),
        twins=(twin,),
    )


ADDRESS_VARIANT = _variant(
    "EMAIL-ADDRESS",
    "verified email address",
    (ADD, ATTEMPT, "createSignIn"),
    profile="email-code",
    when="email-verification",
    twin="EMAIL-ADDRESS.PROVEN",
)
NUMBER_VARIANT = _variant(
    "PHONE-NUMBER",
    "verified phone number",
    ("postPhoneNumbers", "verifyPhoneNumber", "createSignIn"),
    profile="phone",
    when="phone-verification",
    twin="PHONE-NUMBER.PROVEN",
)
USERNAME_VARIANT = _variant(
    "USERNAME", "username", ("patchUser", "createSignIn"), profile="core", when="username", twin="USER.READ"
)
NEVER_TWICE = Requirement(
    id="EMAIL-ADDRESS.NEVER-TWICE",
    level=Level.MUST,
    says="The address that somebody has verified is refused to others, or never verified by them.",
    sources=("createEmailAddresses 422", "SEC-173", "SEC-172"),
    profile="email-code",
    operations=(ADD, ATTEMPT),
    when=("email-verification",),
    twins=("EMAIL-ADDRESS.PROVEN",),
)
CLAIM = Requirement(
    id="EMAIL-ADDRESS.CLAIM",
    level=Level.MUST,
    says="An address that somebody added and never verified is not theirs: whoever signs up with it and proves it is "
    "who signs in by it, and the other one verifies it no more.",
    sources=("SEC-173",),
    profile="email-code",
    operations=(ADD, ATTEMPT, "createSignUps", "createSignIn"),
    when=("email-verification", "sign-up-email-code", "email-identifier", "password"),
    twins=("EMAIL-ADDRESS.PROVEN", "SIGN-UP.COMPLETE"),
)
CLAIM_FREE = Requirement(
    id="EMAIL-ADDRESS.CLAIM.FREE",
    level=Level.SHOULD,
    says="An address that somebody added and never verified can be signed up by who proves it.",
    sources=("SEC-173",),
    profile="email-code",
    operations=(ADD, "createSignUps"),
    when=("email-verification", "sign-up-email-code", "email-identifier"),
    twins=("EMAIL-ADDRESS.ADDED", "SIGN-UP.COMPLETE"),
)
MASKED = Requirement(
    id="SIGN-IN.MASKED",
    level=Level.MUST,
    says="Where personal data is protected, whoever types one identifier of somebody is told no other one in full, and "
    "of the person nothing but a name and an image.",
    sources=("Client.SignIn", "AUTH-058", "SEC-161"),
    profile="core",
    operations=("createSignIn",),
    when=("email-identifier", "protected-data", "email-verification"),
    twins=("SIGN-IN.IDENTIFIED",),
)
