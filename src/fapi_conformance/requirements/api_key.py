"""Keys by which people's and organizations' own programs call the application."""

from fapi_conformance.verdict.requirement import Level, Requirement

PROFILE = "api-keys"
LIST, CREATE, UPDATE, REVOKE = "getApiKeys", "createApiKey", "updateApiKey", "revokeApiKey"


def _key(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...],
    when: tuple[str, ...] = ("user-api-keys",),
    means: tuple[str, ...] = (),
    twins: tuple[str, ...] = ("API-KEY.CREATED",),
) -> Requirement:
    return Requirement(
        id=f"API-KEY.{name}",
        level=level,
        says=says,
        sources=sources,
        profile=PROFILE,
        operations=operations,
        when=when,
        means=means,
        twins=tuple(one for one in twins if one != f"API-KEY.{name}"),
    )


CREATED = _key(
    "CREATED",
    Level.MUST,
    "A new key is its subject's, has the name that was asked for and a secret, and is neither revoked nor expired.",
    "createApiKey 201",
    operations=(CREATE,),
)
DESCRIPTION = _key(
    "DESCRIPTION",
    Level.SHOULD,
    "A new key has the description that was asked for.",
    "createApiKey 201",
    operations=(CREATE,),
)
PAGE = _key(
    "PAGE",
    Level.MUST,
    "A page of the application may ask for keys with a bearer in the header, and read what is answered.",
    "AUTH-107",
    "official client: it asks from the page, with a session token as bearer",
    operations=(CREATE, LIST),
)
SECRET_PREFIX = _key(
    "SECRET.PREFIX",
    Level.SHOULD,
    "The secret of a key begins with `ak_`.",
    "official client: @clerk/backend tells by that which kind of token it is shown",
    operations=(CREATE,),
)
SECRET_ONCE = _key(
    "SECRET.ONCE",
    Level.SHOULD,
    "The secret of a key is told when it is made, and in no answer after that.",
    "getApiKeys 200",
    "updateApiKey 200",
    "revokeApiKey 200",
    operations=(LIST, UPDATE, REVOKE),
)
LISTED = _key(
    "LISTED",
    Level.MUST,
    "The list of a subject has its new key, under the id and the name that it was made with.",
    "getApiKeys 200",
    operations=(LIST,),
)
LIMIT = _key(
    "LIST.LIMIT",
    Level.SHOULD,
    "A page of keys holds no more than its `limit`, and `total_count` is how many there are in all.",
    "getApiKeys 200",
    "limit of getApiKeys",
    operations=(LIST,),
    twins=("API-KEY.LISTED",),
)
WALK = _key(
    "LIST.WALK",
    Level.SHOULD,
    "Pages one after the other hold every key once.",
    "getApiKeys 200",
    "offset of getApiKeys",
    operations=(LIST,),
    twins=("API-KEY.LISTED",),
)
DESCRIBED = _key(
    "DESCRIBED",
    Level.MUST,
    "A key that is described otherwise has that description from then on, and its name as before.",
    "updateApiKey 200",
    operations=(UPDATE, LIST),
)
REVOKED = _key(
    "REVOKED",
    Level.MUST,
    "A key that is revoked is told to be so.",
    "revokeApiKey 200",
    operations=(REVOKE,),
)
REASON = _key(
    "REVOKED.REASON",
    Level.SHOULD,
    "A revoked key tells the reason that was given.",
    "revokeApiKey 200",
    operations=(REVOKE,),
    twins=("API-KEY.REVOKED",),
)
UNLISTED = _key(
    "REVOKED.UNLISTED",
    Level.SHOULD,
    "A revoked key is in a list that includes invalid ones, and in no other.",
    "include_invalid of getApiKeys",
    operations=(REVOKE, LIST),
    twins=("API-KEY.REVOKED", "API-KEY.LISTED"),
)
UNUSABLE = _key(
    "REVOKED.UNUSABLE",
    Level.SHOULD,
    "The application verifies a key by its secret, until it is revoked.",
    "createApiKey 201",
    "revokeApiKey 200",
    operations=(CREATE, REVOKE),
    means=("api_key_check",),
    twins=("API-KEY.REVOKED",),
)
EXPIRATION = _key(
    "EXPIRATION",
    Level.MUST,
    "A key that is to live so many seconds tells in milliseconds when it expires.",
    "createApiKey 201",
    operations=(CREATE,),
)
NO_EXPIRATION = _key(
    "EXPIRATION.NONE",
    Level.SHOULD,
    "A key that was given no time to live has null for when it expires.",
    "createApiKey 201",
    operations=(CREATE,),
    twins=("API-KEY.EXPIRATION",),
)
EXPIRED = _key(
    "EXPIRED",
    Level.SHOULD,
    "A key after its time is told as expired, to whoever lists invalid ones too.",
    "getApiKeys 200",
    "include_invalid of getApiKeys",
    operations=(LIST,),
    means=("age",),
    twins=("API-KEY.EXPIRATION", "API-KEY.LISTED"),
)
SIGNED_OUT = _key(
    "SIGNED-OUT",
    Level.MUST,
    "Who is signed in nowhere is refused the keys of a person, and makes none.",
    "AUTH-102",
    "AUTH-103",
    operations=(LIST, CREATE),
    twins=("API-KEY.LISTED",),
)
FORGED = _key(
    "FORGED",
    Level.MUST,
    "A session token that was made to name another person opens nothing of theirs.",
    "SEC-095",
    operations=(LIST, CREATE),
    twins=("API-KEY.LISTED",),
)
FOREIGN_LIST = _key(
    "FOREIGN.LIST",
    Level.MUST,
    "Nobody is shown the keys of another person.",
    "getApiKeys 404",
    "AUTH-102",
    operations=(LIST,),
    twins=("API-KEY.LISTED",),
)
FOREIGN_CREATE = _key(
    "FOREIGN.CREATE",
    Level.MUST,
    "Nobody makes a key of another person.",
    "createApiKey 400",
    "AUTH-102",
    operations=(CREATE,),
)
ORGANIZATION = _key(
    "ORGANIZATION",
    Level.SHOULD,
    "Who may manage an organization's keys makes one for it, and it is in the organization's list and no person's.",
    "createApiKey 201",
    "getApiKeys 200",
    "ORG-100",
    operations=(CREATE, LIST),
    when=("organization-api-keys", "organization-creation"),
)
ORGANIZATION_FOREIGN = _key(
    "ORGANIZATION.FOREIGN",
    Level.MUST,
    "Who does not belong to an organization is not shown its keys, and makes none for it.",
    "getApiKeys 404",
    "createApiKey 400",
    "ORG-105",
    operations=(CREATE, LIST),
    when=("organization-api-keys", "organization-creation"),
    twins=("API-KEY.ORGANIZATION",),
)
OFF = _key(
    "OFF",
    Level.SHOULD,
    "Where keys are switched off nobody makes one.",
    "error catalogue: api_keys_not_enabled",
    operations=(CREATE,),
    when=("no-api-keys",),
    twins=(),
)
