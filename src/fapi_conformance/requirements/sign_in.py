"""Sign-in: an attempt that finds a user, asks for a first factor, and ends in a session."""

from fapi_conformance.verdict.requirement import Level, Requirement

EMPTY = Requirement(
    id="SIGN-IN.EMPTY",
    level=Level.MUST,
    says="A sign-in created without anything is new and needs an identifier.",
    sources=("createSignIn 200", "AUTH-240"),
    profile="core",
    operations=("createSignIn",),
)
IDENTIFIED = Requirement(
    id="SIGN-IN.IDENTIFIED",
    level=Level.MUST,
    says="The identifier of a known user leads to the first factor, with what this user can use, and nothing verified.",
    sources=("createSignIn 200", "AUTH-241"),
    profile="core",
    operations=("createSignIn",),
    when=("identifier",),
)
NO_SESSION_BEFORE = Requirement(
    id="SIGN-IN.NO-SESSION-BEFORE",
    level=Level.MUST,
    says="Before its first factor is proven, a sign-in gives no session: none is listed, and the user cannot be read.",
    sources=("getUser 401", "SEC-078"),
    profile="core",
    operations=("createSignIn", "getUser"),
    when=("identifier",),
    twins=("SIGN-IN.IDENTIFIED",),
)
UNKNOWN_IDENTIFIER = Requirement(
    id="SIGN-IN.UNKNOWN-IDENTIFIER",
    level=Level.MUST,
    says="An identifier that nobody has is refused with 422 `form_identifier_not_found`.",
    sources=("createSignIn 422", "AUTH-244"),
    profile="core",
    operations=("createSignIn",),
    when=("identifier", "no-enumeration-protection"),
    twins=("SIGN-IN.IDENTIFIED",),
)
LETTER_CASE = Requirement(
    id="SIGN-IN.LETTER-CASE",
    level=Level.SHOULD,
    says="An email address finds its user whatever its letter case.",
    sources=("GAP-052",),
    profile="core",
    operations=("createSignIn",),
    when=("email-identifier",),
    twins=("SIGN-IN.IDENTIFIED",),
)
PASSWORD_AT_ONCE = Requirement(
    id="SIGN-IN.PASSWORD.AT-ONCE",
    level=Level.MUST,
    says="Identifier and right password in one call prove the first factor, and complete where nothing more is asked.",
    sources=("createSignIn 200", "AUTH-242"),
    profile="password",
    operations=("createSignIn",),
    when=("identifier", "password"),
)
WRONG_PASSWORD_AT_ONCE = Requirement(
    id="SIGN-IN.PASSWORD.AT-ONCE-WRONG",
    level=Level.MUST,
    says="Identifier and wrong password in one call are refused with 422 `form_password_incorrect`, without a session.",
    sources=("createSignIn 422", "AUTH-243"),
    profile="password",
    operations=("createSignIn",),
    when=("identifier", "password"),
    twins=("SIGN-IN.PASSWORD.AT-ONCE",),
)
PASSWORD = Requirement(
    id="SIGN-IN.PASSWORD.RIGHT",
    level=Level.MUST,
    says="The right password proves the first factor of an open sign-in.",
    sources=("attemptSignInFactorOne 200", "AUTH-242", "AUTH-266"),
    profile="password",
    operations=("attemptSignInFactorOne",),
    when=("identifier", "password"),
)
WRONG_PASSWORD = Requirement(
    id="SIGN-IN.PASSWORD.WRONG",
    level=Level.MUST,
    says="A wrong password is refused with 422 `form_password_incorrect`, and the attempt stays at its first factor.",
    sources=("attemptSignInFactorOne 422", "AUTH-268"),
    profile="password",
    operations=("attemptSignInFactorOne",),
    when=("identifier", "password"),
    twins=("SIGN-IN.PASSWORD.RIGHT",),
)
CLIENT_IN_REFUSAL = Requirement(
    id="SIGN-IN.PASSWORD.CLIENT-IN-REFUSAL",
    level=Level.SHOULD,
    says="The refusal of a wrong password carries the client in its `meta`, with the attempt as it is.",
    sources=("AUTH-036", "AUTH-243"),
    profile="password",
    operations=("attemptSignInFactorOne",),
    when=("identifier", "password"),
    twins=("SIGN-IN.PASSWORD.WRONG",),
)
COMPLETED = Requirement(
    id="SIGN-IN.COMPLETED",
    level=Level.SHOULD,
    says="A completed sign-in lists no factors any more and keeps its identifier.",
    sources=("AUTH-236", "AUTH-377"),
    profile="core",
    operations=("attemptSignInFactorOne",),
    when=("identifier", "password"),
)
REPLACED = Requirement(
    id="SIGN-IN.REPLACED",
    level=Level.MUST,
    says="Only the newest sign-in of a client is usable: a factor proven for an older one is refused, "
    "without a session.",
    sources=("createSignIn 200", "AUTH-139", "SEC-029"),
    profile="core",
    operations=("createSignIn", "attemptSignInFactorOne"),
    when=("identifier", "password"),
    twins=("SIGN-IN.PASSWORD.RIGHT",),
)
UNKNOWN_PARAMETER = Requirement(
    id="SIGN-IN.UNKNOWN-PARAMETER",
    level=Level.MUST,
    says="A parameter that creating a sign-in does not have is refused with 422 `form_param_unknown`, naming it.",
    sources=("createSignIn 422", "AUTH-015", "AUTH-039"),
    profile="core",
    operations=("createSignIn",),
    when=("identifier",),
    twins=("SIGN-IN.IDENTIFIED",),
)
UNKNOWN_STRATEGY = Requirement(
    id="SIGN-IN.UNKNOWN-STRATEGY",
    level=Level.SHOULD,
    says="A strategy that does not exist is refused with 422 `form_param_value_invalid`.",
    sources=("createSignIn 422", "AUTH-247"),
    profile="core",
    operations=("createSignIn",),
    when=("identifier",),
    twins=("SIGN-IN.IDENTIFIED",),
)
SESSION_EXISTS = Requirement(
    id="SIGN-IN.SESSION-EXISTS",
    level=Level.MUST,
    says="In single-session mode a sign-in on a client with a live session is refused with 400 `session_exists`.",
    sources=("createSignIn 400", "AUTH-251", "AUTH-354"),
    profile="core",
    operations=("createSignIn",),
    when=("identifier", "single-session"),
    twins=("SIGN-IN.IDENTIFIED",),
)
ALREADY_SIGNED_IN = Requirement(
    id="SIGN-IN.ALREADY-SIGNED-IN",
    level=Level.SHOULD,
    says="In multi-session mode the same user on the same client is refused with 400 `identifier_already_signed_in`.",
    sources=("createSignIn 400", "AUTH-252"),
    profile="core",
    operations=("createSignIn",),
    when=("identifier", "multi-session"),
    twins=("SIGN-IN.IDENTIFIED",),
)
