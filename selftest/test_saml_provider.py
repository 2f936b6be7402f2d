"""The reference as SAML service provider: python3-saml accepts its metadata, and it what python3-saml signs."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import httpx
import pytest
from lxml import etree
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from selftest.company import ENTITY_ID, SSO_URL, Asked, Company
from selftest.serving import reference

APP = "https://app.example/back"
PASSWORD = "a horse that proves its staple"
IDP_METADATA = """\
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.told.example/metadata">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
        Location="https://idp.told.example/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A connection of a running reference to a company."""

    company: Company
    connection: Mapping[str, Any]
    base_url: str
    browser: str

    def ask(self, method: str, path: str, **form: str) -> httpx.Response:
        where = f"{self.base_url}{path}?__clerk_db_jwt={self.browser}"
        return httpx.request(method, where, data=form or None)

    def asked(self, who: str) -> Asked:
        """Somebody begins to sign in, and is sent to the company."""
        address = f"{who}@{self.company.domain}"
        form = {"strategy": "enterprise_sso", "identifier": address, "redirect_url": APP}
        begun = self.ask("POST", "/v1/client/sign_ins", **form).json()["response"]
        return Asked.by(begun["first_factor_verification"]["external_verification_redirect_url"])

    def post(self, response: str, **form: str) -> httpx.Response:
        acs = str(self.connection["acs_url"]).removeprefix(self.base_url)
        return self.ask("POST", acs, SAMLResponse=response, **form)

    def sign_in(self) -> dict[str, Any]:
        client: dict[str, Any] = self.ask("GET", "/v1/client").json()["response"]
        return client


@pytest.fixture(scope="module")
def means() -> Iterator[Mapping[str, str]]:
    with reference() as announced:
        yield announced


@pytest.fixture
def place(means: Mapping[str, str]) -> Place:
    company = Company(f"{uuid4().hex[:12]}.example.com")
    made = company.connected(means, allow_idp_initiated=True)
    browser = httpx.post(f"{means['base_url']}/v1/dev_browser").json()["id"]
    return Place(company=company, connection=made, base_url=means["base_url"], browser=browser)


def test_python3_saml_accepts_the_metadata(place: Place) -> None:
    document = httpx.get(str(place.connection["sp_metadata_url"])).content
    rules = OneLogin_Saml2_Settings(settings=party(place), sp_validation_only=True)
    assert rules.validate_metadata(document) == []
    assert etree.fromstring(document).get("entityID") == place.connection["sp_entity_id"]


def test_requests_are_what_the_schema_of_saml_says(place: Place) -> None:
    asked = place.asked("ada")
    read = OneLogin_Saml2_XML.validate_xml(asked.document.decode(), "saml-schema-protocol-2.0.xsd")
    assert not isinstance(read, str), read
    assert (asked.acs, asked.issuer) == (place.connection["acs_url"], place.connection["sp_entity_id"])


def test_both_read_the_same_response_alike(place: Place) -> None:
    """What is held against a conformant service provider that is not ours is a response that one accepts."""
    asked = place.asked("ada")
    signed = place.company.signed(place.company.response(asked, "ada"))
    other = OneLogin_Saml2_Auth(posted(place, signed), old_settings=party(place))
    other.process_response(request_id=asked.id)
    assert other.get_errors() == [], other.get_last_error_reason()
    answer = place.post(signed, RelayState=asked.relay_state)
    assert (answer.status_code, answer.headers.get("location")) == (303, APP)


@pytest.mark.parametrize("whole", [False, True])
def test_somebody_new_is_taken_on_and_known_the_next_time(place: Place, *, whole: bool) -> None:
    asked = place.asked("ada")
    signed = place.company.signed(place.company.response(asked, "ada"), whole=whole)
    assert place.post(signed, RelayState=asked.relay_state).status_code == 303
    begun = place.sign_in()["sign_in"]
    assert (begun["status"], begun["first_factor_verification"]["status"]) == ("needs_identifier", "transferable")
    made = place.ask("POST", "/v1/client/sign_ups", transfer="true").json()["response"]
    assert made["status"] == "complete", made
    user = place.ask("GET", "/v1/me").json()["response"]
    assert [one["email_address"] for one in user["saml_accounts"]] == [f"ada@{place.company.domain}"]
    assert [one["provider_user_id"] for one in user["enterprise_accounts"]] == ["ada"]
    place.ask("DELETE", "/v1/client")
    asked = place.asked("ada")
    signed = place.company.signed(place.company.response(asked, "ada"), whole=whole)
    assert place.post(signed, RelayState=asked.relay_state).status_code == 303
    assert len(place.sign_in()["sessions"]) == 1


def test_once(place: Place) -> None:
    asked = place.asked("ada")
    signed = place.company.signed(place.company.response(asked, "ada"))
    assert place.post(signed, RelayState=asked.relay_state).status_code == 303
    assert place.post(signed, RelayState=asked.relay_state).status_code == 401


def test_nobody_has_asked(place: Place) -> None:
    asked = place.asked("ada")
    signed = place.company.signed(place.company.response(asked, "ada", solicited=False))
    assert place.post(signed, RelayState=asked.relay_state).status_code == 401
    assert place.post(signed).status_code == 303
    assert len(place.sign_in()["sessions"]) == 1
    assert place.post(signed).status_code == 401


def test_what_nobody_has_signed(place: Place) -> None:
    asked = place.asked("ada")
    bare = base64.b64encode(place.company.response(asked, "ada").encode()).decode()
    other = Company(place.company.domain).signed(place.company.response(asked, "ada"))
    for response in (bare, other, "", "PHg+", "<xml/>", base64.b64encode(b"<!DOCTYPE x><x/>").decode()):
        assert place.post(response, RelayState=asked.relay_state).status_code == 401
    assert place.sign_in()["sessions"] == []
    assert place.sign_in()["sign_in"]["first_factor_verification"]["status"] == "unverified"
    signed = place.company.signed(place.company.response(asked, "ada"))
    assert place.post(signed, RelayState=asked.relay_state).status_code == 303
    assert place.sign_in()["sign_in"]["first_factor_verification"]["status"] == "transferable"


def test_an_address_is_proven_and_a_session_verified_anew(place: Place) -> None:
    asked = place.asked("ada")
    place.post(place.company.signed(place.company.response(asked, "ada")), RelayState=asked.relay_state)
    made = place.ask("POST", "/v1/client/sign_ups", transfer="true").json()["response"]
    session = f"/v1/client/sessions/{made['created_session_id']}/verify"
    assert place.ask("POST", session, level="first_factor").status_code == 200
    visit = {"strategy": "enterprise_sso", "redirect_url": APP}
    begun = place.ask("POST", f"{session}/prepare_first_factor", **visit).json()["response"]
    asked = Asked.by(begun["first_factor_verification"]["external_verification_redirect_url"])
    back = place.post(place.company.signed(place.company.response(asked, "ada")), RelayState=asked.relay_state)
    assert back.status_code == 303
    again = place.ask("POST", f"{session}/prepare_first_factor", **visit)
    assert again.json()["errors"][0]["code"] == "invalid_action_for_session_reverification"


def test_somebody_who_is_here_proves_an_address_of_the_company(place: Place, means: Mapping[str, str]) -> None:
    headers = {"authorization": f"Bearer {means['secret_key']}"}
    wants = {"email_address": [f"{uuid4().hex[:12]}@example.com"], "password": PASSWORD}
    httpx.post(f"{means['backend_url']}/v1/users", headers=headers, json=wants)
    place.ask("POST", "/v1/client/sign_ins", identifier=wants["email_address"][0], password=PASSWORD)
    address = f"grace@{place.company.domain}"
    added = place.ask("POST", "/v1/me/email_addresses", email_address=address).json()["response"]
    assert added["matches_sso_connection"] is True
    one = f"/v1/me/email_addresses/{added['id']}"
    visit = {"strategy": "enterprise_sso", "redirect_url": APP}
    begun = place.ask("POST", f"{one}/prepare_verification", **visit).json()["response"]
    asked = Asked.by(begun["verification"]["external_verification_redirect_url"])
    other = place.company.signed(place.company.response(asked, "hopper"))
    assert place.post(other, RelayState=asked.relay_state).status_code == 303
    assert place.ask("GET", one).json()["response"]["verification"]["status"] == "failed"
    begun = place.ask("POST", f"{one}/prepare_verification", **visit).json()["response"]
    asked = Asked.by(begun["verification"]["external_verification_redirect_url"])
    right = place.company.signed(place.company.response(asked, "grace"))
    assert place.post(right, RelayState=asked.relay_state).status_code == 303
    assert place.ask("GET", one).json()["response"]["verification"]["status"] == "verified"
    user = place.ask("GET", "/v1/me").json()["response"]
    assert [account["email_address"] for account in user["enterprise_accounts"]] == [address]


def test_what_a_provider_says_of_itself_is_taken_over(place: Place, means: Mapping[str, str]) -> None:
    """Its metadata, as python3-saml builds and reads them too."""
    certificate = "".join(place.company.certificate.splitlines()[1:-1])
    document = IDP_METADATA.format(certificate=certificate)
    other = OneLogin_Saml2_IdPMetadataParser.parse(document)["idp"]
    headers = {"authorization": f"Bearer {means['secret_key']}"}
    wants = {"name": "Told", "provider": "saml_okta", "domains": ["told.example.com"], "idp_metadata": document}
    made = httpx.post(f"{means['backend_url']}/v1/saml_connections", headers=headers, json=wants).json()
    assert (made["idp_entity_id"], made["idp_sso_url"]) == (other["entityId"], other["singleSignOnService"]["url"])
    assert made["idp_certificate"] == other["x509cert"]


def test_what_a_provider_says_is_fetched_where_it_says_it(place: Place, means: Mapping[str, str]) -> None:
    document = IDP_METADATA.format(certificate="".join(place.company.certificate.splitlines()[1:-1]))
    headers = {"authorization": f"Bearer {means['secret_key']}"}
    one = f"{means['backend_url']}/v1/saml_connections/{place.connection['id']}"
    with served(document.encode()) as url:
        told = httpx.patch(one, headers=headers, json={"idp_metadata_url": f"{url}/metadata"}).json()
        missing = httpx.patch(one, headers=headers, json={"idp_metadata_url": f"{url}/nothing"})
    assert (told["idp_entity_id"], told["idp_metadata_url"]) == ("https://idp.told.example/metadata", f"{url}/metadata")
    assert (missing.status_code, missing.json()["errors"][0]["code"]) == (400, "saml_failed_to_fetch_idp_metadata")


@contextmanager
def served(document: bytes) -> Iterator[str]:
    """A document at `/metadata` of a server of our own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the library wants
            self.send_response(200 if self.path == "/metadata" else 404)
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, *_words: object) -> None:
            """Nothing is said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def party(place: Place) -> dict[str, Any]:
    """The settings of a service provider that would be in our place."""
    return {
        "strict": True,
        "sp": {
            "entityId": place.connection["sp_entity_id"],
            "assertionConsumerService": {"url": place.connection["acs_url"]},
        },
        "idp": {
            "entityId": ENTITY_ID,
            "singleSignOnService": {"url": SSO_URL},
            "x509cert": place.company.certificate,
        },
        "security": {"wantAssertionsSigned": True},
    }


def posted(place: Place, response: str) -> dict[str, Any]:
    url = httpx.URL(str(place.connection["acs_url"]))
    return {
        "https": "off",
        "http_host": f"{url.host}:{url.port}",
        "script_name": url.path,
        "post_data": {"SAMLResponse": response},
    }
