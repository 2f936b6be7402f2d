"""The well-known documents beside the keys (facts of the account area, section 16.2)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def openid_configuration(server: "Reference", _exchange: Exchange) -> Any:
    return server.views.openid_configuration()


def authorization_server(server: "Reference", _exchange: Exchange) -> Any:
    return server.views.authorization_server()


def asset_links(server: "Reference", _exchange: Exchange) -> Any:
    return server.views.asset_links()


def related_origins(server: "Reference", _exchange: Exchange) -> Any:
    """WK-011."""
    origins = server.ceremonies.related_origins()
    if not origins:
        raise refuse("resource_not_found")
    return {"origins": list(origins)}


def site_association(server: "Reference", _exchange: Exchange) -> Any:
    return server.views.site_association()
