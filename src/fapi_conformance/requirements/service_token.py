"""Tokens for services that the instance is wired to. What they say is not published, and nothing is asked of it."""

from fapi_conformance.verdict.requirement import Level, Requirement

BARE = Requirement(
    id="SERVICE-TOKEN.BARE",
    level=Level.MUST,
    says="A signed-in person gets a token for a service that the instance is wired to: a JWT, in no envelope.",
    sources=("createServiceToken 200", "USER-040", "GEN-002"),
    profile="integrations",
    operations=("createServiceToken",),
    means=("integration",),
)
UNKNOWN = Requirement(
    id="SERVICE-TOKEN.UNKNOWN",
    level=Level.MUST,
    says="There is no token for a service that the instance was never wired to: 401, 403, 404 or 422.",
    sources=("createServiceToken 401, 403, 404, 422", "USER-040"),
    profile="integrations",
    operations=("createServiceToken",),
    means=("integration",),
    twins=("SERVICE-TOKEN.BARE",),
)
NAMED = Requirement(
    id="SERVICE-TOKEN.NAMED",
    level=Level.SHOULD,
    says="There is no token for a service without a name, or with one that is an address or far too long.",
    sources=("createServiceToken 422", "SEC-101"),
    profile="integrations",
    operations=("createServiceToken",),
    means=("integration",),
    twins=("SERVICE-TOKEN.BARE",),
)
