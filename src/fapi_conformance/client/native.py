"""A native app: no cookies and no origin; its client token travels in ``Authorization``, both ways, and rotates."""

import threading

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.call import Call
from fapi_conformance.client.callback import Returned
from fapi_conformance.client.endpoint import Endpoint
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.recorder import Recorder


class NativeApp(Actor):
    """``token`` is the client token it holds, as it came.

    Its requests go one after the other, whatever thread they come from: one that is still under way when a sign-in
    rotates the token would be answered with a client of its own (AUTH-085).
    """

    def __init__(self, name: str, endpoint: Endpoint, recorder: Recorder) -> None:
        super().__init__(name, endpoint, recorder)
        self.token: str | None = None
        self._turn = threading.RLock()

    def return_from(self, callback: str, *, intent: Intent = Intent.VALID) -> Returned:
        """The system's browser comes back, which holds nothing of the app; it opens the app by the URL that it ends at.

        What the app does then is its own: it takes over by ``rotating_token_nonce`` (AUTH-090).
        """
        browser = Actor(f"{self.name}'s system browser", self.endpoint, self.recorder)
        try:
            return browser.return_from(callback, intent=intent)
        finally:
            self.last = browser.last

    def _credentials(self, call: Call) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        headers: list[tuple[str, str]] = []
        if not any(name == "__clerk_api_version" for name, _ in call.query):
            headers.append(("clerk-api-version", self.endpoint.api_version))
        if self.token is not None:
            headers.append(("authorization", self.token))
        return [("_is_native", "1")], headers

    def _learn(self, call: Call, answer: Answer) -> None:
        super()._learn(call, answer)
        held = answer.header("authorization")  # any answer may rotate it, also a refusal (GAP-017, GAP-019)
        if held and held.strip().lower() not in {"", "bearer"}:
            self.token = held
