"""GET /v1/agents/tasks: a program opens what the application made for it (AUTH-157)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.handlers.handshake import back_with
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def accept(server: "Reference", exchange: Exchange) -> Any:
    """All is looked at before anything is done: a task with a wrong address is not used up by it."""
    ticket = exchange.first("ticket")
    if not ticket:
        raise refuse("ticket_invalid_code", "ticket")
    task, user = server.agent_tasks.open(ticket)
    page = server.agent_tasks.target(task)
    exchange.party = f"{page.scheme}://{page.netloc}"
    session = server.agent_tasks.begin(exchange, task, user)
    return back_with(server, exchange, session, page, suffixed=True)
