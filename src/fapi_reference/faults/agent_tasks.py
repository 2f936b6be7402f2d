"""Deviations of agent tasks."""

from typing import Any
from urllib.parse import urlsplit

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.services.tickets import Source

PRODUCTION = """
[instance]
environment = "production"
domain = "localhost"
"""


@fault("agent-task.home-page", caught_by=("AGENT-TASK.LEADS",))
def home_page(server: Reference) -> None:
    """Wherever the task is, the browser is sent to the first page."""
    original = replace(server.agent_tasks.target, lambda task: original(task)._replace(path="/"))


@fault("agent-task.nobody", caught_by=("AGENT-TASK.SIGNED-IN",))
def nobody(server: Reference) -> None:
    """The page is brought a session, and the browser that brings it has none."""

    def begin(exchange: Exchange, task: AgentTask, user: User) -> Session:
        session = original(exchange, task, user)
        if exchange.client:
            exchange.client.sessions = []
        return session

    original = replace(server.agent_tasks.begin, begin)


@fault("agent-task.without-session", caught_by=("AGENT-TASK.PAYLOAD",))
def without_session(server: Reference) -> None:
    """The browser is signed in, and the page is brought no session."""
    original = replace(
        server.handshakes.directives,
        lambda exchange, session, **rest: original(
            exchange, None if exchange.path == "/v1/agents/tasks" else session, **rest
        ),
    )


@fault("agent-task.for-a-week", caught_by=("AGENT-TASK.DURATION",))
def for_a_week(server: Reference) -> None:
    """Its session lasts as long as any other."""

    def begin(exchange: Exchange, task: AgentTask, user: User) -> Session:
        task.session_seconds = 7 * 24 * 3600
        return original(exchange, task, user)

    original = replace(server.agent_tasks.begin, begin)


def _good_as(server: Reference, status: str) -> None:
    """Tasks are good in a status in which they should not be."""
    refuse_spent = server.tickets.refuse_spent

    def let_through(source: Source) -> None:
        if not (isinstance(source, AgentTask) and server.tickets.status(source) == status):
            refuse_spent(source)

    replace(refuse_spent, let_through)


@fault("agent-task.again", caught_by=("AGENT-TASK.ONCE",))
def again(server: Reference) -> None:
    """A task is begun as often as its ticket is shown."""
    _good_as(server, "accepted")


@fault("agent-task.not-taken-back", caught_by=("AGENT-TASK.REVOKED",))
def not_taken_back(server: Reference) -> None:
    """A task that was taken back is begun all the same."""
    _good_as(server, "revoked")


@fault("agent-task.any-ticket", caught_by=("AGENT-TASK.FORGED",))
def any_ticket(server: Reference) -> None:
    """Whatever ticket is shown stands for the newest task."""

    def opened(ticket: str) -> tuple[AgentTask, User]:
        try:
            return original(ticket)
        except Problem:
            if not server.store.agent_tasks:
                raise
            task = list(server.store.agent_tasks.values())[-1]
            return task, server.agent_tasks.subject(task)

    original = replace(server.agent_tasks.open, opened)


@fault("agent-task.gone-and-forbidden", caught_by=("AGENT-TASK.GONE",))
def gone_and_forbidden(server: Reference) -> None:
    """That somebody is gone is told as if they were banned."""

    def subject(task: AgentTask) -> User:
        if task.user_id not in server.store.users:
            raise refuse("user_banned")
        return original(task)

    original = replace(server.agent_tasks.subject, subject)


@fault("agent-task.no-ticket", caught_by=("AGENT-TASK.SIGN-IN",))
def no_ticket(server: Reference) -> None:
    """The ticket of a task is none to a sign-in."""

    def sign_in_token(ticket: str) -> Any:
        if isinstance(server.tickets.source(ticket), AgentTask):
            raise refuse("ticket_invalid_code", "ticket")
        return original(ticket)

    original = replace(server.tickets.sign_in_token, sign_in_token)


@fault("agent-task.invites", caught_by=("AGENT-TASK.SIGN-UP",))
def invites(server: Reference) -> None:
    """The ticket of a task is passed over in a sign-up, which goes on without it."""
    operation = server.routes.resources["/v1/client/sign_ups"].verbs["POST"]
    original = operation.handler

    def create(reference: Reference, exchange: Exchange) -> Any:
        exchange.form = _without_tasks(reference, exchange.form)
        return original(reference, exchange)

    object.__setattr__(operation, "handler", create)


def _without_tasks(server: Reference, form: Any) -> Any:
    ticket = form.get("ticket")
    try:
        task = bool(ticket) and isinstance(server.tickets.source(ticket), AgentTask)
    except Problem:
        task = False
    if task:
        form.values.pop("ticket")
        form.values.pop("strategy", None)
    return form


@fault("agent-task.any-page", caught_by=("AGENT-TASK.FOREIGN-PAGE",), settings=PRODUCTION)
def any_page(server: Reference) -> None:
    """A session is brought to anybody's page, in its address or not."""
    replace(server.agent_tasks.target, lambda task: urlsplit(task.redirect_url))
