"""Sessions of a client: read, touch, end, remove; several side by side."""

from fapi_conformance.verdict.requirement import Level, Requirement

READ = Requirement(
    id="SESSION.READ",
    level=Level.MUST,
    says="A session read by its id is that session, signed in, of the user who signed in.",
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
REMOVED = Requirement(
    id="SESSION.REMOVED",
    level=Level.MUST,
    says="A removed session is neither signed in nor last active, and does not read its user.",
    sources=("removeSession 200", "AUTH-173", "AUTH-175", "SEC-068"),
    profile="core",
    operations=("removeSession", "getClient", "getUser"),
)
REMOVED_NOT_LISTED = Requirement(
    id="SESSION.REMOVED.NOT-LISTED",
    level=Level.SHOULD,
    says="A removed session is not in the list of its client any more, which keeps an ended one.",
    sources=("AUTH-174",),
    profile="core",
    operations=("removeSession", "endSession", "getClient"),
    twins=("SESSION.REMOVED",),
)
REMOVED_TWICE = Requirement(
    id="SESSION.REMOVED.TWICE",
    level=Level.SHOULD,
    says="Removing a removed session is refused: 400, 401 or 404.",
    sources=("removeSession 400, 401, 404", "AUTH-176"),
    profile="core",
    operations=("removeSession",),
    twins=("SESSION.REMOVED",),
)
SEVERAL = Requirement(
    id="SESSION.SEVERAL",
    level=Level.MUST,
    says="Several people are signed in on one client side by side, each in a session of their own; who came last is "
    "the active one.",
    sources=("AUTH-353", "AUTH-355", "AUTH-136"),
    profile="core",
    operations=("createSignIn", "getClient", "getSession"),
    when=("multi-session",),
)
SEVERAL_NAMED = Requirement(
    id="SESSION.SEVERAL.NAMED",
    level=Level.SHOULD,
    says="An operation on the user acts for the session that it names, whichever is active.",
    sources=("AUTH-356", "AUTH-017"),
    profile="core",
    operations=("getUser",),
    when=("multi-session",),
    twins=("SESSION.SEVERAL",),
)
SEVERAL_LEAVING = Requirement(
    id="SESSION.SEVERAL.LEAVING",
    level=Level.MUST,
    says="Removing one of several sessions leaves the others signed in; one of them acts from then on.",
    sources=("removeSession 200", "AUTH-175", "AUTH-355"),
    profile="core",
    operations=("removeSession", "getClient", "getUser"),
    when=("multi-session",),
    twins=("SESSION.SEVERAL",),
)
SINGLE = Requirement(
    id="SESSION.SINGLE",
    level=Level.MUST,
    says="Where a client may have one session, it never has two that are signed in.",
    sources=("AUTH-353", "SEC-077"),
    profile="core",
    operations=("createSignIn", "getClient"),
    when=("single-session",),
)
SINGLE_AFTER_LEAVING = Requirement(
    id="SESSION.SINGLE.AFTER-LEAVING",
    level=Level.MUST,
    says="Where a client may have one session, another person can sign in on it once that is removed.",
    sources=("createSignIn 200", "AUTH-353"),
    profile="core",
    operations=("removeSession", "createSignIn"),
    when=("single-session",),
    twins=("SESSION.REMOVED",),
)
EXPIRED = Requirement(
    id="SESSION.EXPIRED",
    level=Level.SHOULD,
    says="A session that is past its `expire_at` is over: it gives no token, and signs its client in no more.",
    sources=("AUTH-161", "AUTH-210", "SEC-076"),
    profile="core",
    operations=("createSessionToken", "getClient"),
    means=("age",),
    twins=("TOKEN.BARE",),
)
