"""The sessions of a person on all their devices: seen from one of them, and taken back from another."""

from fapi_conformance.verdict.requirement import Level, Requirement

LISTED = Requirement(
    id="DEVICE.LISTED",
    level=Level.MUST,
    says="The sessions of an account are a list without an envelope, and are of nobody else.",
    sources=("getUsersSessions 200", "USER-100", "AUTH-177", "GEN-002", "SEC-007"),
    profile="core",
    operations=("getUsersSessions",),
)
ACTIVE = Requirement(
    id="DEVICE.ACTIVE",
    level=Level.MUST,
    says="The active sessions of an account are a list without an envelope, and are of nobody else.",
    sources=("getSessions 200", "USER-101", "USER-102", "AUTH-177", "GEN-002", "SEC-007"),
    profile="core",
    operations=("getSessions",),
)
EVERYWHERE = Requirement(
    id="DEVICE.ACTIVE.EVERYWHERE",
    level=Level.SHOULD,
    says="The active sessions are those that are signed in, on every client, the one that asks among them.",
    sources=("USER-104",),
    profile="core",
    operations=("getSessions",),
    twins=("DEVICE.ACTIVE",),
)
OVER = Requirement(
    id="DEVICE.ACTIVE.NONE-OVER",
    level=Level.SHOULD,
    says="A session that was ended or revoked is not among the active ones.",
    sources=("USER-104", "USER-106"),
    profile="core",
    operations=("getSessions", "revokeSession", "endSession"),
    twins=("DEVICE.ACTIVE.EVERYWHERE", "DEVICE.REVOKED", "SESSION.ENDED"),
)
ACTIVITY = Requirement(
    id="DEVICE.ACTIVITY",
    level=Level.SHOULD,
    says="An active session shows the device that it is used on, a telephone as mobile and a desktop as not.",
    sources=("USER-103", "AUTH-177"),
    profile="core",
    operations=("getSessions",),
    twins=("DEVICE.ACTIVE.EVERYWHERE",),
)
REVOKED = Requirement(
    id="DEVICE.REVOKED",
    level=Level.MUST,
    says="Revoking a session of another device answers it as revoked.",
    sources=("revokeSession 200", "USER-105", "AUTH-179"),
    profile="core",
    operations=("revokeSession",),
)
REVOKED_DEAD = Requirement(
    id="DEVICE.REVOKED.DEAD",
    level=Level.MUST,
    says="On the device of a revoked session nobody is signed in: no user is read and no token is made.",
    sources=("getUser 401", "createSessionToken 401, 404", "SEC-069", "AUTH-210"),
    profile="core",
    operations=("revokeSession", "getUser", "createSessionToken", "getClient"),
    twins=("DEVICE.REVOKED", "TOKEN.BARE"),
)
REVOKED_ALONE = Requirement(
    id="DEVICE.REVOKED.ALONE",
    level=Level.MUST,
    says="Who revokes a session of another device stays signed in.",
    sources=("revokeSession 200", "SEC-069"),
    profile="core",
    operations=("revokeSession", "createSessionToken"),
    twins=("DEVICE.REVOKED", "TOKEN.BARE"),
)
REVOKED_TWICE = Requirement(
    id="DEVICE.REVOKED.TWICE",
    level=Level.SHOULD,
    says="Revoking a revoked session is refused: 400 `invalid_action_for_session`, 401 or 404.",
    sources=("revokeSession 400", "USER-107"),
    profile="core",
    operations=("revokeSession",),
    twins=("DEVICE.REVOKED",),
)
REVOKED_FOREIGN = Requirement(
    id="DEVICE.REVOKED.FOREIGN",
    level=Level.MUST,
    says="Another person's session is refused, and goes on.",
    sources=("revokeSession 400, 401, 403, 404", "USER-107", "SEC-006"),
    profile="core",
    operations=("revokeSession",),
    twins=("DEVICE.REVOKED",),
)
REVOKED_SELF = Requirement(
    id="DEVICE.REVOKED.SELF",
    level=Level.SHOULD,
    says="Revoking the session that asks is refused or signs out there; it does not go on in silence.",
    sources=("SEC-070", "USER-108"),
    profile="core",
    operations=("revokeSession",),
    twins=("DEVICE.REVOKED",),
)
EVERYWHERE_OUT = Requirement(
    id="DEVICE.REVOKED.ALL-OTHERS",
    level=Level.SHOULD,
    says="When every active session but the own one was revoked, the own one is the only one left.",
    sources=("USER-104", "USER-106"),
    profile="core",
    operations=("getSessions", "revokeSession"),
    twins=("DEVICE.ACTIVE.EVERYWHERE", "DEVICE.REVOKED"),
)
