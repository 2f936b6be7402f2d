"""Revocation: an application gives back what it was granted."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_introspection import REVOCATION
from fapi_conformance.requirements.oauth_token import INTROSPECTION, PROFILE, TOKEN, USERINFO, WHEN

_revocation = Area(
    name="OAUTH-REVOCATION",
    when=WHEN,
    operations=(REVOCATION,),
    twins=("REFRESH",),
    profile=PROFILE,
)

REFRESH = _revocation(
    "REFRESH",
    MUST,
    "A refresh token that its application revoked refreshes nothing, and is not active any more.",
    f"{REVOCATION} 200",
    "OAUTH-090",
    "OAUTH-047",
    "SEC-224",
    operations=(REVOCATION, TOKEN, INTROSPECTION),
    twins=(),
    beside=("OAUTH-REFRESH.TOKEN",),
)
EMPTY = _revocation(
    "EMPTY",
    MUST,
    "The answer to a revocation has no content.",
    f"{REVOCATION} 200",
    "OAUTH-090",
)
OPAQUE = _revocation(
    "OPAQUE",
    MUST,
    "An opaque access token that its application revoked opens nothing, and is not active any more.",
    f"{REVOCATION} 200",
    "OAUTH-072",
    "OAUTH-082",
    "SEC-224",
    operations=(REVOCATION, USERINFO, INTROSPECTION),
    twins=(),
    beside=("OAUTH-USERINFO.TELLS",),
)
WHOLE_GRANT = _revocation(
    "WHOLE-GRANT",
    SHOULD,
    "With a refresh token its grant ends: an opaque access token beside it is not active any more.",
    "OAUTH-093",
    operations=(REVOCATION, INTROSPECTION),
)
JWT = _revocation(
    "JWT",
    MUST,
    "An access token that is a JWT cannot be revoked: 400 `unsupported_token_type`.",
    f"{REVOCATION} 400",
    "OAUTH-091",
    "SEC-224",
)
MISSING = _revocation(
    "MISSING",
    MUST,
    "Without `token` it is 400 `invalid_request`.",
    f"{REVOCATION} 400",
    "OAUTH-091",
)
UNAUTHENTICATED = _revocation(
    "UNAUTHENTICATED",
    MUST,
    "Whoever does not show the secret of the application is 401, and the token lives on.",
    f"{REVOCATION} 401",
    "OAUTH-091",
    "SEC-224",
)
FOREIGN = _revocation(
    "OF-ANOTHER-CLIENT",
    MUST,
    "Nobody revokes the token of another application: it lives on.",
    "OAUTH-092",
    "SEC-224",
)
UNKNOWN = _revocation(
    "UNKNOWN",
    SHOULD,
    "A token that nobody gave out, or that was revoked before, is 200.",
    "OAUTH-092",
)
WRONG_HINT = _revocation(
    "WRONG-HINT",
    SHOULD,
    "A wrong hint of what a token is does not keep it alive.",
    "SEC-224",
    "RFC 7009 2.1",
)
