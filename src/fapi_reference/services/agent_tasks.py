"""Agent tasks: the application lets a program act for somebody by opening one address (AUTH-157, AUTH-158).

| task | event | next | refused with |
|---|---|---|---|
| pending | its address is opened, or its ticket signs in | accepted | |
| pending | taken back | revoked | 400 agent_task_revoked |
| pending | lifetime over | expired | 400 agent_task_cannot_be_used |
| accepted | opened again | accepted | 400 agent_task_already_used |
| any | in a sign-up | | 400 agent_task_not_in_sign_in |
| any | the person is gone | | 404 agent_task_subject_not_found |
"""

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import SplitResult

from fapi_reference.clock import SECOND
from fapi_reference.exchange import Exchange
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

OPEN_FOR = 24 * 3600
SESSION_SECONDS = 1800
"""How long its session lasts unless it says otherwise."""


class AgentTasks:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def make(self, user: User, agent_name: str, redirect_url: str, session_seconds: int) -> AgentTask:
        now = self.server.clock.now()
        made = AgentTask(
            id=new_id("atask"),
            agent_id=self.agent_id(agent_name),
            user_id=user.id,
            redirect_url=redirect_url,
            session_seconds=session_seconds,
            created_at=now,
            updated_at=now,
            expire_at=now + OPEN_FOR * SECOND,
        )
        self.server.store.agent_tasks[made.id] = made
        made.ticket = self.server.tickets.ticket(made.id, "agent_task", OPEN_FOR)
        return made

    def agent_id(self, name: str) -> str:
        """The same for the same name, within an instance."""
        return f"agent_{hashlib.sha256(f'{self.server.instance_id} {name}'.encode()).hexdigest()[:27]}"

    def address(self, task: AgentTask) -> str:
        return f"{self.server.base_url}/v1/agents/tasks?ticket={task.ticket}"

    def open(self, ticket: str) -> tuple[AgentTask, User]:
        """A task that may be begun, and for whom."""
        task = self.server.tickets.source(ticket)
        if not isinstance(task, AgentTask):
            raise refuse("ticket_invalid_code", "ticket")
        self.server.tickets.refuse_spent(task)
        return task, self.subject(task)

    def subject(self, task: AgentTask) -> User:
        user = self.server.store.users.get(task.user_id)
        if user is None:
            raise refuse("agent_task_subject_not_found", "ticket")
        self.server.bans.refuse(user)
        self.server.lockout.refuse_locked(user)
        return user

    def target(self, task: AgentTask) -> SplitResult:
        """In production by https alone, and a page of one of the instance's domains."""
        page = self.server.redirects.web(task.redirect_url)
        if self.server.settings.instance.environment == "production" and page.scheme != "https":
            raise refuse("invalid_url_scheme", "redirect_url")
        satellites = self.server.store.domains.values()
        own = self.server.redirects.belongs(page)
        if not own and not any(self.server.satellites.belongs(one, page) for one in satellites):
            raise refuse("redirect_url_domain_mismatch", "redirect_url")
        return page

    def begin(self, exchange: Exchange, task: AgentTask, user: User) -> Session:
        """A session on the browser that came, with no factor asked for."""
        client = self.server.clients.of(exchange)
        self.server.sign_ins.refuse_second_session(client, user)
        self.server.tickets.spend(task)
        session = self.server.sessions.start(client, user, "ticket")
        session.expire_at = min(session.expire_at, session.created_at + task.session_seconds * SECOND)
        return session
