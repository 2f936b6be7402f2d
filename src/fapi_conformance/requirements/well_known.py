"""The well-known documents beside the keys: what the instance says of itself as an OAuth and OpenID provider, and which
apps it vouches for.
"""

from fapi_conformance.verdict.requirement import Level, Requirement

OAUTH, OPENID = "getOAuth2AuthorizationServerMetadata", "getOpenIDConfiguration"
ANDROID, APPLE = "getAndroidAssetLinks", "getAppleAppSiteAssociation"
BOTH = (OAUTH, OPENID)

PUBLIC = Requirement(
    id="WELL-KNOWN.PUBLIC",
    level=Level.MUST,
    says="The documents are there for whoever asks, without credentials and without a version.",
    sources=(f"{OAUTH} 200", f"{OPENID} 200", "WK-004", "WK-005"),
    profile="oauth-provider",
    operations=BOTH,
)
ISSUER = Requirement(
    id="WELL-KNOWN.ISSUER",
    level=Level.MUST,
    says="Both documents name the issuer that session tokens name, without a trailing slash.",
    sources=(f"{OAUTH} 200", f"{OPENID} 200", "WK-006"),
    profile="oauth-provider",
    operations=(*BOTH, "createSessionToken"),
    twins=("WELL-KNOWN.PUBLIC", "TOKEN.BARE"),
)
ISSUER_FIXED = Requirement(
    id="WELL-KNOWN.ISSUER.FIXED",
    level=Level.MUST,
    says="What a request says of its way here is not in the documents.",
    sources=("SEC-102",),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC",),
)
ENDPOINTS = Requirement(
    id="WELL-KNOWN.ENDPOINTS",
    level=Level.MUST,
    says="The endpoints are those of the Frontend API, below the issuer.",
    sources=(f"{OAUTH} 200", f"{OPENID} 200", "WK-006"),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC",),
)
SUPPORTED = Requirement(
    id="WELL-KNOWN.SUPPORTED",
    level=Level.MUST,
    says="Supported are the code and refresh grants, RS256, public subjects, and for code challenges S256, not plain.",
    sources=(f"{OAUTH} 200", f"{OPENID} 200", "WK-007"),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC",),
)
AGREE = Requirement(
    id="WELL-KNOWN.AGREE",
    level=Level.SHOULD,
    says="The two documents agree on every member that both have.",
    sources=("WK-008",),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC",),
)
NOTHING_WEAKER = Requirement(
    id="WELL-KNOWN.NOTHING-WEAKER",
    level=Level.MUST,
    says="Unsigned ID tokens and tokens in addresses are not offered.",
    sources=("WK-007", "SEC-227"),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC",),
)
ENCRYPTED = Requirement(
    id="WELL-KNOWN.ENCRYPTED",
    level=Level.MUST,
    says="Issuer and endpoints are https, but for an instance on this machine or one that is reached without it.",
    sources=("SEC-227", "RFC 8414 2"),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC",),
)
EXACTLY = Requirement(
    id="WELL-KNOWN.EXACTLY",
    level=Level.SHOULD,
    says="No other grants, response types, challenges, subjects or algorithms are supported than the documented ones.",
    sources=("WK-007",),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.SUPPORTED",),
)
WITHOUT_ORGANIZATIONS = Requirement(
    id="WELL-KNOWN.WITHOUT-ORGANIZATIONS",
    level=Level.SHOULD,
    says="Where there are no organizations neither `user:org:read` nor `org_id` is supported.",
    sources=("WK-007",),
    profile="oauth-provider",
    operations=BOTH,
    when=("no-organizations",),
    twins=("WELL-KNOWN.PUBLIC",),
)
ANSWERS = Requirement(
    id="WELL-KNOWN.ANSWERS",
    level=Level.SHOULD,
    says="Every endpoint that a document names is there: it answers, be it by a refusal.",
    sources=("SEC-227", "RFC 8414 2"),
    profile="oauth-provider",
    operations=BOTH,
    twins=("WELL-KNOWN.PUBLIC", "WELL-KNOWN.ENDPOINTS"),
)
ANDROID_APPS = Requirement(
    id="WELL-KNOWN.ANDROID-APPS",
    level=Level.SHOULD,
    says="Each Android app that is vouched for is named by its package and the fingerprint of a certificate.",
    sources=(f"{ANDROID} 200", "WK-009"),
    profile="native",
    operations=(ANDROID,),
)
APPLE_APPS = Requirement(
    id="WELL-KNOWN.APPLE-APPS",
    level=Level.SHOULD,
    says="Each Apple app that is vouched for is named by its team and its bundle.",
    sources=(f"{APPLE} 200", "WK-010", "GAP-050"),
    profile="native",
    operations=(APPLE,),
)
BARE = Requirement(
    id="WELL-KNOWN.BARE",
    level=Level.MUST,
    says="What is public is the same for everybody: it sets no cookie of a client or a session, and tells of nobody.",
    sources=("SEC-259",),
    profile="core",
    operations=(*BOTH, ANDROID, APPLE, "getJWKS", "getHealth"),
)
RELATED_ORIGINS = Requirement(
    id="WELL-KNOWN.RELATED-ORIGINS",
    level=Level.SHOULD,
    says="Whose pages may use the passkeys of the host is told as web origins, where it is told.",
    sources=("getWebAuthnRelatedOrigins 200", "WK-011"),
    profile="passkey",
    operations=("getWebAuthnRelatedOrigins",),
    when=("passkeys",),
)
