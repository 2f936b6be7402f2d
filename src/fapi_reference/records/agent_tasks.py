"""What the application has made for a program that acts for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fapi_reference.records.tickets import Ticketed


@dataclass(slots=True, kw_only=True)
class AgentTask(Ticketed):
    """A ticket that signs a program in for somebody, once, and leads to where its task is."""

    REFUSALS: ClassVar[Mapping[str, str]] = {
        "expired": "agent_task_cannot_be_used",
        "revoked": "agent_task_revoked",
        "accepted": "agent_task_already_used",
    }

    agent_id: str
    user_id: str
    redirect_url: str
    session_seconds: int
