"""The token endpoint: a code that a person's consent brought, exchanged by the application that it was given to."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "oauth-provider"
WHEN = ("oauth-provider",)
TOKEN, USERINFO, INTROSPECTION = "getOAuthToken", "getOAuthUserInfo", "getOAuthTokenInfo"
MUST, SHOULD = Level.MUST, Level.SHOULD

CODE = Requirement(
    id="OAUTH-TOKEN.CODE",
    level=MUST,
    says="An application exchanges its code for an access token of the type Bearer, in whatever case that is written.",
    sources=(f"{TOKEN} 200", "OAUTH-040", "OAUTH-044"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
)
SCOPE = Requirement(
    id="OAUTH-TOKEN.SCOPE",
    level=MUST,
    says="The scope that is told with a token has nothing that was not asked for.",
    sources=(f"{TOKEN} 200", "OAUTH-051", "SEC-208"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
EXPIRES_IN = Requirement(
    id="OAUTH-TOKEN.EXPIRES-IN",
    level=SHOULD,
    says="`expires_in` is a positive number of seconds, and says the same as `exp` of an access token that is a JWT.",
    sources=("OAUTH-045",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
OFFLINE = Requirement(
    id="OAUTH-TOKEN.OFFLINE",
    level=SHOULD,
    says="With `offline_access` granted there is a refresh token.",
    sources=("OAUTH-046",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
NO_STORE = Requirement(
    id="OAUTH-TOKEN.NO-STORE",
    level=SHOULD,
    says="What brings tokens or tells of a person is not to be stored: `Cache-Control: no-store`.",
    sources=("OAUTH-050", "SEC-220"),
    profile=PROFILE,
    operations=(TOKEN, USERINFO, INTROSPECTION),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
ERROR = Requirement(
    id="OAUTH-TOKEN.ERROR",
    level=MUST,
    says="A refusal is a JSON object with a registered OAuth error in `error`.",
    sources=(f"{TOKEN} 400", f"{TOKEN} 401", "OAUTH-049"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
ERROR_NAMES = Requirement(
    id="OAUTH-TOKEN.ERROR.NAMES",
    level=SHOULD,
    says="A refusal has the documented name of what is wrong.",
    sources=("OAUTH-040", "OAUTH-042", "OAUTH-049"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)


def refused(
    name: str,
    says: str,
    *sources: str,
    level: Level = MUST,
    means: tuple[str, ...] = (),
    twins: tuple[str, ...] = ("OAUTH-TOKEN.CODE",),
) -> Requirement:
    """A request at the token endpoint that brings nothing."""
    return Requirement(
        id=f"OAUTH-TOKEN.{name}",
        level=level,
        says=f"{says}: no token.",
        sources=sources,
        profile=PROFILE,
        operations=(TOKEN,),
        when=WHEN,
        means=means,
        twins=twins,
    )


GRANT_MISSING = refused("GRANT-TYPE.MISSING", "Without `grant_type` it is 400", f"{TOKEN} 400", "OAUTH-040")
GRANT_OTHER = refused(
    "GRANT-TYPE.OTHER",
    "No other grant is served than those of codes and refresh tokens, passwords and bare credentials neither",
    f"{TOKEN} 401",
    "OAUTH-040",
    "SEC-216",
)
CODE_MISSING = refused("CODE.MISSING", "Without `code` it is 400", f"{TOKEN} 400", "OAUTH-042")
CODE_UNKNOWN = refused(
    "CODE.UNKNOWN", "A code that nobody gave out brings nothing", f"{TOKEN} 400", f"{TOKEN} 401", "OAUTH-042"
)
CODE_USED = refused(
    "CODE.USED", "A code that was exchanged brings nothing from then on", f"{TOKEN} 400", f"{TOKEN} 401", "SEC-211"
)
CODE_AT_ONCE = refused(
    "CODE.AT-ONCE",
    "Of several exchanges of a code at once one succeeds, and the others bring nothing",
    "SEC-211",
    level=SHOULD,
)
CODE_USED_REVOKES = Requirement(
    id="OAUTH-TOKEN.CODE.USED.REVOKES",
    level=SHOULD,
    says="After a second exchange of a code the tokens of the first one are good for nothing any more.",
    sources=("SEC-212",),
    profile=PROFILE,
    operations=(TOKEN, INTROSPECTION),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE", "OAUTH-REFRESH.TOKEN"),
)
CODE_FOREIGN = refused(
    "CODE.OF-ANOTHER-CLIENT",
    "A code is exchanged by no other application than the one that it was given to",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "SEC-213",
)
CODE_EXPIRED = refused(
    "CODE.EXPIRED",
    "A code that is older than ten minutes brings nothing",
    f"{TOKEN} 400",
    "OAUTH-042",
    "SEC-213",
    means=("age",),
)
CODE_LASTS = Requirement(
    id="OAUTH-TOKEN.CODE.LASTS",
    level=SHOULD,
    says="A code is good for nearly ten minutes.",
    sources=("OAUTH-045",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    means=("age",),
    twins=("OAUTH-TOKEN.CODE",),
)
REDIRECT_OTHER = refused(
    "REDIRECT-URI.OTHER",
    "A code is not exchanged with another redirect URI than it was sent to, be it registered or not",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-042",
    "SEC-213",
)
REDIRECT_MISSING = refused(
    "REDIRECT-URI.MISSING",
    "A code is not exchanged without the redirect URI that it was asked for with",
    f"{TOKEN} 400",
    "OAUTH-042",
    "SEC-213",
)
