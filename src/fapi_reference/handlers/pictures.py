"""The picture of the signed-in user, and where everybody sees it (facts of the account area, section 2.5)."""

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from fapi_reference.exchange import Exchange
from fapi_reference.services.pictures import TYPES

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def create(server: "Reference", exchange: Exchange) -> Any:
    """USER-050 to USER-054: the picture is answered, and not the user."""
    picture = server.pictures.set(exchange.signed_in(), exchange)
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.picture(picture), exchange)


def delete(server: "Reference", exchange: Exchange) -> Any:
    """USER-055."""
    gone = server.pictures.remove(exchange.signed_in())
    server.clients.changed(exchange.caller())
    return server.views.envelope(server.views.deleted("image", gone.id), exchange)


def show(server: "Reference", exchange: Exchange) -> Response:
    """As what it is, and nothing that a browser might find in it (SEC-254)."""
    picture = server.pictures.found(exchange.ids["picture_id"])
    return Response(picture.content, media_type=TYPES[picture.kind], headers={"X-Content-Type-Options": "nosniff"})
