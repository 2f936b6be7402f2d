"""The tokens of an application, as it reads them itself: the ID token, and access tokens that are JWTs."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_token import PROFILE, TOKEN, WHEN
from fapi_conformance.requirements.oauth_userinfo import at_userinfo

DISCOVERY, KEYS = "getOpenIDConfiguration", "getJWKS"

_id_token = Area(
    name="OAUTH-ID-TOKEN",
    when=WHEN,
    operations=(TOKEN,),
    twins=("GIVEN",),
    profile=PROFILE,
)

_access_token = Area(
    name="OAUTH-ACCESS-TOKEN",
    when=WHEN,
    operations=(TOKEN,),
    beside=("OAUTH-TOKEN.CODE",),
    profile=PROFILE,
)

GIVEN = _id_token(
    "GIVEN",
    MUST,
    "With `openid` granted there is an ID token.",
    f"{TOKEN} 200",
    "OAUTH-044",
    twins=(),
    beside=("OAUTH-TOKEN.CODE",),
)
NOT_ASKED = _id_token(
    "NOT-ASKED",
    MUST,
    "Without `openid` there is no ID token.",
    f"{TOKEN} 200",
    "OAUTH-044",
    "SEC-208",
)
SIGNED = _id_token(
    "SIGNED",
    MUST,
    "An ID token is signed by RS256 with a key that the instance publishes and the token names.",
    "OAUTH-062",
    "WK-003",
    "SEC-226",
    operations=(TOKEN, KEYS),
)
ISSUER = _id_token(
    "ISSUER",
    MUST,
    "An ID token names the issuer of the discovery document.",
    "OAUTH-062",
    "WK-006",
    "SEC-226",
    operations=(TOKEN, DISCOVERY),
)
AUDIENCE = _id_token(
    "AUDIENCE",
    MUST,
    "An ID token is made for the application that got it.",
    "OAUTH-062",
    "SEC-226",
)
SUBJECT = _id_token(
    "SUBJECT",
    MUST,
    "The subject of an ID token is the id of the user.",
    "OAUTH-062",
)
NONCE = _id_token(
    "NONCE",
    MUST,
    "An ID token brings back the nonce of its request.",
    "OAUTH-062",
    "SEC-226",
)
TIMES = _id_token(
    "TIMES",
    MUST,
    "An ID token was made by now, and has not expired.",
    "OAUTH-062",
    "SEC-226",
)
LIFETIME = _id_token(
    "LIFETIME",
    SHOULD,
    "An ID token lasts a day.",
    "OAUTH-062",
)
AT_HASH = _id_token(
    "AT-HASH",
    MUST,
    "`at_hash`, where there is one, is made of the access token beside.",
    "SEC-226",
    "OIDC Core 3.1.3.6",
)
CLAIMS = _id_token(
    "CLAIMS",
    SHOULD,
    "An ID token tells what was granted: with `email` the address, with `profile` the name.",
    "OAUTH-062",
)
SCOPED = _id_token(
    "SCOPED",
    MUST,
    "An ID token tells nothing of a person beyond what was granted.",
    "SEC-226",
)
ORGANIZATION = _id_token(
    "ORGANIZATION",
    SHOULD,
    "With `user:org:read` granted for an organization the ID token names that organization.",
    "OAUTH-062",
    when=(*WHEN, "organizations"),
)
ACCESS_TOKEN_ORGANIZATION = _access_token(
    "ORGANIZATION",
    SHOULD,
    "With `user:org:read` granted for an organization an access token that is a JWT names that organization.",
    "OAUTH-061",
    when=(*WHEN, "organizations"),
)
ACCESS_TOKEN = _access_token(
    "JWT",
    MUST,
    "An access token that is a JWT is of the type `at+jwt`, signed by RS256 with a key that is published.",
    "OAUTH-060",
    "WK-003",
    operations=(TOKEN, KEYS),
)
ACCESS_TOKEN_ISSUER = _access_token(
    "ISSUER",
    MUST,
    "An access token that is a JWT and names its issuer names that of the discovery document.",
    "WK-006",
    operations=(TOKEN, DISCOVERY),
)
ACCESS_TOKEN_CLAIMS = _access_token(
    "CLAIMS",
    SHOULD,
    "An access token that is a JWT names issuer, user, application and scope, and has an id and its times.",
    "OAUTH-061",
)
OPAQUE = _access_token(
    "OPAQUE",
    SHOULD,
    "An access token that is no JWT begins with `oat_`.",
    "OAUTH-060",
)
NO_ACCESS_TOKEN = at_userinfo(
    "OTHER-TOKENS",
    SHOULD,
    "ID tokens, refresh tokens and session tokens open nothing at userinfo.",
    "OAUTH-063",
    "SEC-221",
)
