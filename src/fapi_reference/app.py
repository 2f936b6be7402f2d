"""The ASGI edge: bytes to an Exchange, and an Exchange to bytes.

One application takes every path. The body is read to its end first; from then on a request is handled in one go, so no
two requests ever see half of each other's changes.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol
from urllib.parse import parse_qsl

from fapi_reference.exchange import Exchange
from fapi_reference.transport.forms import BODY_LIMIT

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class Handles(Protocol):
    def handle(self, exchange: Exchange) -> None: ...


def application(side: Handles) -> Application:
    """An ASGI application over anything that completes an exchange."""

    async def serve(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        body, oversized, gone = await read_body(receive)
        if gone:
            return
        exchange = Exchange(
            method=scope["method"],
            path=scope["path"],
            query=parse_query(scope["query_string"]),
            headers=parse_headers(scope["headers"]),
            body=body,
            oversized=oversized,
        )
        side.handle(exchange)
        await send({"type": "http.response.start", "status": exchange.status, "headers": wire_headers(exchange)})
        await send({"type": "http.response.body", "body": exchange.content})

    return serve


async def read_body(receive: Receive) -> tuple[bytes, bool, bool]:
    """The body, whether it was larger than is kept, and whether the caller hung up. The rest of a large one is read and
    dropped, so that a caller who sends first and reads later gets the refusal.
    """
    message = await receive()
    if message["type"] == "http.disconnect":
        return b"", False, True
    body, more = message.get("body", b""), message.get("more_body", False)
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"", False, True
        if len(body) <= BODY_LIMIT:
            body += message.get("body", b"")
        more = message.get("more_body", False)
    oversized = len(body) > BODY_LIMIT
    return (b"" if oversized else body), oversized, False


def parse_query(raw: bytes) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    if raw:
        for name, value in parse_qsl(raw.decode("latin-1"), keep_blank_values=True, errors="replace"):
            query.setdefault(name, []).append(value)
    return query


def parse_headers(raw: list[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    for name, value in raw:
        headers.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
    return headers


def wire_headers(exchange: Exchange) -> list[tuple[bytes, bytes]]:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in exchange.answer_headers]
    if exchange.status != 204:
        headers.append((b"content-type", exchange.content_type.encode()))
        headers.append((b"content-length", str(len(exchange.content)).encode()))
    return headers
