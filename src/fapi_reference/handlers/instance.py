"""Environment, hosted pages, health and keys: operations that need no client."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

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


def account_portal(server: "Reference", _exchange: Exchange) -> Any:
    """AUTH-412."""
    return server.views.account_portal()
