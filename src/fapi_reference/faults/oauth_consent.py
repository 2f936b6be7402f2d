"""Deviations of the OAuth provider about what people are told before they agree, and what they have agreed to."""

from collections.abc import Callable, Mapping
from dataclasses import replace as changed
from typing import Any

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.handlers.oauth_authorize import agrees
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.oauth import OAuthApplication, OAuthConsent
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.routes import Access
from fapi_reference.services.oauth_requests import Answer, Given, OAuthRequest
from fapi_reference.views.base import View

CONSENT = "/v1/me/oauth/consent/{client_id}"
Handler = Callable[[Reference, Exchange], Any]


def _handling(server: Reference, verb: str, handle: Callable[[Handler, Reference, Exchange], Any]) -> None:
    """Put something around the handler of the consent page's operation."""
    operation = server.routes.resources[CONSENT].verbs[verb]
    original = operation.handler
    object.__setattr__(operation, "handler", lambda given, exchange: handle(original, given, exchange))


@fault("oauth-consent.wrapped", caught_by=("OAUTH-CONSENT.INFO",))
def wrapped(server: Reference) -> None:
    """What people are asked to agree to is wrapped as other answers are."""
    alter(server.views.consent_info, lambda shown: {"response": shown, "client": None})


@fault("oauth-consent.all-scopes", caught_by=("OAUTH-CONSENT.SCOPES",))
def all_scopes(server: Reference) -> None:
    """People are told all that an application may ask for, and not what it asks for."""

    def consent_info(application: OAuthApplication, _scopes: list[str], domain: str | None) -> View:
        return original(application, list(application.scopes), domain)

    original = replace(server.views.consent_info, consent_info)


@fault("oauth-consent.scopes-repeated", caught_by=("OAUTH-CONSENT.SCOPES",))
def scopes_repeated(server: Reference) -> None:
    """Whatever scope is asked about is told as one of the application's."""

    def handle(original: Handler, given: Reference, exchange: Exchange) -> Any:
        shown: View = original(given, exchange)
        asked = (exchange.first("scope") or "").split()
        return shown | {"scopes": [given.views.scope(one) for one in asked]} if asked else shown

    _handling(server, "GET", handle)


@fault("oauth-consent.last-two-labels", caught_by=("OAUTH-CONSENT.DOMAIN",))
def last_two_labels(server: Reference) -> None:
    """The domain that is shown is the last two labels of the host, whatever stands before a public suffix."""

    def shorter(shown: View) -> View:
        domain = shown["redirect_domain"]
        return shown | {"redirect_domain": domain and ".".join(domain.split(".")[-2:])}

    alter(server.views.consent_info, shorter)


@fault("oauth-consent.domain-believed", caught_by=("OAUTH-CONSENT.DOMAIN.UNREGISTERED",))
def domain_believed(server: Reference) -> None:
    """The domain is that of the address in the request, whether it is registered or not."""

    def handle(original: Handler, given: Reference, exchange: Exchange) -> Any:
        registered = replace(given.oauth_requests.registered, lambda _application, _address: True)
        try:
            return original(given, exchange)
        finally:
            replace(given.oauth_requests.registered, registered)

    _handling(server, "GET", handle)


@fault("oauth-consent.secret-shown", caught_by=("OAUTH-CONSENT.SECRET",))
def secret_shown(server: Reference) -> None:
    """The application's secret is among what people are told of it."""
    secrets: dict[str, str] = {}

    def rotate(application: OAuthApplication) -> str:
        secrets[application.client_id] = rotated(application)
        return secrets[application.client_id]

    rotated = replace(server.oauth_applications.rotate_secret, rotate)
    alter(server.views.consent_info, lambda shown: shown | {"key": secrets.get(shown["client_id"])})


@fault("oauth-consent.for-anybody", caught_by=("OAUTH-CONSENT.SIGNED-OUT",))
def for_anybody(server: Reference) -> None:
    """What people are asked to agree to is told to whoever asks."""
    object.__setattr__(server.routes.resources[CONSENT].verbs["GET"], "access", Access.PASSING)


@fault("oauth-consent.unknown-forbidden", caught_by=("OAUTH-CONSENT.CLIENT.UNKNOWN",))
def unknown_forbidden(server: Reference) -> None:
    """An application that there is not is one that may not be seen."""

    def handle(original: Handler, given: Reference, exchange: Exchange) -> Any:
        try:
            return original(given, exchange)
        except Problem as problem:
            raise (refuse("resource_forbidden") if problem.status == 404 else problem) from None

    _handling(server, "GET", handle)


@fault("oauth-consent.screen-always", caught_by=("OAUTH-CONSENT.SCREEN-OFF",))
def screen_always(server: Reference) -> None:
    """An application cannot do without a consent."""
    replace(server.oauth_consents.needed, lambda request, user: not server.oauth_consents.given(request, user))


@fault("oauth-consent.skipped", caught_by=("OAUTH-CONSENT.NOT-SKIPPED",))
def skipped(server: Reference) -> None:
    """An application that asks for no page gets its code without anybody's consent."""
    original = replace(
        server.oauth_consents.needed, lambda request, user: "none" not in request.prompt and original(request, user)
    )


@fault("oauth-consent.of-no-session", caught_by=("OAUTH-CONSENT.OF-A-SESSION",))
def of_no_session(server: Reference) -> None:
    """A decision that comes without a session is taken for that of whoever came last."""
    object.__setattr__(server.routes.resources[CONSENT].verbs["POST"], "access", Access.PASSING)

    def handle(original: Handler, given: Reference, exchange: Exchange) -> Any:
        if exchange.session is None:
            exchange.session = list(given.store.sessions.values())[-1]
            exchange.user = given.store.users[exchange.session.user_id]
        return original(given, exchange)

    _handling(server, "POST", handle)


@fault("oauth-consent.from-anywhere", caught_by=("OAUTH-CONSENT.ORIGIN",))
def from_anywhere(server: Reference) -> None:
    """A decision is taken from pages without an origin."""

    def handle(original: Handler, given: Reference, exchange: Exchange) -> Any:
        exchange.origin = given.issuer
        return original(given, exchange)

    _handling(server, "POST", handle)


def _denying(server: Reference, back: Callable[[Answer, Mapping[str, str]], tuple[Answer, Mapping[str, str]]]) -> None:
    """Let a denial be told in another way."""

    def tell(answer: Answer, told: Mapping[str, str]) -> Response:
        return original(*back(answer, told)) if told.get("error") == "access_denied" else original(answer, told)

    original = replace(server.oauth_authorizations.back, tell)


@fault("oauth-consent.denial-unnamed", caught_by=("OAUTH-CONSENT.DENIED",))
def denial_unnamed(server: Reference) -> None:
    """An application is not told that the person has said no."""
    _denying(server, lambda answer, told: (answer, {**told, "error": "server_error"}))


@fault("oauth-consent.denial-by-address", caught_by=("OAUTH-CONSENT.DENIED.FORM-POST",))
def denial_by_address(server: Reference) -> None:
    """A denial comes in an address, also where a form is wanted."""
    _denying(server, lambda answer, told: (changed(answer, mode="query"), told))


@fault("oauth-consent.any-decision-kept", caught_by=("OAUTH-CONSENT.DENIED.STAYS",))
def any_decision_kept(server: Reference) -> None:
    """That somebody has decided is remembered, and not what."""

    def decided(exchange: Exchange, session: Session, given: Given, *, consented: bool) -> Response:
        application = server.oauth_requests.application(given)
        request = server.oauth_requests.read(application, server.oauth_requests.answer(application, given), given)
        server.oauth_consents.remember(request, exchange.signed_in(), None)
        return original(exchange, session, given, consented=consented)

    original = replace(server.oauth_authorizations.decided, decided)


@fault("oauth-consent.any-word", caught_by=("OAUTH-CONSENT.ONLY-TRUE",))
def any_word(server: Reference) -> None:
    """Everything but `false` agrees."""

    def handle(original: Handler, given: Reference, exchange: Exchange) -> Any:
        said = exchange.form.get("consented")
        if said is not None and not agrees(said) and said != "false":
            exchange.form.values["consented"] = ["true"]
        return original(given, exchange)

    _handling(server, "POST", handle)


@fault("oauth-consent.any-organization", caught_by=("OAUTH-CONSENT.ORGANIZATION.FOREIGN",))
def any_organization(server: Reference) -> None:
    """People agree for whichever organization they name."""
    replace(server.oauth_authorizations.chosen_organization, lambda _request, _session, wanted: wanted)


@fault("oauth-consent.forgotten", caught_by=("OAUTH-CONSENT.REMEMBERED",))
def forgotten(server: Reference) -> None:
    """What somebody has agreed to is asked again each time."""
    replace(server.oauth_consents.given, lambda _request, _user: False)


@fault("oauth-consent.of-everybody", caught_by=("OAUTH-CONSENT.OF-A-PERSON",))
def of_everybody(server: Reference) -> None:
    """Consent is kept by application alone."""

    def find(_user: User, application: OAuthApplication) -> OAuthConsent | None:
        kept = server.store.oauth_consents.values()
        return next((one for one in kept if one.client_id == application.client_id), None)

    replace(server.oauth_consents.find, find)


@fault("oauth-consent.to-every-application", caught_by=("OAUTH-CONSENT.OF-AN-APPLICATION",))
def to_every_application(server: Reference) -> None:
    """Consent is kept by person alone."""

    def find(user: User, _application: OAuthApplication) -> OAuthConsent | None:
        return next((one for one in server.store.oauth_consents.values() if one.user_id == user.id), None)

    replace(server.oauth_consents.find, find)


@fault("oauth-consent.to-every-scope", caught_by=("OAUTH-CONSENT.OF-SCOPES",))
def to_every_scope(server: Reference) -> None:
    """Who has agreed to anything has agreed to all."""

    def given(request: OAuthRequest, user: User) -> bool:
        return server.oauth_consents.find(user, request.application) is not None

    replace(server.oauth_consents.given, given)
