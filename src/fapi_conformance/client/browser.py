"""A browser: its own cookies on a production instance, a dev-browser token on a development instance."""

import threading
import time
from collections.abc import Iterator

from fapi_conformance.client.actor import BY_SESSION_TOKEN, Actor
from fapi_conformance.client.call import Call
from fapi_conformance.client.cookies import CookieJar
from fapi_conformance.client.endpoint import BROWSER_CLIENT_VERSION, Endpoint
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.errors import NotTestable

_OVERRIDDEN = frozenset({"PATCH", "PUT", "DELETE"})  # official browsers send these as POST (AUTH-011)
_WITHOUT_DEV_BROWSER = ("/v1/dev_browser", "/v1/health", "/v1/environment", "/.well-known/")  # AUTH-092
_KEPT = 20.0
"""Seconds for which a session token is shown again: it lives a minute (AUTH-201)."""
TOKEN_NAMES = frozenset({"__clerk_db_jwt", "__dev_session"})  # AUTH-094


class NoDevBrowser(NotTestable):
    """A development instance gave no token: whatever needs a browser cannot be tested there."""


class Browser(Actor):
    """``cookies`` is its jar; on a development instance nothing is kept there, the token alone identifies it."""

    def __init__(self, name: str, endpoint: Endpoint, recorder: Recorder) -> None:
        super().__init__(name, endpoint, recorder)
        self.cookies = CookieJar(endpoint.wire.url.host)
        self._token: str | None = None
        self._making = threading.RLock()
        self._shown: tuple[str, str, float] | None = None
        self._fixed = [("__clerk_api_version", endpoint.api_version), ("_clerk_js_version", BROWSER_CLIENT_VERSION)]

    @property
    def dev_browser_token(self) -> str:
        """The token of this browser on a development instance, made at first use.

        Raises :class:`NoDevBrowser` where the target gives none.
        """
        with self._making:
            if self._token is None:
                self._token = self._new_token()
            return self._token

    @dev_browser_token.setter
    def dev_browser_token(self, token: str | None) -> None:
        self._token = token

    def _new_token(self) -> str:
        answer = self.call("POST", "/v1/dev_browser")
        body = answer.json if isinstance(answer.json, dict) else {}
        for member in ("id", "token"):
            if answer.ok and isinstance(token := body.get(member), str) and token:
                return token
        raise NoDevBrowser(
            f"no dev browser could be had: POST /v1/dev_browser was answered {answer.status} {' '.join(answer.codes)}",
            remedy="a development instance has to give its browsers a token (DEVELOPMENT.DEV-BROWSER.TOKEN)",
        )

    def _method_on_the_wire(self, call: Call) -> tuple[str, str | None]:
        if call.sent_method is None and call.method in _OVERRIDDEN and call.path.startswith("/v1/"):
            return "POST", call.method
        return super()._method_on_the_wire(call)

    def _credentials(self, call: Call) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        query = list(self._fixed)
        if call.headers.get("clerk-api-version") is not None:
            del query[0]  # header or query, never both unless the call says so (AUTH-059)
        if self.endpoint.testing_token is not None and (token := self.endpoint.testing_token()):
            query.append(("__clerk_testing_token", token))
        headers = [] if self.endpoint.origin is None else [("origin", self.endpoint.origin)]
        if self._development(call):
            if (token := self._known_token(call)) is not None:
                query.append(("__clerk_db_jwt", token))
        elif cookie := self.cookies.header(self.endpoint.wire.prefix + call.path):
            headers.append(("cookie", cookie))
        if call.path.startswith(BY_SESSION_TOKEN) and "authorization" not in call.headers:
            headers += [("authorization", f"Bearer {token}") for token in self._session_token()]
        return query, headers

    def _session_token(self) -> Iterator[str]:
        """A token of the session that this browser acts for, newly made or not long ago; none while nobody is in."""
        with self._making:
            session_id, now = self.session_id, time.monotonic()
            if session_id is None:
                return
            if self._shown is None or self._shown[0] != session_id or now > self._shown[2]:
                jwt = self.sessions.token(session_id, intent=Intent.OPEN).json
                made = jwt.get("jwt") if isinstance(jwt, dict) else None
                if not isinstance(made, str):
                    return
                self._shown = (session_id, made, now + _KEPT)
            yield self._shown[1]

    def _development(self, call: Call) -> bool:
        if self.endpoint.development is None and not call.path.startswith(_WITHOUT_DEV_BROWSER):
            try:
                self._token = self._new_token()
            except NoDevBrowser:
                self.endpoint.development = False
            else:
                self.endpoint.development = True
        return bool(self.endpoint.development)

    def _known_token(self, call: Call) -> str | None:
        if call.path.startswith("/v1/dev_browser") or any(name in TOKEN_NAMES for name, _ in call.query):
            return None
        if self._token is None and call.path.startswith(_WITHOUT_DEV_BROWSER):
            return None
        return self.dev_browser_token

    def _learn(self, call: Call, answer: Answer) -> None:
        super()._learn(call, answer)
        if self.endpoint.development:
            if token := answer.header("clerk-db-jwt"):  # AUTH-095
                self._token = token
        else:
            self.cookies.take(answer.headers)
