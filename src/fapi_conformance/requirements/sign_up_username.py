"""Sign-up with a username."""

from fapi_conformance.verdict.requirement import Level, Requirement

GIVEN = Requirement(
    id="SIGN-UP.USERNAME.GIVEN",
    level=Level.MUST,
    says="The username that was given at sign-up is the user's.",
    sources=("createSignUps 200", "getUser 200", "AUTH-299"),
    profile="core",
    operations=("createSignUps", "getUser"),
    when=("sign-up-username",),
    twins=("BEDROCK.MEMBER",),
)
SIGNS_IN = Requirement(
    id="SIGN-UP.USERNAME.SIGNS-IN",
    level=Level.MUST,
    says="Where people sign in by username, the username of a sign-up finds its user.",
    sources=("createSignIn 200", "AUTH-241"),
    profile="core",
    operations=("createSignIn",),
    when=("sign-up-username", "username-identifier"),
    twins=("SIGN-UP.USERNAME.GIVEN",),
)
TAKEN = Requirement(
    id="SIGN-UP.USERNAME.TAKEN",
    level=Level.MUST,
    says="A username that a user has is refused with 422 `form_identifier_exists`.",
    sources=("createSignUps 422", "AUTH-300"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-username", "no-enumeration-protection"),
    twins=("SIGN-UP.USERNAME.GIVEN",),
)
LENGTH = Requirement(
    id="SIGN-UP.USERNAME.LENGTH",
    level=Level.SHOULD,
    says="A username below the published length is refused with 422 `form_username_invalid_length`.",
    sources=("createSignUps 422", "AUTH-301"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-username",),
    twins=("SIGN-UP.USERNAME.GIVEN",),
)
CHARACTER = Requirement(
    id="SIGN-UP.USERNAME.CHARACTER",
    level=Level.SHOULD,
    says="A username with a space is refused with 422 `form_username_invalid_character`.",
    sources=("createSignUps 422", "AUTH-301"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-username",),
    twins=("SIGN-UP.USERNAME.GIVEN",),
)
NUMERIC = Requirement(
    id="SIGN-UP.USERNAME.NUMERIC",
    level=Level.SHOULD,
    says="Where it is not allowed, a username of digits is refused with 422 `form_username_needs_non_number_char`.",
    sources=("createSignUps 422", "AUTH-301", "GAP-055"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-username", "no-numeric-usernames"),
    twins=("SIGN-UP.USERNAME.GIVEN",),
)
