"""What does not make a session fresh, and what more wants it to be so."""

from fapi_conformance.requirements.reverification import ATTEMPT_FIRST, ON, PROFILE, START, guarded
from fapi_conformance.verdict.requirement import Level, Requirement

PREPARE_SECOND = "prepareSessionReverificationSecondFactor"
FACTOR = ("authenticator-app", "second-factor-optional")

DELETE_APP = guarded("DELETE-TOTP", "Giving up an authenticator app", "deleteTOTP", *FACTOR)
NEW_PAPER = guarded("BACKUP-CODES", "Making backup codes", "createBackupCodes", *FACTOR, "backup-codes")
LEAD = guarded("PRIMARY", "Making another address the primary one", "patchUser", "email-verification")
AFTERWARDS = Requirement(
    id="REVERIFICATION.AFTERWARDS",
    level=Level.MUST,
    says="A reverification that is complete proves nothing more: what is attempted or prepared of it afterwards leaves "
    "the factors as old as they are.",
    sources=(f"{ATTEMPT_FIRST} 400", "SEC-146", "SEC-121"),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST, PREPARE_SECOND, "getSession"),
    when=(*ON, "password"),
    means=("age",),
    twins=("REVERIFICATION.AGES",),
)
OTHER_STRATEGY = Requirement(
    id="REVERIFICATION.OTHER-STRATEGY",
    level=Level.MUST,
    says="A first factor is not proven by what is none, and the factors stay as old as they are.",
    sources=(f"{ATTEMPT_FIRST} 400, 422", "SEC-146"),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST, "getSession"),
    when=(*ON, "password"),
    means=("age",),
    twins=("REVERIFICATION.AGES",),
)
GUESSED = Requirement(
    id="REVERIFICATION.LOCKOUT",
    level=Level.SHOULD,
    says="Wrong passwords count towards the lockout also where a session is to be verified anew.",
    sources=("SEC-147",),
    profile=PROFILE,
    operations=(START, ATTEMPT_FIRST),
    when=(*ON, "password", "lockout-near"),
    risks=("lockout",),
    twins=("REVERIFICATION.PASSWORD",),
)
