"""Which operations native apps call, and the ways in which a method may travel."""

from collections.abc import Mapping
from enum import StrEnum

from fapi_conformance.contract.operations import Operation

NATIVE_SCHEME = "ProductionNativeApp"
CALLED_NATIVELY: Mapping[str, str] = {
    "getClient": "AUTH-406",
    "postClient": "AUTH-083",
    "createSignIn": "AUTH-083",
    "getEnvironment": "AUTH-406",
}
"""Operations that name no scheme for native apps, and that native apps are known to call all the same."""


OUTSIDE = "/api_keys"
"""Below this official browser clients show a session token as bearer; what a native app shows there is told nowhere."""


class Way(StrEnum):
    """How a PATCH, PUT or DELETE goes over the wire (GEN-010)."""

    ITSELF = "as itself"
    OVERRIDE = "as a POST with `_method`"


def for_native_apps(operation: Operation) -> bool:
    """Whether native apps call it and read its answer: what only redirects is opened in a browser."""
    if operation.path.startswith(OUTSIDE):
        return False
    named = any(NATIVE_SCHEME in schemes for schemes in operation.security)
    return (named or operation.id in CALLED_NATIVELY) and any(200 <= status < 300 for status in operation.responses)


def travels(operation: Operation) -> bool:
    """Whether its method has two ways: outside of `/v1` no client is known to override it."""
    return operation.path.startswith("/v1/") and operation.method not in ("GET", "POST")
