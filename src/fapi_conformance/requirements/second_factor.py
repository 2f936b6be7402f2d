"""A sign-in that needs a second factor, by authenticator app or by phone."""

from fapi_conformance.verdict.requirement import Level, Requirement

NEEDED = Requirement(
    id="MFA.SIGN-IN.NEEDED",
    level=Level.MUST,
    says="After the right password of a user with a second factor a sign-in needs that: the first factor is "
    "verified, there is no session, and the user cannot be read.",
    sources=("createSignIn 200", "getUser 401", "AUTH-242", "SEC-141"),
    profile="mfa",
    operations=("createSignIn", "getUser"),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.TOTP.VERIFIED",),
)
NEEDED_AFTER_CODE = Requirement(
    id="MFA.SIGN-IN.NEEDED-AFTER-CODE",
    level=Level.MUST,
    says="A code by email does not spare a user the second factor.",
    sources=("attemptSignInFactorOne 200", "SEC-141"),
    profile="mfa",
    operations=("attemptSignInFactorOne",),
    when=("authenticator-app", "email-identifier", "email-code"),
    twins=("MFA.TOTP.VERIFIED",),
)
NEEDED_AFTER_RESET = Requirement(
    id="MFA.SIGN-IN.NEEDED-AFTER-RESET",
    level=Level.MUST,
    says="A new password, set by a code that was sent, does not spare a user the second factor.",
    sources=("resetPassword 200", "AUTH-271", "SEC-141"),
    profile="mfa",
    operations=("resetPassword",),
    when=("authenticator-app", "email-identifier", "reset-email-code"),
    twins=("MFA.TOTP.VERIFIED",),
)
OFFERED = Requirement(
    id="MFA.SIGN-IN.OFFERED",
    level=Level.MUST,
    says="A sign-in that needs a second factor lists those that its user has.",
    sources=("Client.SignIn", "AUTH-276", "USER-404"),
    profile="mfa",
    operations=("createSignIn",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.NEEDED",),
)
BY_TOTP = Requirement(
    id="MFA.SIGN-IN.TOTP",
    level=Level.MUST,
    says="The code that the authenticator app shows completes the sign-in; nothing has to be prepared.",
    sources=("attemptSignInFactorTwo 200", "AUTH-277", "AUTH-281"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.NEEDED",),
)
VERIFICATIONS = Requirement(
    id="MFA.SIGN-IN.VERIFICATIONS",
    level=Level.SHOULD,
    says="A completed sign-in shows both verifications as verified, each with its strategy.",
    sources=("AUTH-277",),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.TOTP",),
)
FACTOR_AGES = Requirement(
    id="MFA.SIGN-IN.FACTOR-AGES",
    level=Level.SHOULD,
    says="A session by two factors says how many minutes ago each was proven, itself and in its tokens.",
    sources=("AUTH-163", "REV-006"),
    profile="mfa",
    operations=("attemptSignInFactorTwo", "createSessionToken"),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.TOTP",),
)
TOTP_SIGN_IN_WRONG = Requirement(
    id="MFA.SIGN-IN.TOTP-WRONG",
    level=Level.MUST,
    says="A wrong code is refused with 422 `form_code_incorrect`, and the sign-in still needs its second factor.",
    sources=("attemptSignInFactorTwo 422", "AUTH-268", "SEC-118"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.TOTP",),
)
TOTP_WINDOW = Requirement(
    id="MFA.SIGN-IN.TOTP-WINDOW",
    level=Level.MUST,
    says="Codes of ten minutes and of an hour ago, and those that will come then, are refused.",
    sources=("attemptSignInFactorTwo 422", "SEC-133", "RFC 6238 sections 5.2 and 6"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.TOTP",),
)
TOTP_REPLAYED = Requirement(
    id="MFA.SIGN-IN.TOTP-REPLAYED",
    level=Level.SHOULD,
    says="A code that was taken once is refused afterwards, also on another client.",
    sources=("SEC-134", "USER-405", "RFC 6238 section 5.2"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.TOTP",),
)
ONLY_WHEN_DUE = Requirement(
    id="MFA.SIGN-IN.ONLY-WHEN-DUE",
    level=Level.MUST,
    says="Before the first factor is proven, a right code of the second is refused, without a session.",
    sources=("attemptSignInFactorTwo 400", "AUTH-276", "SEC-079"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "identifier", "password"),
    twins=("MFA.SIGN-IN.TOTP",),
)
WITHOUT_FACTOR = Requirement(
    id="MFA.SIGN-IN.WITHOUT-FACTOR",
    level=Level.SHOULD,
    says="A factor that the user does not have is refused with 400, 403 or 422, and that is all that happens.",
    sources=("AUTH-284",),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("phone-second-factor", "identifier", "password"),
    twins=("MFA.PHONE.SIGN-IN",),
)
SEVERAL = Requirement(
    id="MFA.SIGN-IN.SEVERAL",
    level=Level.SHOULD,
    says="A number that is the default second factor is told as the default, beside the authenticator app.",
    sources=("Stubs.SignInFactor", "USER-247"),
    profile="mfa",
    operations=("createSignIn",),
    when=("phone-second-factor", "identifier", "password", "authenticator-app"),
    twins=("MFA.PHONE.OFFERED",),
)
LOCKOUT = Requirement(
    id="MFA.LOCKOUT",
    level=Level.MUST,
    says="Wrong backup codes lock a user at the limit of the instance: then the right one is refused too.",
    sources=("attemptSignInFactorTwo 403", "SEC-140", "AUTH-363"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("authenticator-app", "backup-codes", "identifier", "password", "lockout-near"),
    risks=("lockout",),
    twins=("MFA.BACKUP.SIGN-IN",),
)
PHONE_OFFERED = Requirement(
    id="MFA.PHONE.OFFERED",
    level=Level.MUST,
    says="A number that is reserved for it is offered as a second factor, with its id.",
    sources=("Stubs.SignInFactor", "USER-244", "AUTH-259"),
    profile="mfa",
    operations=("createSignIn", "UpdatePhoneNumber"),
    when=("phone-second-factor", "identifier", "password"),
)
PHONE_PREPARED = Requirement(
    id="MFA.PHONE.PREPARED",
    level=Level.SHOULD,
    says="Preparing the code starts the second verification: unverified, no attempt made, with an expiry.",
    sources=("AUTH-277",),
    profile="mfa",
    operations=("prepareSignInFactorTwo",),
    when=("phone-second-factor", "identifier", "password"),
    twins=("MFA.PHONE.OFFERED",),
)
BY_PHONE = Requirement(
    id="MFA.PHONE.SIGN-IN",
    level=Level.MUST,
    says="The code that was sent to the number completes the sign-in.",
    sources=("attemptSignInFactorTwo 200", "AUTH-277"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("phone-second-factor", "identifier", "password"),
    twins=("MFA.PHONE.OFFERED",),
)
PHONE_WRONG = Requirement(
    id="MFA.PHONE.WRONG",
    level=Level.MUST,
    says="A wrong code is refused with 422 `form_code_incorrect`, and the sign-in still needs its second factor.",
    sources=("attemptSignInFactorTwo 422", "AUTH-268", "AUTH-232", "SEC-118"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("phone-second-factor", "identifier", "password"),
    twins=("MFA.PHONE.SIGN-IN",),
)
PHONE_UNPREPARED = Requirement(
    id="MFA.PHONE.UNPREPARED",
    level=Level.MUST,
    says="A code that was not prepared is refused, without a session.",
    sources=("attemptSignInFactorTwo 400", "AUTH-281", "AUTH-229"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("phone-second-factor", "identifier", "password"),
    twins=("MFA.PHONE.SIGN-IN",),
)
PHONE_EXPIRED = Requirement(
    id="MFA.PHONE.EXPIRED",
    level=Level.MUST,
    says="A code after its expiry is refused with 400 `verification_expired`, without a session.",
    sources=("attemptSignInFactorTwo 400", "AUTH-270", "SEC-123"),
    profile="mfa",
    operations=("attemptSignInFactorTwo",),
    when=("phone-second-factor", "identifier", "password"),
    means=("age",),
    twins=("MFA.PHONE.SIGN-IN",),
)
