"""The token endpoint: a code that a person's consent brought, exchanged by the application that it was given to."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

PROFILE = "oauth-provider"
WHEN = ("oauth-provider",)
TOKEN, USERINFO, INTROSPECTION = "getOAuthToken", "getOAuthUserInfo", "getOAuthTokenInfo"

at_token = Area(
    name="OAUTH-TOKEN",
    when=WHEN,
    operations=(TOKEN,),
    twins=("CODE",),
    profile=PROFILE,
)

CODE = at_token(
    "CODE",
    MUST,
    "An application exchanges its code for an access token of the type Bearer, in whatever case that is written.",
    f"{TOKEN} 200",
    "OAUTH-040",
    "OAUTH-044",
    twins=(),
)
SCOPE = at_token(
    "SCOPE",
    MUST,
    "The scope that is told with a token has nothing that was not asked for.",
    f"{TOKEN} 200",
    "OAUTH-051",
    "SEC-208",
)
EXPIRES_IN = at_token(
    "EXPIRES-IN",
    SHOULD,
    "`expires_in` is a positive number of seconds, and says the same as `exp` of an access token that is a JWT.",
    "OAUTH-045",
)
OFFLINE = at_token(
    "OFFLINE",
    SHOULD,
    "With `offline_access` granted there is a refresh token.",
    "OAUTH-046",
)
NO_STORE = at_token(
    "NO-STORE",
    SHOULD,
    "What brings tokens or tells of a person is not to be stored: `Cache-Control: no-store`.",
    "OAUTH-050",
    "SEC-220",
    operations=(TOKEN, USERINFO, INTROSPECTION),
)
ERROR = at_token(
    "ERROR",
    MUST,
    "A refusal is a JSON object with a registered OAuth error in `error`.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-049",
)
ERROR_NAMES = at_token(
    "ERROR.NAMES",
    SHOULD,
    "A refusal has the documented name of what is wrong.",
    "OAUTH-040",
    "OAUTH-042",
    "OAUTH-049",
)
GRANT_MISSING = at_token(
    "GRANT-TYPE.MISSING",
    MUST,
    "Without `grant_type` it is 400: no token.",
    f"{TOKEN} 400",
    "OAUTH-040",
)
GRANT_OTHER = at_token(
    "GRANT-TYPE.OTHER",
    MUST,
    "No other grant is served than those of codes and refresh tokens, passwords and bare credentials neither: "
    "no token.",
    f"{TOKEN} 401",
    "OAUTH-040",
    "SEC-216",
)
CODE_MISSING = at_token(
    "CODE.MISSING",
    MUST,
    "Without `code` it is 400: no token.",
    f"{TOKEN} 400",
    "OAUTH-042",
)
CODE_UNKNOWN = at_token(
    "CODE.UNKNOWN",
    MUST,
    "A code that nobody gave out brings nothing: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-042",
)
CODE_USED = at_token(
    "CODE.USED",
    MUST,
    "A code that was exchanged brings nothing from then on: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "SEC-211",
)
CODE_AT_ONCE = at_token(
    "CODE.AT-ONCE",
    SHOULD,
    "Of several exchanges of a code at once one succeeds, and the others bring nothing: no token.",
    "SEC-211",
)
CODE_USED_REVOKES = at_token(
    "CODE.USED.REVOKES",
    SHOULD,
    "After a second exchange of a code the tokens of the first one are good for nothing any more.",
    "SEC-212",
    operations=(TOKEN, INTROSPECTION),
    beside=("OAUTH-REFRESH.TOKEN",),
)
CODE_FOREIGN = at_token(
    "CODE.OF-ANOTHER-CLIENT",
    MUST,
    "A code is exchanged by no other application than the one that it was given to: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "SEC-213",
)
CODE_EXPIRED = at_token(
    "CODE.EXPIRED",
    MUST,
    "A code that is older than ten minutes brings nothing: no token.",
    f"{TOKEN} 400",
    "OAUTH-042",
    "SEC-213",
    means=("age",),
)
CODE_LASTS = at_token(
    "CODE.LASTS",
    SHOULD,
    "A code is good for nearly ten minutes.",
    "OAUTH-045",
    means=("age",),
)
REDIRECT_OTHER = at_token(
    "REDIRECT-URI.OTHER",
    MUST,
    "A code is not exchanged with another redirect URI than it was sent to, be it registered or not: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-042",
    "SEC-213",
)
REDIRECT_MISSING = at_token(
    "REDIRECT-URI.MISSING",
    MUST,
    "A code is not exchanged without the redirect URI that it was asked for with: no token.",
    f"{TOKEN} 400",
    "OAUTH-042",
    "SEC-213",
)
