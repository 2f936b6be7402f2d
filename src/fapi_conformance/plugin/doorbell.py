"""Starts a server, such as the OpenID provider, for the first test that asks for it, in whatever process that is:
workers ring, and the process that the user started opens. So there is one a run, owned by the run, and none where
nobody asks.
"""

import contextlib
import json
import secrets
import socket
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from fapi_conformance.devices.openid_provider.running import Running
from fapi_conformance.errors import BadInput, NotTestable

OPENED_WITHIN = 30.0
"""Seconds; the first to ring waits for the start."""


class Server(Protocol):
    """What is behind a door."""

    def as_json(self) -> Mapping[str, Any]:
        """What those have to know who want to speak to it."""

    def stop(self) -> None: ...


class Doorbell:
    """``address`` is what workers are handed: a port of this machine, and the word by which they are known."""

    def __init__(self, start: Callable[[], Server]) -> None:
        self._start = start
        self._server: Server | None = None
        self._word = secrets.token_urlsafe(16)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"{self._door.getsockname()[1]} {self._word}"
        threading.Thread(target=self._answer, name="doorbell", daemon=True).start()

    def close(self) -> None:
        """End the server, where it was started."""
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # closing alone does not wake who waits at the door
        self._door.close()
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _answer(self) -> None:
        while True:
            try:
                visitor, _ = self._door.accept()
            except OSError:  # closed
                return
            with visitor:
                visitor.settimeout(OPENED_WITHIN)
                try:
                    if secrets.compare_digest(visitor.recv(200).decode(), self._word):
                        visitor.sendall(json.dumps(dict(self._opened())).encode())
                except (OSError, UnicodeDecodeError):
                    continue  # whoever rang is gone

    def _opened(self) -> Mapping[str, Any]:
        try:
            self._server = self._server or self._start()
        except BadInput as problem:
            return {"problem": str(problem)}
        return self._server.as_json()


def ring(address: str) -> Running:
    """The OpenID provider of this run. Raises NotTestable where it cannot be started."""
    return Running(**asked(address, "the OpenID provider"))


def asked(address: str, what: str) -> Mapping[str, Any]:
    """What is to be known of the server behind that door. Raises NotTestable where it cannot be started."""
    port, _, word = address.partition(" ")
    told = b""
    try:
        with socket.create_connection(("127.0.0.1", int(port)), timeout=OPENED_WITHIN) as door:
            door.sendall(word.encode())
            while piece := door.recv(65536):
                told += piece
    except OSError as problem:
        raise NotTestable(f"{what} of this run cannot be had: {problem}") from problem
    answer: Mapping[str, Any] = json.loads(told or b"{}")
    if not answer or "problem" in answer:
        raise NotTestable(answer.get("problem", f"{what} of this run did not start"))
    return answer
