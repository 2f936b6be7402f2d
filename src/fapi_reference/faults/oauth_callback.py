"""Deviations of the callback that people come back by from a provider."""

from collections.abc import Awaitable, Callable
from dataclasses import replace as changed
from typing import Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.handlers.links import onwards
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.reference import Reference
from fapi_reference.services.authorization_purposes import OfSignIn
from fapi_reference.services.authorizations import AuthorizationRequest

CALLBACK = "/v1/oauth_callback"
PRODUCTION = '[instance]\nenvironment = "production"\ndomain = "localhost"\n'
Receive = Callable[[Reference, Exchange], Awaitable[Response]]


def by(server: Reference, method: str, handle: Callable[..., Any]) -> Any:
    """Put another handler there, and give the one that was."""
    operation = server.routes.resources[CALLBACK].verbs[method]
    before = operation.handler
    object.__setattr__(operation, "handler", handle)
    return before


@fault("oauth-callback.post-loses-the-code", caught_by=("OAUTH-CALLBACK.POST",))
def post_loses_the_code(server: Reference) -> None:
    """What a provider posts does not all reach the address that is opened next."""

    def handle(given: Reference, exchange: Exchange) -> Response:
        kept = {"state": exchange.form.get("state") or ""}
        return onwards(f"{given.connections.callback()}?{urlencode(kept)}")

    by(server, "POST", handle)


@fault("oauth-callback.post-answered-with-found", caught_by=("OAUTH-CALLBACK.POST",))
def post_answered_with_found(server: Reference) -> None:
    """The browser of whoever comes back by form is told to post it again."""

    def handle(given: Reference, exchange: Exchange) -> Response:
        answer: Response = before(given, exchange)
        answer.status_code = 307
        return answer

    before = by(server, "POST", handle)


@fault("oauth-callback.post-ends-it", caught_by=("OAUTH-CALLBACK.POST.SERVES",))
def post_ends_it(server: Reference) -> None:
    """A visit is over as soon as its provider has posted, before anything came of it."""

    def handle(given: Reference, exchange: Exchange) -> Response:
        request = given.authorizations.request(exchange.form.get("state") or "")
        if request:
            given.authorizations.use(request)
        answer: Response = before(given, exchange)
        return answer

    before = by(server, "POST", handle)


@fault("oauth-callback.stateless", caught_by=("OAUTH-CALLBACK.INVALID",))
def stateless(server: Reference) -> None:
    """Whoever comes back with a code and no state is somebody new, and signed in on the client that was made last."""

    async def returned(exchange: Exchange) -> str:
        if exchange.first("state") or not exchange.first("code"):
            return await original(exchange)
        client = list(server.store.clients.values())[-1]
        server.sessions.start(client, server.users.make(), None)
        return server.base_url

    original = replace(server.authorizations.returned, returned)


@fault(
    "oauth-callback.refused-as-unknown", caught_by=("OAUTH-CALLBACK.INVALID.CODE", "OAUTH-CALLBACK.UNKNOWN-STATE.CODE")
)
def refused_as_unknown(server: Reference) -> None:
    """A callback of no visit is told like a thing that is not there."""

    def meant(exchange: Exchange) -> AuthorizationRequest:
        try:
            return original(exchange)
        except Problem:
            raise refuse("resource_not_found") from None

    original = replace(server.authorizations.meant, meant)


@fault("oauth-callback.any-state", caught_by=("OAUTH-CALLBACK.UNKNOWN-STATE",))
def any_state(server: Reference) -> None:
    """A state that nobody was given stands for the visit that was begun last."""

    def request(state: str) -> AuthorizationRequest | None:
        begun = list(server.store.authorization_requests.values())
        return original(state) or (begun[-1] if begun else None)

    original = replace(server.authorizations.request, request)


@fault("oauth-callback.replayed", caught_by=("OAUTH-CALLBACK.REPLAYED",))
def replayed(server: Reference) -> None:
    """A callback signs its user in as often as it is opened."""
    served: dict[str, AuthorizationRequest] = {}

    async def returned(exchange: Exchange) -> str:
        state = exchange.first("state") or ""
        if state not in served:
            request = server.authorizations.request(state)
            where = await original(exchange)
            if request:
                served[state] = request
            return where
        purpose = served[state].purpose
        user_id = server.store.sign_ins[purpose.id].user_id if isinstance(purpose, OfSignIn) else None
        user, client = server.store.users.get(user_id or ""), server.store.clients.get(purpose.client_id)
        if user and client:
            server.sessions.start(client, user, served[state].strategy)
        return served[state].redirect_url

    original = replace(server.authorizations.returned, returned)


@fault("oauth-callback.state-for-another-code", caught_by=("OAUTH-CALLBACK.STATE-AGAIN",))
def state_for_another_code(server: Reference) -> None:
    """A state is good for any number of codes."""

    def sign_in(client: Client, attempt: SignIn, identity: ExternalIdentity, verification: Verification) -> None:
        if attempt.status == "complete":
            attempt = server.sign_ins.begin(client)
            verification = attempt.first_factor = changed(verification, status="unverified")
        original(client, attempt, identity, verification)

    original = replace(server.arrivals.sign_in, sign_in)
    replace(server.authorizations.use, lambda _request: None)
    replace(server.authorizations.waits, lambda _request: True)


@fault("oauth-callback.replay-led-on", caught_by=("OAUTH-CALLBACK.REPLAYED.STATUS",))
def replay_led_on(server: Reference) -> None:
    """A callback that was used leads to the application as if it had been good."""
    served: dict[str, str] = {}

    async def returned(exchange: Exchange) -> str:
        state = exchange.first("state") or ""
        if state not in served:
            served[state] = await original(exchange)
        return served[state]

    original = replace(server.authorizations.returned, returned)


@fault("oauth-callback.serves-the-opener", caught_by=("OAUTH-CALLBACK.OTHER-CLIENT",), settings=PRODUCTION)
def serves_the_opener(server: Reference) -> None:
    """A visit serves whichever browser comes back from it."""

    async def returned(exchange: Exchange) -> str:
        request = server.authorizations.request(exchange.first("state") or "")
        if request and isinstance(request.purpose, OfSignIn) and exchange.client:
            purpose = OfSignIn(request.purpose.id, exchange.client.id)
            server.store.authorization_requests[request.state] = changed(request, purpose=purpose)
        return await original(exchange)

    original = replace(server.authorizations.returned, returned)
    replace(server.authorizations.is_its_browser, lambda _exchange, _request: True)


@fault("oauth-callback.no-hurry", caught_by=("OAUTH-CALLBACK.EXPIRED",))
def no_hurry(server: Reference) -> None:
    """A visit may take as long as it likes."""
    replace(server.authorizations.waits, lambda _request: True)


@fault("oauth-callback.led-anywhere", caught_by=("OAUTH-CALLBACK.ELSEWHERE",))
def led_anywhere(server: Reference) -> None:
    """The callback leads to where its own parameters say."""

    async def returned(exchange: Exchange) -> str:
        where = await original(exchange)
        return exchange.first("redirect_url") or where

    original = replace(server.authorizations.returned, returned)


@fault("oauth-callback.form-led-anywhere", caught_by=("OAUTH-CALLBACK.ELSEWHERE",))
def form_led_anywhere(server: Reference) -> None:
    """The callback by form leads to where the form says."""

    def handle(given: Reference, exchange: Exchange) -> Response:
        where = exchange.form.get("redirect_url")
        answer: Response = onwards(where) if where else before(given, exchange)
        return answer

    before = by(server, "POST", handle)


@fault("oauth-callback.markup-told", caught_by=("OAUTH-CALLBACK.ENCODED",))
def markup_told(server: Reference) -> None:
    """The page that tells of an error tells it as the provider has spelled it."""

    async def handle(given: Reference, exchange: Exchange) -> Response:
        try:
            answer: Response = await before(given, exchange)
        except Problem:
            told = exchange.first("error_description") or exchange.first("error") or ""
            return HTMLResponse(f"<p>This did not work: {told}</p>", 400)
        return answer

    before: Receive = by(server, "GET", handle)
