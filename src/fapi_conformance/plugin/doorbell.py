"""Starts the OpenID provider for the first test that asks for it, in whatever process that is: workers ring, and the
process that the user started opens. So there is one provider a run, owned by the run, and none where nobody asks.
"""

import contextlib
import json
import secrets
import socket
import threading
from collections.abc import Callable

from fapi_conformance.devices.openid_provider.running import Process, Running
from fapi_conformance.errors import BadInput, NotTestable

OPENED_WITHIN = 30.0
"""Seconds; the first to ring waits for the provider's start."""


class Doorbell:
    """``address`` is what workers are handed: a port of this machine, and the word by which they are known."""

    def __init__(self, start: Callable[[], Process]) -> None:
        self._start = start
        self._process: Process | None = None
        self._word = secrets.token_urlsafe(16)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"{self._door.getsockname()[1]} {self._word}"
        threading.Thread(target=self._answer, name="doorbell", daemon=True).start()

    def close(self) -> None:
        """End the provider, where it was started."""
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # closing alone does not wake who waits at the door
        self._door.close()
        if self._process is not None:
            self._process.stop()
            self._process = None

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
                        visitor.sendall(json.dumps(self._opened()).encode())
                except (OSError, UnicodeDecodeError):
                    continue  # whoever rang is gone

    def _opened(self) -> dict[str, object]:
        try:
            self._process = self._process or self._start()
        except BadInput as problem:
            return {"problem": str(problem)}
        return self._process.running.as_json()


def ring(address: str) -> Running:
    """The provider of this run. Raises NotTestable where it cannot be started."""
    port, _, word = address.partition(" ")
    told = b""
    try:
        with socket.create_connection(("127.0.0.1", int(port)), timeout=OPENED_WITHIN) as door:
            door.sendall(word.encode())
            while piece := door.recv(65536):
                told += piece
    except OSError as problem:
        raise NotTestable(f"the OpenID provider of this run cannot be had: {problem}") from problem
    answer = json.loads(told or b"{}")
    if "address" not in answer:
        raise NotTestable(answer.get("problem", "the OpenID provider of this run did not start"))
    return Running(**answer)
