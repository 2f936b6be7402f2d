"""Sockets that look at one deadline before every read and write.

A timeout for each read alone is not enough: a server that trickles its headers or its body, or that sends endless
1xx answers, always answers the single read in time.
"""

import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore


class Deadline(threading.local):
    """The moment (``time.monotonic``) until which this thread's current exchange may last.

    ``first`` holds the first bytes that came in it: they tell what else the other side speaks.
    """

    until: float = float("inf")
    first: bytes = b""

    def start(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.first = b""

    def left(self, wanted: float | None, error: type[Exception]) -> float:
        """Seconds that one read or write may take; raises ``error`` when there are none left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise error("deadline")
        return left if wanted is None else min(left, wanted)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece = self._inner.read(max_bytes, self._deadline.left(timeout, httpcore.ReadTimeout))
        if not self._deadline.first:
            self._deadline.first = piece[:80]
        return piece

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class BoundedNetwork(httpcore.NetworkBackend):
    """httpcore's own blocking sockets, each read and write bounded by ``deadline``."""

    def __init__(self, deadline: Deadline) -> None:
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options), self._deadline)
