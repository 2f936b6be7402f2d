"""Verifying a session anew, and the operations that want it."""

from fapi_conformance.verdict.requirement import Level, Requirement

START = "startSessionReverification"
PREPARE_FIRST = "prepareSessionReverificationFirstFactor"
ATTEMPT_FIRST = "attemptSessionReverificationFirstFactor"
PREPARE_SECOND = "prepareSessionReverificationSecondFactor"
ATTEMPT_SECOND = "attemptSessionReverificationSecondFactor"
PROFILE = "reverification"
ON = ("reverification",)

STARTED = Requirement(
    id="REVERIFICATION.STARTED",
    level=Level.MUST,
    says="Verifying a session anew starts with nothing proven yet, at the level that was asked for.",
    sources=(f"{START} 200", "AUTH-341", "AUTH-342"),
    profile=PROFILE,
    operations=(START,),
    when=ON,
)
FALLBACK = Requirement(
    id="REVERIFICATION.FALLBACK",
    level=Level.MUST,
    says="Whoever has no second factor is asked for the first one, whichever level was asked for.",
    sources=(f"{START} 200", "AUTH-343", "SEC-148"),
    profile=PROFILE,
    operations=(START,),
    when=(*ON, "second-factor-optional"),
    twins=("REVERIFICATION.STARTED",),
)
PASSWORD = Requirement(
    id="REVERIFICATION.PASSWORD",
    level=Level.MUST,
    says="The right password completes a reverification of the first factor.",
    sources=(f"{ATTEMPT_FIRST} 200", "AUTH-344"),
    profile=PROFILE,
    operations=(START, ATTEMPT_FIRST),
    when=(*ON, "password"),
    twins=("REVERIFICATION.STARTED",),
)
EMAIL_CODE = Requirement(
    id="REVERIFICATION.EMAIL-CODE",
    level=Level.MUST,
    says="A prepared email code, attempted rightly, completes a reverification of the first factor.",
    sources=(f"{PREPARE_FIRST} 200", f"{ATTEMPT_FIRST} 200", "AUTH-344"),
    profile=PROFILE,
    operations=(START, PREPARE_FIRST, ATTEMPT_FIRST),
    when=(*ON, "email-code"),
    twins=("REVERIFICATION.STARTED",),
)
WRONG_PASSWORD = Requirement(
    id="REVERIFICATION.PASSWORD.WRONG",
    level=Level.MUST,
    says="A wrong password is refused.",
    sources=(f"{ATTEMPT_FIRST} 422", "SEC-147"),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST,),
    when=(*ON, "password"),
    twins=("REVERIFICATION.PASSWORD",),
)
WRONG_PASSWORD_CODE = Requirement(
    id="REVERIFICATION.PASSWORD.WRONG.CODE",
    level=Level.SHOULD,
    says="The refusal of a wrong password is 422 `form_password_incorrect`, as in a sign-in.",
    sources=("AUTH-352",),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST,),
    when=(*ON, "password"),
    twins=("REVERIFICATION.PASSWORD.WRONG",),
)
WRONG_CODE = Requirement(
    id="REVERIFICATION.EMAIL-CODE.WRONG",
    level=Level.MUST,
    says="A wrong email code is refused.",
    sources=(f"{ATTEMPT_FIRST} 422", "SEC-147", "SEC-118"),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST,),
    when=(*ON, "email-code"),
    twins=("REVERIFICATION.EMAIL-CODE",),
)
AFTER_A_SLIP = Requirement(
    id="REVERIFICATION.AFTER-A-SLIP",
    level=Level.SHOULD,
    says="After one wrong password, or one wrong code, the right one is taken.",
    sources=("GAP-080",),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST,),
    when=(*ON, "password"),
    twins=("REVERIFICATION.STARTED",),
)
OWNER = Requirement(
    id="REVERIFICATION.OWNER",
    level=Level.MUST,
    says="A session is verified by the credentials of its own user, and not of whoever else is signed in beside.",
    sources=(f"{ATTEMPT_FIRST} 422", "SEC-024"),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST,),
    when=(*ON, "password", "multi-session"),
    twins=("REVERIFICATION.PASSWORD",),
)
NOT_STARTED = Requirement(
    id="REVERIFICATION.NOT-STARTED",
    level=Level.MUST,
    says="Nothing can be prepared or proven before a reverification was started.",
    sources=(f"{ATTEMPT_FIRST} 400", "AUTH-348", "SEC-146"),
    profile=PROFILE,
    operations=(PREPARE_FIRST, ATTEMPT_FIRST, PREPARE_SECOND, ATTEMPT_SECOND),
    when=ON,
    twins=("REVERIFICATION.STARTED",),
)
NOT_STARTED_CODE = Requirement(
    id="REVERIFICATION.NOT-STARTED.CODE",
    level=Level.SHOULD,
    says="Before a reverification was started, the refusal is 400 `session_reverification_missing`.",
    sources=("AUTH-348",),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST,),
    when=(*ON, "password"),
    twins=("REVERIFICATION.NOT-STARTED",),
)
OUT_OF_TURN = Requirement(
    id="REVERIFICATION.OUT-OF-TURN",
    level=Level.MUST,
    says="The second factor cannot be proven while the first is due, and the first stays due.",
    sources=(f"{ATTEMPT_SECOND} 400", "AUTH-348", "SEC-146"),
    profile=PROFILE,
    operations=(ATTEMPT_SECOND,),
    when=(*ON, "authenticator-app"),
    twins=("REVERIFICATION.SECOND-FACTOR",),
)
ENDED = Requirement(
    id="REVERIFICATION.ENDED-SESSION",
    level=Level.MUST,
    says="A session that is over is not verified anew.",
    sources=(f"{START} 401", "SEC-068"),
    profile=PROFILE,
    operations=(START, "endSession"),
    when=ON,
    twins=("REVERIFICATION.STARTED", "SESSION.ENDED"),
)
SECOND_FACTOR = Requirement(
    id="REVERIFICATION.SECOND-FACTOR",
    level=Level.MUST,
    says="At the level of the second factor, whoever has one completes a reverification with it and not without.",
    sources=(f"{START} 200", f"{ATTEMPT_SECOND} 200", "AUTH-344", "SEC-148"),
    profile=PROFILE,
    operations=(START, ATTEMPT_SECOND),
    when=(*ON, "authenticator-app"),
    twins=("REVERIFICATION.STARTED",),
)
SECOND_FACTOR_AT_ONCE = Requirement(
    id="REVERIFICATION.SECOND-FACTOR.AT-ONCE",
    level=Level.SHOULD,
    says="At the level of the second factor a reverification starts with that one.",
    sources=("AUTH-345",),
    profile=PROFILE,
    operations=(START,),
    when=(*ON, "authenticator-app"),
    twins=("REVERIFICATION.SECOND-FACTOR",),
)
MULTI_FACTOR = Requirement(
    id="REVERIFICATION.MULTI-FACTOR",
    level=Level.MUST,
    says="At the level of both factors a reverification is complete when both are proven, and not before.",
    sources=(f"{ATTEMPT_FIRST} 200", f"{ATTEMPT_SECOND} 200", "AUTH-344", "SEC-148"),
    profile=PROFILE,
    operations=(START, ATTEMPT_FIRST, ATTEMPT_SECOND),
    when=(*ON, "authenticator-app", "password"),
    twins=("REVERIFICATION.STARTED",),
)
BY_PHONE = Requirement(
    id="REVERIFICATION.SECOND-FACTOR.PHONE",
    level=Level.MUST,
    says="A prepared phone code, attempted rightly, completes a reverification of the second factor.",
    sources=(f"{PREPARE_SECOND} 200", f"{ATTEMPT_SECOND} 200", "AUTH-344"),
    profile=PROFILE,
    operations=(START, PREPARE_SECOND, ATTEMPT_SECOND),
    when=(*ON, "phone-second-factor", "phone-verification", "phone-numbers"),
    twins=("REVERIFICATION.STARTED",),
)

# What it does to the ages of the factors.

AGES = Requirement(
    id="REVERIFICATION.AGES",
    level=Level.MUST,
    says="After a completed reverification the session and its next token tell the proven factor as 0 minutes old.",
    sources=("AUTH-346",),
    profile=PROFILE,
    operations=(START, ATTEMPT_FIRST, "getSession", "createSessionToken"),
    when=(*ON, "password"),
    means=("age",),
    twins=("REVERIFICATION.PASSWORD",),
)
AGES_STARTED = Requirement(
    id="REVERIFICATION.AGES.STARTED",
    level=Level.SHOULD,
    says="Starting a reverification proves nothing: the factors stay as old as they are.",
    sources=("AUTH-347",),
    profile=PROFILE,
    operations=(START, "getSession"),
    when=(*ON, "password"),
    means=("age",),
    twins=("REVERIFICATION.AGES",),
)
AGES_OTHER = Requirement(
    id="REVERIFICATION.AGES.OTHER-FACTOR",
    level=Level.MUST,
    says="Proving one factor leaves the age of the other as it is.",
    sources=("SEC-145",),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST, "getSession"),
    when=(*ON, "password"),
    means=("age",),
    twins=("REVERIFICATION.AGES",),
)
AGES_REFUSED = Requirement(
    id="REVERIFICATION.AGES.REFUSED",
    level=Level.MUST,
    says="A refused password leaves the ages of the factors as they are.",
    sources=("SEC-147",),
    profile=PROFILE,
    operations=(ATTEMPT_FIRST, "getSession"),
    when=(*ON, "password"),
    means=("age",),
    twins=("REVERIFICATION.AGES",),
)

# What wants it.


def guarded(case: str, what: str, operation: str, *when: str) -> Requirement:
    """What is required of one sensitive operation."""
    return Requirement(
        id=f"REVERIFICATION.REQUIRED.{case}",
        level=Level.MUST,
        says=f"{what} is refused with 403 `session_reverification_required` in a session whose factors were proven "
        "more than ten minutes ago, and done once the session was verified anew.",
        sources=(f"{operation} 403", "AUTH-349", "SEC-144", "REV-001"),
        profile=PROFILE,
        operations=(operation, START, ATTEMPT_FIRST),
        when=(*ON, "password", *when),
        means=("age",),
        twins=("REVERIFICATION.PASSWORD",),
    )


ADD_ADDRESS = guarded("ADD-EMAIL", "Adding an email address", "createEmailAddresses", "email-addresses")
DELETE_ADDRESS = guarded("DELETE-EMAIL", "Deleting an email address", "DeleteEmailAddress", "email-addresses")
ADD_NUMBER = guarded("ADD-PHONE", "Adding a phone number", "postPhoneNumbers", "phone-numbers")
DELETE_NUMBER = guarded("DELETE-PHONE", "Deleting a phone number", "DeletePhoneNumber", "phone-numbers")
CHANGE_PASSWORD = guarded("CHANGE-PASSWORD", "Changing the password", "changePassword", "password-reverification")
REMOVE_PASSWORD = guarded(
    "REMOVE-PASSWORD",
    "Removing the password",
    "removePassword",
    "password-reverification",
    "password-optional",
    "email-code",
)
RENAME = guarded("USERNAME", "Changing the username", "patchUser", "username")
ADD_APP = guarded(
    "ADD-TOTP", "Taking an authenticator app into use", "postTOTP", "authenticator-app", "second-factor-optional"
)
"""Where everybody has to take one into use, whoever has none must not be held up."""
ADD_PASSKEY = guarded("ADD-PASSKEY", "Adding a passkey", "postPasskey", "passkeys")
DELETE_PASSKEY = guarded("DELETE-PASSKEY", "Deleting a passkey", "deletePasskey", "passkeys")
REVOKE = guarded("REVOKE-SESSION", "Revoking a session", "revokeSession")
DELETE_SELF = guarded("DELETE-SELF", "Deleting the account", "deleteUser", "delete-self")
FRESH = Requirement(
    id="REVERIFICATION.FRESH",
    level=Level.MUST,
    says="Right after a sign-in a sensitive operation wants nothing more.",
    sources=("AUTH-349", "REV-008"),
    profile=PROFILE,
    operations=("createEmailAddresses",),
    when=(*ON, "email-addresses"),
)
HARMLESS = Requirement(
    id="REVERIFICATION.HARMLESS",
    level=Level.SHOULD,
    says="Changing a name wants no reverification, however old the factors are.",
    sources=("REV-004",),
    profile=PROFILE,
    operations=("patchUser",),
    when=(*ON, "first-name"),
    means=("age",),
)
OFF = Requirement(
    id="REVERIFICATION.OFF",
    level=Level.SHOULD,
    says="An instance that says it has no reverification never asks for it.",
    sources=("REV-005", "AUTH-349"),
    profile=PROFILE,
    operations=("createEmailAddresses",),
    when=("no-reverification", "email-addresses"),
    means=("age",),
)
