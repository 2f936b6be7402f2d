"""The codes that prove an address or a number: the public one of test mode, else what arrives in an inbox."""

from fapi_conformance.devices.inbox import Inbox
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.means import Means
from fapi_conformance.target.person import TEST_CODE, is_test

ARRIVES_AT = {"email_address": "inbox", "phone_number": "text_messages"}
"""The means by which a run reads what is sent to each kind."""


class Codes:
    """``patience``: the seconds that a message may be on its way."""

    def __init__(self, environment: Environment, means: Means, *, patience: float) -> None:
        self._public = environment.test_mode is not False
        self._means = means
        self._patience = patience
        self._inboxes: dict[str, Inbox] = {}

    def at_hand(self, kind: str) -> bool:
        """Whether a code to a new one of this kind can be had: it is public, or can be read where it arrives."""
        return self._public or ARRIVES_AT[kind] in self._means.kinds()

    def need(self, kind: str) -> None:
        """Raises :class:`NotTestable` where a code would be sent that nobody reads."""
        if not self.at_hand(kind):
            what, means = kind.replace("_", " "), ARRIVES_AT[kind]
            raise NotTestable(
                f"test mode is off and the run has no means {means!r}, so that no {what} can be proven",
                remedy=f"switch test mode on, or give an inbox (--inbox-url, or a --means plug-in with {means!r})",
            )

    def inbox(self, to: str) -> Inbox:
        """What the target sends to that address or number: one and the same inbox, whoever asks for it."""
        if to not in self._inboxes:
            fixed = TEST_CODE if self._public and is_test(to) else None
            self._inboxes[to] = Inbox(to, self._means, fixed_code=fixed, patience=self._patience)
        return self._inboxes[to]
