"""The table of operations of programs and further domains: keys, agents, satellites, proxies."""

from fapi_reference.handlers import agent_tasks, api_keys, proxies, satellites
from fapi_reference.routes import Access, Operation, Routes


def add_to(routes: Routes) -> None:
    add, op = routes.add, Operation
    add("GET", "/api_keys", op(handler=api_keys.listed, access=Access.SESSION_TOKEN))
    add("POST", "/api_keys", op(handler=api_keys.create, access=Access.SESSION_TOKEN, json=True))
    one = "/api_keys/{apiKeyID}"
    add("PATCH", one, op(handler=api_keys.update, access=Access.SESSION_TOKEN, json=True))
    add("POST", f"{one}/revoke", op(handler=api_keys.revoke, access=Access.SESSION_TOKEN, json=True))

    add("GET", "/v1/client/sync", op(handler=satellites.sync, access=Access.PASSING))
    add("GET", "/v1/client/link", op(handler=satellites.link, access=Access.PASSING))
    add("GET", "/v1/proxy-health", op(handler=proxies.health, access=Access.OPEN))
    add("GET", "/v1/agents/tasks", op(handler=agent_tasks.accept, access=Access.PASSING))
