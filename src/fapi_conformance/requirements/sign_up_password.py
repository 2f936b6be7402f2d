"""What a password has to be at sign-up: each published rule that the environment announces."""

from fapi_conformance.verdict.requirement import Level, Requirement

TOO_LONG = Requirement(
    id="SIGN-UP.PASSWORD.TOO-LONG",
    level=Level.MUST,
    says="A password longer than the instance's maximum is refused with 422 `form_password_length_too_long`.",
    sources=("createSignUps 422", "AUTH-316", "AUTH-120"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-open", "password", "password-maximum"),
    twins=("OPERATION.SUCCEEDS",),
)
NO_UPPERCASE = Requirement(
    id="SIGN-UP.PASSWORD.NO-UPPERCASE",
    level=Level.MUST,
    says="Where one is required, a password without a capital is refused with 422 `form_password_no_uppercase`.",
    sources=("createSignUps 422", "AUTH-316", "AUTH-120"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-open", "password", "password-uppercase"),
    twins=("OPERATION.SUCCEEDS",),
)
NO_LOWERCASE = Requirement(
    id="SIGN-UP.PASSWORD.NO-LOWERCASE",
    level=Level.MUST,
    says="Where one is required, a password without a small letter is refused with 422 `form_password_no_lowercase`.",
    sources=("createSignUps 422", "AUTH-316", "AUTH-120"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-open", "password", "password-lowercase"),
    twins=("OPERATION.SUCCEEDS",),
)
NO_NUMBER = Requirement(
    id="SIGN-UP.PASSWORD.NO-NUMBER",
    level=Level.MUST,
    says="Where one is required, a password without a digit is refused with 422 `form_password_no_number`.",
    sources=("createSignUps 422", "AUTH-316", "AUTH-120"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-open", "password", "password-number"),
    twins=("OPERATION.SUCCEEDS",),
)
NO_SPECIAL = Requirement(
    id="SIGN-UP.PASSWORD.NO-SPECIAL",
    level=Level.MUST,
    says="Where one is required, a password without a special character is refused with 422 "
    "`form_password_no_special_char`.",
    sources=("createSignUps 422", "AUTH-316", "AUTH-120"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-open", "password", "password-special"),
    twins=("OPERATION.SUCCEEDS",),
)
PWNED = Requirement(
    id="SIGN-UP.PASSWORD.PWNED",
    level=Level.SHOULD,
    says="Where breaches are looked up, a password known from them is refused with 422 `form_password_pwned`.",
    sources=("createSignUps 422", "AUTH-316", "SEC-151"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-open", "password", "password-breaches"),
    twins=("OPERATION.SUCCEEDS",),
)
IDENTIFIER = Requirement(
    id="SIGN-UP.PASSWORD.IDENTIFIER",
    level=Level.SHOULD,
    says="A password that is the address beside it is refused with 422 `form_password_matches_identifier`.",
    sources=("createSignUps 422", "AUTH-316", "SEC-151"),
    profile="password",
    operations=("createSignUps",),
    when=("sign-up-email-code", "password"),
    twins=("OPERATION.SUCCEEDS",),
)
