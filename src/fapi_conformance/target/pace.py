"""Manners towards rate limits, shared by all workers of a run through files whose time is a moment of the future.

A 429 silences every worker until the moment that it names. Towards a target that is not on this machine the published
limits (AUTH-358) are kept before they are met (AUTH-361): one file an operation holds the next free moment.
"""

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import TransportFailure

try:
    import fcntl
except ImportError:  # Windows: two workers may then take one slot, and a 429 tells them
    fcntl = None  # type: ignore[assignment]

LONGEST_WAIT = 60.0
_UNNAMED = 2.0  # seconds after a 429 without Retry-After

PUBLISHED: Mapping[str, float] = {
    "create-sign-in": 2.5,
    "create-sign-up": 2.5,
    "attempt-sign-in": 4.0,
    "attempt-sign-up": 4.0,
}
"""Seconds between two requests of one operation, below every budget that was published."""

_LIMITED = re.compile(
    r"/v1/client/(?P<what>sign_ins|sign_ups)(?:/[^/]+/(?P<attempt>attempt_(?:first_factor|second_factor|verification)))?"
)


def limited_operation(method: str, path: str) -> str | None:
    """The published limit that an operation falls under."""
    if method != "POST" or (found := _LIMITED.fullmatch(path)) is None:
        return None
    return f"{'attempt' if found['attempt'] else 'create'}-{'sign-in' if found['what'] == 'sign_ins' else 'sign-up'}"


class Pace:
    """``file`` is the same path for every worker; without one, this process keeps the pace for itself.

    ``rates`` as :data:`PUBLISHED`; empty means no pace of its own. ``sleep`` and ``now`` are arguments for tests.
    """

    def __init__(
        self,
        file: Path | None = None,
        *,
        rates: Mapping[str, float] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._file = file
        self._rates = rates or {}
        self._sleep = sleep
        self._now = now
        self._moments: dict[str, float] = {}

    def before(self, method: str, path: str) -> None:
        """Sleep until a request of that operation may go; :class:`TransportFailure` where that is too long."""
        self._wait_until(self._read(""))
        if self._rates and (limit := limited_operation(method, path)) is not None and limit in self._rates:
            self._wait_until(self._reserve(limit, self._rates[limit]))

    def refused(self, answer: Answer) -> float:
        """Note a 429 for every worker; the seconds that it costs."""
        pause = retry_after(answer, self._now())
        self._write("", max(self._read(""), self._now() + pause))
        return pause

    def _wait_until(self, moment: float) -> None:
        while (left := moment - self._now()) > 0:
            if left > LONGEST_WAIT:
                raise TransportFailure(f"rate limited: the target asks for {left:.0f} s of silence")
            self._sleep(left)

    def _reserve(self, limit: str, seconds: float) -> float:
        with self._alone(limit):
            mine = max(self._now(), self._read(limit))
            self._write(limit, mine + seconds)
        return mine

    def _place(self, name: str) -> Path | None:
        return None if self._file is None else self._file.with_name(f"{self._file.name}.{name}") if name else self._file

    def _read(self, name: str) -> float:
        place = self._place(name)
        if place is None:
            return self._moments.get(name, 0.0)
        try:
            return place.stat().st_mtime
        except OSError:
            return 0.0

    def _write(self, name: str, moment: float) -> None:
        place = self._place(name)
        if place is None:
            self._moments[name] = moment
            return
        place.touch()
        os.utime(place, (moment, moment))

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        place = self._place(f"{name}.lock")
        if place is None or fcntl is None:
            yield
            return
        with place.open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)  # given back when the file is closed
            yield


def retry_after(answer: Answer, now: float) -> float:
    """Seconds that a 429 asks for, by number or by date; a short wait where it names none."""
    named = (answer.header("retry-after") or "").strip()
    try:
        return max(0.0, float(named))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(named).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return _UNNAMED
