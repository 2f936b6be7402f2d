"""Keys by which people's and organizations' own programs call the application."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

LIST, CREATE, UPDATE, REVOKE = "getApiKeys", "createApiKey", "updateApiKey", "revokeApiKey"

_key = Area(name="API-KEY", profile="api-keys", when=("user-api-keys",), twins=("CREATED",))

CREATED = _key(
    "CREATED",
    MUST,
    "A new key is its subject's, has the name that was asked for and a secret, and is neither revoked nor expired.",
    "createApiKey 201",
    operations=(CREATE,),
    twins=(),
)
DESCRIPTION = _key(
    "DESCRIPTION",
    SHOULD,
    "A new key has the description that was asked for.",
    "createApiKey 201",
    operations=(CREATE,),
)
PAGE = _key(
    "PAGE",
    MUST,
    "A page of the application may ask for keys with a bearer in the header, and read what is answered.",
    "AUTH-107",
    "official client: it asks from the page, with a session token as bearer",
    operations=(CREATE, LIST),
)
SECRET_PREFIX = _key(
    "SECRET.PREFIX",
    SHOULD,
    "The secret of a key begins with `ak_`.",
    "official client: @clerk/backend tells by that which kind of token it is shown",
    operations=(CREATE,),
)
SECRET_ONCE = _key(
    "SECRET.ONCE",
    SHOULD,
    "The secret of a key is told when it is made, and in no answer after that.",
    "getApiKeys 200",
    "updateApiKey 200",
    "revokeApiKey 200",
    operations=(LIST, UPDATE, REVOKE),
)
LISTED = _key(
    "LISTED",
    MUST,
    "The list of a subject has its new key, under the id and the name that it was made with.",
    "getApiKeys 200",
    operations=(LIST,),
)
LIMIT = _key(
    "LIST.LIMIT",
    SHOULD,
    "A page of keys holds no more than its `limit`, and `total_count` is how many there are in all.",
    "getApiKeys 200",
    "limit of getApiKeys",
    operations=(LIST,),
    twins=("LISTED",),
)
WALK = _key(
    "LIST.WALK",
    SHOULD,
    "Pages one after the other hold every key once.",
    "getApiKeys 200",
    "offset of getApiKeys",
    operations=(LIST,),
    twins=("LISTED",),
)
DESCRIBED = _key(
    "DESCRIBED",
    MUST,
    "A key that is described otherwise has that description from then on, and its name as before.",
    "updateApiKey 200",
    operations=(UPDATE, LIST),
)
REVOKED = _key(
    "REVOKED",
    MUST,
    "A key that is revoked is told to be so.",
    "revokeApiKey 200",
    operations=(REVOKE,),
)
REASON = _key(
    "REVOKED.REASON",
    SHOULD,
    "A revoked key tells the reason that was given.",
    "revokeApiKey 200",
    operations=(REVOKE,),
    twins=("REVOKED",),
)
UNLISTED = _key(
    "REVOKED.UNLISTED",
    SHOULD,
    "A revoked key is in a list that includes invalid ones, and in no other.",
    "include_invalid of getApiKeys",
    operations=(REVOKE, LIST),
    twins=("REVOKED", "LISTED"),
)
UNUSABLE = _key(
    "REVOKED.UNUSABLE",
    SHOULD,
    "The application verifies a key by its secret, until it is revoked.",
    "createApiKey 201",
    "revokeApiKey 200",
    operations=(CREATE, REVOKE),
    means=("api_key_check",),
    twins=("REVOKED",),
)
EXPIRATION = _key(
    "EXPIRATION",
    MUST,
    "A key that is to live so many seconds tells in milliseconds when it expires.",
    "createApiKey 201",
    operations=(CREATE,),
)
NO_EXPIRATION = _key(
    "EXPIRATION.NONE",
    SHOULD,
    "A key that was given no time to live has null for when it expires.",
    "createApiKey 201",
    operations=(CREATE,),
    twins=("EXPIRATION",),
)
EXPIRED = _key(
    "EXPIRED",
    SHOULD,
    "A key after its time is told as expired, to whoever lists invalid ones too.",
    "getApiKeys 200",
    "include_invalid of getApiKeys",
    operations=(LIST,),
    means=("age",),
    twins=("EXPIRATION", "LISTED"),
)
SIGNED_OUT = _key(
    "SIGNED-OUT",
    MUST,
    "Who is signed in nowhere is refused the keys of a person, and makes none.",
    "AUTH-102",
    "AUTH-103",
    operations=(LIST, CREATE),
    twins=("LISTED",),
)
FORGED = _key(
    "FORGED",
    MUST,
    "A session token that was made to name another person opens nothing of theirs.",
    "SEC-095",
    operations=(LIST, CREATE),
    twins=("LISTED",),
)
FOREIGN_LIST = _key(
    "FOREIGN.LIST",
    MUST,
    "Nobody is shown the keys of another person.",
    "getApiKeys 404",
    "AUTH-102",
    operations=(LIST,),
    twins=("LISTED",),
)
FOREIGN_CREATE = _key(
    "FOREIGN.CREATE",
    MUST,
    "Nobody makes a key of another person.",
    "createApiKey 400",
    "AUTH-102",
    operations=(CREATE,),
)
ORGANIZATION = _key(
    "ORGANIZATION",
    SHOULD,
    "Who may manage an organization's keys makes one for it, and it is in the organization's list and no person's.",
    "createApiKey 201",
    "getApiKeys 200",
    "ORG-100",
    operations=(CREATE, LIST),
    when=("organization-api-keys", "organization-creation"),
)
ORGANIZATION_FOREIGN = _key(
    "ORGANIZATION.FOREIGN",
    MUST,
    "Who does not belong to an organization is not shown its keys, and makes none for it.",
    "getApiKeys 404",
    "createApiKey 400",
    "ORG-105",
    operations=(CREATE, LIST),
    when=("organization-api-keys", "organization-creation"),
    twins=("ORGANIZATION",),
)
OFF = _key(
    "OFF",
    SHOULD,
    "Where keys are switched off nobody makes one.",
    "error catalogue: api_keys_not_enabled",
    operations=(CREATE,),
    when=("no-api-keys",),
    twins=(),
)
