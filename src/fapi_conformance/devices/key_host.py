"""A host on this machine that serves the forger's keys, and says whether anybody came to ask for them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from fapi_conformance.devices.forging import own_jwk


@dataclass(frozen=True, slots=True)
class KeyHost:
    """``asked`` are the paths that were asked for."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def key_host() -> Iterator[KeyHost]:
    """Serve while the context lasts."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    body = json.dumps({"keys": [own_jwk()]}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = KeyHost(f"http://127.0.0.1:{server.server_address[1]}/keys.json")
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
