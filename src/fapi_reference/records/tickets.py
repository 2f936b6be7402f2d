"""What a ticket stands for: it is open until it is used, taken back or too old."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from fapi_reference.records.ageing import Whole


@dataclass(slots=True, kw_only=True)
class Ticketed(Whole):
    """Stands behind a ticket. Expiry follows from the time, as everywhere."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "expire_at")
    REFUSALS: ClassVar[Mapping[str, str]]
    """With which code a ticket is refused, by the status that it should not have."""

    id: str
    created_at: int
    updated_at: int
    expire_at: int
    status: str = "pending"
    ticket: str = ""
