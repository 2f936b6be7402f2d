"""What stands before a sign-up: legal terms, bot protection, closed doors."""

from fapi_conformance.verdict.requirement import Level, Requirement

LEGAL_MISSING = Requirement(
    id="SIGN-UP.LEGAL.MISSING",
    level=Level.MUST,
    says="Where consent is required, a sign-up without it misses `legal_accepted`.",
    sources=("createSignUps 200", "AUTH-298"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "legal-consent"),
)
LEGAL_ACCEPTED = Requirement(
    id="SIGN-UP.LEGAL.ACCEPTED",
    level=Level.MUST,
    says="Accepting the terms sets `legal_accepted_at`, and `legal_accepted` is missing no longer.",
    sources=("updateSignUps 200", "AUTH-298"),
    profile="core",
    operations=("updateSignUps",),
    when=("sign-up-open", "legal-consent"),
    twins=("SIGN-UP.LEGAL.MISSING",),
)
LEGAL_WAITED_FOR = Requirement(
    id="SIGN-UP.LEGAL.WAITED-FOR",
    level=Level.MUST,
    says="Without the consent that it lists as missing a sign-up does not complete, with it it does.",
    sources=("attemptSignUpsVerification 200", "updateSignUps 200", "AUTH-290", "SEC-171"),
    profile="core",
    operations=("attemptSignUpsVerification", "updateSignUps"),
    when=("sign-up-email-code", "legal-consent"),
    twins=("SIGN-UP.LEGAL.ACCEPTED",),
)
LEGAL_REFUSED = Requirement(
    id="SIGN-UP.LEGAL.REFUSED",
    level=Level.SHOULD,
    says="Consent that is said to be withheld is refused with 422 `legal_not_accepted`.",
    sources=("createSignUps 422", "AUTH-302"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "legal-consent"),
    twins=("SIGN-UP.LEGAL.ACCEPTED",),
)
LEGAL_USER = Requirement(
    id="SIGN-UP.LEGAL.USER",
    level=Level.SHOULD,
    says="The user shows when the terms were accepted.",
    sources=("getUser 200", "AUTH-298"),
    profile="core",
    operations=("getUser",),
    when=("sign-up-open", "legal-consent"),
    twins=("BEDROCK.MEMBER",),
)
TESTING_TOKEN = Requirement(
    id="SIGN-UP.CAPTCHA.TESTING-TOKEN",
    level=Level.MUST,
    says="With bot protection on, a browser with a testing token signs up without a captcha.",
    sources=("createSignUps 200", "AUTH-218", "GAP-076"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "captcha"),
    means=("testing_token",),
)
CAPTCHA_MISSING = Requirement(
    id="SIGN-UP.CAPTCHA.MISSING",
    level=Level.SHOULD,
    says="With bot protection on, a browser without a captcha is refused with 400 `captcha_missing_token`.",
    sources=("createSignUps 400", "AUTH-214", "SEC-168"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "captcha"),
    twins=("SIGN-UP.CAPTCHA.TESTING-TOKEN",),
)
CAPTCHA_INVALID = Requirement(
    id="SIGN-UP.CAPTCHA.INVALID",
    level=Level.SHOULD,
    says="A captcha that was not solved is refused with 400 `captcha_invalid`.",
    sources=("createSignUps 400", "AUTH-214", "SEC-168"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "captcha"),
    twins=("SIGN-UP.CAPTCHA.TESTING-TOKEN",),
)
CAPTCHA_FORGED = Requirement(
    id="SIGN-UP.CAPTCHA.FORGED-TOKEN",
    level=Level.SHOULD,
    says="A testing token that nobody made counts as none.",
    sources=("createSignUps 400", "AUTH-220"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "captcha"),
    twins=("SIGN-UP.CAPTCHA.TESTING-TOKEN",),
)
CAPTCHA_NATIVE = Requirement(
    id="SIGN-UP.CAPTCHA.NATIVE",
    level=Level.SHOULD,
    says="A native app is asked for no captcha.",
    sources=("createSignUps 200", "GAP-079"),
    profile="native",
    operations=("createSignUps",),
    when=("sign-up-open", "captcha", "native"),
)
CAPTCHA_UNASKED = Requirement(
    id="SIGN-UP.CAPTCHA.UNASKED",
    level=Level.SHOULD,
    says="With bot protection off, a captcha is refused with 400 `captcha_not_enabled`.",
    sources=("createSignUps 400", "AUTH-214"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open", "no-captcha"),
    twins=("OPERATION.SUCCEEDS",),
)
RESTRICTED = Requirement(
    id="SIGN-UP.RESTRICTED",
    level=Level.MUST,
    says="In restricted mode nobody signs up without an invitation.",
    sources=("createSignUps 403", "SEC-168"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-restricted",),
    twins=("BEDROCK.MEMBER",),
)
RESTRICTED_CODE = Requirement(
    id="SIGN-UP.RESTRICTED.CODE",
    level=Level.SHOULD,
    says="In restricted mode a sign-up is refused with 403 `sign_up_mode_restricted`.",
    sources=("createSignUps 403", "AUTH-303"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-restricted", "no-enumeration-protection"),
    twins=("BEDROCK.MEMBER",),
)
INVITED = Requirement(
    id="SIGN-UP.RESTRICTED.INVITED",
    level=Level.SHOULD,
    says="In restricted mode the ticket of an invitation opens a sign-up.",
    sources=("createSignUps 200", "AUTH-336", "GAP-033"),
    profile="tickets",
    operations=("createSignUps",),
    when=("sign-up-restricted", "tickets", "email-addresses"),
    means=("invitation",),
)
WAITLIST = Requirement(
    id="SIGN-UP.WAITLIST",
    level=Level.MUST,
    says="With a waitlist nobody signs up who was not let in.",
    sources=("createSignUps 403", "SEC-168"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-waitlist",),
    twins=("BEDROCK.MEMBER",),
)
WAITLIST_CODE = Requirement(
    id="SIGN-UP.WAITLIST.CODE",
    level=Level.SHOULD,
    says="With a waitlist a sign-up is refused with 403 `sign_up_restricted_waitlist`.",
    sources=("createSignUps 403", "AUTH-303"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-waitlist", "no-enumeration-protection"),
    twins=("BEDROCK.MEMBER",),
)
