"""Pages of a list: `limit` and `offset` of a query, and the filters beside them (GEN-060 to GEN-068)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LIMITS = range(1, 501)
LIMIT = 10
OFFSETS = range(2**53)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    limit: int = LIMIT
    offset: int = 0

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        return items[self.offset : self.offset + self.limit]


class Pages:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def asked(self, exchange: Exchange) -> Page:
        """GEN-060, GEN-064."""
        limit = self.number(exchange, "limit", LIMITS, LIMIT)
        return Page(limit=limit, offset=self.number(exchange, "offset", OFFSETS, 0))

    def number(self, exchange: Exchange, name: str, allowed: range, default: int) -> int:
        text = exchange.first(name)
        if not text:
            return default
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()):
            raise refuse("form_param_type_invalid", name)
        if len(digits) > len(str(allowed.stop)) or int(text) not in allowed:
            raise refuse("form_param_value_invalid", name)
        return int(text)

    def chosen(self, exchange: Exchange, name: str, allowed: Collection[str]) -> frozenset[str]:
        """The values of a filter, whose union is wanted (GEN-067, GEN-068). None at all: everything is."""
        values = frozenset(self.every(exchange, name))
        if not values <= frozenset(allowed):
            raise refuse("form_param_value_invalid", name)
        return values

    def every(self, exchange: Exchange, name: str) -> list[str]:
        """All values of a query parameter, in either spelling of a list (GEN-016)."""
        query = exchange.request.query_params
        return [value for spelling in (name, f"{name}[]") for value in query.getlist(spelling) if value]

    def flag(self, exchange: Exchange, name: str) -> bool | None:
        value = exchange.first(name)
        if not value:
            return None
        if value not in {"true", "false"}:
            raise refuse("form_param_type_invalid", name)
        return value == "true"
