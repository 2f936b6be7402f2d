"""Visits to a provider: begun for an attempt or an account, come back from once, and where they end (section 15).

| request | event | then |
|---|---|---|
| open | back with a code | what the visit was for is settled; the person goes on |
| open | back with an error, or with a code that is good for nothing | the verification has failed, and says why |
| open | another visit begun for the same, lifetime over, what it was for is over | 400 oauth_callback_invalid |
| used, unknown, of another browser | back with anything | 400 oauth_callback_invalid |
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from fapi_reference.exchange import Exchange, Form, Mode
from fapi_reference.ids import random_text
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.application import OpenIDProvider
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.authorization_purposes import Purpose
from fapi_reference.services.redirects import with_parameters
from fapi_reference.services.relying_party import SCOPES

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

VERIFIER = 64
"""Characters of a PKCE verifier (RFC 7636, section 4.1)."""
ERRORS = {"access_denied": "oauth_access_denied", "consent_required": "oauth_access_denied"} | dict.fromkeys(
    ["invalid_request", "invalid_scope", "unauthorized_client", "unsupported_response_type"],
    "misconfigured_oauth_provider",
)
"""What a provider may say, by our code for it (RFC 6749, section 4.1.2.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a caller wants a visit to go."""

    strategy: str
    redirect_url: str
    complete_url: str | None
    scopes: tuple[str, ...]
    hints: dict[str, str]
    mode: Mode | None


class Visit(Protocol):
    """What a visit is for and where it leads, whatever is spoken on the way."""

    @property
    def purpose(self) -> Purpose: ...
    @property
    def verification(self) -> Verification: ...
    @property
    def mode(self) -> Mode | None: ...
    @property
    def redirect_url(self) -> str: ...
    @property
    def complete_url(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """One visit. Its secrets stay here: the state comes back, the nonce inside a signed token."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)
    strategy: str
    scopes: tuple[str, ...]
    hints: dict[str, str]
    redirect_url: str
    complete_url: str | None
    mode: Mode | None
    purpose: Purpose
    verification: Verification


class Authorizations:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # there

    def wanted(self, exchange: Exchange, strategy: str, *, needed: str = "form_conditional_param_missing") -> Wanted:
        """Everything that can be wrong with a request for a visit is told before anything is done."""
        form, native = exchange.form, exchange.mode is Mode.NATIVE
        page = None if native else exchange.origin
        back = self.server.redirects.back(form, native=native, missing=needed, page=page)
        hint = form.get("oidc_login_hint") or form.get("identifier")
        prompt = form.get("oidc_prompt")
        return Wanted(
            strategy=strategy,
            redirect_url=back,
            complete_url=self.server.redirects.completed(form, back, native=native),
            scopes=self.scopes(form),
            hints=({"prompt": prompt} if prompt else {}) | ({"login_hint": hint} if hint else {}),
            mode=exchange.mode,
        )

    def scopes(self, form: Form) -> tuple[str, ...]:
        """The usual ones and what is asked for beside them, as repeated parameter or divided by spaces (USER-329)."""
        more = [one for given in form.values.get("additional_scope", []) for one in given.split(" ") if one]
        if not all(scope.isascii() and scope.isprintable() and not set(scope) & set('"\\') for scope in more):
            raise refuse("form_param_value_invalid", "additional_scope")
        return tuple(dict.fromkeys([*SCOPES, *more]))

    def begin(self, purpose: Purpose, wanted: Wanted, provider: OpenIDProvider, told: Metadata) -> Verification:
        """A new visit; an earlier one for the same purpose is over with it."""
        now = self.server.clock.now()
        verification = Verification(
            kind="verification_oauth",
            strategy=wanted.strategy,
            expire_at=now + self.server.codes.lifetime(),
            sent_at=now,
        )
        request = AuthorizationRequest(
            state=self.new_state(),
            nonce=random_text(),
            code_verifier=random_text(VERIFIER),
            strategy=wanted.strategy,
            scopes=wanted.scopes,
            hints=wanted.hints,
            redirect_url=wanted.redirect_url,
            complete_url=wanted.complete_url,
            mode=wanted.mode,
            purpose=purpose,
            verification=verification,
        )
        self.server.store.authorization_requests[request.state] = request
        verification.external_url = self.server.relying_party.authorization_url(request, provider, told)
        return verification

    def new_state(self) -> str:
        return random_text()

    # back

    async def returned(self, exchange: Exchange) -> str:
        """Somebody came back: what that settles, and where they go from here."""
        request = self.meant(exchange)
        self.use(request)
        code, error = exchange.first("code"), exchange.first("error")
        try:
            if error or not code:
                raise refuse(ERRORS.get(error or "", "oauth_token_exchange_error"))
            provider = self.server.connections.provider(request.strategy)
            self.refuse_mixed_up(exchange, provider)
            identity = await self.server.relying_party.identify(provider, request, code)
            complete = self.settle(request, identity)
        except Problem as problem:
            self.failed(request, problem.items[0])
            complete = False
        return self.landing(request, complete=complete)

    def meant(self, exchange: Exchange) -> AuthorizationRequest:
        """The visit that a return is of, which this browser may end (OAUTH-102, OAUTH-103, SEC-186)."""
        state = exchange.first("state")
        if not state or not (exchange.first("code") or exchange.first("error")):
            raise refuse("oauth_callback_invalid")
        request = self.request(state)
        if request is None or not self.waits(request) or not self.is_its_browser(exchange, request):
            raise refuse("oauth_callback_invalid")
        return request

    def request(self, state: str) -> AuthorizationRequest | None:
        return self.server.store.authorization_requests.get(state)

    def use(self, request: AuthorizationRequest) -> None:
        """Once (OAUTH-103)."""
        self.server.store.authorization_requests.pop(request.state, None)
        request.verification.external_url = None

    def waits(self, request: Visit) -> bool:
        """What the visit is for still waits for this one, and not for another that was begun later."""
        awaited = request.purpose.verification(self.server)
        return awaited is request.verification and self.server.codes.status(request.verification) == "unverified"

    def is_its_browser(self, exchange: Exchange, request: Visit) -> bool:
        """An app sends people to a browser that was never here. A browser is known by its cookie in production; in
        development it may come without anything, but not as another one.
        """
        if request.mode is Mode.NATIVE:
            return True
        if exchange.client:
            return exchange.client.id == request.purpose.client_id
        token = self.server.callers.dev_browser_token(exchange)
        return request.mode is not Mode.COOKIE and token not in self.server.store.dev_browsers

    def refuse_mixed_up(self, exchange: Exchange, provider: OpenIDProvider) -> None:
        """A provider that says who it is has to be the one that was visited (RFC 9207)."""
        issuer = exchange.first("iss")
        if issuer is not None and issuer != provider.issuer:
            raise refuse("oauth_token_exchange_error")

    def settle(self, request: AuthorizationRequest, identity: ExternalIdentity) -> bool:
        """Whether what was begun is complete with it. The provider took its time: it may be over by now."""
        if not self.waits(request):
            raise refuse("oauth_callback_invalid")
        return request.purpose.settle(self.server, identity, request.verification)

    def failed(self, request: AuthorizationRequest, why: Item) -> None:
        """OAUTH-104, AUTH-314."""
        if request.verification.status == "unverified":
            request.verification.status, request.verification.error = "failed", why

    # onwards

    def landing(self, request: Visit, *, complete: bool) -> str:
        """Where the flow began, or where it was to end (OAUTH-105, OAUTH-106)."""
        url = request.complete_url if complete and request.complete_url else request.redirect_url
        return with_parameters(url, self.told(request) if request.mode is Mode.NATIVE else {})

    def told(self, request: Visit) -> dict[str, str]:
        """Only the app that is opened with it gets at the new token of its client."""
        client = self.server.store.clients.get(request.purpose.client_id)
        error = request.verification.error
        if error is None or request.verification.status == "transferable":
            return self.nonce(client)
        return {"__clerk_status": "failed", "__clerk_error_code": error.code} | self.nonce(client)

    def nonce(self, client: Client | None) -> dict[str, str]:
        return {"rotating_token_nonce": self.server.rotating_nonces.issue(client)} if client else {}
