"""Sessions of a client: read, touch, end."""

from fapi_conformance.verdict.requirement import Level, Requirement

READ = Requirement(
    id="SESSION.READ",
    level=Level.MUST,
    says="A session read by its id is that session, active, of the user who signed in.",
    sources=("getSession 200", "AUTH-165", "AUTH-159"),
    profile="core",
    operations=("getSession",),
)
TOUCHED = Requirement(
    id="SESSION.TOUCHED",
    level=Level.MUST,
    says="Touching a session makes it the last active one of its client.",
    sources=("touchSession 200", "AUTH-166"),
    profile="core",
    operations=("touchSession",),
)
TOUCHED_PERSONAL = Requirement(
    id="SESSION.TOUCHED.PERSONAL",
    level=Level.MUST,
    says="Touching with an organization that is present and empty is accepted and means the personal account.",
    sources=("touchSession 200", "AUTH-167"),
    profile="core",
    operations=("touchSession",),
)
ENDED = Requirement(
    id="SESSION.ENDED",
    level=Level.MUST,
    says="Ending a session answers it as ended.",
    sources=("endSession 200", "AUTH-173"),
    profile="core",
    operations=("endSession",),
)
ENDED_NOT_SIGNED_IN = Requirement(
    id="SESSION.ENDED.NOT-SIGNED-IN",
    level=Level.MUST,
    says="An ended session is neither signed in nor last active, and does not read its user.",
    sources=("endSession 200", "AUTH-174", "SEC-068"),
    profile="core",
    operations=("endSession", "getClient", "getUser"),
    twins=("SESSION.ENDED",),
)
ENDED_TWICE = Requirement(
    id="SESSION.ENDED.TWICE",
    level=Level.SHOULD,
    says="Ending an ended session is refused: 400 `invalid_action_for_session`, 401 or 404.",
    sources=("endSession 400", "AUTH-176"),
    profile="core",
    operations=("endSession",),
    twins=("SESSION.ENDED",),
)
FACTOR_AGES = Requirement(
    id="SESSION.FACTOR-AGES",
    level=Level.SHOULD,
    says="Right after a sign-in with one factor its age is 0 minutes and that of the second is -1.",
    sources=("AUTH-163",),
    profile="core",
    operations=("getSession",),
)
