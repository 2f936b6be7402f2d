"""Sign-up: an attempt that gathers fields and verifications until it makes a user and a session."""

from fapi_conformance.verdict.requirement import Level, Requirement

UNVERIFIED_EMAIL = Requirement(
    id="SIGN-UP.UNVERIFIED-EMAIL",
    level=Level.MUST,
    says="An email address that was supplied and needs verification is unverified and no longer missing.",
    sources=("createSignUps 200", "AUTH-290"),
    profile="email-code",
    operations=("createSignUps",),
    when=("sign-up-email-code",),
)
MISSING_SHRINKS = Requirement(
    id="SIGN-UP.MISSING-SHRINKS",
    level=Level.MUST,
    says="A required field without a value is missing, and stops being so with the update that supplies it.",
    sources=("createSignUps 200", "updateSignUps 200", "AUTH-290", "AUTH-299"),
    profile="core",
    operations=("createSignUps", "updateSignUps"),
    when=("sign-up-password-required",),
)
NOTHING_PREPARED = Requirement(
    id="SIGN-UP.NOTHING-PREPARED",
    level=Level.MUST,
    says="Without a strategy a sign-up prepares no verification.",
    sources=("createSignUps 200", "AUTH-294"),
    profile="email-code",
    operations=("createSignUps",),
    when=("sign-up-email-code",),
)
STRATEGY_PREPARES = Requirement(
    id="SIGN-UP.STRATEGY-PREPARES",
    level=Level.MUST,
    says="With a strategy a sign-up prepares that verification at once: unverified, no attempt made, one to be made.",
    sources=("createSignUps 200", "AUTH-293"),
    profile="email-code",
    operations=("createSignUps",),
    when=("sign-up-email-code",),
)
PREPARED = Requirement(
    id="SIGN-UP.PREPARED",
    level=Level.MUST,
    says="Preparing starts the verification: unverified, no attempt made, one to be made, with an expiry.",
    sources=("prepareSignUpsVerification 200", "AUTH-293", "AUTH-310"),
    profile="email-code",
    operations=("prepareSignUpsVerification",),
    when=("sign-up-email-code",),
)
COMPLETE = Requirement(
    id="SIGN-UP.COMPLETE",
    level=Level.MUST,
    says="The last requirement met completes a sign-up: a user, a session that is the last active, no attempt left.",
    sources=("attemptSignUpsVerification 200", "AUTH-297"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.STRATEGY-PREPARES",),
)
VERIFIED_FIRST = Requirement(
    id="SIGN-UP.VERIFIED-FIRST",
    level=Level.MUST,
    says="The right code verifies the address of a sign-up that still misses a field, and leaves it open.",
    sources=("attemptSignUpsVerification 200", "AUTH-290", "AUTH-296"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-password-required",),
)
COMPLETED_BY_UPDATE = Requirement(
    id="SIGN-UP.COMPLETED-BY-UPDATE",
    level=Level.MUST,
    says="The update that supplies the last missing field completes a sign-up whose address is verified.",
    sources=("updateSignUps 200", "AUTH-290", "AUTH-411"),
    profile="email-code",
    operations=("updateSignUps",),
    when=("sign-up-password-required",),
    twins=("SIGN-UP.VERIFIED-FIRST",),
)
WRONG_CODE = Requirement(
    id="SIGN-UP.WRONG-CODE",
    level=Level.MUST,
    says="A wrong code is refused with 422 `form_code_incorrect` and verifies nothing.",
    sources=("attemptSignUpsVerification 422", "AUTH-307", "AUTH-232", "SEC-118"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
EXPIRED_CODE = Requirement(
    id="SIGN-UP.EXPIRED-CODE",
    level=Level.MUST,
    says="A code after its expiry is refused with 400 `verification_expired` and verifies nothing.",
    sources=("attemptSignUpsVerification 400", "AUTH-307", "SEC-123"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    means=("age",),
    twins=("SIGN-UP.COMPLETE",),
)
UNPREPARED_CODE = Requirement(
    id="SIGN-UP.UNPREPARED-CODE",
    level=Level.MUST,
    says="A code for a verification that was never prepared is refused with 400 and verifies nothing.",
    sources=("attemptSignUpsVerification 400", "AUTH-306", "AUTH-229"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
REUSED_CODE = Requirement(
    id="SIGN-UP.REUSED-CODE",
    level=Level.SHOULD,
    says="A code that was used is refused.",
    sources=("AUTH-307", "AUTH-308", "SEC-121"),
    profile="email-code",
    operations=("attemptSignUpsVerification",),
    when=("sign-up-email-code",),
    twins=("SIGN-UP.COMPLETE",),
)
IDENTIFIER_TAKEN = Requirement(
    id="SIGN-UP.IDENTIFIER-TAKEN",
    level=Level.MUST,
    says="An address that a user has verified is refused with 422 `form_identifier_exists`.",
    sources=("createSignUps 422", "AUTH-300"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-email-code", "no-enumeration-protection"),
    twins=("BEDROCK.MEMBER",),
)
UNKNOWN_PARAMETER = Requirement(
    id="SIGN-UP.UNKNOWN-PARAMETER",
    level=Level.MUST,
    says="A parameter that creating a sign-up does not have is refused with 422 `form_param_unknown`, naming it.",
    sources=("createSignUps 422", "AUTH-015", "AUTH-039"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open",),
    twins=("OPERATION.SUCCEEDS",),
)
REPLACED = Requirement(
    id="SIGN-UP.REPLACED",
    level=Level.MUST,
    says="A client has one current sign-up: a new one takes the place of the old.",
    sources=("createSignUps 200", "AUTH-139"),
    profile="core",
    operations=("createSignUps", "getClient"),
    when=("sign-up-email-code",),
)
CHANGED_EMAIL = Requirement(
    id="SIGN-UP.CHANGED-EMAIL",
    level=Level.MUST,
    says="An address that replaces a verified one in an open sign-up is not verified by it.",
    sources=("updateSignUps 200", "AUTH-299", "SEC-170"),
    profile="email-code",
    operations=("updateSignUps",),
    when=("sign-up-password-required",),
    twins=("SIGN-UP.VERIFIED-FIRST",),
)
SHORT_PASSWORD = Requirement(
    id="SIGN-UP.SHORT-PASSWORD",
    level=Level.MUST,
    says="A password shorter than the instance's minimum is refused with 422 `form_password_length_too_short`.",
    sources=("createSignUps 422", "AUTH-316", "AUTH-120"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-email-code", "password"),
    twins=("OPERATION.SUCCEEDS",),
)
METADATA = Requirement(
    id="SIGN-UP.METADATA",
    level=Level.MUST,
    says="Unsafe metadata that is sent as JSON text becomes that object in the user who was made.",
    sources=("createSignUps 200", "getUser 200", "AUTH-007"),
    profile="core",
    operations=("createSignUps", "getUser"),
    when=("sign-up-email-code",),
    twins=("BEDROCK.MEMBER",),
)
MALFORMED_EMAIL = Requirement(
    id="SIGN-UP.MALFORMED-EMAIL",
    level=Level.SHOULD,
    says="Text that is no email address is refused with 422 `form_param_format_invalid`, naming the field.",
    sources=("createSignUps 422", "AUTH-301"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-email-code",),
    twins=("OPERATION.SUCCEEDS",),
)
