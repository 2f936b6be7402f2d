"""Method override: browsers send PATCH, PUT and DELETE as POST with `_method` (AUTH-011, AUTH-013, GEN-010)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange
from fapi_reference.transport.routing import refuse_verb

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PARAMETER = "_method"


def by_query(_server: "Reference", exchange: Exchange) -> None:
    if exchange.method == "POST" and (wanted := exchange.first(PARAMETER)):
        exchange.method = wanted.upper()


def by_form(server: "Reference", exchange: Exchange) -> None:
    """Seen for hosted sign-in: POST `/v1/client` with the body field `_method=GET` (AUTH-013)."""
    values = exchange.form.values.pop(PARAMETER, None)
    if values and exchange.method == "POST":
        exchange.method = values[0].upper()
        exchange.operation = exchange.resource.verbs.get(exchange.method) if exchange.resource else None
    if exchange.operation is None:
        refuse_verb(server, exchange)
