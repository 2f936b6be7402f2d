"""Servers that speak HTTP well enough and are something else than a Frontend API."""

import gzip
import json
import socket
import threading

from selftest.hostile.server import Behaviour, Hostile, read_request

JSON = "application/json"


def always(status: str, content: bytes, kind: str = JSON, *more: str) -> Behaviour:
    """The same answer to every request of a connection."""
    head = [f"HTTP/1.1 {status}", f"content-type: {kind}", f"content-length: {len(content)}", *more, "", ""]
    whole = "\r\n".join(head).encode() + content

    def behave(connection: socket.socket, over: threading.Event) -> None:
        while read_request(connection, over):
            connection.sendall(whole)

    return behave


HTML = b"<!doctype html><html><head><title>Welcome to nginx!</title></head><body><h1>It works</h1></body></html>"
SIGNED_OUT = json.dumps({"errors": [{"code": "signed_out", "message": "no", "long_message": "no"}]}).encode()
IMPOSTOR = json.dumps(
    {
        "auth_config": {"test_mode": True},
        "display_config": {"instance_environment_type": "development"},
        "user_settings": {},
    }
).encode()

SERVERS = (
    Hostile(name="html-site", behave=always("200 OK", HTML, "text/html; charset=utf-8"), cause="no JSON: text/html"),
    Hostile(name="always-empty-object", behave=always("200 OK", b"{}"), cause="without auth_config"),
    Hostile(name="always-empty-list", behave=always("200 OK", b"[]"), cause="JSON that is no object"),
    Hostile(name="always-null", behave=always("200 OK", b"null"), cause="JSON that is no object"),
    Hostile(name="always-nothing", behave=always("200 OK", b""), cause="no JSON: application/json, empty"),
    Hostile(name="always-204", behave=always("204 No Content", b""), cause="answered 204"),
    Hostile(
        name="always-404", behave=always("404 Not Found", b"404 page not found", "text/plain"), cause="answered 404"
    ),
    Hostile(name="always-401", behave=always("401 Unauthorized", SIGNED_OUT), cause="answered 401 signed_out"),
    Hostile(name="always-500", behave=always("500 Internal Server Error", b"oops", "text/plain"), cause="answered 500"),
    Hostile(name="always-502", behave=always("502 Bad Gateway", HTML, "text/html"), cause="gateway answered 502 twice"),
    Hostile(
        name="always-429",
        behave=always("429 Too Many Requests", b"slow down", "text/plain", "retry-after: 86400"),
        cause="rate limited",
    ),
    Hostile(
        name="redirects",
        behave=always("302 Found", b"", "text/html", "location: https://www.example.com/login?ticket=secret"),
        cause="redirects (302) to https://www.example.com/login?ticket=***",
    ),
    Hostile(name="broken-json", behave=always("200 OK", b'{"auth_config": {'), cause="no JSON"),
    Hostile(name="deep-json", behave=always("200 OK", b"[" * 200_000), cause="no JSON"),
    Hostile(
        name="gzip-bomb",
        behave=always("200 OK", gzip.compress(b" " * 50_000_000), JSON, "content-encoding: gzip"),
        cause="larger than",
    ),
    Hostile(name="impostor", behave=always("200 OK", IMPOSTOR), cause=None),
)
