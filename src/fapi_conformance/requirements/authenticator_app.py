"""An authenticator app: set up, verified by its first code, taken away."""

from fapi_conformance.verdict.requirement import Level, Requirement

TOTP_CREATED = Requirement(
    id="MFA.TOTP.CREATED",
    level=Level.MUST,
    says="A new TOTP is unverified and comes with its secret in base32, and with an `otpauth` URI of that "
    "secret; it is no second factor yet.",
    sources=("postTOTP 200", "USER-400", "USER-402"),
    profile="mfa",
    operations=("postTOTP", "getUser"),
    when=("authenticator-app",),
)
TOTP_QUALITY = Requirement(
    id="MFA.TOTP.QUALITY",
    level=Level.SHOULD,
    says="Secrets are random and have 128 bits or more; the URI names issuer and account.",
    sources=("USER-402", "SEC-132", "RFC 4226 section 4"),
    profile="mfa",
    operations=("postTOTP",),
    when=("authenticator-app",),
    twins=("MFA.TOTP.CREATED",),
)
TOTP_VERIFIED = Requirement(
    id="MFA.TOTP.VERIFIED",
    level=Level.MUST,
    says="The right code verifies a TOTP: from then on the user has it, and two factors.",
    sources=("verifyTOTP 200", "USER-403", "USER-404"),
    profile="mfa",
    operations=("verifyTOTP", "getUser"),
    when=("authenticator-app",),
)
TOTP_ENABLED_AT = Requirement(
    id="MFA.TOTP.ENABLED-AT",
    level=Level.SHOULD,
    says="A user who has a second factor says since when.",
    sources=("USER-404",),
    profile="mfa",
    operations=("verifyTOTP", "getUser"),
    when=("authenticator-app",),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_WRONG = Requirement(
    id="MFA.TOTP.WRONG",
    level=Level.MUST,
    says="A wrong code is refused with 422 `form_code_incorrect`, and the TOTP stays unverified.",
    sources=("verifyTOTP 422", "USER-403"),
    profile="mfa",
    operations=("verifyTOTP",),
    when=("authenticator-app",),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_WITHOUT_CODE = Requirement(
    id="MFA.TOTP.WITHOUT-CODE",
    level=Level.SHOULD,
    says="A verification without a code is refused with 422.",
    sources=("verifyTOTP 422", "USER-403"),
    profile="mfa",
    operations=("verifyTOTP",),
    when=("authenticator-app",),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_SECRET_ONCE = Requirement(
    id="MFA.TOTP.SECRET-ONCE",
    level=Level.MUST,
    says="The secret of a TOTP is told when it is made, and by no answer after it was verified.",
    sources=("USER-402", "SEC-130"),
    profile="mfa",
    operations=("postTOTP", "getUser", "getClient"),
    when=("authenticator-app",),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_NOT_REPEATED = Requirement(
    id="MFA.TOTP.NOT-REPEATED",
    level=Level.SHOULD,
    says="The answer of the verification does not repeat the secret.",
    sources=("USER-402", "SEC-131"),
    profile="mfa",
    operations=("verifyTOTP",),
    when=("authenticator-app",),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_ALREADY = Requirement(
    id="MFA.TOTP.ALREADY-ENABLED",
    level=Level.MUST,
    says="Whoever has a verified TOTP is refused another one with 400 `totp_already_enabled`.",
    sources=("postTOTP 400", "USER-401", "SEC-130"),
    profile="mfa",
    operations=("postTOTP",),
    when=("authenticator-app",),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_DELETED = Requirement(
    id="MFA.TOTP.DELETED",
    level=Level.MUST,
    says="Deleting the TOTP answers that it is deleted; the user has none afterwards, and may make a new one.",
    sources=("deleteTOTP 200", "USER-406", "GEN-042"),
    profile="mfa",
    operations=("deleteTOTP", "getUser", "postTOTP"),
    when=("authenticator-app", "second-factor-optional"),
    twins=("MFA.TOTP.VERIFIED",),
)
TOTP_DISABLED = Requirement(
    id="MFA.TOTP.DISABLED",
    level=Level.SHOULD,
    says="Without the last second factor a user has no two factors any more, and says since when.",
    sources=("USER-248", "USER-406"),
    profile="mfa",
    operations=("deleteTOTP", "getUser"),
    when=("authenticator-app", "second-factor-optional"),
    twins=("MFA.TOTP.DELETED",),
)
TOTP_NONE = Requirement(
    id="MFA.TOTP.NONE",
    level=Level.SHOULD,
    says="Where there is no TOTP, deleting it is refused with 404, and verifying it with 400 or 404.",
    sources=("deleteTOTP 404", "verifyTOTP 400, 404", "USER-406"),
    profile="mfa",
    operations=("deleteTOTP", "verifyTOTP"),
    when=("authenticator-app", "second-factor-optional"),
    twins=("MFA.TOTP.DELETED", "MFA.TOTP.VERIFIED"),
)
PENDING_NO_FACTOR = Requirement(
    id="MFA.TOTP.PENDING-IS-NO-FACTOR",
    level=Level.MUST,
    says="A TOTP that was never verified, and one that was deleted, are no factors: a sign-in does not ask for them.",
    sources=("Client.SignIn", "AUTH-242", "SEC-135"),
    profile="mfa",
    operations=("createSignIn", "postTOTP", "deleteTOTP"),
    when=("authenticator-app", "identifier", "password", "second-factor-optional"),
    twins=("MFA.SIGN-IN.NEEDED",),
)
