"""Who waits to be let in."""

from dataclasses import dataclass
from typing import ClassVar

from fapi_reference.records.ageing import Whole


@dataclass(slots=True, kw_only=True)
class WaitlistEntry(Whole):
    """One address on the list."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    email_address: str
    created_at: int
    updated_at: int
    rejected: bool = False
    invitation_id: str | None = None
    """Whoever is let in is invited."""
