"""Session tokens: how they are made, what they claim, who can verify them; and the published keys."""

from fapi_conformance.verdict.requirement import Level, Requirement

BARE = Requirement(
    id="TOKEN.BARE",
    level=Level.MUST,
    says="A session token is answered as top-level `jwt`, not enveloped.",
    sources=("createSessionToken 200", "AUTH-184", "AUTH-032"),
    profile="core",
    operations=("createSessionToken",),
)
SIGNATURE = Requirement(
    id="TOKEN.SIGNATURE",
    level=Level.MUST,
    says="A session token verifies against the published key that it names.",
    sources=("getJWKS 200", "AUTH-206", "SEC-093"),
    profile="core",
    operations=("createSessionToken", "getJWKS"),
    twins=("TOKEN.BARE",),
)
HEADER = Requirement(
    id="TOKEN.HEADER",
    level=Level.MUST,
    says="The header of a session token names an RSA-SHA2 algorithm and a key, and no type but JWT.",
    sources=("AUTH-193", "AUTH-207"),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
CLAIMS = Requirement(
    id="TOKEN.CLAIMS",
    level=Level.MUST,
    says="A session token claims `exp`, `iat`, `iss`, `nbf`, `sid` and `sub`.",
    sources=("AUTH-197",),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
SUBJECT = Requirement(
    id="TOKEN.SUBJECT",
    level=Level.MUST,
    says="A session token is about its user (`sub`) and its session (`sid`).",
    sources=("AUTH-198",),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
ISSUER_FIXED = Requirement(
    id="TOKEN.ISSUER.FIXED",
    level=Level.MUST,
    says="What a request says of its way here does not change whom its token names as the issuer.",
    sources=("createSessionToken 200", "RFC 7519 section 4.1.1", "SEC-102"),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
ISSUER = Requirement(
    id="TOKEN.ISSUER",
    level=Level.MUST,
    says="`iss` is the URL of the instance's Frontend API, with scheme and without a trailing slash.",
    sources=("AUTH-198",),
    profile="core",
    operations=("createSessionToken",),
    means=("issuer",),
    twins=("TOKEN.BARE",),
)
LIFETIME = Requirement(
    id="TOKEN.LIFETIME",
    level=Level.MUST,
    says="A session token expires after its issue: 60 seconds after it where the instance keeps the default lifetime.",
    sources=("AUTH-191", "AUTH-456"),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
USABLE_NOW = Requirement(
    id="TOKEN.USABLE-NOW",
    level=Level.MUST,
    says="A session token just issued is within its times: not expired, not issued or "
    "valid later than 5 seconds ahead.",
    sources=("AUTH-207",),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
AUTHORIZED_PARTY = Requirement(
    id="TOKEN.AUTHORIZED-PARTY",
    level=Level.MUST,
    says="The origin of the request that asks for a session token is its `azp`.",
    sources=("AUTH-197", "AUTH-114"),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
FACTOR_AGES = Requirement(
    id="TOKEN.FACTOR-AGES",
    level=Level.MUST,
    says="A session token of version 2 claims the ages of both factors as a pair of integers.",
    sources=("AUTH-197",),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
VERSION_2 = Requirement(
    id="TOKEN.VERSION-2",
    level=Level.SHOULD,
    says="A session token of this API version says `v` 2, has an id, and says the status of its session.",
    sources=("AUTH-199", "AUTH-067"),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
CATEGORY = Requirement(
    id="TOKEN.CATEGORY",
    level=Level.SHOULD,
    says="The header of a session token says the category of session tokens.",
    sources=("AUTH-194",),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
SESSIONS_DIFFER = Requirement(
    id="TOKEN.SESSIONS-DIFFER",
    level=Level.MUST,
    says="Two sessions of one person have tokens with one `sub` and two different `sid`.",
    sources=("AUTH-198",),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.SUBJECT",),
)
EMPTY_ORGANIZATION = Requirement(
    id="TOKEN.EMPTY-ORGANIZATION",
    level=Level.MUST,
    says="An organization that is present and empty is accepted and gives a token of the personal account.",
    sources=("createSessionToken 200", "AUTH-185", "AUTH-186"),
    profile="core",
    operations=("createSessionToken",),
    twins=("TOKEN.BARE",),
)
ENDED_SESSION = Requirement(
    id="TOKEN.ENDED-SESSION",
    level=Level.MUST,
    says="No token is made for an ended session: 401, 403 or 404.",
    sources=("createSessionToken 401, 403, 404", "AUTH-210", "SEC-068"),
    profile="core",
    operations=("createSessionToken", "endSession"),
    twins=("TOKEN.BARE", "SESSION.ENDED"),
)
REMOVED_SESSION = Requirement(
    id="TOKEN.REMOVED-SESSION",
    level=Level.MUST,
    says="No token is made for a removed session: 401, 403 or 404.",
    sources=("createSessionToken 401, 403, 404", "AUTH-210", "SEC-068"),
    profile="core",
    operations=("createSessionToken", "removeSession"),
    twins=("TOKEN.BARE", "SESSION.REMOVED"),
)
PUBLISHED_KEYS = Requirement(
    id="TOKEN.PUBLISHED-KEYS",
    level=Level.MUST,
    says="The key set is public, and each RSA key in it has `kid`, `alg`, `use`, `kty`, `n` and `e`.",
    sources=("getJWKS 200", "AUTH-205"),
    profile="core",
    operations=("getJWKS",),
)
PUBLIC_KEYS_ONLY = Requirement(
    id="TOKEN.PUBLIC-KEYS-ONLY",
    level=Level.MUST,
    says="No published key has a private or secret member.",
    sources=("AUTH-205", "SEC-092"),
    profile="core",
    operations=("getJWKS",),
    twins=("TOKEN.PUBLISHED-KEYS",),
)
