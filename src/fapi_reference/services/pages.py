"""Pages of a list: `limit` and `offset` of a query, and the filters beside them (GEN-060 to GEN-068)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse

LIMITS = range(1, 501)
LIMIT = 10
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    limit: int = LIMIT
    offset: int = 0

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        return items[self.offset : self.offset + self.limit]


def asked(exchange: Exchange) -> Page:
    """GEN-060, GEN-064."""
    return Page(limit=_number(exchange, "limit", LIMITS, LIMIT), offset=_number(exchange, "offset", None, 0))


def chosen(exchange: Exchange, name: str, allowed: Collection[str]) -> frozenset[str]:
    """The values of a filter, whose union is wanted (GEN-067, GEN-068). None at all: everything is."""
    values = frozenset(every(exchange, name))
    if not values <= frozenset(allowed):
        raise refuse("form_param_value_invalid", name)
    return values


def every(exchange: Exchange, name: str) -> list[str]:
    """All values of a query parameter, in either spelling of a list (GEN-016)."""
    query = exchange.request.query_params
    return [value for spelling in (name, f"{name}[]") for value in query.getlist(spelling) if value]


def flag(exchange: Exchange, name: str) -> bool | None:
    value = exchange.first(name)
    if not value:
        return None
    if value not in {"true", "false"}:
        raise refuse("form_param_type_invalid", name)
    return value == "true"


def _number(exchange: Exchange, name: str, allowed: range | None, default: int) -> int:
    text = exchange.first(name)
    if not text:
        return default
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > 18:
        raise refuse("form_param_type_invalid", name)
    number = int(text)
    if number < 0 or (allowed is not None and number not in allowed):
        raise refuse("form_param_value_invalid", name)
    return number
