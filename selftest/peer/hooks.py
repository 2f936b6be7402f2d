"""What ``schemathesis run`` is given of a session: its hooks, loaded by it and by nobody else.

Every request comes from a signed-in native app. Where its session was lost - the schema has operations that end it, and
one that deletes the user - somebody new signs up, so that what follows is reached again.
"""

import os
from typing import Any

import schemathesis

from fapi_conformance.client.native import NativeApp
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.target import Target

LOST = 401


class Session:
    """One native app, signed in."""

    def __init__(self, base_url: str) -> None:
        self._target = Target(base_url, discover(base_url, recorder=Recorder()).environment)
        self.app = self._signed_in()

    def _signed_in(self) -> NativeApp:
        app = self._target.new_native("peer")
        self._target.member(actor=app)
        return app

    def renew(self) -> None:
        self.app = self._signed_in()


SESSION = Session(os.environ["FAPI_PEER_BASE_URL"])


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    case.headers = {**(case.headers or {}), "Authorization": SESSION.app.token}
    case.query = {**(case.query or {}), "_is_native": "1"}


@schemathesis.hook
def after_call(_context: Any, _case: Any, response: Any) -> None:
    if rotated := response.headers.get("authorization"):
        SESSION.app.token = rotated[0]
    if response.status_code == LOST:
        SESSION.renew()
