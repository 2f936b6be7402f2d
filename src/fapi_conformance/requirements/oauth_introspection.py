"""Introspection: an application asks whether a token is good, and what for."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_token import INTROSPECTION, PROFILE, WHEN

REVOCATION = "revokeOAuthToken"

_introspection = Area(
    name="OAUTH-INTROSPECTION",
    when=WHEN,
    operations=(INTROSPECTION,),
    twins=("ACTIVE",),
    profile=PROFILE,
)

ACTIVE = _introspection(
    "ACTIVE",
    MUST,
    "To its application a living token is active; what else is told of it is so: user, application, scope.",
    f"{INTROSPECTION} 200",
    "OAUTH-080",
    twins=(),
    beside=("OAUTH-TOKEN.CODE",),
)
UNAUTHENTICATED = _introspection(
    "UNAUTHENTICATED",
    MUST,
    "Whoever brings no credentials of an application, or wrong ones, is told of no active token.",
    f"{INTROSPECTION} 401",
    "OAUTH-081",
)
UNAUTHENTICATED_STATUS = _introspection(
    "UNAUTHENTICATED.STATUS",
    SHOULD,
    "Wrong credentials are 401.",
    "OAUTH-081",
)
UNKNOWN = _introspection(
    "UNKNOWN",
    MUST,
    "A token that nobody gave out is 200 with `active` false.",
    f"{INTROSPECTION} 200",
    "OAUTH-082",
    "SEC-223",
)
SILENT = _introspection(
    "SILENT",
    MUST,
    "Of a token that is good for nothing, no scope, user or application is told.",
    f"{INTROSPECTION} 200",
    "SEC-223",
    operations=(INTROSPECTION, REVOCATION),
)
EXPIRED = _introspection(
    "EXPIRED",
    MUST,
    "An access token that has expired is not active.",
    f"{INTROSPECTION} 200",
    "OAUTH-082",
    "SEC-223",
    means=("age",),
)
SCOPE = _introspection(
    "SCOPE",
    SHOULD,
    "A token is not active for a scope that it was not granted.",
    "OAUTH-084",
)
OTHER_TOKENS = _introspection(
    "OTHER-TOKENS",
    SHOULD,
    "A session token is no token of an application, and not active.",
    "OAUTH-063",
)
