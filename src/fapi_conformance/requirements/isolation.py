"""What belongs to one person or one client stays with them: no other session, token or verb opens it."""

from fapi_conformance.verdict.requirement import Level, Requirement

COLLECTIONS = Requirement(
    id="ISOLATION.COLLECTIONS",
    level=Level.MUST,
    says="What a person reads of themself shows nothing of anybody else, whatever page of it they ask for.",
    sources=("2xx responses of the operations below /v1/me", "SEC-007", "SEC-008"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
SESSION_NAMED = Requirement(
    id="ISOLATION.SESSION-NAMED",
    level=Level.MUST,
    says="The session that a request names is one of its own client's, or opens nothing: it is refused, or served for "
    "whoever sends it.",
    sources=("AUTH-017", "AUTH-018", "SEC-017"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
NO_CREDENTIALS = Requirement(
    id="ISOLATION.NO-CREDENTIALS",
    level=Level.MUST,
    says="What belongs to a signed-in person is shut to who shows no credentials, empty ones, or what is no token.",
    sources=("401 responses", "AUTH-096", "AUTH-102", "AUTH-407", "SEC-028"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
SAFE_METHODS = Requirement(
    id="ISOLATION.SAFE-METHODS",
    level=Level.MUST,
    says="A GET or HEAD of the path of an operation that changes something changes nothing.",
    sources=("RFC 9110 section 9.2.1", "SEC-089"),
    profile="core",
    twins=("OPERATION.SUCCEEDS",),
)
CLIENT_ID = Requirement(
    id="ISOLATION.CLIENT-ID",
    level=Level.MUST,
    says="The id of a client, which answers show, is no credential: who presents it is nobody.",
    sources=("AUTH-072", "SEC-027"),
    profile="core",
    operations=("getClient", "postClient", "putClient", "getUser"),
    twins=("USER.READ",),
)
UNGUESSABLE = Requirement(
    id="ISOLATION.UNGUESSABLE",
    level=Level.SHOULD,
    says="Ids cannot be guessed from others of their kind: behind what they have in common is room for 64 bits, and "
    "they differ all over it.",
    sources=("SEC-019",),
    profile="core",
    operations=("createSignIn",),
)
