"""The client: the device that holds attempts and sessions."""

from fapi_conformance.verdict.requirement import Level, Requirement

FRESH = Requirement(
    id="CLIENT.FRESH",
    level=Level.MUST,
    says="A new client has no session, no attempt and no last active session.",
    sources=("postClient 200", "AUTH-129"),
    profile="core",
    operations=("postClient", "getClient"),
)
REPLACED_BY_POST = Requirement(
    id="CLIENT.REPLACED-BY-POST",
    level=Level.MUST,
    says="After POST the caller, with what was just delivered, is signed out.",
    sources=("postClient 200", "GAP-010", "AUTH-128"),
    profile="core",
    operations=("postClient",),
    twins=("OPERATION.SUCCEEDS",),
)
REPLACED_BY_PUT = Requirement(
    id="CLIENT.REPLACED-BY-PUT",
    level=Level.MUST,
    says="After PUT the caller, with what was just delivered, is signed out.",
    sources=("putClient 200", "GAP-010", "AUTH-128"),
    profile="core",
    operations=("putClient",),
    twins=("OPERATION.SUCCEEDS",),
)
NEW_ID = Requirement(
    id="CLIENT.NEW-ID",
    level=Level.SHOULD,
    says="The client that replaces another has another id.",
    sources=("GAP-010",),
    profile="core",
    operations=("postClient", "putClient"),
)
DELETED = Requirement(
    id="CLIENT.DELETED",
    level=Level.MUST,
    says="Deleting the client ends its sessions: the same caller then sees none and gets no token.",
    sources=("deleteClientSessions 200", "AUTH-130", "AUTH-210", "GAP-014"),
    profile="core",
    operations=("deleteClientSessions",),
    twins=("TOKEN.BARE",),
)
SIGN_OUT_ALL = Requirement(
    id="CLIENT.SIGN-OUT-ALL",
    level=Level.MUST,
    says="Deleting all sessions leaves the client without a signed-in session, and none of them gets a token.",
    sources=("removeClientSessionsAndRetainCookie 200", "AUTH-132", "AUTH-210"),
    profile="core",
    operations=("removeClientSessionsAndRetainCookie",),
    twins=("TOKEN.BARE",),
)
SIGN_OUT_ALL_KEEPS_CLIENT = Requirement(
    id="CLIENT.SIGN-OUT-ALL.KEEPS-CLIENT",
    level=Level.MUST,
    says="Deleting all sessions keeps the client: its id is the same afterwards.",
    sources=("removeClientSessionsAndRetainCookie 200", "AUTH-133"),
    profile="core",
    operations=("removeClientSessionsAndRetainCookie", "getClient"),
)
SEPARATE = Requirement(
    id="CLIENT.SEPARATE",
    level=Level.MUST,
    says="A client lists its own sessions only, also where one person is signed in on two.",
    sources=("getClient 200", "AUTH-097", "SEC-026"),
    profile="core",
    operations=("getClient",),
    twins=("BEDROCK.MEMBER",),
)
SIGN_OUT_IS_LOCAL = Requirement(
    id="CLIENT.SIGN-OUT-IS-LOCAL",
    level=Level.MUST,
    says="Signing out on one client leaves the same person's session on another one working.",
    sources=("removeClientSessionsAndRetainCookie 200", "SEC-025"),
    profile="core",
    operations=("removeClientSessionsAndRetainCookie", "createSessionToken"),
    twins=("TOKEN.BARE",),
)
STABLE = Requirement(
    id="CLIENT.STABLE",
    level=Level.SHOULD,
    says="Reading the client twice shows the same client.",
    sources=("AUTH-384",),
    profile="core",
    operations=("getClient",),
)
SESSION_USER = Requirement(
    id="CLIENT.SESSION-USER",
    level=Level.MUST,
    says="Each signed-in session of a client comes with its user.",
    sources=("official client: to @clerk/clerk-js a session without its user has nobody signed in", "AUTH-030"),
    profile="core",
    operations=("getClient",),
    twins=("BEDROCK.MEMBER",),
)
LAST_TOKEN = Requirement(
    id="CLIENT.LAST-TOKEN",
    level=Level.SHOULD,
    says="Each signed-in session of a client comes with a token that is ready for use.",
    sources=("AUTH-141",),
    profile="core",
    operations=("getClient",),
)
