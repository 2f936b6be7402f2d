"""What an identity provider reads of a service provider's metadata (SAML metadata, section 2.4)."""

from dataclasses import dataclass

from fapi_conformance.errors import Deviation

METADATA = "urn:oasis:names:tc:SAML:2.0:metadata"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """``posted_to`` are the addresses that take responses by the POST binding."""

    id: str
    posted_to: frozenset[str]


def described(document: bytes) -> Entity:
    """Raises :class:`Deviation` where it is no metadata of a service provider."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as problem:
        raise Deviation(expected="XML", got="what cannot be read", where="body") from problem
    role = root.find(f"{{{METADATA}}}SPSSODescriptor")
    if root.tag != f"{{{METADATA}}}EntityDescriptor" or role is None:
        got = etree.QName(root).localname
        raise Deviation(expected="an EntityDescriptor with an SPSSODescriptor", got=got, where="body")
    services = role.findall(f"{{{METADATA}}}AssertionConsumerService")
    return Entity(
        id=root.get("entityID", ""),
        posted_to=frozenset(one.get("Location", "") for one in services if one.get("Binding") == POST),
    )
