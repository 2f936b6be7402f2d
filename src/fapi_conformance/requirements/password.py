"""A password by the person's own hand: changed, set for the first time, removed; and who else is signed out by it."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "password"
CHANGE, REMOVE = "changePassword", "removePassword"


def _change(name: str, level: Level, says: str, *sources: str, when: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"PASSWORD.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=(CHANGE,),
        when=("password", *when),
        twins=() if name == "CHANGED" else ("PASSWORD.CHANGED",),
    )


CHANGED = _change(
    "CHANGED",
    Level.MUST,
    "With the current password a new one is set: the answer is the user, who has a password.",
    "changePassword 200",
    "USER-060",
)
NEW_WORKS = _change(
    "NEW-WORKS",
    Level.MUST,
    "After the change the new password signs in.",
    "changePassword 200",
    "createSignIn 200",
    "USER-060",
    when=("identifier",),
)
OLD_REFUSED = _change(
    "OLD-REFUSED",
    Level.MUST,
    "After the change the old password is refused.",
    "changePassword 200",
    "createSignIn 422",
    "USER-060",
    when=("identifier",),
)
DATED = _change("DATED", Level.SHOULD, "A change of the password is dated in `password_last_updated_at`.", "USER-066")
WRONG_CURRENT = _change(
    "WRONG-CURRENT",
    Level.MUST,
    "Where sessions are not verified anew, a wrong current password is refused with 422, and the old one stays.",
    "changePassword 422",
    "USER-061",
    "SEC-149",
    when=("no-reverification",),
)
WRONG_CURRENT_GUARDED = _change(
    "WRONG-CURRENT.GUARDED",
    Level.SHOULD,
    "Where sessions are verified anew as well, a wrong current password that is given is refused all the same.",
    "USER-061",
    "SEC-149",
    when=("reverification",),
)
WRONG_CURRENT_CODE = _change(
    "WRONG-CURRENT.CODE",
    Level.SHOULD,
    "A wrong current password is refused as `form_password_incorrect` or `form_password_validation_failed`.",
    "USER-061",
)
NO_CURRENT = _change(
    "NO-CURRENT",
    Level.MUST,
    "Where sessions are not verified anew, a password is not changed with the current one left out or empty.",
    "changePassword 422",
    "SEC-149",
    when=("no-reverification",),
)
FRESH_INSTEAD = _change(
    "FRESH-INSTEAD",
    Level.SHOULD,
    "Where changing a password wants a session that was verified of late, such a session does without the current one.",
    "USER-061",
    "SEC-149",
    when=("password-reverification",),
)
SIGNS_OUT = _change(
    "SIGNS-OUT",
    Level.MUST,
    "With `sign_out_of_other_sessions` every other session of the user ends, on every client.",
    "changePassword 200",
    "USER-064",
    "SEC-073",
)
STAYS = _change(
    "SIGNS-OUT.STAYS",
    Level.SHOULD,
    "The session that asks for the others to be signed out stays signed in.",
    "USER-064",
)
KEEPS_SESSIONS = _change(
    "KEEPS-SESSIONS", Level.SHOULD, "Without that wish the other sessions of the user go on.", "USER-064"
)
NO_ATTRIBUTE = _change(
    "NO-ATTRIBUTE",
    Level.MUST,
    "A profile update sets no password, by whatever name: the old one still signs in, the given one does not.",
    "patchUser 403, 422",
    "SEC-150",
    when=("identifier",),
)
NO_ATTRIBUTE_CODE = _change(
    "NO-ATTRIBUTE.CODE",
    Level.SHOULD,
    "A `password` in a profile update is refused with 403 `updating_user_password_deprecated`.",
    "USER-018",
)
FIRST = Requirement(
    id="PASSWORD.FIRST",
    level=Level.SHOULD,
    says="Somebody without a password sets the first one without any other, and has one from then on.",
    sources=("USER-061",),
    profile=PROFILE,
    operations=(CHANGE,),
    when=("password-optional", "email-code"),
    twins=("PASSWORD.CHANGED",),
)


def _removal(name: str, level: Level, says: str, *sources: str, when: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"PASSWORD.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=(REMOVE,),
        when=("password-optional", "email-code", *when),
        twins=() if name == "REMOVED" else ("PASSWORD.REMOVED",),
    )


REMOVED = _removal(
    "REMOVED",
    Level.MUST,
    "Where a password is not required, it is removed by the current one: the user has no password any more.",
    "removePassword 200",
    "USER-065",
)
REMOVED_REFUSED = _removal(
    "REMOVED.REFUSED",
    Level.MUST,
    "A password that was removed signs nobody in.",
    "removePassword 200",
    "createSignIn 400, 422",
    "USER-065",
    when=("identifier",),
)
REMOVED_DATED = _removal(
    "REMOVED.DATED", Level.SHOULD, "Whoever has no password has no date of its last change either.", "USER-066"
)
REMOVE_WRONG = _removal(
    "REMOVE-WRONG",
    Level.MUST,
    "Where sessions are not verified anew, a wrong password removes none: 422, and the right one stays.",
    "removePassword 422",
    "USER-065",
    "SEC-149",
    when=("no-reverification",),
)
REMOVE_WRONG_GUARDED = _removal(
    "REMOVE-WRONG.GUARDED",
    Level.SHOULD,
    "Where sessions are verified anew as well, a wrong password that is given removes none, and the right one stays.",
    "USER-065",
    "SEC-149",
    when=("reverification",),
)
NOTHING_TO_REMOVE = _removal(
    "NOTHING-TO-REMOVE",
    Level.MUST,
    "Somebody without a password is refused its removal with 400 `no_password_set`.",
    "removePassword 400",
    "USER-065",
    "SEC-149",
)
REQUIRED = Requirement(
    id="PASSWORD.REQUIRED",
    level=Level.MUST,
    says="Where everybody needs a password, its removal is refused with 400 `password_required`, and it stays.",
    sources=("removePassword 400", "USER-065", "SEC-156"),
    profile=PROFILE,
    operations=(REMOVE,),
    when=("password-required",),
    twins=("PASSWORD.CHANGED",),
)
