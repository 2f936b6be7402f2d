"""Liberties of the OAuth provider: how browsers are led to an application and back, and how applications register."""

from collections.abc import Mapping
from dataclasses import replace as changed
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from fapi_reference.exchange import Exchange
from fapi_reference.faults.surgery import alter, replace, without
from fapi_reference.liberties.registry import liberty
from fapi_reference.oauth_problems import SAYS, ToApplication
from fapi_reference.problems import Item, Problem
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.services.oauth_requests import Answer, Given, OAuthRequest

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

AUTHORIZE = "/oauth/authorize"


@liberty("oauth-errors-are-shown-here", fact="OAUTH-006")
def oauth_errors_are_shown_here(server: "Reference") -> None:
    """An application is told only what its people have decided; every other error is told to the browser alone."""
    back = server.oauth_authorizations.back

    def shown(answer: Answer, told: Mapping[str, str]) -> Response:
        error = told.get("error")
        if error in (None, "access_denied"):
            return back(answer, told)
        raise Problem(HTTPStatus.BAD_REQUEST, Item(error, SAYS[error]))

    replace(back, shown)


@liberty("oauth-refuses-on-a-page", fact="OAUTH-005")
def oauth_refuses_on_a_page(server: "Reference") -> None:
    """Whoever comes from an unknown client, or for an address that is not registered, is shown a page with 400."""
    refuse = server.transport.refuse

    def page(exchange: Exchange, problem: Problem) -> None:
        if exchange.path == AUTHORIZE and problem.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED):
            exchange.response = HTMLResponse("<h1>This did not work</h1>", HTTPStatus.BAD_REQUEST)
        else:
            refuse(exchange, problem)

    replace(refuse, page)


@liberty("oauth-redirects-with-302", fact="OAUTH-007")
def oauth_redirects_with_302(server: "Reference") -> None:
    """Whoever asks by a link is sent on with 302."""
    server.transport.endings = {"oauth-302": _found, **server.transport.endings}


def _found(_server: "Reference", exchange: Exchange) -> None:
    if (
        exchange.path == AUTHORIZE
        and exchange.method == "GET"
        and exchange.response.status_code == HTTPStatus.SEE_OTHER
    ):
        exchange.response = RedirectResponse(exchange.response.headers["location"], HTTPStatus.FOUND)


@liberty("consent-page-is-elsewhere", fact="OAUTH-008")
def consent_page_is_elsewhere(server: "Reference") -> None:
    """The pages of the application are at an account portal of their own."""
    replace(server.oauth_authorizations.page, lambda path: f"https://accounts.example.com{path}")


@liberty("consent-page-is-shown-at-once", fact="OAUTH-001, OAUTH-008")
def consent_page_is_shown_at_once(server: "Reference") -> None:
    """Whoever has to be asked is shown the page, and not sent to it."""

    def page(request: OAuthRequest) -> Response:
        fields = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in request.given.items()
        )
        action = f"/v1/me/oauth/consent/{request.application.client_id}"
        buttons = "".join(f'<button name="consented" value="{one}">{one}</button>' for one in ("true", "false"))
        return HTMLResponse(f'<form method="post" action="{action}">{fields}{buttons}</form>')

    replace(server.oauth_authorizations.to_consent, page)


@liberty("consent-is-asked-every-time", fact="OAUTH-011")
def consent_is_asked_every_time(server: "Reference") -> None:
    """Nobody's agreement is remembered."""

    def never(_request: OAuthRequest, _user: User) -> bool:
        return False

    replace(server.oauth_consents.given, never)


@liberty("prompt-says-nothing", fact="OAUTH-009")
def prompt_says_nothing(server: "Reference") -> None:
    """Whether people are to be asked is for the instance to know."""
    read = server.oauth_requests.read

    def without_prompt(application: OAuthApplication, answer: Answer, given: Given) -> OAuthRequest:
        return changed(read(application, answer, given), prompt=frozenset())

    replace(read, without_prompt)


@liberty("scopes-are-cut-down", fact="OAUTH-051, SEC-208")
def scopes_are_cut_down(server: "Reference") -> None:
    """Of scopes that an application may not ask for nothing is said; the tokens tell which there are."""
    scopes = server.oauth_requests.scopes

    def allowed(application: OAuthApplication, text: str | None) -> tuple[str, ...]:
        asked = (text or "").split(" ")
        left = [one for one in asked if one in application.scopes and one in server.oauth_applications.scopes()]
        if any(asked) and not left:
            raise ToApplication("invalid_scope")
        return scopes(application, " ".join(left))

    replace(scopes, allowed)


@liberty("challenge-goes-without-method", fact="OAUTH-003")
def challenge_goes_without_method(server: "Reference") -> None:
    """There is one method, so a challenge that names none is of it."""
    replace(server.oauth_requests.method_allowed, lambda method: method in (None, "S256"))


@liberty("no-decision-is-a-denial", fact="OAUTH-024")
def no_decision_is_a_denial(server: "Reference") -> None:
    """A consent form without a decision is not refused: it says no."""
    operation = server.routes.resources["/v1/me/oauth/consent/{client_id}"].verbs["POST"]
    decided = operation.handler

    def denied(server: "Reference", exchange: Exchange) -> Any:
        exchange.form.values.setdefault("consented", ["false"])
        return decided(server, exchange)

    server.routes.resources["/v1/me/oauth/consent/{client_id}"].verbs["POST"] = changed(operation, handler=denied)


@liberty("consent-info-is-lean", fact="OAUTH-020")
def consent_info_is_lean(server: "Reference") -> None:
    """What is not known of an application is left out, and scopes are not described."""
    required = {"oauth_application_name", "client_id", "scopes", "redirect_domain"}
    alter(
        server.views.consent_info,
        lambda shown: {name: value for name, value in shown.items() if name in required or value is not None},
    )
    without(server.views.scope, "description")


@liberty("consent-info-of-an-earlier-state", fact="OAUTH-020")
def consent_info_of_an_earlier_state(server: "Reference") -> None:
    """The domain that people are sent back to is not told yet."""
    without(server.views.consent_info, "redirect_domain")


@liberty("organization-comes-from-the-form-alone", fact="OAUTH-024, OAUTH-061")
def organization_comes_from_the_form_alone(server: "Reference") -> None:
    """Whoever names no organization has chosen none, whichever is active."""
    chosen = server.oauth_authorizations.chosen_organization

    def named(request: OAuthRequest, session: Session, wanted: str | None) -> str | None:
        return chosen(request, session, wanted) if wanted else None

    replace(chosen, named)


@liberty("registration-ignores-what-it-does-not-know", fact="SEC-230")
def registration_ignores_what_it_does_not_know(server: "Reference") -> None:
    """RFC 7591 wants unknown metadata ignored."""

    def ignored(_told: dict[str, Any]) -> None:
        return None

    replace(server.oauth_registrations.need_known, ignored)


@liberty("registration-takes-every-scheme", fact="SEC-229")
def registration_takes_every_scheme(server: "Reference") -> None:
    """Where codes are sent is for the application to know, as long as it is an address."""
    replace(server.oauth_registrations.good, lambda address: ":" in address and address.isprintable())
