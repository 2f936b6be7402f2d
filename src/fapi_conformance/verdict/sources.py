"""What kind of thing a source of a requirement is."""

import re
from collections.abc import Iterable
from enum import StrEnum

_FACT = re.compile(r"[A-Z]+-\d+|table of |facts of |behaviour-")
_STANDARD = re.compile(r"RFC |WebAuthn|OpenID|Fetch|EIP-|SAML |NIST|UTS ")


class Kind(StrEnum):
    """In the order in which the page shows them."""

    SCHEMA = "published schema"
    ERRORS = "published error catalogue"
    STANDARD = "published standard"
    CLIENTS = "official clients"
    FACT = "recorded fact"
    SECURITY = "security catalogue"


def kind(source: str) -> Kind:
    """Of one source as a requirement writes it; what is none of the others is a place in the published schema."""
    if source.startswith("SEC-"):
        return Kind.SECURITY
    if _STANDARD.match(source):
        return Kind.STANDARD
    if _FACT.match(source):
        return Kind.FACT
    if source.startswith("error catalogue"):
        return Kind.ERRORS
    return Kind.CLIENTS if source.startswith(("official client", "official-client")) else Kind.SCHEMA


_FIRMEST = (Kind.SCHEMA, Kind.ERRORS, Kind.CLIENTS, Kind.STANDARD, Kind.FACT, Kind.SECURITY)


def confidence(sources: Iterable[str]) -> Kind:
    """The firmest of them: how much a reader may rely on a finding."""
    return min(map(kind, sources), key=_FIRMEST.index, default=Kind.FACT)
