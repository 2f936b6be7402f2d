"""One thread a connection on a plain socket: close enough to the wire to misbehave in any way."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Behaviour = Callable[[socket.socket, threading.Event], None]
"""What a server does with a connection, until it returns or the event is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """``cause`` must stand in the one line that discovery gives; None where discovery cannot tell.

    ``behave`` None leaves the port closed.
    """

    name: str
    behave: Behaviour | None
    cause: str | None
    scheme: str = "http"

    @contextlib.contextmanager
    def run(self) -> Iterator[str]:
        """Serve on a free port of loopback; the base URL."""
        listener = socket.create_server(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        over = threading.Event()
        acceptor: threading.Thread | None = None
        if self.behave is None:
            listener.close()
        else:
            acceptor = threading.Thread(target=_accept, args=(listener, self.behave, over), daemon=True)
            acceptor.start()
        try:
            yield f"{self.scheme}://127.0.0.1:{port}"
        finally:
            over.set()
            if acceptor is not None:
                acceptor.join(5)
            listener.close()


def _accept(listener: socket.socket, behave: Behaviour, over: threading.Event) -> None:
    listener.settimeout(0.05)
    serving: list[threading.Thread] = []
    while not over.is_set():
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        thread = threading.Thread(target=_serve, args=(connection, behave, over), daemon=True)
        thread.start()
        serving = [one for one in serving if one.is_alive()] + [thread]
    for thread in serving:
        thread.join(2)


def _serve(connection: socket.socket, behave: Behaviour, over: threading.Event) -> None:
    connection.settimeout(0.5)
    with connection, contextlib.suppress(OSError):
        behave(connection, over)


def read_request(connection: socket.socket, over: threading.Event) -> bytes:
    """The head of one request, and its body where a length is given; empty where the other side is done."""
    seen = b""
    while not over.is_set():
        head, blank, body = seen.partition(b"\r\n\r\n")
        if blank and len(body) >= _length(head):
            return seen
        with contextlib.suppress(TimeoutError):
            if not (piece := connection.recv(65536)):
                return b""
            seen += piece
    return b""


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0
