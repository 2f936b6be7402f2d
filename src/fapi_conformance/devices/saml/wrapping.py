"""Signatures wrapped: a genuine one stays in the document, and something else stands where it is looked for.

"On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012) has the shapes.
"""

import copy

from lxml import etree

from fapi_conformance.devices.saml.conduct import Shape
from fapi_conformance.devices.saml.responses import ASSERTION, PROTOCOL, new_id, samlp
from fapi_conformance.devices.saml.signing import DSIG, digest, ds

_SIGNATURE = f"{{{DSIG}}}Signature"


def wrapped(response: "etree._Element", forged: "etree._Element", shape: Shape) -> None:
    """Bring a forged assertion into a response whose own one is signed."""
    signed = response.find(f"{{{ASSERTION}}}Assertion")
    assert signed is not None
    if shape is Shape.SAME_ID:
        forged.set("ID", str(signed.get("ID")))
    _BRING[shape](response, signed, forged)


def _before(response: "etree._Element", signed: "etree._Element", forged: "etree._Element") -> None:
    response.insert(response.index(signed), forged)


def _after(response: "etree._Element", _signed: "etree._Element", forged: "etree._Element") -> None:
    response.append(forged)


def _around(response: "etree._Element", signed: "etree._Element", forged: "etree._Element") -> None:
    response.replace(signed, forged)
    forged.append(signed)


def _extensions(response: "etree._Element", signed: "etree._Element", forged: "etree._Element") -> None:
    response.replace(signed, forged)
    status = response.find(f"{{{PROTOCOL}}}Status")
    assert status is not None
    response.insert(response.index(status), samlp.Extensions(signed))


def _object(response: "etree._Element", signed: "etree._Element", forged: "etree._Element") -> None:
    signature = _taken(signed)
    response.replace(signed, forged)
    forged.insert(1, signature)
    signature.append(ds.Object(signed))


def _elsewhere(response: "etree._Element", signed: "etree._Element", forged: "etree._Element") -> None:
    forged.insert(1, _taken(signed))
    response.insert(response.index(signed), forged)


def _whole(response: "etree._Element", signed: "etree._Element", forged: "etree._Element") -> None:
    """Its digest is right, and its value is of something else."""
    signature = _taken(signed)
    response.replace(signed, forged)
    expected = digest(response)
    for reference in signature.iter(f"{{{DSIG}}}Reference"):
        reference.set("URI", "")
    for value in signature.iter(f"{{{DSIG}}}DigestValue"):
        value.text = expected
    forged.insert(1, signature)


def _taken(signed: "etree._Element") -> "etree._Element":
    """The signature that stands in it, out of it: of what is signed it is no part."""
    signature = signed.find(_SIGNATURE)
    assert signature is not None
    signed.remove(signature)
    return signature


_BRING = {
    Shape.BEFORE: _before,
    Shape.AFTER: _after,
    Shape.AROUND: _around,
    Shape.EXTENSIONS: _extensions,
    Shape.OBJECT: _object,
    Shape.SAME_ID: _before,
    Shape.ELSEWHERE: _elsewhere,
    Shape.WHOLE: _whole,
}


def forged_from(assertion: "etree._Element") -> "etree._Element":
    """A copy with an id of its own and without a signature."""
    made = copy.deepcopy(assertion)
    made.set("ID", new_id())
    for signature in made.findall(_SIGNATURE):
        made.remove(signature)
    return made
