"""The tokens of an application, as it reads them itself: the ID token, and access tokens that are JWTs."""

from fapi_conformance.requirements.oauth_token import MUST, PROFILE, SHOULD, TOKEN, USERINFO, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

DISCOVERY, KEYS = "getOpenIDConfiguration", "getJWKS"

GIVEN = Requirement(
    id="OAUTH-ID-TOKEN.GIVEN",
    level=MUST,
    says="With `openid` granted there is an ID token.",
    sources=(f"{TOKEN} 200", "OAUTH-044"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
NOT_ASKED = Requirement(
    id="OAUTH-ID-TOKEN.NOT-ASKED",
    level=MUST,
    says="Without `openid` there is no ID token.",
    sources=(f"{TOKEN} 200", "OAUTH-044", "SEC-208"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-ID-TOKEN.GIVEN",),
)


def _tells(
    name: str, says: str, *sources: str, level: Level = MUST, operations: tuple[str, ...] = (TOKEN,)
) -> Requirement:
    return Requirement(
        id=f"OAUTH-ID-TOKEN.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=operations,
        when=WHEN,
        twins=("OAUTH-ID-TOKEN.GIVEN",),
    )


SIGNED = _tells(
    "SIGNED",
    "An ID token is signed by RS256 with a key that the instance publishes and the token names.",
    "OAUTH-062",
    "WK-003",
    "SEC-226",
    operations=(TOKEN, KEYS),
)
ISSUER = _tells(
    "ISSUER",
    "An ID token names the issuer of the discovery document.",
    "OAUTH-062",
    "WK-006",
    "SEC-226",
    operations=(TOKEN, DISCOVERY),
)
AUDIENCE = _tells("AUDIENCE", "An ID token is made for the application that got it.", "OAUTH-062", "SEC-226")
SUBJECT = _tells("SUBJECT", "The subject of an ID token is the id of the user.", "OAUTH-062")
NONCE = _tells("NONCE", "An ID token brings back the nonce of its request.", "OAUTH-062", "SEC-226")
TIMES = _tells("TIMES", "An ID token was made by now, and has not expired.", "OAUTH-062", "SEC-226")
LIFETIME = _tells("LIFETIME", "An ID token lasts a day.", "OAUTH-062", level=SHOULD)
AT_HASH = _tells(
    "AT-HASH", "`at_hash`, where there is one, is made of the access token beside.", "SEC-226", "OIDC Core 3.1.3.6"
)
CLAIMS = _tells(
    "CLAIMS",
    "An ID token tells what was granted: with `email` the address, with `profile` the name.",
    "OAUTH-062",
    level=SHOULD,
)
SCOPED = _tells(
    "SCOPED",
    "An ID token tells nothing of a person beyond what was granted.",
    "SEC-226",
)
ORGANIZATION = Requirement(
    id="OAUTH-ID-TOKEN.ORGANIZATION",
    level=SHOULD,
    says="With `user:org:read` granted for an organization the ID token names that organization.",
    sources=("OAUTH-062",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=(*WHEN, "organizations"),
    twins=("OAUTH-ID-TOKEN.GIVEN",),
)
ACCESS_TOKEN_ORGANIZATION = Requirement(
    id="OAUTH-ACCESS-TOKEN.ORGANIZATION",
    level=SHOULD,
    says="With `user:org:read` granted for an organization an access token that is a JWT names that organization.",
    sources=("OAUTH-061",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=(*WHEN, "organizations"),
    twins=("OAUTH-TOKEN.CODE",),
)
ACCESS_TOKEN = Requirement(
    id="OAUTH-ACCESS-TOKEN.JWT",
    level=MUST,
    says="An access token that is a JWT is of the type `at+jwt`, signed by RS256 with a key that is published.",
    sources=("OAUTH-060", "WK-003"),
    profile=PROFILE,
    operations=(TOKEN, KEYS),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
ACCESS_TOKEN_ISSUER = Requirement(
    id="OAUTH-ACCESS-TOKEN.ISSUER",
    level=MUST,
    says="An access token that is a JWT and names its issuer names that of the discovery document.",
    sources=("WK-006",),
    profile=PROFILE,
    operations=(TOKEN, DISCOVERY),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
ACCESS_TOKEN_CLAIMS = Requirement(
    id="OAUTH-ACCESS-TOKEN.CLAIMS",
    level=SHOULD,
    says="An access token that is a JWT names issuer, user, application and scope, and has an id and its times.",
    sources=("OAUTH-061",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
OPAQUE = Requirement(
    id="OAUTH-ACCESS-TOKEN.OPAQUE",
    level=SHOULD,
    says="An access token that is no JWT begins with `oat_`.",
    sources=("OAUTH-060",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
NO_ACCESS_TOKEN = Requirement(
    id="OAUTH-USERINFO.OTHER-TOKENS",
    level=SHOULD,
    says="ID tokens, refresh tokens and session tokens open nothing at userinfo.",
    sources=("OAUTH-063", "SEC-221"),
    profile=PROFILE,
    operations=(USERINFO,),
    when=WHEN,
    twins=("OAUTH-USERINFO.TELLS",),
)
