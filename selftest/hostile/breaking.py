"""Servers that break off, speak something else, or are not there."""

import datetime as dt
import socket
import ssl
import tempfile
import threading
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from selftest.hostile.answering import always
from selftest.hostile.server import Behaviour, Hostile, read_request

TLS_ALERT = bytes.fromhex("15030300020246")  # what a TLS port says to plain text


def says(words: bytes) -> Behaviour:
    def behave(connection: socket.socket, over: threading.Event) -> None:
        read_request(connection, over)
        connection.sendall(words)

    return behave


def says_at_once(words: bytes) -> Behaviour:
    """Does not wait for anything that it would understand."""

    def behave(connection: socket.socket, over: threading.Event) -> None:  # noqa: ARG001
        connection.recv(65536)
        connection.sendall(words)

    return behave


def hangs_up(connection: socket.socket, over: threading.Event) -> None:
    read_request(connection, over)


def resets(connection: socket.socket, over: threading.Event) -> None:
    read_request(connection, over)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def self_signed(connection: socket.socket, over: threading.Event) -> None:
    with _context().wrap_socket(connection, server_side=True) as secured:
        always("200 OK", b"{}")(secured, over)


@cache
def _context() -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile(delete=False) as both:
        both.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
    context.load_cert_chain(both.name)
    Path(both.name).unlink()
    return context


SERVERS = (
    Hostile(name="unreachable", behave=None, cause="connection refused"),
    Hostile(name="not-http", behave=says(b"SSH-2.0-OpenSSH_9.6\r\n"), cause="not HTTP"),
    Hostile(name="tls-on-plain-port", behave=says(TLS_ALERT), cause="answers in TLS"),
    Hostile(
        name="plain-on-tls-port",
        behave=says_at_once(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        cause="TLS error",
        scheme="https",
    ),
    Hostile(name="self-signed", behave=self_signed, cause="TLS error", scheme="https"),
    Hostile(name="closes-at-once", behave=hangs_up, cause="closed without an answer"),
    Hostile(name="resets", behave=resets, cause="broke"),
    Hostile(
        name="closes-in-headers",
        behave=says(b"HTTP/1.1 200 OK\r\ncontent-type: applic"),
        cause="closed without an answer",
    ),
    Hostile(
        name="closes-in-body",
        behave=says(b'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"auth_config"'),
        cause="closed in the middle",
    ),
)
