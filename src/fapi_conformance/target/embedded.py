"""The reference implementation as a process of its own: started, asked where it listens, ended with its stdin."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from fapi_conformance.errors import BadInput

START_SECONDS = 20.0
_STOP_SECONDS = 3.0
_COMMAND = ("-m", "fapi_reference", "--announce", "json", "--until-stdin-closes", "--port", "0", "--backend-port", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What the reference tells at its start. The ``secret_key`` is one of a process that lives as long as the run."""

    base_url: str
    backend_url: str
    secret_key: str
    publishable_key: str
    issuer: str
    pid: int

    def __repr__(self) -> str:
        return f"<reference at {self.base_url}, pid {self.pid}>"


class Embedded:
    """A running reference. ``stop`` ends it; so does the end of this process, however it comes about."""

    def __init__(self, process: "subprocess.Popen[bytes]", announcement: Announcement) -> None:
        self._process = process
        self.announcement = announcement

    @classmethod
    def start(cls, *, settings: Path | None = None, arguments: tuple[str, ...] = ()) -> "Embedded":
        """Start it on free ports; raises :class:`BadInput` with its last words where it does not come up."""
        command = [sys.executable, *_COMMAND, *(["--settings", str(settings)] if settings else []), *arguments]
        with tempfile.TemporaryFile() as errors:
            # never our own stderr: a process that outlives a killed run would hold the terminal's pipe open
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=_environment()
            )
            line = _first_line(process)
            announcement = _parsed(line)
            if announcement is None:
                _end(process)
                errors.seek(0)
                raise BadInput(f"the embedded reference did not start: {_last_words(errors.read(), line)}")
        return cls(process, announcement)

    def stop(self) -> None:
        """End it and wait for that; may be called twice."""
        _end(self._process)


def _environment() -> dict[str, str]:
    """What it needs is found where this process finds it, however its own path came about."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(place for place in sys.path if place)}


def _first_line(process: "subprocess.Popen[bytes]") -> bytes:
    lines: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_drain, args=(process.stdout, lines), daemon=True).start()
    try:
        return lines.get(timeout=START_SECONDS)
    except queue.Empty:
        return b""


def _drain(source: IO[bytes], lines: "queue.Queue[bytes]") -> None:
    lines.put(source.readline())
    while source.read(65536):  # whatever it prints later must not fill the pipe
        pass
    source.close()


def _parsed(line: bytes) -> Announcement | None:
    try:
        told: Any = json.loads(line)
        return Announcement(**{name: told[name] for name in Announcement.__dataclass_fields__})
    except (ValueError, TypeError, KeyError):
        return None


def _last_words(errors: bytes, line: bytes) -> str:
    words = [text for text in errors.decode("utf-8", "replace").splitlines() if text.strip()]
    if words:
        return words[-1].strip()[:300]
    return f"its first line was {line[:100]!r}" if line else f"nothing came within {START_SECONDS:g} s"


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin and not process.stdin.closed:
        process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
