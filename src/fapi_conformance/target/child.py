"""A server that lives and dies with this process: started, heard for its first line, ended with its standard input."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Collection, Mapping
from typing import IO, Any

from fapi_conformance.errors import BadInput

START_SECONDS = 20.0
_STOP_SECONDS = 3.0


class Child:
    """``told`` is the JSON object that its first line was. ``stop`` ends it; so does the end of this process, however
    it comes about.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", told: Mapping[str, Any]) -> None:
        self._process = process
        self.told = told

    @classmethod
    def start(
        cls,
        what: str,
        command: tuple[str, ...],
        *,
        tells: Collection[str],
        environment: Mapping[str, str] | None = None,
    ) -> "Child":
        """Run Python with this command line; it has to tell these. Raises :class:`BadInput` with its last words."""
        with tempfile.TemporaryFile() as errors:
            # never our own stderr: a process that outlives a killed run would hold the terminal's pipe open
            process = subprocess.Popen(
                [sys.executable, *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**_environment(), **(environment or {})},
            )
            line = _first_line(process)
            told = _parsed(line, tells)
            if told is None:
                _end(process)
                errors.seek(0)
                raise BadInput(f"{what} did not start: {_last_words(errors.read(), line)}")
        return cls(process, told)

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


def _parsed(line: bytes, tells: Collection[str]) -> Mapping[str, Any] | None:
    try:
        told: Any = json.loads(line)
        return {name: told[name] for name in tells}
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
