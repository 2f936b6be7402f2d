"""What may take a server a moment: looked at at once, and again only where it does not hold yet."""

import time
from collections.abc import Callable

from fapi_conformance.errors import Deviation

PAUSE = 0.25


def within(seconds: float, look: Callable[[], None]) -> None:
    """Raises the Deviation that is still there after this time. Nobody waits for what holds."""
    until = time.monotonic() + seconds
    while True:
        try:
            return look()
        except Deviation:
            if time.monotonic() >= until:
                raise
        time.sleep(PAUSE)
