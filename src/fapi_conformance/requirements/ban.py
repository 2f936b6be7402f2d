"""Somebody is banned by the application: all their sessions are revoked, and they sign in no more."""

from fapi_conformance.verdict.requirement import Level, Requirement

MEANS = ("ban",)

SIGN_IN = Requirement(
    id="BAN.SIGN-IN",
    level=Level.MUST,
    says="Whoever is banned signs in no more: whatever they prove, nobody is signed in by it.",
    sources=("createSignIn 403", "attemptSignInFactorOne 403", "AUTH-253", "SEC-081"),
    profile="core",
    operations=("createSignIn", "attemptSignInFactorOne"),
    means=MEANS,
    twins=("OPERATION.SUCCEEDS",),
)
ATTEMPT = Requirement(
    id="BAN.ATTEMPT",
    level=Level.MUST,
    says="A sign-in that was begun before its user was banned does not get to a session after that.",
    sources=("attemptSignInFactorOne 403", "AUTH-253", "SEC-081"),
    profile="password",
    operations=("attemptSignInFactorOne",),
    when=("password", "identifier"),
    means=MEANS,
    twins=("SIGN-IN.PASSWORD.RIGHT",),
)
SESSIONS = Requirement(
    id="BAN.SESSIONS",
    level=Level.MUST,
    says="The sessions of whoever is banned are over on every client: no user is read, and no token is made.",
    sources=("getUser 401, 403, 404", "createSessionToken 401, 403, 404", "AUTH-210", "SEC-081"),
    profile="core",
    operations=("getUser", "createSessionToken"),
    means=MEANS,
    twins=("USER.READ", "TOKEN.BARE"),
)
HANDSHAKE = Requirement(
    id="BAN.HANDSHAKE",
    level=Level.SHOULD,
    says="A browser of somebody banned passes by and is handed out no session.",
    sources=("handshakeClient 403", "AUTH-418", "SEC-081"),
    profile="core",
    operations=("handshakeClient",),
    means=MEANS,
    twins=("HANDSHAKE.SESSION",),
)
CODE = Requirement(
    id="BAN.SIGN-IN.CODE",
    level=Level.SHOULD,
    says="The refusal of somebody banned is 403 `user_banned`.",
    sources=("createSignIn 403", "attemptSignInFactorOne 403", "AUTH-253"),
    profile="password",
    operations=("createSignIn", "attemptSignInFactorOne"),
    when=("password", "identifier"),
    means=MEANS,
    twins=("BAN.SIGN-IN",),
)
