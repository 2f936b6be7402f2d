"""What a service provider asks an identity provider by the address to which it sends people (SAML bindings, 3.4)."""

import base64
import binascii
import zlib
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from fapi_conformance.devices.saml.conduct import Request
from fapi_conformance.devices.saml.responses import ASSERTION, PROTOCOL
from fapi_conformance.errors import Deviation

_LIMIT = 64 * 1024


def read(url: str) -> Request:
    """Raises :class:`Deviation` where no request can be made out."""
    asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    packed = asked.get("SAMLRequest")
    if packed is None:
        raise _unreadable("no SAMLRequest")
    try:
        document = zlib.decompressobj(-zlib.MAX_WBITS).decompress(base64.b64decode(packed, validate=True), _LIMIT)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(document, parser)
    except (binascii.Error, ValueError, zlib.error, etree.XMLSyntaxError) as problem:
        raise _unreadable(f"what cannot be read: {type(problem).__name__}") from problem
    if root.tag != f"{{{PROTOCOL}}}AuthnRequest" or not root.get("ID"):
        raise _unreadable(f"<{etree.QName(root).localname}>{'' if root.get('ID') else ' without an ID'}")
    issuer = root.find(f"{{{ASSERTION}}}Issuer")
    return Request(
        id=str(root.get("ID")),
        issuer=None if issuer is None else issuer.text,
        destination=root.get("Destination"),
        acs_url=root.get("AssertionConsumerServiceURL"),
        issued_at=root.get("IssueInstant"),
        relay_state=asked.get("RelayState"),
    )


def _unreadable(got: str) -> Deviation:
    expected = "a SAMLRequest in the query, deflated and in base64 (SAML bindings, section 3.4.4.1)"
    return Deviation(expected=expected, got=got, where="the address of the identity provider")
