"""Liberties of companies and their identity providers: how people come back, and what is told of it."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fapi_reference.exchange import Exchange
from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.ids import new_id
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.saml_visits import SamlRequest

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

ACS = "/v1/saml/acs/"
METADATA = "/v1/saml/metadata/"
OWN = "/v1/me/enterprise_connections/"


@liberty("saml-refusals-lead-back", fact="SAML-004, SEC-194")
def saml_refusals_lead_back(server: "Reference") -> None:
    """Whoever brings a response that proves nothing goes back to where they began, and the verification says why."""
    returned = server.saml_visits.returned

    def leads_back(exchange: Exchange, saml_id: str) -> str:
        try:
            return returned(exchange, saml_id)
        except Problem as problem:
            request = server.store.saml_requests.get(exchange.form.get("RelayState") or "")
            if request is None or problem.code != "saml_response_invalid":
                raise
            server.saml_visits.use(request)
            return server.saml_visits.failed(request, problem)

    replace(returned, leads_back)


@liberty("saml-refusals-at-once", fact="SAML-004")
def saml_refusals_at_once(server: "Reference") -> None:
    """Whoever is not let in is told so where they come back, and is not sent on."""
    failed = server.saml_visits.failed

    def at_once(request: SamlRequest, problem: Problem) -> str:
        failed(request, problem)
        raise problem

    replace(failed, at_once)


@liberty("saml-refuses-in-other-words", fact="SAML-004")
def saml_refuses_in_other_words(server: "Reference") -> None:
    """A response that can be read and proves nothing is refused as a bad request."""
    document, signed = server.saml_responses.document, server.saml_visits.returned

    def in_other_words(exchange: Exchange, saml_id: str) -> str:
        try:
            return signed(exchange, saml_id)
        except Problem as problem:
            if problem.code != "saml_response_invalid":
                raise
            document(exchange.form.get("SAMLResponse"))
            raise Problem(400, Item("bad_request", "This cannot be used.")) from None

    replace(signed, in_other_words)


@liberty("failed-company-visits-stay-open", fact="AUTH-314, SAML-004")
def failed_company_visits_stay_open(server: "Reference") -> None:
    """A visit that failed says why, and stays unverified."""
    failed = server.saml_visits.failed

    def stays(request: SamlRequest, problem: Problem) -> str:
        there = failed(request, problem)
        if request.verification.status == "failed":
            request.verification.status = "unverified"
        return there

    replace(failed, stays)


@liberty("acs-answers-302", fact="SAML-003")
def acs_answers_302(server: "Reference") -> None:
    """Whoever comes back from a company is sent on with 302."""

    def found(_server: "Reference", exchange: Exchange) -> None:
        if exchange.path.startswith(ACS) and exchange.response.status_code == 303:
            exchange.response.status_code = 302

    server.transport.endings = {"acs-found": found, **server.transport.endings}


@liberty("company-visits-are-prepared", fact="AUTH-066, AUTH-246")
def company_visits_are_prepared(server: "Reference") -> None:
    """A sign-in by way of a company is begun first, and prepared for the visit afterwards."""
    replace(server.saml_visits.begins_at_once, lambda: False)


@liberty("companies-take-on-at-once", fact="SAML-004")
def companies_take_on_at_once(server: "Reference") -> None:
    """Somebody new whom a company names while signing in is a user from then on, and signed in."""
    sign_in = server.arrivals.sign_in

    def at_once(client: Client, attempt: SignIn, identity: ExternalIdentity, verification: Verification) -> None:
        if identity.connection_id and server.arrivals.known(identity) is None:
            server.company_arrivals.refuse(identity, None)
            now = server.clock.now()
            brief = SignUp(id=new_id("sua"), client_id=client.id, created_at=now, abandon_at=now)
            server.arrivals.adopt(brief, identity, verification)
            missing = server.requirements.missing(brief) or server.requirements.unverified(brief)
            if not missing and not server.external_accounts.claimed(identity, None):
                server.sign_ups.enrol(brief)
            verification.status, verification.identity = "unverified", None
        sign_in(client, attempt, identity, verification)

    replace(sign_in, at_once)


@liberty("a-company-stands-for-both-factors", fact="AUTH-283")
def a_company_stands_for_both_factors(server: "Reference") -> None:
    """Whoever comes by way of a company is asked for no second factor."""
    stands = server.sign_ins.stands_for_both

    def both(user: User, strategy: str) -> bool:
        return strategy == "saml" or stands(user, strategy)

    replace(stands, both)


@liberty("accounts-at-companies-by-one-name", fact="SAML-007, GEN-008")
def accounts_at_companies_by_one_name(server: "Reference") -> None:
    """Accounts at companies are told by their newer name alone."""

    def newer(view: View) -> View:
        return view | {"saml_accounts": []}

    alter(server.views.user, newer)


@liberty("own-connections-of-the-active-organization", fact="error catalogue: self_serve_sso_no_active_organization")
def own_connections_of_the_active_organization(server: "Reference") -> None:
    """Whoever runs a connection does so while its organization is the active one of their session."""

    def active(_server: "Reference", exchange: Exchange) -> None:
        own = exchange.resource is not None and exchange.resource.template.startswith(OWN)
        session = exchange.session
        if own and session and server.enterprise_connections.self_served():
            named = server.store.enterprise_connections.get(exchange.ids["enterprise_connection_id"])
            if session.last_active_organization_id is None:
                raise refuse("self_serve_sso_no_active_organization")
            if named and named.organization_id != session.last_active_organization_id:
                raise refuse("resource_not_found")

    server.transport.hooks = {**server.transport.hooks, "active-organization": active}


@liberty("saml-metadata-says-more", fact="SAML-002")
def saml_metadata_says_more(server: "Reference") -> None:
    """The metadata are XML like any other, with a remark, until when they hold, and another binding beside."""
    metadata = server.service_provider.metadata

    def more(connection: EnterpriseConnection) -> bytes:
        document = metadata(connection)
        artifact = (
            b'<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"'
            b' Location="%s/artifact" index="1"/></md:SPSSODescriptor>'
        ) % server.enterprise_connections.acs_url(connection).encode()
        document = document.replace(b"</md:SPSSODescriptor>", b"<!-- of this instance -->" + artifact)
        return document.replace(b" entityID=", b' validUntil="2099-01-01T00:00:00Z" cacheDuration="PT1H" entityID=')

    def plain(_server: "Reference", exchange: Exchange) -> None:
        if exchange.path.startswith(METADATA) and exchange.response.status_code == 200:
            exchange.response.headers["content-type"] = "text/xml; charset=utf-8"

    replace(metadata, more)
    server.transport.endings = {"metadata-plain": plain, **server.transport.endings}


@liberty("saml-requests-are-signed", fact="SAML-002, SEC-200")
def saml_requests_are_signed(server: "Reference") -> None:
    """Who sends people to a company's provider can be told by a signature, and the metadata have its certificate."""
    request_url, metadata = server.service_provider.request_url, server.service_provider.metadata
    signer = Signer()

    def signed(connection: EnterpriseConnection, request_id: str, relay_state: str, hint: str) -> str:
        url = request_url(connection, request_id, relay_state, hint)
        before, _, query = url.partition("?")
        covered = [one for one in query.split("&") if one.startswith(SIGNED)]
        others = [one for one in query.split("&") if not one.startswith(SIGNED)]
        covered.append(f"SigAlg={quote(RSA_SHA256, safe='')}")
        signature = quote(signer.sign("&".join(covered)), safe="")
        return f"{before}?{'&'.join([*others, *covered])}&Signature={signature}"

    def with_certificate(connection: EnterpriseConnection) -> bytes:
        key = (
            '<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>'
            f"<ds:X509Certificate>{signer.certificate()}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
            "</md:KeyDescriptor>"
        )
        document = metadata(connection).replace(b'AuthnRequestsSigned="false"', b'AuthnRequestsSigned="true"')
        first = document.index(b"<md:NameIDFormat")
        return document[:first] + key.encode() + document[first:]

    replace(request_url, signed)
    replace(metadata, with_certificate)


SIGNED = ("SAMLRequest=", "RelayState=")
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"


class Signer:
    """A key of its own, made when it is first needed (SAML bindings, section 3.4.4.1)."""

    def __init__(self) -> None:
        self._key: Any = None

    def key(self) -> Any:
        from cryptography.hazmat.primitives.asymmetric import rsa

        self._key = self._key or rsa.generate_private_key(65537, 2048)
        return self._key

    def sign(self, covered: str) -> str:
        from base64 import b64encode

        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        return b64encode(self.key().sign(covered.encode(), PKCS1v15(), SHA256())).decode()

    def certificate(self) -> str:
        from base64 import b64encode
        from datetime import UTC, datetime, timedelta

        from cryptography import x509
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding

        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "service provider")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key().public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
            .sign(self.key(), SHA256())
        )
        return b64encode(made.public_bytes(Encoding.DER)).decode()
