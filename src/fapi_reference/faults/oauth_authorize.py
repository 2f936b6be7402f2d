"""Deviations of the OAuth provider where an application asks: who gets a code, by which request, and how."""

import re
from collections.abc import Mapping
from dataclasses import replace as changed
from typing import Any

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.handlers.oauth_authorize import asked
from fapi_reference.oauth_problems import ToApplication
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.records.people import User
from fapi_reference.reference import Reference
from fapi_reference.services.oauth_requests import Answer, Given, OAuthRequest, first

AUTHORIZE = "/oauth/authorize"
SHORTEST = 8


@fault("oauth-authorize.state-forgotten", caught_by=("OAUTH-AUTHORIZE.CODE",))
def state_forgotten(server: Reference) -> None:
    """An application is sent a code without its state."""
    replace(server.oauth_authorizations.state, lambda _answer: {})


@fault("oauth-authorize.form-unread", caught_by=("OAUTH-AUTHORIZE.POSTED",))
def form_unread(server: Reference) -> None:
    """Of a posted request the address is read, and not the form."""
    operation = server.routes.resources[AUTHORIZE].verbs["POST"]

    def handle(given: Reference, exchange: Exchange) -> Response:
        return given.oauth_authorizations.authorize(exchange, asked(exchange))

    object.__setattr__(operation, "handler", handle)


@fault("oauth-authorize.always-by-address", caught_by=("OAUTH-AUTHORIZE.FORM-POST",))
def always_by_address(server: Reference) -> None:
    """An answer that is wanted as a form comes in an address."""
    original = replace(
        server.oauth_authorizations.back, lambda answer, told: original(changed(answer, mode="query"), told)
    )


@fault("oauth-authorize.posts-on", caught_by=("OAUTH-AUTHORIZE.REDIRECT-STATUS",))
def posts_on(server: Reference) -> None:
    """A browser is sent on with 307: what was posted here is posted there as well."""

    def onwards(location: str) -> Response:
        return Response(status_code=307, headers={"Location": location, "Cache-Control": "no-store"})

    replace(server.oauth_authorizations.onwards, onwards)


@fault("oauth-authorize.nobody-is-somebody", caught_by=("OAUTH-AUTHORIZE.SIGNED-OUT",))
def nobody_is_somebody(server: Reference) -> None:
    """A browser in which nobody is signed in gets a code for whoever came last."""

    def decide(exchange: Exchange, request: OAuthRequest, demand: str | None) -> Response:
        sessions = list(server.store.sessions.values())
        if server.oauth_authorizations.session(exchange) is None and sessions:
            return server.oauth_authorizations.grant(request, sessions[-1], None)
        return original(exchange, request, demand)

    original = replace(server.oauth_authorizations.decide, decide)


@fault("oauth-authorize.signed-out-sent-back", caught_by=("OAUTH-AUTHORIZE.SIGNED-OUT.LED",))
def signed_out_sent_back(server: Reference) -> None:
    """Who is not signed in goes back to the application at once, and not to where one signs in."""

    def to_sign_in(_request: OAuthRequest) -> Response:
        raise ToApplication("access_denied")

    replace(server.oauth_authorizations.to_sign_in, to_sign_in)


@fault("oauth-authorize.state-tidied", caught_by=("OAUTH-AUTHORIZE.STATE",))
def state_tidied(server: Reference) -> None:
    """Markup is taken out of a state before it goes back."""

    def state(answer: Answer) -> Mapping[str, str]:
        return {name: re.sub(r"<[^>]*>", "", value) for name, value in original(answer).items()}

    original = replace(server.oauth_authorizations.state, state)


@fault("oauth-authorize.no-state", caught_by=("OAUTH-AUTHORIZE.STATE.NEEDED",))
def no_state(server: Reference) -> None:
    """Neither a state nor a code challenge is needed."""

    def need(state: str | None, _challenge: str | None) -> None:
        if state is not None and len(state) < SHORTEST:
            raise ToApplication("invalid_request")

    replace(server.oauth_requests.need_state, need)


@fault("oauth-authorize.any-state", caught_by=("OAUTH-AUTHORIZE.STATE.SHORT",))
def any_state(server: Reference) -> None:
    """A state may be as short as it likes."""
    original = replace(
        server.oauth_requests.need_state, lambda state, challenge: original(state and state * SHORTEST, challenge)
    )


@fault("oauth-authorize.state-always", caught_by=("OAUTH-AUTHORIZE.STATE.OR-PKCE",))
def state_always(server: Reference) -> None:
    """A state is needed beside a code challenge, too."""
    original = replace(server.oauth_requests.need_state, lambda state, _challenge: original(state, None))


@fault("oauth-authorize.any-response-type", caught_by=("OAUTH-AUTHORIZE.RESPONSE-TYPE",))
def any_response_type(server: Reference) -> None:
    """Whatever an application wants it gets a code."""
    replace(server.oauth_requests.need_code, lambda _response_type: None)


@fault("oauth-authorize.implicit", caught_by=("OAUTH-AUTHORIZE.RESPONSE-TYPE", "OAUTH-AUTHORIZE.RESPONSE-MODE"))
def implicit(server: Reference) -> None:
    """Who asks for a token in the address, or for an answer behind the `#`, has it there."""

    def authorize(exchange: Exchange, given: Given) -> Response:
        wants_it = "token" in (first(given, "response_type") or "") or first(given, "response_mode") == "fragment"
        session = server.oauth_authorizations.session(exchange)
        if not wants_it or session is None:
            return original(exchange, given)
        application = server.oauth_requests.application(given)
        plain = {**given, "response_type": ["code"], "response_mode": ["query"]}
        request = server.oauth_requests.read(application, server.oauth_requests.answer(application, plain), plain)
        token = server.oauth_grants.begin(request, session, None)
        return server.oauth_authorizations.onwards(f"{request.answer.redirect_uri}#access_token={token}")

    original = replace(server.oauth_authorizations.authorize, authorize)


@fault("oauth-authorize.plain-challenge", caught_by=("OAUTH-AUTHORIZE.PKCE.PLAIN",))
def plain_challenge(server: Reference) -> None:
    """A code challenge may be the verifier itself."""
    replace(server.oauth_requests.method_allowed, lambda method: method in ("S256", "plain"))


@fault("oauth-authorize.public-without-challenge", caught_by=("OAUTH-AUTHORIZE.PKCE.PUBLIC",))
def public_without_challenge(server: Reference) -> None:
    """An application without a secret needs no code challenge."""
    replace(server.oauth_requests.needs_challenge, lambda application: application.pkce_required)


@fault("oauth-authorize.half-a-challenge", caught_by=("OAUTH-AUTHORIZE.PKCE.HALF",))
def half_a_challenge(server: Reference) -> None:
    """A code challenge without its method, or a method alone, is passed over."""

    def challenge(application: OAuthApplication, given: Given) -> str | None:
        halves = ("code_challenge", "code_challenge_method")
        if all(first(given, name) for name in halves) or server.oauth_requests.needs_challenge(application):
            return original(application, given)
        return None

    original = replace(server.oauth_requests.challenge, challenge)


@fault("oauth-authorize.any-challenge", caught_by=("OAUTH-AUTHORIZE.PKCE.FORM",))
def any_challenge(server: Reference) -> None:
    """Any text is a code challenge."""

    def challenge(application: OAuthApplication, given: Given) -> str | None:
        text, method = first(given, "code_challenge"), first(given, "code_challenge_method")
        return text if text and method == "S256" else original(application, given)

    original = replace(server.oauth_requests.challenge, challenge)


@fault("oauth-authorize.any-scope", caught_by=("OAUTH-AUTHORIZE.SCOPE",))
def any_scope(server: Reference) -> None:
    """An application gets whatever scope it asks for."""
    usual = server.oauth_applications.usual_scopes

    def scopes(application: OAuthApplication, text: str | None) -> tuple[str, ...]:
        return tuple((text or "").split() or usual(application))

    replace(server.oauth_requests.scopes, scopes)

    def given(request: OAuthRequest, user: User) -> bool:
        return server.oauth_consents.find(user, request.application) is not None

    replace(server.oauth_consents.given, given)


@fault("oauth-authorize.scope-refused-oddly", caught_by=("OAUTH-AUTHORIZE.SCOPE.INVALID",))
def scope_refused_oddly(server: Reference) -> None:
    """A scope that may not be asked for is a request that cannot be read."""

    def scopes(application: OAuthApplication, text: str | None) -> tuple[str, ...]:
        try:
            return original(application, text)
        except ToApplication:
            raise ToApplication("invalid_request") from None

    original = replace(server.oauth_requests.scopes, scopes)


@fault("oauth-authorize.error-without-state", caught_by=("OAUTH-AUTHORIZE.ERROR",))
def error_without_state(server: Reference) -> None:
    """With an error an application does not get its state back."""

    def back(answer: Answer, told: Mapping[str, str]) -> Response:
        return original(changed(answer, state=None) if "error" in told else answer, told)

    original = replace(server.oauth_authorizations.back, back)


@fault("oauth-authorize.errors-alike", caught_by=("OAUTH-AUTHORIZE.ERROR.NAMED",))
def errors_alike(server: Reference) -> None:
    """Every error is called a failure of the server."""

    def back(answer: Answer, told: Mapping[str, str]) -> Response:
        return original(answer, {**told, "error": "server_error"} if "error" in told else told)

    original = replace(server.oauth_authorizations.back, back)


def _prompting(server: Reference, read: Any) -> None:
    original = replace(server.oauth_requests.prompt, lambda text: read(original, text))


@fault("oauth-authorize.prompts-loudly", caught_by=("OAUTH-AUTHORIZE.PROMPT.NONE",))
def prompts_loudly(server: Reference) -> None:
    """With `prompt=none` people are shown pages all the same."""
    _prompting(server, lambda original, text: original(text) - {"none"})


@fault("oauth-authorize.none-in-company", caught_by=("OAUTH-AUTHORIZE.PROMPT.NONE-ALONE",))
def none_in_company(server: Reference) -> None:
    """`none` goes together with other prompts."""
    _prompting(server, lambda _original, text: frozenset((text or "").split()))


@fault("oauth-authorize.session-of-before", caught_by=("OAUTH-AUTHORIZE.PROMPT.LOGIN",))
def session_of_before(server: Reference) -> None:
    """With `prompt=login` any session is good enough."""
    _prompting(server, lambda original, text: original(text) - {"login"})


@fault("oauth-authorize.asked-once", caught_by=("OAUTH-AUTHORIZE.PROMPT.CONSENT",))
def asked_once(server: Reference) -> None:
    """With `prompt=consent` nobody is asked again."""
    _prompting(server, lambda original, text: original(text) - {"consent"})
