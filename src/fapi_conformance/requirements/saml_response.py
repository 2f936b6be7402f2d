"""Responses of a company that are not what they have to be: nobody is signed in by one of them.

How they are refused is open: at once, or by a way back to an attempt that has an error (SAML-004).
"""

from fapi_conformance.requirements.saml import saml
from fapi_conformance.verdict.requirement import Level, Requirement


def _forged(topic: str, says: str, *sources: str, level: Level = Level.MUST) -> Requirement:
    return saml(topic, level, says, "acs 401", *sources)


GARBAGE = _forged(
    "RESPONSE.GARBAGE",
    "What is no response at all (nothing, no base64, no XML) is refused and signs nobody in.",
    "SEC-193",
    "SAML-003",
)
UNSIGNED = _forged("RESPONSE.UNSIGNED", "A response that nobody has signed signs nobody in.", "SEC-193")
EMPTY_SIGNATURE = _forged(
    "RESPONSE.EMPTY-SIGNATURE", "A response with a signature without a value signs nobody in.", "SEC-193"
)
FOREIGN_KEY = _forged(
    "RESPONSE.FOREIGN-KEY",
    "A response that is signed by another key than the company's signs nobody in.",
    "SEC-196",
    "SAML-004",
)
OWN_CERTIFICATE = _forged(
    "RESPONSE.KEY-INFO",
    "The certificate that a response brings along is believed by nobody.",
    "SEC-196",
)
AUDIENCE = _forged("RESPONSE.AUDIENCE", "A response for another audience signs nobody in.", "SEC-196", "SAML-004")
RECIPIENT = _forged("RESPONSE.RECIPIENT", "A response for another recipient signs nobody in.", "SEC-196")
DESTINATION = _forged("RESPONSE.DESTINATION", "A signed response for another destination signs nobody in.", "SEC-196")
ISSUER = _forged("RESPONSE.ISSUER", "A response in the name of another company signs nobody in.", "SEC-196")
OTHER_CONNECTION = _forged(
    "RESPONSE.OTHER-CONNECTION", "A response for another connection of the instance signs nobody in.", "SEC-196"
)
EXPIRED = _forged("RESPONSE.EXPIRED", "A response that is over signs nobody in.", "SEC-197", "SAML-004")
NOT_YET = _forged("RESPONSE.NOT-YET", "A response that is not good yet signs nobody in.", "SEC-197")
REPLAYED = _forged(
    "RESPONSE.REPLAYED", "A response that was used signs nobody in again, whoever brings it.", "SEC-197", "SAML-005"
)
OTHER_REQUEST = _forged(
    "RESPONSE.OTHER-REQUEST", "A response to a request that this target never made signs nobody in.", "SEC-197"
)
OTHER_FLOW = _forged(
    "RESPONSE.OTHER-FLOW",
    "A response to one request signs nobody in with the RelayState of another.",
    "SEC-197",
)
OTHER_CLIENT = _forged(
    "RESPONSE.OTHER-CLIENT",
    "The response to a request of one client signs nobody in on another client that brings it.",
    "SEC-197",
)
NO_REQUEST = _forged(
    "RESPONSE.NO-REQUEST",
    "A response to no request does not end a sign-in that was begun here, where the connection wants requests.",
    "SEC-197",
)
CODE = _forged(
    "RESPONSE.CODE",
    "What is refused of a response is told `saml_response_invalid`: at once by 401, or as the error of the attempt.",
    "SAML-004",
    level=Level.SHOULD,
)
WRAPPED = _forged(
    "DOCUMENT.WRAPPED",
    "A forged assertion beside, around or behind a signed one signs nobody in as whom it names.",
    "SEC-194",
    "SAML core 5.4.2",
)
WRAPPED_REFUSED = _forged(
    "DOCUMENT.WRAPPED.REFUSED",
    "A response with a forged assertion beside a signed one is refused altogether.",
    "SEC-194",
    level=Level.SHOULD,
)
SPLIT = _forged(
    "DOCUMENT.SPLIT",
    "An address is read whole, whatever stands in the middle of it: nobody is signed in by its first part.",
    "SEC-195",
)
DECLARED = _forged("DOCUMENT.DECLARED", "A response with a document type declaration signs nobody in.", "SEC-195")
FETCHED = _forged("DOCUMENT.FETCHED", "Nothing that a response names is fetched.", "SEC-195")
ALGORITHM = _forged(
    "RESPONSE.ALGORITHM",
    "A signature by SHA-1, or by the certificate as a shared secret, signs nobody in.",
    "SEC-199",
    level=Level.SHOULD,
)
