"""The instance's keys as the Backend API has them: the same that the Frontend API publishes, for server SDKs."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def read(server: "Reference", _body: dict[str, Any], _id: str) -> Any:
    """GET /v1/jwks of the Backend API."""
    return server.keys.jwks()
