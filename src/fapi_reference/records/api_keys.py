"""Keys by which a person's or an organization's own programs call the application."""

from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.records.ageing import Whole


@dataclass(slots=True, kw_only=True)
class ApiKey(Whole):
    """Of its secret nothing is kept but a digest."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "expiration", "last_used_at")

    id: str
    type: str
    subject: str
    """The id of the user or organization whose key it is."""
    name: str
    description: str | None
    created_by: str
    digest: str = field(repr=False)
    created_at: int
    updated_at: int
    expiration: int | None = None
    last_used_at: int | None = None
    revoked: bool = False
    revocation_reason: str | None = None
