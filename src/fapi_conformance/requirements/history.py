"""What answers say over time, checked on every exchange of every test against those before it."""

from fapi_conformance.verdict.requirement import Level, Requirement

KIND = Requirement(
    id="HISTORY.KIND",
    level=Level.SHOULD,
    says="An id is one object's: it never names an object of another kind.",
    sources=("AUTH-050", "AUTH-054"),
    profile="core",
    everywhere=True,
)
CREATED = Requirement(
    id="HISTORY.CREATED",
    level=Level.SHOULD,
    says="The time at which an object was created stays the same.",
    sources=("AUTH-052", "AUTH-383"),
    profile="core",
    everywhere=True,
)
UPDATED = Requirement(
    id="HISTORY.UPDATED",
    level=Level.SHOULD,
    says="The time at which an object was last updated never goes back.",
    sources=("AUTH-052", "AUTH-383"),
    profile="core",
    everywhere=True,
)
FRESH_CLIENT = Requirement(
    id="HISTORY.FRESH-CLIENT",
    level=Level.MUST,
    says="The client beside a resource is the one after the operation: read right afterwards, it is the same.",
    sources=("Client.ClientWrapped*", "getClient 200", "AUTH-030", "GEN-003"),
    profile="core",
    everywhere=True,
)
SECRETS = Requirement(
    id="HISTORY.SECRETS",
    level=Level.MUST,
    says="No answer tells a password or code that was sent, nor again what was told once: the secret of an "
    "authenticator app, backup codes.",
    sources=("Client.User", "SEC-126", "SEC-130", "SEC-137", "SEC-238", "SEC-241"),
    profile="core",
    everywhere=True,
)
SESSION_TOKEN = Requirement(
    id="HISTORY.SESSION-TOKEN",
    level=Level.MUST,
    says="The token that a session carries names this session and its user.",
    sources=("Client.Session", "AUTH-141", "AUTH-198"),
    profile="core",
    everywhere=True,
)
TOKEN_STATE = Requirement(
    id="HISTORY.TOKEN-STATE",
    level=Level.SHOULD,
    says="The token that a session carries claims the status and the factor ages that the session shows.",
    sources=("AUTH-197", "AUTH-199", "AUTH-346"),
    profile="core",
    everywhere=True,
)
