"""A forgotten password, by a code to the address or the number; and an account that too many tries have locked."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "password"
EMAIL = ("reset-email-code", "password")
PHONE = ("reset-phone-code", "password", "phone-verification")
RESETS = ("attemptSignInFactorOne", "resetPassword")


def _recovery(
    name: str, level: Level, says: str, *sources: str, when: tuple[str, ...] = EMAIL, twin: str = "RECOVERY.SET"
) -> Requirement:
    return Requirement(
        id=f"RECOVERY.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=RESETS,
        when=when,
        twins=(twin,) if twin and twin != f"RECOVERY.{name}" else (),
    )


OFFERED = _recovery(
    "OFFERED",
    Level.SHOULD,
    "An identified sign-in offers one factor to reset the password, for the kind of identifier that was entered.",
    "AUTH-261",
    twin="",
)
DUE = _recovery(
    "NEW-PASSWORD-DUE",
    Level.MUST,
    "After the right reset code a sign-in is at `needs_new_password`, and nobody is signed in.",
    "attemptSignInFactorOne 200",
    "AUTH-271",
    "SEC-078",
    twin="",
)
SET = _recovery(
    "SET",
    Level.MUST,
    "A new password that keeps the rules finishes the sign-in, or leads to the second factor.",
    "resetPassword 200",
    "AUTH-271",
    twin="RECOVERY.NEW-PASSWORD-DUE",
)
NEW_WORKS = _recovery("NEW-WORKS", Level.MUST, "Afterwards the new password signs in.", "resetPassword 200", "AUTH-271")
OLD_REFUSED = _recovery(
    "OLD-REFUSED",
    Level.MUST,
    "Afterwards the old password is refused.",
    "resetPassword 200",
    "createSignIn 422",
    "AUTH-271",
)
WRONG_CODE = _recovery(
    "WRONG-CODE",
    Level.MUST,
    "A wrong reset code is refused with 422 `form_code_incorrect`, and no new password can be set.",
    "attemptSignInFactorOne 422",
    "AUTH-268",
    "SEC-154",
    "SEC-118",
)
WITHOUT_CODE = _recovery(
    "WITHOUT-CODE",
    Level.MUST,
    "Without a proven reset code no password is set: it is refused, and the old one stays.",
    "resetPassword 400",
    "AUTH-273",
    "SEC-079",
    "SEC-154",
)
OTHER_CODE = _recovery(
    "OTHER-CODE",
    Level.MUST,
    "The code that signs in opens no way to a new password.",
    "resetPassword 400",
    "AUTH-273",
    "SEC-154",
    when=(*EMAIL, "email-code"),
)
WEAK = _recovery(
    "WEAK",
    Level.MUST,
    "A new password that is too short is 422 `form_password_length_too_short`; the sign-in waits for another.",
    "resetPassword 422",
    "AUTH-316",
    "SEC-151",
)
TWICE = _recovery("TWICE", Level.SHOULD, "A reset works once: the next one is refused, and changes nothing.", "SEC-154")
SIGNS_OUT = _recovery(
    "SIGNS-OUT",
    Level.SHOULD,
    "With `sign_out_of_other_sessions` the other sessions of the user end: none is read, and none gets a token.",
    "resetPassword",
    "AUTH-274",
    "SEC-075",
)
KEEPS_SESSIONS = _recovery(
    "KEEPS-SESSIONS", Level.SHOULD, "Without it the other sessions of the user go on.", "AUTH-274", "resetPassword"
)
PHONE_DUE = _recovery(
    "PHONE.NEW-PASSWORD-DUE",
    Level.MUST,
    "After the right reset code by phone a sign-in is at `needs_new_password`, and nobody is signed in.",
    "attemptSignInFactorOne 200",
    "AUTH-271",
    when=PHONE,
    twin="",
)
PHONE_SET = _recovery(
    "PHONE.SET",
    Level.MUST,
    "After a reset by phone the new password signs in.",
    "resetPassword 200",
    "AUTH-271",
    when=PHONE,
    twin="RECOVERY.PHONE.NEW-PASSWORD-DUE",
)


def _lockout(name: str, level: Level, says: str, *sources: str, means: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"LOCKOUT.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=("createSignIn",),
        when=("identifier", "password", "lockout-near"),
        means=means,
        risks=("lockout",),
        twins=("SIGN-IN.PASSWORD.AT-ONCE",) if name == "LOCKED" else ("LOCKOUT.LOCKED",),
    )


LOCKED = _lockout(
    "LOCKED",
    Level.MUST,
    "After as many wrong passwords as the environment says, the right one is refused with 403 `user_locked`.",
    "createSignIn 403",
    "AUTH-363",
    "AUTH-365",
)
ANY_CLIENT = _lockout(
    "ANY-CLIENT",
    Level.MUST,
    "The lock is of the user: another client is refused as well.",
    "createSignIn 403",
    "AUTH-365",
    "SEC-162",
)
OVER = _lockout(
    "OVER",
    Level.MUST,
    "Once the duration that the environment says is over, the right password signs in.",
    "createSignIn 200",
    "AUTH-363",
    means=("age",),
)
FORGOTTEN = _lockout(
    "FORGOTTEN", Level.SHOULD, "A right password makes the wrong ones before it count no more.", "SEC-163"
)
