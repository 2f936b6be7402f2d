"""Which operation is meant: path, then verb."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import FORM, Exchange
from fapi_reference.transport.forms import media_type

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def find(server: "Reference", exchange: Exchange) -> None:
    """An unknown path is 404 in plain text (AUTH-401); a POST may end in a slash (GEN-011)."""
    path = exchange.path
    if exchange.method == "POST" and len(path) > 1 and path.endswith("/"):
        path = path[:-1]
    found = server.routes.find(path)
    if found is None:
        exchange.finish(404, "There is nothing at this path.\n")
        return
    exchange.resource, exchange.ids = found


def verb(server: "Reference", exchange: Exchange) -> None:
    """A verb that the path does not have is 405 (AUTH-402), unless its form may still name another (AUTH-013)."""
    verbs = exchange.resource.verbs if exchange.resource else {}
    exchange.operation = verbs.get(exchange.method)
    if exchange.operation is None:
        hidden_in_form = exchange.method == "POST" and exchange.body and media_type(exchange) == FORM
        if not hidden_in_form:
            refuse_verb(server, exchange)


def refuse_verb(_server: "Reference", exchange: Exchange) -> None:
    exchange.finish(405, "This path does not have that verb.\n")
    if exchange.resource:
        exchange.response.headers["Allow"] = ", ".join(sorted(exchange.resource.verbs))
