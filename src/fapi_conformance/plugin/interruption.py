"""Whatever asks a run to end before its time: Ctrl-C, or the SIGTERM or SIGHUP of whoever started it.

The first one ends the tests, the next one ends the tidying. Reports are written in any case: that takes seconds.
A group of processes is asked as well as each of its members: what comes together is meant once.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

NAMES = {"SIGINT": "Ctrl-C", "SIGTERM": "SIGTERM", "SIGHUP": "SIGHUP"}
"""What people call them; not every system has the last."""


TOGETHER = 1.0
"""Seconds."""


class Interruption:
    """``asked`` counts how often; ``cause`` is empty as long as nothing asked. ``heeded`` once the tests have ended:
    what follows is short, but for what is done ``at_leisure``.
    """

    def __init__(self) -> None:
        self.asked = 0
        self.cause = ""
        self._asked_at = -TOGETHER
        self.heeded = False
        self._before: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {}

    def listen(self) -> None:
        """Raise KeyboardInterrupt for each of them. One that this process was told to ignore (``nohup``) stays so."""
        if threading.current_thread() is not threading.main_thread():
            return  # no other thread is told of signals
        for name in NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._ask)

    def forget(self) -> None:
        """Leave signals to whoever had them before; may be called twice."""
        while self._before:
            signal.signal(*self._before.popitem())

    @contextmanager
    def at_leisure(self) -> Iterator[None]:
        """While something is done that may be left undone."""
        before, self.heeded = self.heeded, False
        try:
            yield
        finally:
            self.heeded = before

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        if time.monotonic() - self._asked_at < TOGETHER:
            return
        self._asked_at = time.monotonic()
        self.asked += 1
        self.cause = f"interrupted by {NAMES[signal.Signals(number).name]}"
        if not self.heeded:
            raise KeyboardInterrupt(self.cause)
