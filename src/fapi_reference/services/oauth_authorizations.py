"""Codes for applications: who has to be asked first, and how the answer gets back (sections 14.1 and 14.2).

| caller | then |
|---|---|
| nobody is signed in | the sign-in page, and back; with `prompt=none`, `login_required` |
| `prompt=login`, signed in before it was asked | the same |
| has not agreed to all of it for this application | the consent page; with `prompt=none`, `consent_required` |
| otherwise | a code |
"""

import secrets
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from fapi_reference.exchange import Exchange
from fapi_reference.ids import new_id
from fapi_reference.oauth_problems import ToApplication
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import LoginDemand
from fapi_reference.records.sessions import Session
from fapi_reference.services.oauth_applications import OF_ORGANIZATIONS
from fapi_reference.services.oauth_requests import Answer, Given, OAuthRequest, first
from fapi_reference.services.redirects import with_parameters

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SIGN_IN, CONSENT = "/sign-in", "/oauth-consent"
"""Pages of the application, as the environment names them (OAUTH-008)."""
DEMAND = "__login_demand"
"""Comes back from the sign-in page with the request."""


class OAuthAuthorizations:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # the browser comes from an application

    def authorize(self, exchange: Exchange, given: Given) -> Response:
        application = self.server.oauth_requests.application(given)
        answer = self.server.oauth_requests.answer(application, given)
        try:
            request = self.server.oauth_requests.read(application, answer, given)
            return self.decide(exchange, request, first(given, DEMAND))
        except ToApplication as error:
            return self.back(answer, error.told())

    def decide(self, exchange: Exchange, request: OAuthRequest, demand: str | None) -> Response:
        session = self.session(exchange)
        if session is None or self.must_sign_in_anew(request, session, demand):
            if "none" in request.prompt:
                raise ToApplication("login_required")
            return self.to_sign_in(request)
        user = self.server.users.of(session)
        if self.server.oauth_consents.needed(request, user):
            if "none" in request.prompt:
                raise ToApplication("consent_required")
            return self.to_consent(request)
        return self.grant(request, session, self.server.oauth_consents.organization(request, user, session))

    def session(self, exchange: Exchange) -> Session | None:
        """The one that is active in this browser. One with something left to do is good for nothing else."""
        session = self.server.clients.active_session(exchange.client) if exchange.client else None
        return session if session and self.server.sessions.status(session) == "active" else None

    def must_sign_in_anew(self, request: OAuthRequest, session: Session, demand: str | None) -> bool:
        """OAUTH-009."""
        if "login" not in request.prompt:
            return False
        asked = self.server.store.login_demands.get(demand or "")
        return asked is None or (session.first_factor_at or 0) < asked.created_at

    def to_sign_in(self, request: OAuthRequest) -> Response:
        told = dict(request.given)
        if "login" in request.prompt:
            demand = LoginDemand(id=new_id("oald"), created_at=self.server.clock.now())
            self.server.store.login_demands[demand.id] = demand
            told[DEMAND] = demand.id
        back = f"{self.server.issuer}/oauth/authorize?{urlencode(told)}"
        return self.onwards(with_parameters(self.page(SIGN_IN), {"redirect_url": back}))

    def to_consent(self, request: OAuthRequest) -> Response:
        """With the whole request, which the page sends along with the decision (OAUTH-024). The sign-in is done."""
        prompt = " ".join(sorted(request.prompt - {"login"}))
        told = {name: value for name, value in request.given.items() if name != "prompt"}
        return self.onwards(with_parameters(self.page(CONSENT), told | ({"prompt": prompt} if prompt else {})))

    def page(self, path: str) -> str:
        domain = self.server.settings.instance.domain
        return (f"https://{domain}" if domain else self.server.issuer) + path

    # the browser comes from the consent page

    def decided(self, exchange: Exchange, session: Session, given: Given, *, consented: bool) -> Response:
        application = self.server.oauth_requests.application(given)
        answer = self.server.oauth_requests.answer(application, given)
        try:
            request = self.server.oauth_requests.read(application, answer, given)
            self.need_agreement(consented=consented)
            user = exchange.signed_in()
            organization_id = self.chosen_organization(request, session, first(given, "organization_id"))
            self.server.oauth_consents.remember(request, user, organization_id)
            return self.grant(request, session, organization_id)
        except ToApplication as error:
            return self.back(answer, error.told())

    def need_agreement(self, *, consented: bool) -> None:
        if not consented:
            raise ToApplication("access_denied")

    def chosen_organization(self, request: OAuthRequest, session: Session, wanted: str | None) -> str | None:
        """One of the person's own (OAUTH-024); unsaid, the one that is active."""
        membership = self.server.active_organizations.membership(session, wanted)
        if wanted and membership is None:
            raise refuse("organization_not_found_or_unauthorized", "organization_id")
        return membership.organization_id if membership and OF_ORGANIZATIONS in request.scopes else None

    # back to the application

    def grant(self, request: OAuthRequest, session: Session, organization_id: str | None) -> Response:
        code = self.server.oauth_grants.begin(request, session, organization_id)
        return self.back(request.answer, {"code": code})

    def back(self, answer: Answer, told: Mapping[str, str]) -> Response:
        """OAUTH-007."""
        told = {**told, **self.state(answer)}
        if answer.mode == "form_post":
            return self.posted(answer.redirect_uri, told)
        return self.onwards(with_parameters(answer.redirect_uri, told))

    def state(self, answer: Answer) -> Mapping[str, str]:
        return {"state": answer.state} if answer.state is not None else {}

    def onwards(self, location: str) -> Response:
        """Never 307: what was posted here is nobody else's (SEC-209)."""
        return Response(status_code=303, headers={"Location": location, "Cache-Control": "no-store"})

    def posted(self, redirect_uri: str, told: Mapping[str, str]) -> Response:
        """A page that posts by itself, and has a button for browsers without scripts."""
        nonce = secrets.token_urlsafe(16)
        fields = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{kept(value)}">' for name, value in told.items()
        )
        page = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>One moment</title></head><body>'
            f'<form method="post" action="{escape(redirect_uri)}">{fields}<button>Continue</button></form>'
            f'<script nonce="{nonce}">document.forms[0].submit()</script></body></html>'
        )
        policy = f"default-src 'none'; script-src 'nonce-{nonce}'; frame-ancestors 'none'; base-uri 'none'"
        return HTMLResponse(page, headers={"Cache-Control": "no-store", "Content-Security-Policy": policy})


def kept(value: str) -> str:
    """As it stands in an attribute: browsers read line breaks as one kind, unless they are spelled out."""
    return escape(value).replace("\r", "&#13;").replace("\n", "&#10;")
