"""Agent tasks: by the ticket of one a program is signed in as somebody, and is where its task is."""

from fapi_conformance.requirements.area import MUST, SHOULD, Area

BEGIN = ("createAgentTask",)

_task = Area(
    name="AGENT-TASK",
    profile="tickets",
    operations=BEGIN,
    twins=("SIGNED-IN",),
    means=("agent_task",),
)

LEADS = _task(
    "LEADS",
    SHOULD,
    "The browser is sent, by 307, to the page that the task was made with.",
    "createAgentTask 307",
    "AUTH-157",
    twins=(),
)
SIGNED_IN = _task(
    "SIGNED-IN",
    SHOULD,
    "From then on the browser is signed in as the person of the task.",
    "createAgentTask 307",
    "AUTH-157",
    operations=(*BEGIN, "getClient"),
    twins=(),
)
PAYLOAD = _task(
    "PAYLOAD",
    SHOULD,
    "The page is brought a token of that session as by a handshake: in development in its address, in production in a "
    "cookie.",
    "createAgentTask 307",
    "AUTH-157",
    twins=("LEADS",),
)
DURATION = _task(
    "DURATION",
    SHOULD,
    "The session lasts no longer than the task says.",
    "Backend API: session_max_duration_in_seconds",
    operations=(*BEGIN, "getClient"),
)
ONCE = _task(
    "ONCE",
    SHOULD,
    "A task that was begun is refused with 400, and signs nobody in.",
    "createAgentTask 400",
    "AUTH-158",
)
REVOKED = _task(
    "REVOKED",
    SHOULD,
    "A task that was taken back is refused with 400, and signs nobody in.",
    "createAgentTask 400",
    "AUTH-158",
)
FORGED = _task(
    "FORGED",
    MUST,
    "A ticket that nobody gave out signs nobody in.",
    "SEC-095",
    "SEC-067",
)
GONE = _task(
    "GONE",
    SHOULD,
    "A task for somebody who is gone is refused with 404.",
    "createAgentTask 404",
    "AUTH-158",
    means=("agent_task", "user"),
)
SIGN_IN = _task(
    "SIGN-IN",
    SHOULD,
    "A sign-in by the ticket of a task proves who its person is.",
    "GAP-081",
    operations=("createSignIn",),
    when=("tickets",),
    twins=(),
)
SIGN_UP = _task(
    "SIGN-UP",
    SHOULD,
    "The ticket of a task is refused to a sign-up.",
    "error catalogue: agent_task_not_in_sign_in",
    "AUTH-158",
    operations=("createSignUps",),
    when=("tickets", "sign-up-open"),
    twins=("SIGN-IN",),
)
FOREIGN_PAGE = _task(
    "FOREIGN-PAGE",
    MUST,
    "In production no session is brought to a page that is not the instance's.",
    "SEC-105",
    "AUTH-157",
    when=("production",),
    twins=("PAYLOAD",),
)
