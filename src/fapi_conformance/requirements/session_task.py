"""An instance where nobody is there for themselves: a session waits until an organization is chosen."""

from fapi_conformance.verdict.requirement import Level, Requirement


def _task(
    name: str,
    level: Level,
    says: str,
    *sources: str,
    operations: tuple[str, ...],
    twins: tuple[str, ...] = (),
) -> Requirement:
    return Requirement(
        id=f"SESSION-TASK.{name}",
        level=level,
        says=says,
        sources=sources,
        profile="organizations",
        operations=operations,
        when=("organizations", "organization-creation", "organization-selection"),
        twins=twins,
    )


PENDING = _task(
    "PENDING",
    Level.SHOULD,
    "Where everybody has to choose an organization, a new session is pending, with the task `choose-organization`.",
    "AUTH-180",
    operations=("getSession",),
)
TASKS = _task(
    "TASKS",
    Level.MUST,
    "A pending session has at least one task, and each task has its key.",
    "AUTH-181",
    operations=("getSession",),
)
TOKEN = _task(
    "TOKEN",
    Level.MUST,
    "A pending session gets tokens, and they say that it is pending.",
    "createSessionToken 200",
    "AUTH-182",
    operations=("createSessionToken",),
)
DONE = _task(
    "DONE",
    Level.MUST,
    "A session whose person has made an organization and chosen it in a touch is active, without a task.",
    "touchSession 200",
    "AUTH-181",
    operations=("createOrganization", "touchSession", "getSession"),
)
KEPT = _task(
    "KEPT",
    Level.MUST,
    "No organization, in a touch or for a token, keeps the one that is active.",
    "touchSession 200",
    "createSessionToken 200",
    "AUTH-168",
    operations=("touchSession", "createSessionToken"),
    twins=("SESSION-TASK.DONE",),
)
