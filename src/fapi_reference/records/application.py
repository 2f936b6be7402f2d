"""What the application has made or wired, and what was sent in its name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.records.ageing import Whole
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.tickets import Ticketed


@dataclass(slots=True, kw_only=True)
class OpenIDProvider:
    """Where a connection leads. What it says of itself is asked for when it is first needed."""

    strategy: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    metadata: Metadata | None = None
    keys: Metadata | None = None


@dataclass(slots=True, kw_only=True)
class TestingToken(Whole):
    TIMES: ClassVar[tuple[str, ...]] = ("expires_at",)

    token: str
    expires_at: int


@dataclass(slots=True, kw_only=True)
class JwtTemplate(Whole):
    """How the application wants some of its tokens made (GAP-069 to GAP-073)."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    name: str
    claims: Metadata
    lifetime: int
    allowed_clock_skew: int
    signing_algorithm: str
    signing_key: str | None
    """None: the instance's own."""
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """A service that knows the application's users by tokens which this instance makes for it (USER-040, USER-041)."""

    id: str
    service: str
    signing_algorithm: str
    signing_key: str | None
    """None: the instance's own."""
    account: str
    """Who vouches for the users, where the service wants to know: a service account."""
    created_at: int


@dataclass(slots=True, kw_only=True)
class SignInToken(Ticketed):
    """A ticket that signs one user in once."""

    REFUSALS: ClassVar[Mapping[str, str]] = {
        "expired": "ticket_expired_code",
        "revoked": "sign_in_token_revoked_code",
        "accepted": "sign_in_token_already_used_code",
    }

    user_id: str


@dataclass(slots=True, kw_only=True)
class Invitation(Ticketed):
    """A ticket that lets one address sign up, proven by whoever reads the mail."""

    REFUSALS: ClassVar[Mapping[str, str]] = {
        "expired": "ticket_expired_code",
        "revoked": "revoked_invitation",
        "accepted": "invitation_already_accepted",
    }

    email_address: str
    public_metadata: Metadata
    redirect_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message that a real service would have sent: a code or a link."""

    to: str
    code: str | None = None
    link: str | None = None
    sent_at: int
