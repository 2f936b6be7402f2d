"""Introspection: an application asks whether a token is good, and what for."""

from fapi_conformance.requirements.oauth_token import INTROSPECTION, MUST, PROFILE, SHOULD, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

REVOCATION = "revokeOAuthToken"

ACTIVE = Requirement(
    id="OAUTH-INTROSPECTION.ACTIVE",
    level=MUST,
    says="To its application a living token is active; what else is told of it is so: user, application, scope.",
    sources=(f"{INTROSPECTION} 200", "OAUTH-080"),
    profile=PROFILE,
    operations=(INTROSPECTION,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)


def _rule(
    name: str,
    says: str,
    *sources: str,
    level: Level = MUST,
    means: tuple[str, ...] = (),
    operations: tuple[str, ...] = (INTROSPECTION,),
) -> Requirement:
    return Requirement(
        id=f"OAUTH-INTROSPECTION.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=operations,
        when=WHEN,
        means=means,
        twins=("OAUTH-INTROSPECTION.ACTIVE",),
    )


UNAUTHENTICATED = _rule(
    "UNAUTHENTICATED",
    "Whoever brings no credentials of an application, or wrong ones, is told of no active token.",
    f"{INTROSPECTION} 401",
    "OAUTH-081",
)
UNAUTHENTICATED_STATUS = _rule("UNAUTHENTICATED.STATUS", "Wrong credentials are 401.", "OAUTH-081", level=SHOULD)
UNKNOWN = _rule(
    "UNKNOWN",
    "A token that nobody gave out is 200 with `active` false.",
    f"{INTROSPECTION} 200",
    "OAUTH-082",
    "SEC-223",
)
SILENT = _rule(
    "SILENT",
    "Of a token that is good for nothing, no scope, user or application is told.",
    f"{INTROSPECTION} 200",
    "SEC-223",
    operations=(INTROSPECTION, REVOCATION),
)
EXPIRED = _rule(
    "EXPIRED",
    "An access token that has expired is not active.",
    f"{INTROSPECTION} 200",
    "OAUTH-082",
    "SEC-223",
    means=("age",),
)
SCOPE = _rule("SCOPE", "A token is not active for a scope that it was not granted.", "OAUTH-084", level=SHOULD)
OTHER_TOKENS = _rule(
    "OTHER-TOKENS", "A session token is no token of an application, and not active.", "OAUTH-063", level=SHOULD
)
