"""Clients, their sessions, and what is handed out for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.ageing import Whole
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.verification import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What a request tells about the device that it comes from."""

    user_agent: str = ""
    ip_address: str | None = None


@dataclass(slots=True, kw_only=True)
class Reverification:
    """A session that is being verified anew. What it proves is noted on the session."""

    TIMES: ClassVar[tuple[str, ...]] = ()

    id: str
    level: str
    status: str
    first_factor: Verification | None = None
    second_factor: Verification | None = None

    def parts(self) -> Iterator[Dated]:
        return iter(item for item in (self.first_factor, self.second_factor) if item)


@dataclass(slots=True, kw_only=True)
class Session:
    TIMES: ClassVar[tuple[str, ...]] = (
        "created_at", "updated_at", "expire_at", "abandon_at", "last_active_at", "first_factor_at", "second_factor_at",
    )  # fmt: skip

    id: str
    client_id: str
    user_id: str
    created_at: int
    updated_at: int
    expire_at: int
    abandon_at: int
    last_active_at: int
    first_factor_at: int | None
    second_factor_at: int | None = None
    status: str = "active"
    last_active_organization_id: str | None = None
    last_token: "IssuedToken | None" = None
    activity_id: str = ""
    device: Device = Device()
    """Where it was used last."""
    reverification: Reverification | None = None

    def parts(self) -> Iterator[Dated]:
        if self.reverification:
            yield self.reverification


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """The newest token of a session and what it says, so that it can be shown again while it still holds."""

    jwt: str
    says: tuple[object, ...]
    issued_at: int


@dataclass(slots=True, kw_only=True)
class Client(Whole):
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "cookie_expires_at")

    id: str
    created_at: int
    updated_at: int
    token: str = ""
    cookie_expires_at: int | None = None
    sessions: list[Session] = field(default_factory=list)
    sign_in: SignIn | None = None
    sign_up: SignUp | None = None
    last_active_session_id: str | None = None
    last_authentication_strategy: str | None = None
    device: Device = Device()
    rotates: bool = False
    """Somebody signed in since the token was handed out: the next answer brings another (AUTH-076)."""
    known_users: set[str] = field(default_factory=set)
    """Who has signed in here before: device trust remembers it, also after signing out (AUTH-279)."""


@dataclass(slots=True, kw_only=True)
class DevBrowser(Whole):
    """A development browser stands for a client until that is replaced or deleted (AUTH-097)."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at",)

    id: str
    created_at: int
    client_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RotatingNonce:
    """Opens a client's new token to the app that had the one before, once and soon (AUTH-090)."""

    client_id: str
    before: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """What an application's server picks up by its nonce, once (AUTH-150)."""

    directives: tuple[str, ...]
    until: int
