"""What is over may be seen to be so a while later: an edge may go on answering from what it kept (SEC-071)."""

import time
from collections.abc import Callable

PAUSE = 0.25
"""Seconds between two looks."""


def in_time(look: Callable[[], object], seconds: float) -> None:
    """Look, and where that disagrees look again, for so many seconds; the last disagreement is raised."""
    until = time.monotonic() + seconds
    while True:
        try:
            look()
        except AssertionError:
            if time.monotonic() >= until:
                raise
            time.sleep(min(PAUSE, seconds))
        else:
            return
