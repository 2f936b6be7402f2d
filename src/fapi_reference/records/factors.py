"""What users prove themselves with beside their password."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.ageing import Whole
from fapi_reference.records.verification import Verification


@dataclass(slots=True, kw_only=True)
class Credential:
    """The public half of a key, and how often it was used as far as its device says."""

    id: bytes
    public_key: bytes
    sign_count: int

    @property
    def spelled(self) -> str:
        """The id as browsers write it."""
        return urlsafe_b64encode(self.id).rstrip(b"=").decode()


@dataclass(slots=True, kw_only=True)
class Passkey:
    """A key that a device holds for a user; without a credential its ceremony is not over yet."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "last_used_at")

    id: str
    user_id: str
    name: str
    verification: Verification
    created_at: int
    updated_at: int
    last_used_at: int | None = None
    credential: Credential | None = None

    def parts(self) -> Iterator[Dated]:
        yield self.verification


@dataclass(slots=True, kw_only=True)
class Authenticator(Whole):
    """The secret that a user's authenticator app shares; a factor once a right code was given for it."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "accepted_at")

    id: str
    secret: bytes
    created_at: int
    updated_at: int
    verified: bool = False
    accepted_at: int | None = None
    """When the step began whose code was taken last: neither it nor an older one is taken again."""


@dataclass(slots=True, kw_only=True)
class BackupCodes(Whole):
    """The hashes of the codes that are left."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    hashes: list[bytes]
    created_at: int
    updated_at: int
