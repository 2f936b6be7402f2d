"""Proofs that are under way or done, and whom a provider has named in one."""

from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.problems import Item
from fapi_reference.records.ageing import Whole
from fapi_reference.records.metadata import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdentity:
    """Who somebody is elsewhere, as its provider has told. Empty: it did not tell."""

    strategy: str
    """The connection."""
    subject: str
    email_address: str = ""
    email_verified: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    image_url: str = ""
    scopes: tuple[str, ...] = ()
    access_token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)
    connection_id: str = ""
    """Of somebody whom their company has named: the connection, whose word for the address is the last."""
    public_metadata: Metadata = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Verification(Whole):
    """The proof of one factor or identifier (AUTH-309). Expiry is not a stored status: it follows from the time."""

    TIMES: ClassVar[tuple[str, ...]] = ("expire_at", "sent_at")

    kind: str
    strategy: str
    status: str = "unverified"
    attempts: int | None = None
    expire_at: int | None = None
    sent_at: int | None = None
    code: str | None = None
    target: str = ""
    """The address or number the code went to, so that it cannot prove another one."""
    nonce: str | None = None
    """What tells the newest link, or the newest message for a wallet, from the ones before it."""
    message: str | None = None
    """What a wallet has to sign."""
    redirect_url: str | None = None
    client_id: str = ""
    """Of a link: who waits for it to be opened."""
    verified_at_client: str | None = None
    external_url: str | None = None
    """Of a visit to a provider: where it begins."""
    error: Item | None = None
    """Why the visit came to nothing, or to something else than was asked for."""
    identity: ExternalIdentity | None = None
    """Whom the provider has named."""
    ceremony: "Ceremony | None" = None
    """Of a passkey: what was asked for, until it was brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """What a browser is asked to sign, and for whom; ``options`` as it is told, as JSON in text."""

    challenge: bytes
    rp_id: str
    origins: tuple[str, ...]
    options: str
