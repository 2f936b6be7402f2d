"""Input that means harm: text that looks like code, values that are too large, ids that are almost right."""

from fapi_conformance.verdict.requirement import Level, Requirement

TEXT = Requirement(
    id="INPUT.TEXT",
    level=Level.MUST,
    says="Text is kept as it is, in a normal form, or refused: nothing in it is evaluated, and nothing else changes.",
    sources=("SEC-247",),
    profile="core",
    operations=("patchUser",),
    when=("first-name", "last-name"),
    twins=("USER.UPDATED",),
)
METADATA_TEXT = Requirement(
    id="INPUT.METADATA-TEXT",
    level=Level.MUST,
    says="Text in unsafe metadata is kept as it is, or refused: nothing in it is evaluated.",
    sources=("SEC-247", "USER-015"),
    profile="core",
    operations=("patchUser",),
    twins=("USER.METADATA-REPLACED",),
)
IDENTIFIER = Requirement(
    id="INPUT.IDENTIFIER",
    level=Level.MUST,
    says="An identifier is compared as the text that it is: a pattern or a piece of a query finds nobody.",
    sources=("SEC-247",),
    profile="password",
    operations=("createSignIn",),
    when=("identifier", "password"),
    twins=("SIGN-IN.PASSWORD.AT-ONCE",),
)
METADATA_SIZE = Requirement(
    id="INPUT.METADATA-SIZE",
    level=Level.MUST,
    says="Unsafe metadata of more than 8 KB is refused, and what was there before stays.",
    sources=("patchUser 422", "SEC-248"),
    profile="core",
    operations=("patchUser",),
    twins=("USER.METADATA-REPLACED",),
)
METADATA_SIZE_CODE = Requirement(
    id="INPUT.METADATA-SIZE.CODE",
    level=Level.SHOULD,
    says="The refusal of too much metadata is 422 `form_param_exceeds_allowed_size`.",
    sources=("USER-017",),
    profile="core",
    operations=("patchUser",),
    twins=("INPUT.METADATA-SIZE",),
)
SIGN_UP_METADATA_SIZE = Requirement(
    id="INPUT.SIGN-UP-METADATA-SIZE",
    level=Level.MUST,
    says="A sign-up with unsafe metadata of more than 8 KB is refused.",
    sources=("createSignUps 422", "SEC-248"),
    profile="core",
    operations=("createSignUps",),
    when=("sign-up-open",),
    twins=("OPERATION.SUCCEEDS",),
)
LARGE = Requirement(
    id="INPUT.LARGE",
    level=Level.SHOULD,
    says="A name of a megabyte is refused at once, without a server error, and the server goes on.",
    sources=("SEC-248",),
    profile="core",
    operations=("patchUser",),
    when=("first-name",),
    twins=("USER.UPDATED",),
)
ALMOST_AN_ID = Requirement(
    id="INPUT.ALMOST-AN-ID",
    level=Level.MUST,
    says="An id in a path is the whole id: a part of it, more than it, or a pattern that fits it names nothing.",
    sources=("404 responses", "SEC-249"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
