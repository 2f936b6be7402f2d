"""Userinfo: what an application is told of a person, as far as that person agreed."""

from fapi_conformance.requirements.oauth_token import MUST, PROFILE, SHOULD, USERINFO, WHEN
from fapi_conformance.verdict.requirement import Level, Requirement

BY_POST = "getOAuthUserInfoPOST"
BOTH = (USERINFO, BY_POST)

TELLS = Requirement(
    id="OAUTH-USERINFO.TELLS",
    level=MUST,
    says="Userinfo names the user of an access token, as `user_id` and as `sub`, by GET and by POST.",
    sources=(f"{USERINFO} 200", f"{BY_POST} 200", "OAUTH-070"),
    profile=PROFILE,
    operations=BOTH,
    when=WHEN,
    twins=("OAUTH-TOKEN.CODE",),
)


def _tells(
    name: str,
    says: str,
    *sources: str,
    level: Level = MUST,
    when: tuple[str, ...] = (),
    means: tuple[str, ...] = (),
) -> Requirement:
    return Requirement(
        id=f"OAUTH-USERINFO.{name}",
        level=level,
        says=says,
        sources=(*sources, "OAUTH-071"),
        profile=PROFILE,
        operations=(USERINFO,),
        when=(*WHEN, *when),
        means=means,
        twins=("OAUTH-USERINFO.TELLS",),
    )


EMAIL = _tells(
    "EMAIL",
    "With `email` it tells the primary address, and whether it is verified.",
    f"{USERINFO} 200",
    when=("email-addresses",),
)
PROFILE_CLAIMS = _tells("PROFILE", "With `profile` it tells the names that the user has.", f"{USERINFO} 200")
PUBLIC_METADATA = _tells(
    "PUBLIC-METADATA",
    "With `public_metadata` it tells the public and the unsafe metadata.",
    f"{USERINFO} 200",
    means=("user",),
)
PRIVATE_METADATA = _tells(
    "PRIVATE-METADATA", "With `private_metadata` it tells the private metadata.", f"{USERINFO} 200", means=("user",)
)
ORGANIZATION = _tells(
    "ORGANIZATION",
    "With `user:org:read` it tells the organization that was chosen with the consent: id, name and slug.",
    f"{USERINFO} 200",
    when=("organizations",),
)
SCOPED = _tells("SCOPED", "It tells nothing that was not granted.", f"{USERINFO} 200", "SEC-221")
SCOPED_PRIVATE = _tells(
    "SCOPED.PRIVATE-METADATA",
    "Private metadata is told to nobody without its scope.",
    f"{USERINFO} 200",
    "SEC-221",
    means=("user",),
)


def _refused(
    name: str,
    says: str,
    *sources: str,
    level: Level = MUST,
    means: tuple[str, ...] = (),
    operations: tuple[str, ...] = (USERINFO,),
) -> Requirement:
    return Requirement(
        id=f"OAUTH-USERINFO.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=operations,
        when=WHEN,
        means=means,
        twins=("OAUTH-USERINFO.TELLS",),
    )


NO_TOKEN = _refused(
    "NO-TOKEN",
    "Without an access token nothing is told.",
    f"{USERINFO} 401",
    f"{BY_POST} 401",
    "OAUTH-072",
    "SEC-221",
    operations=BOTH,
)
BAD_TOKEN = _refused(
    "BAD-TOKEN",
    "A token that is made up, changed, or signed by somebody else opens nothing.",
    f"{USERINFO} 401",
    "OAUTH-072",
    "SEC-221",
)
EXPIRED = _refused(
    "EXPIRED",
    "An access token that has expired opens nothing.",
    f"{USERINFO} 401",
    "OAUTH-072",
    "SEC-098",
    "SEC-221",
    means=("age",),
)
CODE = _refused(
    "ERROR",
    "A refusal is 401 `oauth_fetch_user_error`.",
    "OAUTH-072",
    level=SHOULD,
)
CHALLENGED = _refused(
    "CHALLENGED",
    "A refusal says how to come: `WWW-Authenticate: Bearer`.",
    "SEC-221",
    "RFC 6750 3",
    level=SHOULD,
)
IN_QUERY = _refused(
    "IN-QUERY",
    "An access token in the query opens nothing.",
    "SEC-222",
    level=SHOULD,
)
DELETED_USER = _refused(
    "DELETED-USER",
    "An access token of somebody who is no more opens nothing.",
    "SEC-221",
    level=SHOULD,
)
