"""The Backend API, as far as tests are provisioned through it: users, organizations, tickets, testing tokens,
and what is ours alone: `age`, the outbox, and where connections to OpenID providers lead.

JSON, on its own port, with the instance's secret key. It shares the state of the Frontend API, not its transport.
"""

import hmac
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import orjson

from fapi_reference.backend import (
    agent_tasks,
    aging,
    api_keys,
    domains,
    handshakes,
    integrations,
    jwks,
    jwt_templates,
    oauth_applications,
    openid_providers,
    organization_domains,
    organization_invitations,
    organization_members,
    organization_roles,
    organizations,
    outbox,
    saml_connections,
    tickets,
    users,
    waitlist,
)
from fapi_reference.exchange import Exchange, Json
from fapi_reference.ids import trace_id
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.services.metadata import too_deep
from fapi_reference.transport.forms import BODY_LIMIT

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

Handler = Callable[..., Any]
"""Takes the server, the body, and the ids that stand in the path: one at least, which is empty where there is none."""


def create_testing_token(server: "Reference", _body: dict[str, Any], _id: str) -> Any:
    """AUTH-218, AUTH-219."""
    made = server.captcha.new_testing_token()
    return {"object": "testing_token", "token": made.token, "expires_at": made.expires_at // 1_000}


class Backend:
    def __init__(self, server: "Reference") -> None:
        self.server = server
        self.handlers: dict[str, dict[str, Handler]] = {
            "/v1/users": {"POST": users.create},
            "/v1/users/{id}": {"GET": users.read, "DELETE": users.delete},
            "/v1/users/{id}/ban": {"POST": users.ban},
            "/v1/users/{id}/unban": {"POST": users.unban},
            **organizations.HANDLERS,
            **organization_domains.HANDLERS,
            **organization_invitations.HANDLERS,
            **organization_members.HANDLERS,
            **organization_roles.HANDLERS,
            **saml_connections.HANDLERS,
            **oauth_applications.HANDLERS,
            "/v1/testing_tokens": {"POST": create_testing_token},
            **domains.HANDLERS,
            **agent_tasks.HANDLERS,
            **api_keys.HANDLERS,
            "/v1/jwt_templates": {"GET": jwt_templates.listed, "POST": jwt_templates.create},
            "/v1/jwt_templates/{id}": {
                "GET": jwt_templates.read,
                "PATCH": jwt_templates.update,
                "DELETE": jwt_templates.delete,
            },
            "/v1/clients/handshake_payload": {"GET": handshakes.payload},
            "/v1/sign_in_tokens": {"POST": tickets.create_sign_in_token},
            "/v1/sign_in_tokens/{id}/revoke": {"POST": tickets.revoke_sign_in_token},
            "/v1/invitations": {"GET": tickets.list_invitations, "POST": tickets.create_invitation},
            "/v1/invitations/{id}/revoke": {"POST": tickets.revoke_invitation},
            **waitlist.HANDLERS,
            "/v1/openid_providers": {"POST": openid_providers.create},
            "/v1/outbox": {"GET": outbox.listed},
            "/v1/jwks": {"GET": jwks.read},
            "/v1/integrations": {"POST": integrations.create},
            "/v1/age": {"POST": aging.age},
        }

    def limit(self, _path: str) -> int:
        return BODY_LIMIT

    async def handle(self, exchange: Exchange) -> None:
        exchange.trace_id = trace_id()
        try:
            answer = self.run(exchange)
            self.answer(exchange, 200, await answer if isinstance(answer, Awaitable) else answer)
        except Problem as problem:
            self.answer(exchange, problem.status, self.errors(problem, exchange))
        except Exception:  # noqa: BLE001  # a slip of ours: told on stderr, never to the caller
            traceback.print_exc(file=sys.stderr)
            self.answer(exchange, 500, self.errors(refuse("internal_clerk_error"), exchange))

    def run(self, exchange: Exchange) -> Any:
        self.authenticate(exchange)
        template, ids = self.route(exchange.path)
        handler = self.handlers[template].get(exchange.method)
        if handler is None:
            raise Problem(405, Item("method_not_allowed", "This path does not have that verb."))
        return handler(self.server, self.body(exchange), *ids)

    def authenticate(self, exchange: Exchange) -> None:
        scheme, _, key = (exchange.header("authorization") or "").partition(" ")
        right = hmac.compare_digest(key.strip().encode(), self.server.secret_key.encode())
        if scheme.lower() != "bearer" or not right:
            raise Problem(401, Item("clerk_key_invalid", "The secret key is missing or wrong."))

    def route(self, path: str) -> tuple[str, list[str]]:
        """The template of a path, and the ids that stand in it; a literal path wins over one with ids."""
        if path in self.handlers:
            return path, [""]
        segments = path.split("/")
        for template in self.handlers:
            wanted = template.split("/")
            if len(wanted) == len(segments) and all(
                given == meant or (given and meant.startswith("{"))
                for given, meant in zip(segments, wanted, strict=True)
            ):
                return template, [one for one, meant in zip(segments, wanted, strict=True) if meant.startswith("{")]
        raise refuse("resource_not_found")

    def body(self, exchange: Exchange) -> dict[str, Any]:
        """The JSON of the body; what a reading request asks for stands in its query."""
        if exchange.method == "GET":
            return dict(exchange.request.query_params)
        if len(exchange.body) > BODY_LIMIT:
            raise refuse("request_body_too_large")
        if not exchange.body:
            return {}
        try:
            body = orjson.loads(exchange.body)
        except orjson.JSONDecodeError:
            raise refuse("request_body_invalid") from None
        if not isinstance(body, dict) or too_deep(body):
            raise refuse("request_body_invalid")
        return body

    def errors(self, problem: Problem, exchange: Exchange) -> dict[str, Any]:
        items = [self.server.views.error(item) for item in problem.items]
        return {"errors": items, "clerk_trace_id": exchange.trace_id}

    def answer(self, exchange: Exchange, status: int, body: Any) -> None:
        exchange.response = Json(body, status, {"X-Clerk-Trace-Id": exchange.trace_id})
