"""How far a second factor can be trusted: what is no code of it, what is no factor, how many guesses there are."""

from fapi_conformance.verdict.requirement import Level, Requirement

APP = ("authenticator-app",)
SIGN_IN = (*APP, "identifier", "password")

WINDOW = Requirement(
    id="MFA.TOTP.WINDOW",
    level=Level.MUST,
    says="An authenticator app is not verified by codes of ten minutes or an hour ago, nor by those that come then.",
    sources=("verifyTOTP 422", "SEC-133", "RFC 6238 sections 5.2 and 6"),
    profile="mfa",
    operations=("verifyTOTP",),
    when=APP,
    twins=("MFA.TOTP.VERIFIED",),
)
NEAR_WINDOW = Requirement(
    id="MFA.TOTP.NEAR-WINDOW",
    level=Level.SHOULD,
    says="Nor is it by codes of one and a half or five minutes ago, or by those that come then.",
    sources=("SEC-133", "RFC 6238 section 5.2"),
    profile="mfa",
    operations=("verifyTOTP",),
    when=APP,
    twins=("MFA.TOTP.VERIFIED",),
)
NO_SUCH_APP = Requirement(
    id="MFA.SIGN-IN.NO-SUCH-APP",
    level=Level.MUST,
    says="Where another second factor is due, the code of an app that was never verified, or was deleted, is refused "
    "and the app not offered.",
    sources=("attemptSignInFactorTwo 400, 403, 422", "SEC-135"),
    profile="mfa",
    operations=("attemptSignInFactorTwo", "postTOTP", "deleteTOTP"),
    when=(*SIGN_IN, "phone-second-factor", "second-factor-optional"),
    twins=("MFA.PHONE.SIGN-IN",),
)
NEEDED_AFTER_PHONE = Requirement(
    id="MFA.SIGN-IN.NEEDED-AFTER-PHONE-CODE",
    level=Level.MUST,
    says="A code by telephone does not spare a user the second factor.",
    sources=("attemptSignInFactorOne 200", "SEC-141"),
    profile="mfa",
    operations=("attemptSignInFactorOne",),
    when=(*APP, "phone-identifier", "phone-code", "phone-verification"),
    twins=("MFA.TOTP.VERIFIED",),
)
PAPER_QUALITY = Requirement(
    id="MFA.BACKUP.QUALITY",
    level=Level.SHOULD,
    says="Backup codes are long enough to hold 20 bits, and no code of one set is in another.",
    sources=("SEC-138",),
    profile="mfa",
    operations=("createBackupCodes",),
    when=(*APP, "backup-codes"),
    twins=("MFA.BACKUP.CREATED",),
)
NOT_RESERVED = Requirement(
    id="PHONE-NUMBER.SECOND-FACTOR.UNPROVEN-REFUSED",
    level=Level.MUST,
    says="An unverified number is refused as a second factor and as the default one, and stays what it is.",
    sources=("UpdatePhoneNumber 400", "SEC-142"),
    profile="mfa",
    operations=("UpdatePhoneNumber",),
    when=("phone-second-factor", "email-identifier"),
    twins=("PHONE-NUMBER.SECOND-FACTOR",),
)
REVERIFIED_BY_REPLAY = Requirement(
    id="REVERIFICATION.TOTP-REPLAYED",
    level=Level.SHOULD,
    says="The code of an app that completed a sign-in verifies no session anew.",
    sources=("SEC-134", "USER-405", "RFC 6238 section 5.2"),
    profile="reverification",
    operations=("attemptSignInFactorTwo", "attemptSessionReverificationSecondFactor"),
    when=("reverification", *SIGN_IN),
    twins=("REVERIFICATION.SECOND-FACTOR",),
)
GUESSED = Requirement(
    id="MFA.LOCKOUT.TOTP",
    level=Level.SHOULD,
    says="Wrong codes of an authenticator app lock a user at the limit of the instance, as wrong passwords do.",
    sources=("AUTH-364", "SEC-140"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=(*SIGN_IN, "lockout-near"),
    risks=("lockout",),
    twins=("MFA.SIGN-IN.TOTP",),
)
