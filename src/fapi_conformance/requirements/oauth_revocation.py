"""Revocation: an application gives back what it was granted."""

from fapi_conformance.requirements.oauth_introspection import REVOCATION
from fapi_conformance.requirements.oauth_token import INTROSPECTION, MUST, PROFILE, SHOULD, TOKEN, USERINFO, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

REFRESH = Requirement(
    id="OAUTH-REVOCATION.REFRESH",
    level=MUST,
    says="A refresh token that its application revoked refreshes nothing, and is not active any more.",
    sources=(f"{REVOCATION} 200", "OAUTH-090", "OAUTH-047", "SEC-224"),
    profile=PROFILE,
    operations=(REVOCATION, TOKEN, INTROSPECTION),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN",),
)
EMPTY = Requirement(
    id="OAUTH-REVOCATION.EMPTY",
    level=MUST,
    says="The answer to a revocation has no content.",
    sources=(f"{REVOCATION} 200", "OAUTH-090"),
    profile=PROFILE,
    operations=(REVOCATION,),
    when=WHEN,
    twins=("OAUTH-REVOCATION.REFRESH",),
)
OPAQUE = Requirement(
    id="OAUTH-REVOCATION.OPAQUE",
    level=MUST,
    says="An opaque access token that its application revoked opens nothing, and is not active any more.",
    sources=(f"{REVOCATION} 200", "OAUTH-072", "OAUTH-082", "SEC-224"),
    profile=PROFILE,
    operations=(REVOCATION, USERINFO, INTROSPECTION),
    when=WHEN,
    twins=("OAUTH-USERINFO.TELLS",),
)
WHOLE_GRANT = Requirement(
    id="OAUTH-REVOCATION.WHOLE-GRANT",
    level=SHOULD,
    says="With a refresh token its grant ends: an opaque access token beside it is not active any more.",
    sources=("OAUTH-093",),
    profile=PROFILE,
    operations=(REVOCATION, INTROSPECTION),
    when=WHEN,
    twins=("OAUTH-REVOCATION.REFRESH",),
)


def _rule(name: str, says: str, *sources: str, level: Level = MUST) -> Requirement:
    return Requirement(
        id=f"OAUTH-REVOCATION.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=(REVOCATION,),
        when=WHEN,
        twins=("OAUTH-REVOCATION.REFRESH",),
    )


JWT = _rule(
    "JWT",
    "An access token that is a JWT cannot be revoked: 400 `unsupported_token_type`.",
    f"{REVOCATION} 400",
    "OAUTH-091",
    "SEC-224",
)
MISSING = _rule("MISSING", "Without `token` it is 400 `invalid_request`.", f"{REVOCATION} 400", "OAUTH-091")
UNAUTHENTICATED = _rule(
    "UNAUTHENTICATED",
    "Whoever does not show the secret of the application is 401, and the token lives on.",
    f"{REVOCATION} 401",
    "OAUTH-091",
    "SEC-224",
)
FOREIGN = _rule(
    "OF-ANOTHER-CLIENT", "Nobody revokes the token of another application: it lives on.", "OAUTH-092", "SEC-224"
)
UNKNOWN = _rule(
    "UNKNOWN", "A token that nobody gave out, or that was revoked before, is 200.", "OAUTH-092", level=SHOULD
)
WRONG_HINT = _rule(
    "WRONG-HINT",
    "A wrong hint of what a token is does not keep it alive.",
    "SEC-224",
    "RFC 7009 2.1",
    level=SHOULD,
)
