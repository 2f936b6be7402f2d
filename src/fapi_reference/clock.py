"""Time: the real clock, and the power to make one object older.

There is no global clock to move. `age` shifts the times an object itself carries, and those of its parts, into the
past; everything else stays as it is, so tests that run side by side do not disturb each other.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar, Protocol

SECOND = 1_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE


class Dated(Protocol):
    """Something that carries times: names of its own millisecond members, and the parts that age with it."""

    TIMES: ClassVar[tuple[str, ...]]

    def parts(self) -> "Iterator[Dated]": ...


class Clock:
    def now(self) -> int:
        """Milliseconds since the epoch, the unit of every time in a resource (AUTH-052)."""
        return time.time_ns() // 1_000_000

    def seconds(self) -> int:
        """Whole seconds since the epoch, the unit inside a JWT (AUTH-052)."""
        return self.now() // SECOND

    def instant(self, milliseconds: int | None = None) -> str:
        """As XML writes it, in UTC."""
        moment = datetime.fromtimestamp((self.now() if milliseconds is None else milliseconds) / SECOND, UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def age(self, thing: Dated, seconds: int) -> None:
        """Make a thing look as if all that happened to it had happened `seconds` earlier."""
        for name in thing.TIMES:
            moment = getattr(thing, name)
            if moment is not None:
                setattr(thing, name, moment - seconds * SECOND)
        for part in thing.parts():
            self.age(part, seconds)
