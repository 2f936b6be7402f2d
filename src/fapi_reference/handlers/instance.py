"""Environment, health, keys and development browsers: operations that need no client."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def environment(server: "Reference", _exchange: Exchange) -> Any:
    """AUTH-115; PATCH answers the same document (AUTH-116)."""
    return server.views.environment()


def health(_server: "Reference", _exchange: Exchange) -> Any:
    """AUTH-024."""
    return {"status": "healthy"}


def jwks(server: "Reference", _exchange: Exchange) -> Any:
    """AUTH-205."""
    return server.keys.jwks()


def create_dev_browser(server: "Reference", _exchange: Exchange) -> Any:
    """AUTH-092."""
    if server.settings.instance.environment == "production":
        raise refuse("request_invalid_for_environment")
    return server.views.dev_browser(server.callers.new_dev_browser())
