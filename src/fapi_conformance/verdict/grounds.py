"""What a requirement stands on, told from how its sources are written: how much a reader may rely on a finding."""

import re
from enum import StrEnum

from fapi_conformance.verdict.requirement import Requirement

_FACT = re.compile(r"[A-Z]{2,8}-\d{3}\b|.*\bsection\b.*|.*\btable of\b.*", re.DOTALL)
_STANDARD = re.compile(r"RFC \d+|WebAuthn|OpenID|OIDC|SAML|EIP-\d+|FIDO|XML", re.IGNORECASE)


class Grounds(StrEnum):
    """From the firmest to the least."""

    PUBLISHED = "published"
    """The schema, or the error catalogue."""
    CLIENT = "official client"
    STANDARD = "standard"
    RECORDED = "recorded fact"


def grounds(requirement: Requirement) -> Grounds:
    """The firmest ground that any of its sources is."""
    return min(map(of_source, requirement.sources), key=list(Grounds).index, default=Grounds.RECORDED)


def of_source(source: str) -> Grounds:
    """``createSignIn 422``, ``Client.User`` and whatever else names the schema are its own; facts bear an id."""
    if source.startswith("official"):
        return Grounds.CLIENT
    if _STANDARD.match(source):
        return Grounds.STANDARD
    return Grounds.RECORDED if _FACT.fullmatch(source) else Grounds.PUBLISHED
