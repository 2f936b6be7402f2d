"""A company whose provider is python3-saml and xmlsec: a second reading of SAML, which shares no code with ours."""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ENTITY_ID = "https://idp.company.example/metadata"
SSO_URL = "https://idp.company.example/sso"
RESPONSE = """\
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"
    ID="{response_id}" Version="2.0" IssueInstant="{now}" Destination="{acs}"{asked}>
  <saml:Issuer>{issuer}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
  <saml:Assertion ID="{assertion_id}" Version="2.0" IssueInstant="{now}">
    <saml:Issuer>{issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID>{subject}</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData Recipient="{acs}" NotOnOrAfter="{later}"{asked}/>
      </saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotBefore="{earlier}" NotOnOrAfter="{later}">
      <saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>
    </saml:Conditions>
    <saml:AuthnStatement AuthnInstant="{now}">
      <saml:AuthnContext>
        <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
      </saml:AuthnContext>
    </saml:AuthnStatement>
    <saml:AttributeStatement>{attributes}</saml:AttributeStatement>
  </saml:Assertion>
</samlp:Response>"""
ATTRIBUTE = '<saml:Attribute Name="{}"><saml:AttributeValue>{}</saml:AttributeValue></saml:Attribute>'


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request of ours says, as it was found in the address."""

    id: str
    acs: str
    issuer: str
    relay_state: str
    document: bytes

    @classmethod
    def by(cls, url: str) -> "Asked":
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        document = zlib.decompress(base64.b64decode(query["SAMLRequest"]), -zlib.MAX_WBITS)
        request = etree.fromstring(document)
        return cls(
            id=request.get("ID", ""),
            acs=request.get("AssertionConsumerServiceURL", ""),
            issuer=request.findtext("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer", ""),
            relay_state=query["RelayState"],
            document=document,
        )


class Company:
    def __init__(self, domain: str) -> None:
        self.domain = domain
        key = rsa.generate_private_key(65537, 2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, domain)])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .sign(key, hashes.SHA256())
        )
        self.certificate = certificate.public_bytes(serialization.Encoding.PEM).decode()
        self.key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def connected(self, means: Mapping[str, str], *, allow_idp_initiated: bool = False) -> dict[str, Any]:
        """Its connection of a running reference, switched on."""
        wants = {
            "name": "Company",
            "provider": "saml_custom",
            "domains": [self.domain],
            "idp_entity_id": ENTITY_ID,
            "idp_sso_url": SSO_URL,
            "idp_certificate": self.certificate,
        }
        headers, collection = {"authorization": f"Bearer {means['secret_key']}"}, "/v1/saml_connections"
        with httpx.Client(base_url=means["backend_url"], headers=headers) as backend:
            made = backend.post(collection, json=wants).json()
            on = {"active": True, "allow_idp_initiated": allow_idp_initiated}
            found: dict[str, Any] = backend.patch(f"{collection}/{made['id']}", json=on).json()
        return found

    def response(self, asked: Asked, who: str, *, solicited: bool = True) -> str:
        """Unsigned."""
        now = datetime.now(UTC)
        told = {"mail": f"{who}@{self.domain}", "firstName": "Ada", "lastName": "Lovelace"}
        return RESPONSE.format(
            response_id=f"_{uuid4().hex}",
            assertion_id=f"_{uuid4().hex}",
            issuer=ENTITY_ID,
            acs=asked.acs,
            audience=asked.issuer,
            subject=who,
            asked=f' InResponseTo="{asked.id}"' if solicited else "",
            now=instant(now),
            earlier=instant(now - timedelta(minutes=1)),
            later=instant(now + timedelta(minutes=5)),
            attributes="".join(ATTRIBUTE.format(name, value) for name, value in told.items()),
        )

    def signed(self, response: str, *, whole: bool = False) -> str:
        """By xmlsec: the assertion, and on wish the response around it too. In base64, as it is posted."""
        root = etree.fromstring(response)
        assertion = root.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
        if assertion is None:
            raise ValueError("a response without an assertion")
        alone = self.sign(etree.tostring(assertion).decode())
        root.replace(assertion, etree.fromstring(alone))
        document = etree.tostring(root).decode()
        return base64.b64encode((self.sign(document) if whole else document).encode()).decode()

    def sign(self, document: str) -> str:
        signed = OneLogin_Saml2_Utils.add_sign(document, self.key, self.certificate)
        return signed.decode() if isinstance(signed, bytes) else str(signed)


def instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
