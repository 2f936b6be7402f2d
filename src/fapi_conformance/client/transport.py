"""One request out, one answer in: over httpx's transport interface, bounded in time and bytes.

Cookies, redirects, proxies, retries and netrc are left out on purpose: actors are judged by what they send, so
nothing may be added between them and the wire. Connections are kept and shared: identity never hangs on them.
"""

import ssl
import zlib
from collections.abc import Iterable, Iterator
from functools import cache

import certifi
import httpcore
import httpx

from fapi_conformance.client.causes import cause_of
from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.limits import Limits
from fapi_conformance.client.network import BoundedNetwork, Deadline
from fapi_conformance.errors import BadInput, TransportFailure

_IDLE_SECONDS = 2.0  # below what servers commonly grant an idle connection, so that reuse does not race its closing


@cache
def _trusted() -> ssl.SSLContext:
    """The system's authorities and certifi's; ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` add a private one."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class _Pool(httpx.BaseTransport):
    """httpx's transport interface over a pool of bounded connections. The body is left as a raw stream."""

    def __init__(self, deadline: Deadline, *, tls: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted() if tls else None,
            max_connections=32,
            max_keepalive_connections=8,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=BoundedNetwork(deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.content,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Wire:
    """The connections to one origin. Safe to share between actors and threads.

    ``base_url`` is ``http(s)://host[:port][/prefix]``; raises :class:`BadInput` where it is not.
    """

    def __init__(self, base_url: str, *, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.url = parse_base_url(base_url)
        self.host = self.url.netloc.decode("ascii")
        self.origin = f"{self.url.scheme}://{self.host}"
        self.prefix = self.url.raw_path.decode("ascii").rstrip("/")
        self._deadline = Deadline()
        self._pool = _Pool(self._deadline, tls=self.url.scheme == "https")

    def send(self, method: str, target: str, headers: Iterable[tuple[str, str]], content: bytes) -> Answer:
        """Send one request for ``target`` (path and query, encoded, below the prefix) and read its whole answer.

        ``headers`` go out as given, after ``Host`` and the length. Raises :class:`TransportFailure`.
        """
        self._deadline.start(self.limits.seconds)
        try:
            return self._exchange(method, target, headers, content)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            limit, first = self.limits.seconds, self._deadline.first
            raise TransportFailure(cause_of(error, origin=self.origin, seconds=limit, first=first)) from error

    def close(self) -> None:
        self._pool.close()

    def _exchange(self, method: str, target: str, headers: Iterable[tuple[str, str]], content: bytes) -> Answer:
        request = httpx.Request(
            method,
            self.url,  # parsed once; the target beside it is sent as it stands, dot segments included
            headers=[(_bytes(name), _bytes(value)) for name, value in headers],
            content=content or None,
            extensions={
                "target": (self.prefix + target).encode("ascii"),
                "timeout": {"connect": self.limits.connect_seconds, "pool": self.limits.connect_seconds},
            },
        )
        answer = self._pool.handle_request(request)
        try:
            body = self._read(answer)
        finally:
            answer.close()
        named = tuple((key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in answer.headers.raw)
        coding = next((value for key, value in named if key == "content-encoding"), "")
        return Answer(answer.status_code, named, self._decoded(body, coding.strip().lower()) if coding else body)

    def _read(self, answer: httpx.Response) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in answer.iter_raw():
            size += len(piece)
            if size > self.limits.body_bytes:
                raise TransportFailure(f"the body is larger than {self.limits.body_bytes} bytes")
            pieces.append(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _decoded(self, body: bytes, coding: str) -> bytes:
        """Undo a content coding that came although none was asked for: bad manners, but not a broken body."""
        if coding not in {"gzip", "x-gzip", "deflate"}:
            return body
        try:
            inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, by its header
            plain = inflater.decompress(body, self.limits.body_bytes)
        except zlib.error:
            return body
        if inflater.unconsumed_tail:
            raise TransportFailure(f"the body is larger than {self.limits.body_bytes} bytes once decoded")
        return plain


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def parse_base_url(text: str) -> httpx.URL:
    """The base URL of a target; raises :class:`BadInput` for anything but an absolute http(s) URL."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError) as error:
        raise BadInput(f"{text!r} is no base URL: {error}") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise BadInput(f"{text!r} is no base URL: give http:// or https://, a host, and a path prefix if there is one")
    if url.query or url.fragment or url.userinfo:
        raise BadInput("a base URL has no query, fragment or user")
    return url
