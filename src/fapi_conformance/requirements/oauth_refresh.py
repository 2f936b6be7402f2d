"""The refresh grant: new tokens for what a person has agreed to, and never for more."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_token import INTROSPECTION, PROFILE, TOKEN, USERINFO, WHEN

_refresh = Area(
    name="OAUTH-REFRESH",
    when=WHEN,
    operations=(TOKEN,),
    twins=("TOKEN",),
    profile=PROFILE,
)

REFRESH = _refresh(
    "TOKEN",
    MUST,
    "A refresh token brings a new access token for the same person and application.",
    f"{TOKEN} 200",
    "OAUTH-047",
    operations=(TOKEN, USERINFO),
    twins=(),
    beside=("OAUTH-TOKEN.CODE",),
)
NEWEST = _refresh(
    "NEWEST",
    MUST,
    "The newest refresh token goes on: the one that came with the last refresh, or where none came, the same.",
    f"{TOKEN} 200",
    "OAUTH-047",
    "OAUTH-048",
)
SAME_SCOPE = _refresh(
    "SCOPE.SAME",
    MUST,
    "Without `scope` a refresh keeps the scope that was granted.",
    f"{TOKEN} 200",
    "OAUTH-047",
    operations=(TOKEN, INTROSPECTION),
)
NARROWER = _refresh(
    "SCOPE.NARROWER",
    SHOULD,
    "A refresh for less than was granted brings a token for that.",
    "OAUTH-047",
    "RFC 6749 6",
)
WIDER = _refresh(
    "SCOPE.WIDER",
    MUST,
    "A refresh never brings a token for more than was granted, although the application might ask for it.",
    f"{TOKEN} 400",
    "OAUTH-047",
    "SEC-217",
    operations=(TOKEN, USERINFO),
)
WIDER_REFUSED = _refresh(
    "SCOPE.WIDER.REFUSED",
    SHOULD,
    "A refresh for more than was granted is refused with `invalid_scope`.",
    "OAUTH-047",
    "SEC-217",
)
ID_TOKEN = _refresh(
    "ID-TOKEN",
    MUST,
    "A refresh of what has `openid` brings an ID token too, of the same person and for the same application.",
    f"{TOKEN} 200",
    "OAUTH-047",
    beside=("OAUTH-ID-TOKEN.GIVEN",),
)
UNKNOWN = _refresh(
    "UNKNOWN",
    MUST,
    "A refresh token that nobody gave out brings nothing: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-047",
)
MISSING = _refresh(
    "MISSING",
    SHOULD,
    "Without `refresh_token` it is `invalid_request`: no token.",
    "OAUTH-047",
)
FOREIGN = _refresh(
    "OF-ANOTHER-CLIENT",
    MUST,
    "A refresh token is taken from no other application than the one that it was given to: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "OAUTH-047",
    "SEC-217",
)
UNAUTHENTICATED = _refresh(
    "UNAUTHENTICATED",
    MUST,
    "An application that has a secret shows it to refresh too: a wrong one, or its id alone, is not enough: no token.",
    f"{TOKEN} 401",
    "OAUTH-041",
    "SEC-216",
)
ACCESS_TOKEN = _refresh(
    "BY-ACCESS-TOKEN",
    MUST,
    "An access token is no refresh token: no token.",
    f"{TOKEN} 400",
    f"{TOKEN} 401",
    "SEC-217",
)
DELETED_USER = _refresh(
    "DELETED-USER",
    MUST,
    "A refresh token of somebody who is no more brings nothing: no token.",
    f"{TOKEN} 400",
    "SEC-217",
)
LASTS = _refresh(
    "LASTS",
    SHOULD,
    "A refresh token is as good after a year as on its first day.",
    "OAUTH-045",
    means=("age",),
)
REUSED = _refresh(
    "REUSED",
    SHOULD,
    "Where a refresh gives a public client a new refresh token, the one before is spent: no token.",
    "SEC-218",
    "RFC 9700 4.14.2",
)
