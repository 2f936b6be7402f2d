"""Numbers every exchange of this process and tells whoever listens: the judge, the evidence, the counters."""

import itertools
from collections.abc import Callable

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Exchange

Listener = Callable[[Exchange], None]


class Recorder:
    """``count`` is the number of exchanges so far. Listeners are called in the thread of the actor, in order."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._listeners: tuple[Listener, ...] = ()
        self.count = 0

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every exchange from now on; call what is returned to stop that."""
        self._listeners = (*self._listeners, listener)
        return lambda: self._forget(listener)

    def number(self) -> int:
        """The number of the next exchange, counted from 1."""
        self.count += 1
        return next(self._numbers)

    def interrupt(self) -> None:
        """Something happened beside the exchanges: the next one does not follow the last."""
        next(self._numbers)

    def record(self, exchange: Exchange) -> None:
        masking.learn(exchange)  # before anybody shows it
        for listener in self._listeners:
            listener(exchange)

    def _forget(self, listener: Listener) -> None:
        self._listeners = tuple(one for one in self._listeners if one is not listener)
