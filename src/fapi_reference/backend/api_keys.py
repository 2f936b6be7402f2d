"""Keys of people's own programs, as the application looks at one that it was shown (published operation).

Official SDKs leave the version out of this path.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fapi_reference.backend.body import Body

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def verify(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """POST /api_keys/verify."""
    return server.views.api_key(server.api_keys.verify(Body(body, frozenset({"secret"})).need("secret")))


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/api_keys/verify": {"POST": verify},
    "/v1/api_keys/verify": {"POST": verify},
}
