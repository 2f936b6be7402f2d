"""What a company's provider has signed of a response, and nothing else of it (SEC-193 to SEC-195).

The shape is looked at before any signature: where one assertion and its signatures may stand, and nowhere else. What is
read afterwards is what the signature covers, as it was canonicalised, never the document that it came in.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import EnterpriseConnection
from fapi_reference.services.saml_documents import NAMES, found, tag

if TYPE_CHECKING:
    from lxml.etree import _Element
    from signxml.verifier import SignatureConfiguration

    from fapi_reference.reference import Reference

ID_NAMES = frozenset({"id", "ID", "Id", "iD", "{http://www.w3.org/XML/1998/namespace}id"})
TRANSFORMS = frozenset(
    {"http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"}
    | {"http://www.w3.org/2001/10/xml-exc-c14n#WithComments"}
)
"""SAML core, section 5.4.4."""
METHODS = ("RSA_SHA", "ECDSA_SHA", "SHA256_RSA_MGF1", "SHA384_RSA_MGF1", "SHA512_RSA_MGF1")
WEAK = ("SHA1", "SHA224", "RIPEMD", "MD5")


@dataclass(frozen=True, slots=True)
class Signed:
    """The assertion, and what the response says around it, of which only the first is sure to be signed."""

    response: "_Element"
    assertion: "_Element"
    whole: bool
    """The response itself is signed too."""


class SamlSignatures:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def signed(self, connection: EnterpriseConnection, root: "_Element") -> Signed:
        self.refuse_shape(root)
        response = self.covered(connection, root)
        here = root if response is None else response
        assertion = self.covered(connection, found(here, "saml:Assertion")[0])
        if assertion is None and response is None:
            raise refuse("saml_response_invalid")
        read = found(here, "saml:Assertion")[0] if assertion is None else assertion
        return Signed(here, read, response is not None)

    # shape

    def refuse_shape(self, root: "_Element") -> None:
        """One response with one assertion in it, and signatures of these two alone (SEC-194)."""
        assertions = list(root.iter("{*}Assertion", "{*}EncryptedAssertion"))
        if root.tag != tag("samlp", "Response") or [one.tag for one in assertions] != [tag("saml", "Assertion")]:
            raise refuse("saml_response_invalid")
        if assertions[0].getparent() is not root or self.repeats_ids(root):
            raise refuse("saml_response_invalid")
        places = [one.getparent() for one in root.iter("{*}Signature")]
        if any(places.count(place) > 1 or place not in (root, assertions[0]) for place in places):
            raise refuse("saml_response_invalid")

    def repeats_ids(self, root: "_Element") -> bool:
        ids = [value for one in root.iter("*") for name, value in one.attrib.items() if name in ID_NAMES]
        return len(ids) != len(set(ids))

    # signatures

    def covered(self, connection: EnterpriseConnection, element: "_Element") -> "_Element | None":
        """What the element's own signature covers: the element, as it was signed. None where it has none."""
        signature = element.find("ds:Signature", NAMES)
        if signature is None:
            return None
        self.refuse_reference(signature, element)
        return self.verified(connection, element)

    def refuse_reference(self, signature: "_Element", element: "_Element") -> None:
        """Of the element that it stands in, by its id, changed by nothing that could take a part away."""
        references = found(signature, "ds:SignedInfo/ds:Reference")
        wanted = element.get("ID")
        if not wanted or [one.get("URI") for one in references] != [f"#{wanted}"]:
            raise refuse("saml_response_invalid")
        transforms = found(references[0], "ds:Transforms/ds:Transform")
        if not {one.get("Algorithm") for one in transforms} <= TRANSFORMS or found(signature, "ds:Object"):
            raise refuse("saml_response_invalid")

    def verified(self, connection: EnterpriseConnection, element: "_Element") -> "_Element":
        """By the certificate that the company has told, whatever the document brings along (SEC-196)."""
        from cryptography.exceptions import InvalidSignature
        from lxml.etree import LxmlError
        from signxml.exceptions import SignXMLException
        from signxml.verifier import VerifyResult, XMLVerifier

        try:
            result = XMLVerifier().verify(
                element, x509_cert=self.certificate(connection, element), expect_config=self.configuration()
            )
        except (SignXMLException, InvalidSignature, LxmlError, ValueError, TypeError, KeyError, AttributeError):
            raise refuse("saml_response_invalid") from None
        if not isinstance(result, VerifyResult) or result.signed_xml is None or result.signed_xml.tag != element.tag:
            raise refuse("saml_response_invalid")
        return result.signed_xml

    def certificate(self, connection: EnterpriseConnection, _element: "_Element") -> str:
        return connection.idp.certificate

    def configuration(self) -> "SignatureConfiguration":
        """Strong algorithms of keys that have a private half; the document only chooses among them (SEC-199)."""
        from signxml.algorithms import DigestAlgorithm, SignatureMethod
        from signxml.verifier import SignatureConfiguration

        return SignatureConfiguration(
            location="./",
            expect_references=1,
            signature_methods=frozenset(
                one for one in SignatureMethod if one.name.startswith(METHODS) and not one.name.endswith(WEAK)
            ),
            digest_algorithms=frozenset(one for one in DigestAlgorithm if not one.name.endswith(WEAK)),
            ignore_ambiguous_key_info=True,
        )
