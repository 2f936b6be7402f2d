"""What a new password has to be when a person changes it: each published rule that the environment announces."""

from fapi_conformance.verdict.requirement import Level, Requirement


def _rule(name: str, level: Level, says: str, *sources: str, when: tuple[str, ...] = ()) -> Requirement:
    return Requirement(
        id=f"PASSWORD.NEW.{name}",
        level=level,
        says=says,
        sources=(*sources, "USER-062", "SEC-151"),
        profile="password",
        operations=("changePassword",),
        when=("password", *when),
        twins=("PASSWORD.CHANGED",),
    )


REFUSED = "changePassword 422"
TOO_SHORT = _rule(
    "TOO-SHORT",
    Level.MUST,
    "A new password shorter than the minimum is 422 `form_password_length_too_short`, and the old one stays.",
    REFUSED,
)
TOO_LONG = _rule(
    "TOO-LONG",
    Level.MUST,
    "A new password longer than the announced maximum is 422 `form_password_length_too_long`.",
    REFUSED,
    when=("password-maximum",),
)
NO_UPPERCASE = _rule(
    "NO-UPPERCASE",
    Level.MUST,
    "Where one is required, a new password without a capital is 422 `form_password_no_uppercase`.",
    REFUSED,
    when=("password-uppercase",),
)
NO_LOWERCASE = _rule(
    "NO-LOWERCASE",
    Level.MUST,
    "Where one is required, a new password without a small letter is 422 `form_password_no_lowercase`.",
    REFUSED,
    when=("password-lowercase",),
)
NO_NUMBER = _rule(
    "NO-NUMBER",
    Level.MUST,
    "Where one is required, a new password without a digit is 422 `form_password_no_number`.",
    REFUSED,
    when=("password-number",),
)
NO_SPECIAL = _rule(
    "NO-SPECIAL",
    Level.MUST,
    "Where one is required, a new password without a special character is 422 `form_password_no_special_char`.",
    REFUSED,
    when=("password-special",),
)
PWNED = _rule(
    "PWNED",
    Level.SHOULD,
    "Where breaches are looked up, a new password known from them is 422 `form_password_pwned`.",
    when=("password-breaches",),
)
IDENTIFIER = _rule(
    "IDENTIFIER",
    Level.SHOULD,
    "A new password that is the user's address is 422 `form_password_matches_identifier`.",
    when=("email-identifier",),
)
SAME = _rule(
    "SAME",
    Level.SHOULD,
    "A new password that is the current one is 422 `form_new_password_matches_current`.",
    "USER-063",
)
