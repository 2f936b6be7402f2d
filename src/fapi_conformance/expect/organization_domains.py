"""What a domain of an organization says of its proof."""

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.answers import succeeded
from fapi_conformance.expect.look import ABSENT, at, say

PROOF, OLD_PROOF = "affiliation_verification", "verification"
"""Two names of the same: servers of before 2026 have the second one only (ORG-500)."""


def domain_proof(answer: Answer, name: str) -> Json:
    """What a domain says of its proof; ABSENT, where it has none."""
    new = at(answer.resource, f"{PROOF}.{name}")
    return at(answer.resource, f"{OLD_PROOF}.{name}") if new is ABSENT else new


def domain_proven(answer: Answer) -> None:
    if (status := domain_proof(succeeded(answer), "status")) != "verified":
        raise Deviation(expected='"verified"', got=say(status), where=f"$.response.{PROOF}.status")


def domain_unproven(answer: Answer) -> None:
    if domain_proof(succeeded(answer), "status") == "verified":
        raise Deviation(expected="a domain that is not verified", got="verified", where=f"$.response.{PROOF}.status")
