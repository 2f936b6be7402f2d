"""Sign-ins and sign-ups under way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.verification import ExternalIdentity, Verification


@dataclass(slots=True, kw_only=True)
class SignIn:
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "abandon_at")

    id: str
    client_id: str
    created_at: int
    abandon_at: int
    status: str = "needs_identifier"
    identifier: str | None = None
    identifier_kind: str | None = None
    user_id: str | None = None
    phantom_id: str = ""
    """Under enumeration protection an unknown identifier has factors too; this stands for the address it lacks."""
    first_factor: Verification | None = None
    second_factor: Verification | None = None
    unlinked: ExternalIdentity | None = None
    """Came with an address that its provider does not vouch for: linked once its user has proven who they are."""
    invitation_id: str | None = None
    """Of an organization, whose ticket was brought: accepted once the sign-in is complete."""
    created_session_id: str | None = None
    replaced: bool = False

    def parts(self) -> Iterator[Dated]:
        return iter(item for item in (self.first_factor, self.second_factor) if item)


@dataclass(slots=True, kw_only=True)
class SignUp:
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "abandon_at", "legal_accepted_at")

    id: str
    client_id: str
    created_at: int
    abandon_at: int
    status: str = "missing_requirements"
    values: dict[str, str] = field(default_factory=dict)
    """The identifiers and names supplied so far, by the name of their attribute."""
    password: bytes | None = None
    unsafe_metadata: Metadata = field(default_factory=dict)
    legal_accepted_at: int | None = None
    verifications: dict[str, Verification] = field(default_factory=dict)
    created_session_id: str | None = None
    created_user_id: str | None = None
    invitation_id: str | None = None
    replaced: bool = False

    def parts(self) -> Iterator[Dated]:
        return iter(self.verifications.values())
