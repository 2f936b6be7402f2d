"""A client of the Frontend API: the one recorded path that every request takes.

What an actor adds to a call (version, session, credentials, testing token) gives way to what the call itself names:
a query parameter or header of the same name replaces it, and one whose value is None takes it away.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from fapi_conformance.client import patience
from fapi_conformance.client.areas import Areas
from fapi_conformance.client.call import Call, Query
from fapi_conformance.client.callback import Returned
from fapi_conformance.client.endpoint import Endpoint
from fapi_conformance.client.exchange import Answer, Exchange, Intent, Json, Request
from fapi_conformance.client.form import Pairs, Parameters, encode, pairs
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.client.routes import Route, expand, route
from fapi_conformance.client.standing import Standing
from fapi_conformance.errors import TransportFailure

SILENCE = 45.0
"""Seconds in vain after which a process sends nothing more: a target that hangs must not hold up a whole run."""

BY_SESSION_TOKEN = "/api_keys"
"""Below this, official browser clients show a session token as bearer."""
FORM_TYPE = "application/x-www-form-urlencoded"


class Actor(Areas):
    """``name`` is what reports call it; ``last`` is its latest exchange. Subclasses bring the credentials."""

    def __init__(self, name: str, endpoint: Endpoint, recorder: Recorder) -> None:
        self.name = name
        self.endpoint = endpoint
        self.recorder = recorder
        self.last: Exchange | None = None
        self._standing = Standing()
        self._turn: AbstractContextManager[object] = nullcontext()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    @property
    def seen_client(self) -> Json:
        """The client as the latest answer that carried one showed it; None before, or where it was null."""
        return self._standing.client

    @property
    def session_id(self) -> str | None:
        """The session that this actor acts for: the last active one, else the first signed-in one (AUTH-135)."""
        return self._standing.session_id

    def call(
        self,
        method: str,
        path: str,
        *,
        form: Parameters | None = None,
        query: Query = (),
        headers: Mapping[str, str | None] | None = None,
        intent: Intent = Intent.VALID,
        content: bytes | None = None,
        content_type: str | None = None,
        sent_method: str | None = None,
    ) -> Answer:
        """Send one request and return its answer; the exchange is recorded, also where it fails.

        ``method`` is the operation's; ``sent_method`` forces the one on the wire. ``form`` is encoded as official
        clients do it, or ``content`` goes out as it stands. Raises :class:`TransportFailure` where no answer can be
        read, and where the target still answers 429 after what patience allows.
        """
        call = Call(
            method=method,
            path=path,
            form=None if form is None else pairs(form),
            query=tuple(query),
            headers={name.lower(): value for name, value in headers.items()} if headers else {},
            content=content or b"",
            content_type=content_type,
            sent_method=sent_method,
            intent=intent,
        )
        with self._turn:
            try:
                return patience.deliver(self._once, call, self.endpoint.pacing)
            except TransportFailure as failure:
                failure.exchange = failure.exchange or self.last
                raise

    def act(
        self,
        operation: str | Route,
        path: Mapping[str, str] | None = None,
        query: Parameters = (),
        form: Parameters | None = None,
        *,
        intent: Intent = Intent.VALID,
        headers: Mapping[str, str | None] | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
        sent_method: str | None = None,
    ) -> Answer:
        """Call an operation by its id, or by anything that has ``method`` and ``path``, with its path parameters."""
        where = route(operation)
        return self.call(
            where.method,
            expand(where.path, path or {}),
            form=form,
            query=_asked(query),
            headers=headers,
            intent=intent,
            content=content,
            content_type=content_type,
            sent_method=sent_method,
        )

    def return_from(self, callback: str, *, intent: Intent = Intent.VALID) -> Returned:
        """Come back from a provider by the URL that it sent the person to."""
        return self.callbacks.follow(callback, intent=intent)

    def return_from_company(
        self, connection_id: str, form: Mapping[str, str], *, intent: Intent = Intent.VALID
    ) -> Returned:
        """Come back from the identity provider of a company, whose page posts this form."""
        return self.saml.come_back(connection_id, form, base_url=self.endpoint.base_url, intent=intent)

    # what subclasses say about themselves

    def _credentials(self, call: Call) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:  # noqa: ARG002
        """Query parameters and headers by which this actor is known, in the order sent."""
        return [], []

    def _method_on_the_wire(self, call: Call) -> tuple[str, str | None]:
        """The method to send, and the value of ``_method`` where it travels as an override."""
        return call.sent_method or call.method, None

    def _learn(self, call: Call, answer: Answer) -> None:
        """Take from an answer what changes how this actor is known."""
        self._standing.note(call.path, answer)

    # how a request is put together

    def _once(self, call: Call) -> Answer:
        if self.endpoint.unanswered > SILENCE:
            raise TransportFailure(f"not sent: the target has answered nothing for {self.endpoint.unanswered:.0f} s")
        request = self._compose(call)
        target = f"{request.path}?{encode(request.query)}" if request.query else request.path
        since = (time.time(), time.perf_counter())
        try:
            answer = self.endpoint.wire.send(request.sent_method, target, request.headers, request.content)
        except TransportFailure as failure:
            self.endpoint.unanswered += time.perf_counter() - since[1]
            failure.exchange = self._record(call.intent, request, failure.cause, since)
            raise
        self.endpoint.unanswered = 0.0
        self._learn(call, answer)
        self._record(call.intent, request, answer, since)
        return answer

    def _compose(self, call: Call) -> Request:
        sent_method, override = self._method_on_the_wire(call)
        own_query, own_headers = self._credentials(call)
        if override is not None:
            own_query.append(("_method", override))
        if self._names_session(call.path) and (session_id := self.session_id):
            own_query.append(("_clerk_session_id", session_id))
        body = encode(call.form).encode("ascii") if call.form is not None else call.content
        own_headers.append(("user-agent", self.endpoint.user_agent))
        if (content_type := call.content_type or self._content_type(call, sent_method)) is not None:
            own_headers.append(("content-type", content_type))
        return Request(
            method=call.method,
            sent_method=sent_method,
            path=call.path,
            query=_overridden(own_query, call.query) if call.query else tuple(own_query),
            headers=_headers(self.endpoint.wire.host, own_headers, call.headers, body, sent_method),
            form=call.form,
            content=body,
        )

    @staticmethod
    def _names_session(path: str) -> bool:
        """Official clients name the session on everything outside /client and /waitlist (AUTH-017)."""
        return path.startswith(("/v1/", BY_SESSION_TOKEN)) and not path.startswith(
            ("/v1/client", "/v1/waitlist", "/v1/dev_browser")
        )

    @staticmethod
    def _content_type(call: Call, sent_method: str) -> str | None:
        """Official clients announce a form on every POST, also an empty one, but not when asking for a dev browser."""
        if call.form is not None or (sent_method == "POST" and not call.content and call.path != "/v1/dev_browser"):
            return FORM_TYPE
        return None

    def _record(self, intent: Intent, request: Request, outcome: Answer | str, since: tuple[float, float]) -> Exchange:
        started, clock = since
        exchange = Exchange(
            number=self.recorder.number(),
            actor=self.name,
            base_url=self.endpoint.base_url,
            request=request,
            answer=None if isinstance(outcome, str) else outcome,
            failure=outcome if isinstance(outcome, str) else None,
            started=started,
            took=time.perf_counter() - clock,
            intent=intent,
        )
        self.last = exchange
        if self.endpoint.witness is not None:
            self.endpoint.witness.saw(self, exchange)
        self.recorder.record(exchange)
        return exchange


def _asked(query: Parameters) -> list[tuple[str, str | None]]:
    """Query parameters encoded as a form is, but for None: that takes away what the actor would add."""
    items = query.items() if isinstance(query, Mapping) else query
    asked: list[tuple[str, str | None]] = []
    for name, value in items:
        asked += [(name, None)] if value is None else pairs([(name, value)])
    return asked


def _overridden(own: Sequence[tuple[str, str]], given: Sequence[tuple[str, str | None]]) -> Pairs:
    named = {name for name, _ in given}
    kept = [pair for pair in own if pair[0] not in named]
    return (*kept, *((name, value) for name, value in given if value is not None))


def _headers(
    host: str, own: list[tuple[str, str]], given: Mapping[str, str | None], body: bytes, sent_method: str
) -> Pairs:
    first = [("host", host), ("accept", "*/*"), ("accept-encoding", "identity"), *own]
    if given:
        first = [pair for pair in first if pair[0] not in given]
        first += [(name, value) for name, value in given.items() if value is not None]
    if body or sent_method in {"POST", "PUT", "PATCH"}:
        first.append(("content-length", str(len(body))))
    return tuple(first)
