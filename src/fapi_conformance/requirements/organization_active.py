"""The active organization of a session: chosen, told by tokens in both versions, brought by a handshake."""

from fapi_conformance.verdict.requirement import Level, Requirement

TOUCH, TOKEN = "touchSession", "createSessionToken"


def _active(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...] = (TOUCH,),
    when: tuple[str, ...] = (),
    twin: str = "CHOSEN",
) -> Requirement:
    return Requirement(
        id=f"ACTIVE-ORGANIZATION.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", *when),
        twins=() if name == twin else (f"ACTIVE-ORGANIZATION.{twin}",),
    )


CHOSEN = _active(
    "CHOSEN",
    Level.MUST,
    "An organization that a member names in a touch by its id is the active one of the session: in the answer, and "
    "wherever the session is read.",
    "touchSession 200",
    "AUTH-166",
    operations=(TOUCH, "getSession"),
)
CHOSEN_BY_SLUG = _active(
    "CHOSEN.BY-SLUG",
    Level.MUST,
    "The slug of an organization names it in a touch as well as its id.",
    "touchSession 200",
    "AUTH-166",
    when=("organization-slugs",),
)
OTHER_CHOSEN = _active(
    "CHOSEN.ANOTHER",
    Level.MUST,
    "Another organization that is named in a touch takes the place of the one before.",
    "touchSession 200",
    "AUTH-166",
    when=("several-organizations",),
)
PERSONAL = _active(
    "PERSONAL",
    Level.MUST,
    "An organization that is present and empty in a touch leaves the personal account; its tokens claim none.",
    "touchSession 200",
    "AUTH-167",
    operations=(TOUCH, TOKEN),
    when=("personal-accounts",),
)
KEPT_BY_SESSION = _active(
    "OWN-SESSION",
    Level.SHOULD,
    "Each session has an active organization of its own: a choice does not reach the person's other devices.",
    "AUTH-185",
    operations=(TOUCH, "getSession"),
)
CLAIMED = _active(
    "CLAIMED",
    Level.MUST,
    "A token that is asked for next claims the organization that was chosen, and the role that the member has there.",
    "createSessionToken 200",
    "AUTH-170",
    "AUTH-185",
    operations=(TOKEN,),
)
CLAIMED_AT_ONCE = _active(
    "CLAIMED.AT-ONCE",
    Level.MUST,
    "A token in the answer of a touch claims the organization that was chosen there, and no other.",
    "touchSession 200",
    "AUTH-170",
)
CLAIMED_SLUG = _active(
    "CLAIMED.SLUG",
    Level.SHOULD,
    "A token claims the slug of its organization, where that has one.",
    "AUTH-199",
    "AUTH-201",
    operations=(TOKEN,),
    when=("organization-slugs",),
    twin="CLAIMED",
)
CLAIM_VERSIONS = _active(
    "CLAIMED.ONE-VERSION",
    Level.MUST,
    "A token has the claims of one version: `o` beside `v` 2, or `org_id`, `org_role` and `org_slug` without it.",
    "AUTH-201",
    "AUTH-202",
    operations=(TOKEN,),
    twin="CLAIMED",
)
CLAIM_ROLE = _active(
    "CLAIMED.ROLE",
    Level.MUST,
    "Version 2 claims a role without the `org:` that its key begins with, version 1 the whole key: readers put it "
    "before.",
    "AUTH-201",
    "GAP-066",
    operations=(TOKEN,),
    twin="CLAIMED",
)
CLAIM_PERMISSIONS = _active(
    "CLAIMED.PERMISSIONS",
    Level.MUST,
    "The permissions that a token claims, taken apart as official readers do it, are permissions that the member has.",
    "AUTH-200",
    "AUTH-201",
    "GAP-065",
    operations=(TOKEN,),
    twin="CLAIMED",
)
CLAIM_PERMISSIONS_ALL = _active(
    "CLAIMED.PERMISSIONS.ALL",
    Level.SHOULD,
    "A token that claims permissions claims all that the role gives beside those of the system.",
    "AUTH-200",
    "AUTH-201",
    operations=(TOKEN,),
    twin="CLAIMED.PERMISSIONS",
)
CLAIM_SYSTEM = _active(
    "CLAIMED.SYSTEM",
    Level.SHOULD,
    "Permissions of the system are in memberships, and in no token.",
    "ORG-103",
    "GAP-066",
    operations=(TOKEN,),
    twin="CLAIMED",
)
ASKED_FOR = _active(
    "ASKED-FOR",
    Level.MUST,
    "A token that is asked for with an organization of the member claims that one, whichever is active, and does not "
    "change which that is.",
    "createSessionToken 200",
    "AUTH-185",
    operations=(TOKEN, "getSession"),
    twin="CLAIMED",
    when=("several-organizations",),
)
FOREIGN = _active(
    "FOREIGN",
    Level.MUST,
    "An organization of others is not made active: not by its id nor by its slug, not in the session nor in a token.",
    "touchSession 403, 404",
    "createSessionToken 403, 404",
    "AUTH-185",
    "SEC-048",
    operations=(TOUCH, TOKEN),
)
FOREIGN_REFUSED = _active(
    "FOREIGN.REFUSED",
    Level.SHOULD,
    "Naming an organization of others in a touch is refused with 403 or 404.",
    "AUTH-172",
    twin="FOREIGN",
)
HANDSHAKE = _active(
    "HANDSHAKE",
    Level.MUST,
    "A handshake that names an organization of the member hands out a token of that one.",
    "handshakeClient 307",
    "AUTH-151",
    operations=("handshakeClient",),
)
HANDSHAKE_PERSONAL = _active(
    "HANDSHAKE.PERSONAL",
    Level.MUST,
    "A handshake that names no organization, by an empty one, hands out a token of the personal account.",
    "handshakeClient 307",
    "AUTH-151",
    operations=("handshakeClient",),
    when=("personal-accounts",),
    twin="HANDSHAKE",
)
HANDSHAKE_FOREIGN = _active(
    "HANDSHAKE.FOREIGN",
    Level.MUST,
    "A handshake that names an organization of others hands out a token that does not claim it.",
    "handshakeClient 307",
    "AUTH-151",
    "SEC-049",
    operations=("handshakeClient",),
    twin="HANDSHAKE",
)
