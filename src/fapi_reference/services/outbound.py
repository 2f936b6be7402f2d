"""Calls to other servers: bounded in time and size, whatever answers them. Nothing else waits meanwhile."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    import httpx

    from fapi_reference.reference import Reference

SIZE_LIMIT = 256 * 1024


class Unreachable(Exception):
    """The other server does not answer, not in time, too much, or no JSON."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    json: Any

    def member(self, name: str) -> Any:
        return self.json.get(name) if isinstance(self.json, dict) else None


@dataclass(frozen=True, slots=True)
class Document:
    status: int
    content: bytes


class Outbound:
    def __init__(self, server: "Reference") -> None:
        self.server = server
        self._client: httpx.AsyncClient | None = None

    async def document(self, url: str) -> Document:
        """What is found at an address, whatever it is."""
        return await self.bounded("GET", url, {}, b"")

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Reply:
        return await self.send("GET", url, dict(headers or {}), b"")

    async def send(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Reply:
        """What is no JSON is no answer."""
        found = await self.bounded(method, url, headers, body)
        try:
            return Reply(found.status, orjson.loads(found.content) if found.content else None)
        except ValueError:
            raise Unreachable("no JSON") from None

    async def bounded(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Document:
        """No redirect is followed: whoever names an address means that one."""
        import httpx

        client = await self._opened()
        seconds = self.server.settings.social.timeout_seconds
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(client, client.build_request(method, url, headers=headers, content=body))
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError, OSError, ValueError) as problem:
            raise Unreachable(type(problem).__name__) from None

    async def _exchange(self, client: "httpx.AsyncClient", request: "httpx.Request") -> Document:
        response = await client.send(request, stream=True)
        try:
            content = b""
            async for chunk in response.aiter_raw():
                content += chunk
                if len(content) > SIZE_LIMIT:
                    raise Unreachable("too large")
        finally:
            await response.aclose()
        return Document(response.status_code, content)

    async def _opened(self) -> "httpx.AsyncClient":
        """Made off the loop, for reading the certificates of the world takes a while."""
        if self._client is None:
            made = await asyncio.to_thread(_client)
            self._client = self._client or made
        return self._client


def _client() -> "httpx.AsyncClient":
    import httpx

    headers = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "fapi-reference"}
    return httpx.AsyncClient(trust_env=False, follow_redirects=False, headers=headers)
