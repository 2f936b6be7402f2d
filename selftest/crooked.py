"""A proxy before a server that bends its answers: any deviation at all, without a seeded fault for it."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Bend = Callable[[str, str, int, Any], tuple[int, Any]]
"""Given method, path, status and decoded body of an answer: what to answer instead. It may change the body itself."""


@contextmanager
def crooked(base_url: str, bend: Bend) -> Iterator[str]:
    """The base URL of a server that answers as the one at ``base_url``, bent."""
    behind = urlsplit(base_url).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length") or 0))
            connection = http.client.HTTPConnection(behind, timeout=10)
            connection.request(self.command, self.path, sent, {name: self.headers[name] for name in self.headers})
            answer = connection.getresponse()
            content, status = answer.read(), answer.status
            connection.close()
            try:
                body = json.loads(content)
            except ValueError:
                pass
            else:
                status, body = bend(self.command, self.path.split("?")[0], status, body)
                content = json.dumps(body).encode()
            self.send_response_only(status)
            for name, value in answer.getheaders():
                if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                    self.send_header(name, value)
            self.send_header("content-length", str(len(content)))
            with suppress(ConnectionError):  # who asked may be gone
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    for method in ("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"):
        setattr(Handler, f"do_{method}", Handler.forward)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def everywhere(value: Any, change: Callable[[dict[str, Any]], None]) -> None:
    """Apply a change to every object in a body."""
    if isinstance(value, dict):
        change(value)
        for inner in list(value.values()):
            everywhere(inner, change)
    elif isinstance(value, list):
        for inner in value:
            everywhere(inner, change)
