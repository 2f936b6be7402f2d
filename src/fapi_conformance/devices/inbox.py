"""A person's mailbox or phone: the codes and links that the target sends there."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from fapi_conformance.errors import NotTestable
from fapi_conformance.target.means import Means

PAUSE = 0.2


class Inbox:
    """What arrives for one address or number.

    ``fixed_code``: what test mode proves this one with; no code is sent then (AUTH-227). ``patience``: the seconds that
    a message may be on its way.
    """

    def __init__(self, to: str, means: Means, *, fixed_code: str | None = None, patience: float = 30.0) -> None:
        self.to = to
        self.fixed_code = fixed_code
        self._means = means
        self._patience = patience
        self._read = 0

    def code(self) -> str:
        """The code that came since the last reading. Raises :class:`NotTestable` where none can be had."""
        return self.fixed_code or self._next("code")

    def link(self) -> str:
        """The link that came since the last reading. Links are sent to test addresses as well (AUTH-230)."""
        return self._next("link")

    def empty(self) -> bool:
        """Whether nothing has come since the last reading; nothing is waited for."""
        return len(self._messages()) <= self._read

    def _next(self, what: str) -> str:
        until = time.monotonic() + self._patience
        while True:
            messages = self._messages()
            found = [text for one in messages[self._read :] if isinstance(text := one.get(what), str) and text]
            if found:
                self._read = len(messages)
                return found[-1]
            if time.monotonic() >= until:
                raise NotTestable(f"no {what} has come to {self.to} within {self._patience:g} s")
            time.sleep(PAUSE)

    def _messages(self) -> Sequence[Mapping[str, Any]]:
        listed = self._means.provide("inbox", to=self.to).get("messages")
        return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
