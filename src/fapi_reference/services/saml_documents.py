"""XML of SAML: read without fetching or expanding anything, named, and written (SAML 2.0 core, metadata, bindings)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion"
PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol"
METADATA = "urn:oasis:names:tc:SAML:2.0:metadata"
SIGNATURE = "http://www.w3.org/2000/09/xmldsig#"
NAMES = {"saml": ASSERTION, "samlp": PROTOCOL, "md": METADATA, "ds": SIGNATURE}
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
EMAIL_ADDRESS = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"


class UnreadableXml(Exception):
    """No XML, or XML that declares what no message of SAML has a need of."""


def parsed(content: bytes) -> "_Element":
    """Entities stay what they are, nothing is fetched, and a document that declares a type is none of ours."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableXml from None
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableXml
    return root


def found(element: "_Element", path: str) -> "list[_Element]":
    """The elements at a path whose prefixes are those of `NAMES`."""
    return element.findall(path, NAMES)


def tag(prefix: str, name: str) -> str:
    return f"{{{NAMES[prefix]}}}{name}"


def text_of(element: "_Element | None") -> str:
    """The whole text, whatever comments and instructions stand in the midst of it; nothing that has elements."""
    if element is None or len(element.xpath("./*")):
        return ""
    return str(element.xpath("string()")).strip()
