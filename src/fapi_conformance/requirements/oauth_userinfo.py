"""Userinfo: what an application is told of a person, as far as that person agreed."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area
from fapi_conformance.requirements.oauth_token import PROFILE, USERINFO, WHEN

BY_POST = "getOAuthUserInfoPOST"
BOTH = (USERINFO, BY_POST)

at_userinfo = Area(
    name="OAUTH-USERINFO",
    when=WHEN,
    operations=(USERINFO,),
    twins=("TELLS",),
    profile=PROFILE,
)

TELLS = at_userinfo(
    "TELLS",
    MUST,
    "Userinfo names the user of an access token, as `user_id` and as `sub`, by GET and by POST.",
    f"{USERINFO} 200",
    f"{BY_POST} 200",
    "OAUTH-070",
    operations=BOTH,
    twins=(),
    beside=("OAUTH-TOKEN.CODE",),
)
EMAIL = at_userinfo(
    "EMAIL",
    MUST,
    "With `email` it tells the primary address, and whether it is verified.",
    f"{USERINFO} 200",
    "OAUTH-071",
    when=(*WHEN, "email-addresses"),
)
PROFILE_CLAIMS = at_userinfo(
    "PROFILE",
    MUST,
    "With `profile` it tells the names that the user has.",
    f"{USERINFO} 200",
    "OAUTH-071",
)
PUBLIC_METADATA = at_userinfo(
    "PUBLIC-METADATA",
    MUST,
    "With `public_metadata` it tells the public and the unsafe metadata.",
    f"{USERINFO} 200",
    "OAUTH-071",
    means=("user",),
)
PRIVATE_METADATA = at_userinfo(
    "PRIVATE-METADATA",
    MUST,
    "With `private_metadata` it tells the private metadata.",
    f"{USERINFO} 200",
    "OAUTH-071",
    means=("user",),
)
ORGANIZATION = at_userinfo(
    "ORGANIZATION",
    MUST,
    "With `user:org:read` it tells the organization that was chosen with the consent: id, name and slug.",
    f"{USERINFO} 200",
    "OAUTH-071",
    when=(*WHEN, "organizations"),
)
SCOPED = at_userinfo(
    "SCOPED",
    MUST,
    "It tells nothing that was not granted.",
    f"{USERINFO} 200",
    "SEC-221",
    "OAUTH-071",
)
SCOPED_PRIVATE = at_userinfo(
    "SCOPED.PRIVATE-METADATA",
    MUST,
    "Private metadata is told to nobody without its scope.",
    f"{USERINFO} 200",
    "SEC-221",
    "OAUTH-071",
    means=("user",),
)
NO_TOKEN = at_userinfo(
    "NO-TOKEN",
    MUST,
    "Without an access token nothing is told.",
    f"{USERINFO} 401",
    f"{BY_POST} 401",
    "OAUTH-072",
    "SEC-221",
    operations=BOTH,
)
BAD_TOKEN = at_userinfo(
    "BAD-TOKEN",
    MUST,
    "A token that is made up, changed, or signed by somebody else opens nothing.",
    f"{USERINFO} 401",
    "OAUTH-072",
    "SEC-221",
)
EXPIRED = at_userinfo(
    "EXPIRED",
    MUST,
    "An access token that has expired opens nothing.",
    f"{USERINFO} 401",
    "OAUTH-072",
    "SEC-098",
    "SEC-221",
    means=("age",),
)
CODE = at_userinfo(
    "ERROR",
    SHOULD,
    "A refusal is 401 `oauth_fetch_user_error`.",
    "OAUTH-072",
)
CHALLENGED = at_userinfo(
    "CHALLENGED",
    SHOULD,
    "A refusal says how to come: `WWW-Authenticate: Bearer`.",
    "SEC-221",
    "RFC 6750 3",
)
IN_QUERY = at_userinfo(
    "IN-QUERY",
    SHOULD,
    "An access token in the query opens nothing.",
    "SEC-222",
)
DELETED_USER = at_userinfo(
    "DELETED-USER",
    SHOULD,
    "An access token of somebody who is no more opens nothing.",
    "SEC-221",
)
