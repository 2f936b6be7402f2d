"""What users are known by, here and elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.verification import ExternalIdentity, Verification


@dataclass(slots=True, kw_only=True)
class Identification:
    """An email address, phone number or wallet of a user."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    kind: str
    value: str
    verification: Verification | None
    created_at: int
    updated_at: int
    reserved: bool = False
    reserved_for_second_factor: bool = False
    default_second_factor: bool = False

    def parts(self) -> Iterator[Dated]:
        if self.verification:
            yield self.verification

    @property
    def verified(self) -> bool:
        return self.verification is not None and self.verification.status == "verified"


@dataclass(slots=True, kw_only=True)
class ExternalAccount:
    """An account elsewhere that a user has, or is about to link."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    identification_id: str
    strategy: str
    verification: Verification
    created_at: int
    updated_at: int
    identity: ExternalIdentity | None = None
    """None until the provider has told; a later visit that fails does not take it away."""

    def parts(self) -> Iterator[Dated]:
        yield self.verification
