"""Visits to a company's provider: begun for an attempt, answered once, or made by somebody whom nobody has sent
(facts of the account area, section 16.1).

| request | response | then |
|---|---|---|
| open | answers it, with its RelayState | what it was for is settled; the person goes on |
| open | answers it, without RelayState | 400 saml_response_relaystate_missing |
| open | answers another one, or none | 401 saml_response_invalid |
| used, over, unknown, of another browser | answers it | 401 saml_response_invalid |
| none | answers none, where the connection allows it | signed in or taken on |
| none | answers none, where it does not | 401 saml_response_invalid |
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.ids import random_text
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.enterprise import EnterpriseConnection, TestRun
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.authorization_purposes import Purpose
from fapi_reference.services.authorizations import Wanted
from fapi_reference.services.enterprise_accounts import KIND, STRATEGY
from fapi_reference.services.redirects import with_parameters
from fapi_reference.services.saml_purposes import OfTestRun, came_to_nothing
from fapi_reference.services.saml_responses import SamlResponse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class SamlRequest:
    """One visit; ``relay_state`` comes back beside the response, ``id`` inside of it."""

    id: str
    relay_state: str = field(repr=False)
    connection_id: str
    redirect_url: str
    complete_url: str | None
    mode: Mode | None
    purpose: Purpose
    verification: Verification
    identity: ExternalIdentity | None = None
    """Whom the response has named, where the browser has yet to show that it is the one."""
    return_code: str = field(default="", repr=False)


class SamlVisits:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # there

    def chosen(self, address: str | None, connection_id: str | None, missing: str) -> EnterpriseConnection:
        """The connection that is named, or the one that vouches for the address (SAML-006)."""
        companies = self.server.enterprise_connections
        if connection_id:
            named = self.server.store.enterprise_connections.get(connection_id)
            if named is None or not named.active:
                raise refuse("resource_not_found", "enterprise_connection_id")
            return named
        every = companies.of_address(address or "")
        if not every:
            raise refuse(missing)
        if len(every) > 1:
            raise refuse("enterprise_connection_id_is_required_with_multiple_connections")
        return every[0]

    def begins_at_once(self) -> bool:
        """Whether a sign-in that says where to go back to is a visit already."""
        return True

    def begin(self, purpose: Purpose, wanted: Wanted, connection: EnterpriseConnection, address: str) -> Verification:
        """A new visit; an earlier one for the same purpose is over with it."""
        now = self.server.clock.now()
        verification = Verification(
            kind=KIND, strategy=STRATEGY, expire_at=now + self.server.codes.lifetime(), sent_at=now
        )
        verification.external_url = self.open(purpose, wanted, connection, verification, address)
        return verification

    def try_out(self, connection: EnterpriseConnection, run: TestRun) -> str:
        """Where a try of the connection begins."""
        proof = Verification(kind=KIND, strategy=STRATEGY, expire_at=run.expires_at)
        wanted = Wanted(
            strategy=STRATEGY,
            redirect_url=self.server.tickets.page("home_url"),
            complete_url=None,
            scopes=(),
            hints={},
            mode=None,
        )
        return self.open(OfTestRun(run.id, proof), wanted, connection, proof, "")

    def open(
        self,
        purpose: Purpose,
        wanted: Wanted,
        connection: EnterpriseConnection,
        verification: Verification,
        address: str,
    ) -> str:
        """The address that the browser goes to."""
        request = SamlRequest(
            id=self.new_id(),
            relay_state=self.new_state(),
            connection_id=connection.id,
            redirect_url=wanted.redirect_url,
            complete_url=wanted.complete_url,
            mode=wanted.mode,
            purpose=purpose,
            verification=verification,
        )
        self.server.store.saml_requests[request.relay_state] = request
        hint = address if connection.login_hint.mode == "email_address" else ""
        return self.server.service_provider.request_url(connection, request.id, request.relay_state, hint)

    def new_id(self) -> str:
        """An XML id begins with no digit."""
        return f"_{random_text()}"

    def new_state(self) -> str:
        return random_text()

    # back

    def returned(self, exchange: Exchange, saml_id: str) -> str:
        """Somebody was sent here with a response: what that settles, and where they go from here."""
        state = exchange.form.get("RelayState") or ""
        request = self.server.store.saml_requests.get(state)
        connection = self.connection(saml_id, request)
        response = self.server.saml_responses.read(connection, exchange.form.get("SAMLResponse"))
        if response.in_response_to is None:
            return self.unsolicited(exchange, connection, response, request)
        if not state:
            raise refuse("saml_response_relaystate_missing")
        if request is None or not self.answers(response, request, connection):
            raise refuse("saml_response_invalid")
        passes_by = exchange.mode is Mode.COOKIE and exchange.client is None and request.mode is Mode.COOKIE
        if not passes_by and not self.is_its_browser(exchange, request):
            raise refuse("saml_response_invalid")
        self.server.saml_responses.take(connection, response)
        self.use(request)
        try:
            identity = self.server.saml_responses.identity(connection, response)
        except Problem as problem:
            return self.failed(request, problem)
        return self.ask_back(request, identity) if passes_by else self.settle(request, identity)

    def connection(self, saml_id: str, request: SamlRequest | None) -> EnterpriseConnection:
        """One that is on, or is being tried."""
        named = self.server.store.saml_connections.get(saml_id)
        tried = request is not None and isinstance(request.purpose, OfTestRun)
        if named and tried and self.server.enterprise_connections.served():
            return named
        return self.server.enterprise_connections.active(saml_id)

    def answers(self, response: SamlResponse, request: SamlRequest, connection: EnterpriseConnection) -> bool:
        """Exactly this request, of this connection, which still waits for it (SEC-197)."""
        waits = self.server.authorizations.waits(request)
        return waits and self.is_answer(response, request) and request.connection_id == connection.id

    def is_its_browser(self, exchange: Exchange, request: SamlRequest) -> bool:
        """A connection may be tried from anywhere: nobody gets anything by it."""
        trying = isinstance(request.purpose, OfTestRun)
        return trying or self.server.authorizations.is_its_browser(exchange, request)

    def is_answer(self, response: SamlResponse, request: SamlRequest) -> bool:
        return response.in_response_to == request.id

    def use(self, request: SamlRequest) -> None:
        """Once."""
        self.server.store.saml_requests.pop(request.relay_state, None)
        request.verification.external_url = None

    def settle(self, request: SamlRequest, identity: ExternalIdentity) -> str:
        try:
            complete = request.purpose.settle(self.server, identity, request.verification)
        except Problem as problem:
            return self.failed(request, problem)
        if request.verification.status == "transferable":
            came_to_nothing(self.server, request.purpose, None)
        return self.server.authorizations.landing(request, complete=complete)

    def failed(self, request: SamlRequest, problem: Problem) -> str:
        """The verification says why; the person goes back to where they began (AUTH-314)."""
        why: Item = problem.items[0]
        if request.verification.status == "unverified":
            request.verification.status, request.verification.error = "failed", why
        came_to_nothing(self.server, request.purpose, problem)
        return self.server.authorizations.landing(request, complete=False)

    # back in two steps: a form that another site posts comes without cookies, the address that is opened next with them

    def ask_back(self, request: SamlRequest, identity: ExternalIdentity) -> str:
        kept = replace(request, identity=identity, return_code=random_text())
        self.server.store.saml_requests[kept.relay_state] = kept
        told = urlencode({"state": kept.relay_state, "code": kept.return_code})
        return f"{self.server.connections.callback()}?{told}"

    def asked_back(self, exchange: Exchange) -> SamlRequest | None:
        """The visit that a browser has come back from, if it is one of these."""
        request = self.server.store.saml_requests.get(exchange.first("state") or "")
        return request if request and request.identity else None

    def finished(self, exchange: Exchange, request: SamlRequest) -> str:
        right = exchange.first("code") == request.return_code and self.server.authorizations.waits(request)
        if not right or request.identity is None or not self.server.authorizations.is_its_browser(exchange, request):
            raise refuse("oauth_callback_invalid")
        self.use(request)
        return self.settle(request, request.identity)

    # without being sent

    def unsolicited(
        self,
        exchange: Exchange,
        connection: EnterpriseConnection,
        response: SamlResponse,
        request: SamlRequest | None,
    ) -> str:
        """SAML-005, SEC-197: nobody ends a flow that somebody has begun, by a response that nobody has asked for."""
        if not connection.allow_idp_initiated or request is not None:
            raise refuse("saml_response_invalid")
        self.server.saml_responses.take(connection, response)
        identity = self.server.saml_responses.identity(connection, response)
        self.server.company_arrivals.unasked(self.server.clients.of(exchange), identity)
        return self.home(exchange)

    def home(self, exchange: Exchange) -> str:
        """Never where the response says (SEC-199). A browser that is new here learns what it is known by."""
        browser = exchange.dev_browser
        known = browser is None or self.server.callers.dev_browser_token(exchange) == browser.id
        told = {} if known or browser is None else {"__clerk_db_jwt": browser.id}
        return with_parameters(self.server.tickets.page("home_url"), told)
