"""The identity provider of the suite, as another service provider sees it: what is honest holds, and no lie does."""

import base64
from typing import Any

import pytest
from lxml import etree
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from signxml.verifier import XMLVerifier

from fapi_conformance.devices.saml.conduct import (
    EXPIRED,
    HONEST,
    NOT_YET,
    Conduct,
    Declared,
    Key,
    Request,
    ServiceProvider,
    Shape,
    Signed,
    Split,
    Subject,
)
from fapi_conformance.devices.saml.identity_provider import SamlIdentityProvider, without_relay_state
from fapi_conformance.errors import Deviation

SERVICE = ServiceProvider(entity_id="https://sp.example/metadata", acs_url="https://sp.example/acs")
REQUEST = Request(
    id="_asked", issuer=SERVICE.entity_id, destination=None, acs_url=None, issued_at=None, relay_state="kept"
)
ADA = Subject.new("ada@company.example")
VICTIM = Subject.new("victim@company.example")


@pytest.fixture(scope="module")
def idp() -> SamlIdentityProvider:
    return SamlIdentityProvider()


def believed(idp: SamlIdentityProvider, form: dict[str, str]) -> Any:
    """What python3-saml makes of it; its errors, where it believes nothing."""
    settings = {
        "strict": True,
        "sp": {"entityId": SERVICE.entity_id, "assertionConsumerService": {"url": SERVICE.acs_url}},
        "idp": {
            "entityId": idp.entity_id,
            "singleSignOnService": {"url": idp.sso_url},
            "x509cert": idp.certificate,
        },
    }
    request = {"https": "on", "http_host": "sp.example", "script_name": "/acs", "post_data": form}
    auth = OneLogin_Saml2_Auth(request, settings)
    auth.process_response(request_id=REQUEST.id)
    return auth


@pytest.mark.parametrize("signed", [Signed.BOTH, Signed.ASSERTION, Signed.RESPONSE])
def test_what_is_honest_is_believed(idp: SamlIdentityProvider, signed: Signed) -> None:
    auth = believed(idp, idp.vouch(ADA, SERVICE, REQUEST, Conduct(signed=signed)))

    assert auth.get_errors() == [], auth.get_last_error_reason()
    assert auth.get_nameid() == ADA.email
    assert auth.get_attributes() == {
        "id": [ADA.id],
        "mail": [ADA.email],
        "firstName": [ADA.first_name],
        "lastName": [ADA.last_name],
    }


@pytest.mark.parametrize(
    "conduct",
    [
        Conduct(signed=Signed.NOTHING),
        Conduct(signed=Signed.EMPTY),
        Conduct(key=Key.FOREIGN),
        Conduct(key=Key.DISGUISED),
        Conduct(audience="https://elsewhere.example"),
        Conduct(recipient="https://elsewhere.example"),
        Conduct(destination="https://elsewhere.example"),
        Conduct(issuer="https://elsewhere.example"),
        Conduct(in_response_to="_another"),
        EXPIRED,
        NOT_YET,
    ],
    ids=str,
)
def test_a_lie_is_not(idp: SamlIdentityProvider, conduct: Conduct) -> None:
    assert believed(idp, idp.vouch(ADA, SERVICE, REQUEST, conduct)).get_errors()


@pytest.mark.parametrize("shape", list(Shape))
def test_nobody_is_whom_a_wrapped_response_names(idp: SamlIdentityProvider, shape: Shape) -> None:
    auth = believed(idp, idp.wrap(ADA, VICTIM, SERVICE, REQUEST, shape))

    assert auth.get_errors()
    assert auth.get_nameid() != VICTIM.email


@pytest.mark.parametrize("split", list(Split))
def test_a_name_that_is_cut_is_signed_whole(idp: SamlIdentityProvider, split: Split) -> None:
    """python3-saml takes instructions away before it looks at signatures; signxml does not."""
    form = idp.cut(VICTIM, ".elsewhere.example", SERVICE, REQUEST, split)

    content = base64.b64decode(form["SAMLResponse"])
    document = etree.fromstring(content)
    found = XMLVerifier().verify(document, x509_cert=idp.certificate, id_attribute="ID", expect_references=True)

    assert found
    assert f"{VICTIM.email}.elsewhere.example" in [one.xpath("string()") for one in document.iter("{*}AttributeValue")]
    assert any(f"{VICTIM.email}{cut}".encode() in content for cut in ("<!--", "<?", "<![CDATA["))


@pytest.mark.parametrize("how", list(Declared))
def test_a_declaration_stands_in_the_document(idp: SamlIdentityProvider, how: Declared) -> None:
    document = base64.b64decode(idp.declare(ADA, SERVICE, REQUEST, how, url="https://x.example")["SAMLResponse"])

    assert (b"<!DOCTYPE" in document) is (how is not Declared.INCLUSION)
    assert (b"https://x.example" in document) is (how not in {Declared.ENTITY, Declared.EXPANSION})


def test_a_page_may_forget_the_relay_state(idp: SamlIdentityProvider) -> None:
    form = idp.vouch(ADA, SERVICE, REQUEST, HONEST)

    assert form["RelayState"] == "kept"
    assert "RelayState" not in without_relay_state(form)


def test_a_request_is_read_as_another_has_written_it(idp: SamlIdentityProvider) -> None:
    settings = {
        "sp": {"entityId": SERVICE.entity_id, "assertionConsumerService": {"url": SERVICE.acs_url}},
        "idp": {"entityId": idp.entity_id, "singleSignOnService": {"url": idp.sso_url}, "x509cert": idp.certificate},
    }
    request = {"https": "on", "http_host": "sp.example", "script_name": "/", "get_data": {}, "post_data": {}}
    auth = OneLogin_Saml2_Auth(request, settings)

    asked = idp.asked(auth.login(return_to="kept"))

    assert (asked.id, asked.issuer, asked.relay_state) == (auth.get_last_request_id(), SERVICE.entity_id, "kept")
    assert (asked.destination, asked.acs_url) == (idp.sso_url, SERVICE.acs_url)


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/", "{sso}", "{sso}?SAMLRequest=%%%", "{sso}?SAMLRequest=eA=="]
)
def test_what_is_no_request_is_told(idp: SamlIdentityProvider, url: str) -> None:
    with pytest.raises(Deviation):
        idp.asked(url.format(sso=idp.sso_url))
