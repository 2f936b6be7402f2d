"""What this server tells companies' providers of itself: SAML metadata, and requests for somebody to sign in."""

import base64
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.services.saml_documents import ASSERTION, EMAIL_ADDRESS, METADATA, POST, PROTOCOL, UNSPECIFIED

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class ServiceProvider:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def metadata(self, connection: EnterpriseConnection) -> bytes:
        """SAML metadata, section 2.4.4. Nothing of the company, and nothing secret (SEC-200)."""
        from lxml import etree
        from lxml.builder import ElementMaker

        ours, md = self.server.enterprise_connections, ElementMaker(namespace=METADATA, nsmap={"md": METADATA})
        document = md.EntityDescriptor(
            md.SPSSODescriptor(
                md.NameIDFormat(EMAIL_ADDRESS),
                md.NameIDFormat(UNSPECIFIED),
                md.AssertionConsumerService(
                    Binding=POST, Location=ours.acs_url(connection), index="0", isDefault="true"
                ),
                protocolSupportEnumeration=PROTOCOL,
                AuthnRequestsSigned="false",
                WantAssertionsSigned="true",
            ),
            entityID=ours.entity_id(connection),
        )
        return DECLARATION + etree.tostring(document)

    def request_url(self, connection: EnterpriseConnection, request_id: str, relay_state: str, hint: str) -> str:
        """Where the browser goes (SAML bindings, section 3.4): deflated, in base64, in the address."""
        squeezed = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = squeezed.compress(self.request(connection, request_id, hint)) + squeezed.flush()
        told = {"SAMLRequest": base64.b64encode(packed).decode(), "RelayState": relay_state}
        if hint:
            told["login_hint"] = hint
        parts = urlsplit(connection.idp.sso_url)
        query = "&".join(one for one in (parts.query, urlencode(told)) if one)
        return urlunsplit(parts._replace(query=query))

    def request(self, connection: EnterpriseConnection, request_id: str, hint: str) -> bytes:
        """SAML core, section 3.4.1."""
        from lxml import etree
        from lxml.builder import ElementMaker

        names = {"samlp": PROTOCOL, "saml": ASSERTION}
        saml, samlp = ElementMaker(namespace=ASSERTION, nsmap=names), ElementMaker(namespace=PROTOCOL, nsmap=names)
        ours = self.server.enterprise_connections
        policy = samlp.NameIDPolicy(Format=UNSPECIFIED, AllowCreate="true")
        document = samlp.AuthnRequest(
            saml.Issuer(ours.entity_id(connection)),
            *([saml.Subject(saml.NameID(hint, Format=EMAIL_ADDRESS))] if hint else []),
            policy,
            ID=request_id,
            Version="2.0",
            IssueInstant=self.server.clock.instant(),
            Destination=connection.idp.sso_url,
            ProtocolBinding=POST,
            AssertionConsumerServiceURL=ours.acs_url(connection),
            **({"ForceAuthn": "true"} if connection.force_authn else {}),
        )
        return etree.tostring(document)
