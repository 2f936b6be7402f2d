"""What the application adds for programs and for further domains: agent tasks, satellites, the word of a proxy."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.programs import told
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.risks import DESTRUCTIVE, REMEDIES, because

if TYPE_CHECKING:
    from fapi_conformance.client.exchange import Json
    from fapi_conformance.target.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Satellite:
    """``frontend_api`` is where the Frontend API of that domain is."""

    id: str
    name: str
    frontend_api: str
    proxy_url: str | None

    @property
    def page(self) -> str:
        """Of the application on that domain."""
        return f"https://{self.name}/welcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """``page`` is where it leads."""

    id: str
    ticket: str
    page: str


def satellite(target: "Target", *, proxied: bool = False) -> Satellite:
    """A new domain of the instance; it goes when the run ends. Raises NotTestable where none may be added."""
    if DESTRUCTIVE not in target.allowed:
        raise NotTestable(because(DESTRUCTIVE), remedy=REMEDIES[DESTRUCTIVE])
    name = f"fapi-{secrets.token_hex(6)}.example"
    proxy_url = f"https://{name}/__clerk" if proxied else None
    made = target.means.provide("satellite", name=name, **({"proxy_url": proxy_url} if proxy_url else {}))
    target.ledger.provided("satellite", str(made["id"]))
    return Satellite(
        id=str(made["id"]), name=name, frontend_api=str(made.get("frontend_api_url", "")), proxy_url=proxy_url
    )


def agent_task(target: "Target", user_id: str, **wants: "Json") -> Task:
    """A task for that user that leads to a page of the application. Raises NotTestable where there are none."""
    page = str(wants.pop("redirect_url", f"{target.endpoint.origin}/task"))
    made = target.means.provide(
        "agent_task",
        on_behalf_of={"user_id": user_id},
        permissions="*",
        agent_name="fapi-conformance",
        task_description="A run of the conformance suite",
        redirect_url=page,
        **wants,
    )
    target.ledger.provided("agent_task", str(made["id"]))
    return Task(id=str(made["id"]), ticket=told(str(made.get("url")), "ticket"), page=page)
