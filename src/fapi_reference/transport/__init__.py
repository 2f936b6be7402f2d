"""What happens to every request before and after its handler: an ordered list of hooks, one idea each.

A hook takes the server and the exchange. It may refuse (raise a Problem), give the answer itself (`exchange.finish`) or
just note something. The lists are looked up at call time, so that a fault can replace one entry by its name.
"""

import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from starlette.responses import Response

from fapi_reference.exchange import Exchange, Json
from fapi_reference.oauth_problems import in_words_of_oauth
from fapi_reference.problems import Problem, refuse
from fapi_reference.transport import admission, cors, devices, forms, headers, origins, override, routing, versions

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

Hook = Callable[["Reference", Exchange], None]


class Transport:
    def __init__(self, server: "Reference") -> None:
        self.server = server
        self.hooks: dict[str, Hook] = {
            "trace": headers.begin,
            "route": routing.find,
            "preflight": cors.preflight,
            "override": override.by_query,
            "verb": routing.verb,
            "version": versions.choose,
            "origin": origins.check,
            "native": admission.native,
            "body": forms.read,
            "override-in-form": override.by_form,
            "caller": admission.recognise,
            "device": devices.note,
            "access": admission.admit,
            "parameters": forms.known,
            "freshness": admission.freshness,
        }
        self.endings: dict[str, Hook] = {
            "token": headers.deliver_token,
            "headers": headers.name_ourselves,
            "cors": cors.share,
        }

    def limit(self, path: str) -> int:
        return forms.limit_of(self.server, path)

    async def handle(self, exchange: Exchange) -> None:
        """Take one exchange all the way; whatever happens, there is an answer afterwards."""
        try:
            await self.run(exchange)
        except Problem as problem:
            self.refuse(exchange, problem)
        except Exception:  # noqa: BLE001  # a slip of ours: told on stderr, never to the caller
            traceback.print_exc(file=sys.stderr)
            self.refuse(exchange, refuse("internal_clerk_error"))
        for ending in self.endings.values():
            ending(self.server, exchange)

    async def run(self, exchange: Exchange) -> None:
        """Only a handler that has to ask another server waits, and lets others be served meanwhile."""
        for hook in self.hooks.values():
            hook(self.server, exchange)
            if exchange.finished:
                return
        if exchange.operation is None:
            raise LookupError("no hook chose an operation")
        answer = exchange.operation.handler(self.server, exchange)
        if isinstance(answer, Awaitable):
            answer = await answer
        if isinstance(answer, Response):  # a redirect is no resource
            exchange.response = answer
        else:
            self.answer(exchange, 200, answer)

    def answer(self, exchange: Exchange, status: int, body: object) -> None:
        """Every success is a plain 200 (AUTH-047)."""
        exchange.response = Json(body, status)

    def refuse(self, exchange: Exchange, problem: Problem) -> None:
        if exchange.operation and exchange.operation.malformed:
            problem = in_words_of_oauth(problem, exchange.operation.malformed)
        self.answer(exchange, problem.status, self.server.views.errors(problem, exchange))
        exchange.response.headers.update(problem.headers)
        if problem.retry_after is not None:
            exchange.response.headers["Retry-After"] = str(problem.retry_after)
