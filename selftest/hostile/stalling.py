"""Servers that keep a connection busy: silent, trickling, or without end."""

import itertools
import socket
import threading
from collections.abc import Iterable, Iterator

from selftest.hostile.server import Behaviour, Hostile, read_request

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
BLOCK = b"x" * 65536


def never(connection: socket.socket, over: threading.Event) -> None:
    read_request(connection, over)
    over.wait()


def never_accepts_more(connection: socket.socket, over: threading.Event) -> None:  # noqa: ARG001
    """Does not even read: the request itself stays in the buffers."""
    over.wait()


def sends(pieces: Iterable[bytes], *, every: float = 0.0) -> Behaviour:
    """One piece after the other, ``every`` so many seconds, for as long as the other side takes them."""

    def behave(connection: socket.socket, over: threading.Event) -> None:
        read_request(connection, over)
        connection.settimeout(5)
        for piece in pieces if not isinstance(pieces, Iterator) else iter(pieces):
            if over.wait(every) if every else over.is_set():
                return
            connection.sendall(piece)

    return behave


class Endless:
    """The first pieces once, the last one for ever; starts anew for each connection."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return itertools.chain(self._pieces[:-1], itertools.repeat(self._pieces[-1]))


SERVERS = (
    Hostile(name="never-answers", behave=never, cause="no complete answer within"),
    Hostile(name="never-reads", behave=never_accepts_more, cause="no complete answer within"),
    Hostile(name="trickles-status", behave=sends(Endless(b"H", b"T"), every=0.1), cause="no"),
    Hostile(
        name="trickles-headers", behave=sends(Endless(HEAD, b"x: y\r\n"), every=0.1), cause="no complete answer within"
    ),
    Hostile(
        name="trickles-body",
        behave=sends(Endless(HEAD + b"content-length: 100000\r\n\r\n", b" "), every=0.1),
        cause="no complete answer within",
    ),
    Hostile(
        name="trickles-chunks",
        behave=sends(Endless(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"1\r\n \r\n"), every=0.1),
        cause="no complete answer within",
    ),
    Hostile(
        name="endless-1xx", behave=sends(Endless(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50)), cause="no complete answer"
    ),
    Hostile(
        name="trickles-1xx",
        behave=sends(Endless(b"HTTP/1.1 102 Processing\r\n\r\n"), every=0.1),
        cause="no complete answer",
    ),
    Hostile(name="floods-headers", behave=sends(Endless(HEAD, b"x-flood: " + BLOCK)), cause="not HTTP"),
    Hostile(name="floods-body", behave=sends(Endless(HEAD + b"connection: close\r\n\r\n", BLOCK)), cause="larger than"),
    Hostile(
        name="floods-chunks",
        behave=sends(Endless(HEAD + b"transfer-encoding: chunked\r\n\r\n", b"10000\r\n" + BLOCK + b"\r\n")),
        cause="larger than",
    ),
    Hostile(
        name="promises-too-much",
        behave=sends([HEAD + b"content-length: 99999999999999\r\n\r\n", *[BLOCK] * 3]),
        cause="closed in the middle",
    ),
)
