"""Agent tasks of the Backend API (published operations; the document of 2025-11-10)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body
from fapi_reference.problems import refuse
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.people import User
from fapi_reference.services.agent_tasks import SESSION_SECONDS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

TASK = frozenset(
    {"on_behalf_of", "permissions", "agent_name", "task_description", "redirect_url", "session_max_duration_in_seconds"}
)
A_MONTH = 31 * 24 * 3600


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    if not server.settings.instance.agent_tasks:
        raise refuse("feature_not_enabled")
    given = Body(body, TASK)
    subject = Body(given.object("on_behalf_of"), frozenset({"user_id", "identifier"}))
    if given.need("permissions") != "*":
        raise refuse("form_param_value_invalid", "permissions")
    given.need("task_description")
    redirect_url = given.need("redirect_url")
    server.redirects.web(redirect_url)
    seconds = given.number("session_max_duration_in_seconds", range(1, A_MONTH), SESSION_SECONDS)
    made = server.agent_tasks.make(_subject(server, subject), given.need("agent_name"), redirect_url, seconds)
    return view(made) | {"url": server.agent_tasks.address(made)}


def revoke(server: "Reference", _body: dict[str, Any], task_id: str) -> Any:
    task = server.store.agent_tasks.get(task_id)
    if task is None:
        raise refuse("resource_not_found")
    server.tickets.revoke(task)
    return view(task)


def view(task: AgentTask) -> dict[str, Any]:
    return {"object": "agent_task", "agent_id": task.agent_id, "agent_task_id": task.id, "task_id": task.id}


def _subject(server: "Reference", subject: Body) -> User:
    """By id, or by anything that they are known by."""
    user_id, identifier = subject.text("user_id"), subject.text("identifier")
    if (user_id is None) == (identifier is None):
        raise refuse("form_param_missing", "on_behalf_of")
    if user_id:
        found = server.store.users.get(user_id)
    else:
        kind = server.identifiers.kind(str(identifier))
        found = server.users.find(kind, str(identifier))
    if found is None:
        raise refuse("resource_not_found")
    return found


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/agents/tasks": {"POST": create},
    "/v1/agents/tasks/{id}/revoke": {"POST": revoke},
}
