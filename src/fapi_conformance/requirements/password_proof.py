"""What a password proves, and what proves enough to set another one."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "password"
EMAIL = ("reset-email-code", "password")
PREPARE, RESET = "prepareSignInFactorOne", "resetPassword"

EXACT = Requirement(
    id="SIGN-IN.PASSWORD.EXACT",
    level=Level.MUST,
    says="A long password is taken whole: a part of it, more than it, and other letter case are refused.",
    sources=("createSignIn 422", "SEC-152"),
    profile=PROFILE,
    operations=("createSignUps", "createSignIn"),
    when=("identifier", "password"),
    twins=("SIGN-IN.PASSWORD.AT-ONCE",),
)
AFTER_WRONG = Requirement(
    id="RECOVERY.AFTER-WRONG-PASSWORD",
    level=Level.MUST,
    says="A password that was wrong opens no way to a new one.",
    sources=("resetPassword 400", "SEC-154"),
    profile=PROFILE,
    operations=(RESET,),
    when=EMAIL,
    twins=("RECOVERY.SET",),
)
UNPROVEN_CODE = Requirement(
    id="RECOVERY.LATE-CODE",
    level=Level.MUST,
    says="A reset code after its expiry opens no way to a new password.",
    sources=("resetPassword 400", "SEC-154", "SEC-123"),
    profile=PROFILE,
    operations=("attemptSignInFactorOne", RESET),
    when=EMAIL,
    means=("age",),
    twins=("RECOVERY.SET",),
)
FREE_TEXT = Requirement(
    id="RECOVERY.FREE-TEXT",
    level=Level.MUST,
    says="A reset code goes to an address of the account, and never to one that whoever asks for it names.",
    sources=("prepareSignInFactorOne 422", "SEC-155"),
    profile=PROFILE,
    operations=(PREPARE,),
    when=EMAIL,
    means=("inbox",),
    twins=("RECOVERY.NEW-PASSWORD-DUE",),
)
UNVERIFIED = Requirement(
    id="RECOVERY.UNVERIFIED",
    level=Level.SHOULD,
    says="A reset code is not sent to an address that nobody has verified.",
    sources=("SEC-155",),
    profile=PROFILE,
    operations=(PREPARE,),
    when=(*EMAIL, "email-verification"),
    twins=("RECOVERY.NEW-PASSWORD-DUE",),
)
RULES = Requirement(
    id="RECOVERY.RULES",
    level=Level.MUST,
    says="Of a new password each rule is kept that the environment announces: its maximum, capitals, small letters, "
    "digits, special characters.",
    sources=("resetPassword 422", "AUTH-316", "SEC-151"),
    profile=PROFILE,
    operations=(RESET,),
    when=(*EMAIL, "password-rules"),
    twins=("RECOVERY.SET",),
)
PREPARED_ANEW = Requirement(
    id="LOCKOUT.PREPARED-ANEW",
    level=Level.SHOULD,
    says="Wrong codes count towards the lockout although a new code is sent after each of them.",
    sources=("AUTH-364", "SEC-120"),
    profile="email-code",
    operations=(PREPARE, "attemptSignInFactorOne"),
    when=("email-identifier", "email-code", "lockout-near"),
    risks=("lockout",),
    twins=("SIGN-IN.EMAIL-CODE.RIGHT",),
)
