"""What the instance offers as an OAuth provider: its metadata document tells, and no environment does (GAP-078)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.errors import TransportFailure
from fapi_conformance.target.capabilities import Capabilities, Capability
from fapi_conformance.target.three_valued import not_

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

NONE_SUCH = 404


def read_metadata(target: "Target") -> Json:
    """The document; empty where there is none, None where that could not be seen."""
    try:
        answer = target.reader("discovery").well_known.authorization_server(intent=Intent.OPEN)
    except TransportFailure:
        return None
    if answer.status == NONE_SUCH:
        return {}
    return answer.json if answer.ok and isinstance(answer.json, dict) else None


def offered(document: Json) -> Capabilities:
    """As capabilities (the probes of the profiles). That some client can be had is no capability but means."""
    registration = _named(document, "registration_endpoint")
    return {
        Capability.OAUTH_PROVIDER: _named(document, "authorization_endpoint"),
        Capability.DYNAMIC_REGISTRATION: registration,
        Capability.NO_DYNAMIC_REGISTRATION: not_(registration),
    }


def scopes(document: Json) -> frozenset[str] | None:
    """Those that it says it has; None where it does not say."""
    listed = document.get("scopes_supported") if isinstance(document, Mapping) else None
    return frozenset(one for one in listed if isinstance(one, str)) if isinstance(listed, list) else None


def _named(document: Json, endpoint: str) -> bool | None:
    if not isinstance(document, Mapping):
        return None
    return isinstance(document.get(endpoint), str)
