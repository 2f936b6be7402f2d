"""The user: read, update, delete, and what no longer works after that."""

from fapi_conformance.verdict.requirement import Level, Requirement

READ = Requirement(
    id="USER.READ",
    level=Level.MUST,
    says="A signed-in person reads themself: their id, what they are known by, whether they have a password.",
    sources=("getUser 200", "USER-001", "USER-002"),
    profile="core",
    operations=("getUser",),
)
IMAGE = Requirement(
    id="USER.IMAGE",
    level=Level.MUST,
    says="A user always has an image URL.",
    sources=("USER-006",),
    profile="core",
    operations=("getUser",),
)
UPDATED = Requirement(
    id="USER.UPDATED",
    level=Level.MUST,
    says="An update changes what was given, in the answer and in what is read afterwards.",
    sources=("patchUser 200", "USER-010"),
    profile="core",
    operations=("patchUser", "getUser"),
    when=("first-name",),
)
NAMES_KEPT = Requirement(
    id="USER.NAMES.KEPT",
    level=Level.MUST,
    says="A name that is taken comes back letter for letter, in whatever script it is written.",
    sources=("patchUser 200", "USER-010"),
    profile="core",
    operations=("patchUser", "getUser"),
    when=("first-name",),
    twins=("USER.UPDATED",),
)
NAMES_TAKEN = Requirement(
    id="USER.NAMES.TAKEN",
    level=Level.SHOULD,
    says="A name may be written in any script.",
    sources=("USER-010", "USER-013"),
    profile="core",
    operations=("patchUser",),
    when=("first-name",),
    twins=("USER.UPDATED",),
)
OTHERS_KEPT = Requirement(
    id="USER.OTHERS-KEPT",
    level=Level.MUST,
    says="An update leaves what was not given as it was.",
    sources=("patchUser 200", "USER-010"),
    profile="core",
    operations=("patchUser",),
    when=("first-name",),
    twins=("USER.UPDATED",),
)
UPDATED_CLIENT = Requirement(
    id="USER.UPDATED-CLIENT",
    level=Level.MUST,
    says="The client beside an updated user shows the user as updated.",
    sources=("Client.ClientWrappedUser", "GEN-003", "AUTH-030"),
    profile="core",
    operations=("patchUser",),
    when=("first-name",),
    twins=("USER.UPDATED",),
)
METADATA_REPLACED = Requirement(
    id="USER.METADATA-REPLACED",
    level=Level.MUST,
    says="Unsafe metadata in an update replaces the whole object.",
    sources=("patchUser 200", "USER-015"),
    profile="core",
    operations=("patchUser",),
)
METADATA_NOT_OBJECT = Requirement(
    id="USER.METADATA-NOT-OBJECT",
    level=Level.SHOULD,
    says="Metadata that is no JSON object is refused with 422 `form_param_value_invalid`.",
    sources=("patchUser 422", "USER-017"),
    profile="core",
    operations=("patchUser",),
    twins=("USER.METADATA-REPLACED",),
)
CLEARED = Requirement(
    id="USER.CLEARED",
    level=Level.SHOULD,
    says="An optional attribute that is given empty is cleared.",
    sources=("USER-011",),
    profile="core",
    operations=("patchUser",),
    when=("first-name-optional",),
    twins=("USER.UPDATED",),
)
DELETED = Requirement(
    id="USER.DELETED",
    level=Level.MUST,
    says="Deleting oneself answers the deleted user: `object`, `id` and `deleted` true.",
    sources=("deleteUser 200", "USER-030", "GEN-042", "GEN-043"),
    profile="core",
    operations=("deleteUser",),
    when=("delete-self",),
)
DELETED_SESSIONS = Requirement(
    id="USER.DELETED.SESSIONS",
    level=Level.MUST,
    says="A deleted user's sessions are dead on every client: no user is read and no token is made.",
    sources=("getUser 401", "createSessionToken 401, 404", "SEC-071", "AUTH-210"),
    profile="core",
    operations=("deleteUser", "getUser", "createSessionToken"),
    when=("delete-self",),
    twins=("USER.DELETED", "TOKEN.BARE"),
)
DELETED_SIGN_IN = Requirement(
    id="USER.DELETED.SIGN-IN",
    level=Level.MUST,
    says="A deleted user cannot sign in: the password that was right is refused.",
    sources=("createSignIn 422", "USER-030", "SEC-071"),
    profile="core",
    operations=("deleteUser", "createSignIn"),
    when=("delete-self",),
    twins=("USER.DELETED", "SIGN-IN.PASSWORD.AT-ONCE"),
)
DELETED_ADDRESS = Requirement(
    id="USER.DELETED.ADDRESS",
    level=Level.SHOULD,
    says="The address of a deleted user may be signed up again.",
    sources=("USER-032",),
    profile="core",
    operations=("deleteUser", "createSignUps"),
    when=("delete-self", "sign-up-open"),
    twins=("USER.DELETED",),
)
DELETE_FORBIDDEN = Requirement(
    id="USER.DELETE-FORBIDDEN",
    level=Level.MUST,
    says="A user who may not delete themself is refused with 403 `user_delete_self_not_enabled`.",
    sources=("deleteUser 403", "USER-031", "SEC-072"),
    profile="core",
    operations=("deleteUser",),
    means=("user",),
    twins=("USER.DELETED",),
)
