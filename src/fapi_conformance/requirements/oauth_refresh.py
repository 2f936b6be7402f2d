"""The refresh grant: new tokens for what a person has agreed to, and never for more."""

from fapi_conformance.requirements.oauth_token import INTROSPECTION, MUST, PROFILE, SHOULD, TOKEN, USERINFO, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

REFRESH = Requirement(
    id="OAUTH-REFRESH.TOKEN",
    level=MUST,
    says="A refresh token brings a new access token for the same person and application.",
    sources=(f"{TOKEN} 200", "OAUTH-047"),
    profile=PROFILE,
    operations=(TOKEN, USERINFO),
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)
NEWEST = Requirement(
    id="OAUTH-REFRESH.NEWEST",
    level=MUST,
    says="The newest refresh token goes on: the one that came with the last refresh, or where none came, the same.",
    sources=(f"{TOKEN} 200", "OAUTH-047", "OAUTH-048"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN",),
)
SAME_SCOPE = Requirement(
    id="OAUTH-REFRESH.SCOPE.SAME",
    level=MUST,
    says="Without `scope` a refresh keeps the scope that was granted.",
    sources=(f"{TOKEN} 200", "OAUTH-047"),
    profile=PROFILE,
    operations=(TOKEN, INTROSPECTION),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN",),
)
NARROWER = Requirement(
    id="OAUTH-REFRESH.SCOPE.NARROWER",
    level=SHOULD,
    says="A refresh for less than was granted brings a token for that.",
    sources=("OAUTH-047", "RFC 6749 6"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN",),
)
WIDER = Requirement(
    id="OAUTH-REFRESH.SCOPE.WIDER",
    level=MUST,
    says="A refresh never brings a token for more than was granted, although the application might ask for it.",
    sources=(f"{TOKEN} 400", "OAUTH-047", "SEC-217"),
    profile=PROFILE,
    operations=(TOKEN, USERINFO),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN",),
)
WIDER_REFUSED = Requirement(
    id="OAUTH-REFRESH.SCOPE.WIDER.REFUSED",
    level=SHOULD,
    says="A refresh for more than was granted is refused with `invalid_scope`.",
    sources=("OAUTH-047", "SEC-217"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN",),
)
ID_TOKEN = Requirement(
    id="OAUTH-REFRESH.ID-TOKEN",
    level=MUST,
    says="A refresh of what has `openid` brings an ID token too, of the same person and for the same application.",
    sources=(f"{TOKEN} 200", "OAUTH-047"),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    twins=("OAUTH-REFRESH.TOKEN", "OAUTH-ID-TOKEN.GIVEN"),
)


def _refused(name: str, says: str, *sources: str, level: Level = MUST) -> Requirement:
    return Requirement(
        id=f"OAUTH-REFRESH.{name}",
        level=level,
        says=f"{says}: no token.",
        sources=sources,
        profile=PROFILE,
        operations=(TOKEN,),
        when=WHEN,
        twins=("OAUTH-REFRESH.TOKEN",),
    )


UNKNOWN = _refused(
    "UNKNOWN", "A refresh token that nobody gave out brings nothing", f"{TOKEN} 400", f"{TOKEN} 401", "OAUTH-047"
)
MISSING = _refused("MISSING", "Without `refresh_token` it is `invalid_request`", "OAUTH-047", level=SHOULD)
FOREIGN = _refused(
    "OF-ANOTHER-CLIENT",
    "A refresh token is taken from no other application than the one that it was given to",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-047",
    "SEC-217",
)
UNAUTHENTICATED = _refused(
    "UNAUTHENTICATED",
    "An application that has a secret shows it to refresh too: a wrong one, or its id alone, is not enough",
    f"{TOKEN} 401",
    "OAUTH-041",
    "SEC-216",
)
ACCESS_TOKEN = _refused(
    "BY-ACCESS-TOKEN", "An access token is no refresh token", f"{TOKEN} 400", f"{TOKEN} 401", "SEC-217"
)
DELETED_USER = _refused(
    "DELETED-USER", "A refresh token of somebody who is no more brings nothing", f"{TOKEN} 400", "SEC-217"
)
LASTS = Requirement(
    id="OAUTH-REFRESH.LASTS",
    level=SHOULD,
    says="A refresh token is as good after a year as on its first day.",
    sources=("OAUTH-045",),
    profile=PROFILE,
    operations=(TOKEN,),
    when=WHEN,
    means=("age",),
    twins=("OAUTH-REFRESH.TOKEN",),
)
REUSED = _refused(
    "REUSED",
    "Where a refresh gives a public client a new refresh token, the one before is spent",
    "SEC-218",
    "RFC 9700 4.14.2",
    level=SHOULD,
)
