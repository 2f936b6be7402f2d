"""The HTTP edge: a Starlette request becomes an Exchange, and goes back as the response that it ended with.

One endpoint takes every path and verb, for the table of operations is our own. The body is read to its end first; from
then on a request is handled in one go, so no two requests ever see half of each other's changes; one that asks another
server meanwhile does so before it changes anything, or looks again afterwards.
"""

from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Router, request_response

from fapi_reference.exchange import Exchange


class Handles(Protocol):
    async def handle(self, exchange: Exchange) -> None: ...

    def limit(self, path: str) -> int:
        """Bytes of a body beyond which more of it changes nothing."""


def application(side: Handles) -> Router:
    """An ASGI application over anything that completes an exchange.

    The endpoint stands as the router's default: a route with a pattern would miss paths that have a line break in them.
    """

    async def everything(request: Request) -> Response:
        limit = side.limit(request.scope["path"])
        exchange = Exchange(request, request.method, await body(request, limit))
        await side.handle(exchange)
        return exchange.response

    return Router(redirect_slashes=False, default=request_response(everything))


async def body(request: Request, limit: int) -> bytes:
    """The body, or as much of it as shows that it is too large. The rest is read and dropped, so that a caller who
    sends first and reads later gets the refusal.
    """
    kept: list[bytes] = []
    length = 0
    async for chunk in request.stream():
        if length <= limit:
            kept.append(chunk)
            length += len(chunk)
    return kept[0] if len(kept) == 1 else b"".join(kept)
