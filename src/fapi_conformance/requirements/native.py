"""Native mode: the client token travels in `Authorization`, both ways, and rotates."""

from fapi_conformance.verdict.requirement import Level, Requirement

FIRST_TOKEN = Requirement(
    id="NATIVE.FIRST-TOKEN",
    level=Level.MUST,
    says="First contact that makes a client delivers its token in the response header `Authorization`.",
    sources=("postClient 200", "putClient 200", "AUTH-083", "AUTH-101"),
    profile="native",
    operations=("postClient", "putClient"),
    when=("native",),
)
FLAG = Requirement(
    id="NATIVE.FLAG",
    level=Level.MUST,
    says="Native mode is announced by `_is_native=1` and by `_is_native=true` alike.",
    sources=("securitySchemes ProductionNativeFlag", "AUTH-081"),
    profile="native",
    operations=("getClient",),
    when=("native",),
    twins=("NATIVE.FIRST-TOKEN",),
)
BEARER = Requirement(
    id="NATIVE.BEARER",
    level=Level.MUST,
    says="The client token is accepted bare and as a bearer token.",
    sources=("securitySchemes ProductionNativeApp", "AUTH-082"),
    profile="native",
    operations=("getClient",),
    when=("native",),
    twins=("NATIVE.FIRST-TOKEN",),
)
SIGNED_IN_TOKEN = Requirement(
    id="NATIVE.SIGNED-IN-TOKEN",
    level=Level.MUST,
    says="After a native sign-in is complete, the token that the caller then holds acts as signed in.",
    sources=("AUTH-076", "GAP-017"),
    profile="native",
    operations=("createSignIn", "attemptSignInFactorOne", "getUser"),
    when=("native",),
    twins=("NATIVE.FIRST-TOKEN",),
)
ROTATES = Requirement(
    id="NATIVE.TOKEN-ROTATES",
    level=Level.MUST,
    says="A sign-in changes the client token.",
    sources=("AUTH-076", "SEC-066"),
    profile="native",
    operations=("createSignIn", "attemptSignInFactorOne"),
    when=("native",),
    twins=("NATIVE.SIGNED-IN-TOKEN",),
)
OLD_TOKEN = Requirement(
    id="NATIVE.OLD-TOKEN",
    level=Level.SHOULD,
    says="The client token from before a sign-in does not act as signed in.",
    sources=("AUTH-077",),
    profile="native",
    operations=("getClient",),
    when=("native",),
    twins=("NATIVE.TOKEN-ROTATES",),
)
UNUSABLE_TOKEN = Requirement(
    id="NATIVE.UNUSABLE-TOKEN",
    level=Level.SHOULD,
    says="A client token that is no token is answered as a caller without one.",
    sources=("AUTH-407",),
    profile="native",
    operations=("getClient",),
    when=("native",),
)
NONCE_GUESSED = Requirement(
    id="NATIVE.NONCE.GUESSED",
    level=Level.MUST,
    says="A `rotating_token_nonce` that nobody gave out opens nothing: no client of somebody's, no attempt, no token.",
    sources=("getClient 200, 400, 401, 403", "getSignIn 401, 404", "AUTH-090", "SEC-263"),
    profile="native",
    operations=("getClient", "getSignIn"),
    when=("native",),
    twins=("NATIVE.SIGNED-IN-TOKEN",),
)
FLAG_NEEDED = Requirement(
    id="NATIVE.FLAG-NEEDED",
    level=Level.SHOULD,
    says="A client token in `Authorization` counts only where native mode is announced.",
    sources=("securitySchemes ProductionNativeFlag", "AUTH-081", "SEC-086"),
    profile="native",
    operations=("getUser",),
    when=("native",),
    twins=("NATIVE.SIGNED-IN-TOKEN",),
)
ONE_IDENTITY = Requirement(
    id="NATIVE.ONE-IDENTITY",
    level=Level.SHOULD,
    says="A cookie of one person beside the token of another is one of the two everywhere, or is refused.",
    sources=("SEC-086",),
    profile="native",
    operations=("getClient", "getUser"),
    when=("native", "production"),
    twins=("NATIVE.SIGNED-IN-TOKEN",),
)
