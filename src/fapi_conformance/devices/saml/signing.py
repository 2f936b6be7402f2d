"""Signatures of XML, enveloped in what they sign (XML Signature, section 4; SAML core, section 5.4).

Made by hand: libraries refuse to make what only a forger makes.
"""

import base64
import hashlib
import hmac

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree
from lxml.builder import ElementMaker

from fapi_conformance.devices.saml.conduct import Algorithm, Conduct, Key, Signed
from fapi_conformance.devices.saml.keys import SigningKey
from fapi_conformance.devices.saml.responses import ASSERTION

DSIG = "http://www.w3.org/2000/09/xmldsig#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = f"{DSIG}enveloped-signature"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA1 = f"{DSIG}sha1"
ds = ElementMaker(namespace=DSIG, nsmap={"ds": DSIG})


def sign(response: "etree._Element", conduct: Conduct, *, own: SigningKey, foreign: SigningKey) -> None:
    """Sign what the conduct says is signed: what is inside first."""
    signer = own if conduct.key is Key.OWN else foreign
    shown = foreign.certificate if conduct.key is Key.FOREIGN else own.certificate
    inner = response.find(f"{{{ASSERTION}}}Assertion")
    parts = {
        Signed.BOTH: (inner, response),
        Signed.ASSERTION: (inner,),
        Signed.EMPTY: (inner,),
        Signed.RESPONSE: (response,),
        Signed.NOTHING: (),
    }[conduct.signed]
    for part in parts:
        if part is not None:
            enveloped(part, signer, shown, conduct.algorithm)
    if conduct.signed is Signed.EMPTY:
        for value in response.iter(f"{{{DSIG}}}SignatureValue"):
            value.text = None


def enveloped(part: "etree._Element", signer: SigningKey, certificate: str, algorithm: Algorithm) -> None:
    """Put a signature of this element into it, behind its issuer."""
    weak = algorithm is not Algorithm.RSA_SHA256
    info = ds.SignedInfo(
        ds.CanonicalizationMethod(Algorithm=EXCLUSIVE),
        ds.SignatureMethod(Algorithm=algorithm.value),
        ds.Reference(
            ds.Transforms(ds.Transform(Algorithm=ENVELOPED), ds.Transform(Algorithm=EXCLUSIVE)),
            ds.DigestMethod(Algorithm=SHA1 if weak else SHA256),
            ds.DigestValue(digest(part, weak=weak)),
            URI=f"#{part.get('ID')}",
        ),
    )
    signature = ds.Signature(
        info,
        ds.SignatureValue(_value(canonical(info), signer, certificate, algorithm)),
        ds.KeyInfo(ds.X509Data(ds.X509Certificate(certificate))),
    )
    part.insert(1, signature)


def canonical(element: "etree._Element") -> bytes:
    """Without comments, which is what most signatures are over."""
    text: bytes = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    return text


def digest(element: "etree._Element", *, weak: bool = False) -> str:
    content = canonical(element)
    made = hashlib.sha1(content, usedforsecurity=False) if weak else hashlib.sha256(content)
    return base64.b64encode(made.digest()).decode()


def _value(content: bytes, signer: SigningKey, certificate: str, algorithm: Algorithm) -> str:
    if algorithm is Algorithm.HMAC_SHA1:
        return base64.b64encode(hmac.digest(certificate.encode(), content, "sha1")).decode()
    scheme = hashes.SHA256() if algorithm is Algorithm.RSA_SHA256 else hashes.SHA1()  # noqa: S303 - what is tried
    return base64.b64encode(signer.private.sign(content, padding.PKCS1v15(), scheme)).decode()
