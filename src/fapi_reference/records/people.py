"""Users and their pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.enterprise import EnterpriseAccount
from fapi_reference.records.factors import Authenticator, BackupCodes, Passkey
from fapi_reference.records.identities import ExternalAccount, Identification
from fapi_reference.records.metadata import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is shown of a user or an organization; ``kind`` is the format in which the content is written."""

    id: str
    name: str
    kind: str
    content: bytes
    created_at: int


@dataclass(slots=True, kw_only=True)
class User:
    TIMES: ClassVar[tuple[str, ...]] = (
        "created_at", "updated_at", "last_sign_in_at", "last_active_at", "locked_at", "password_updated_at",
        "legal_accepted_at", "mfa_enabled_at", "mfa_disabled_at",
    )  # fmt: skip

    id: str
    created_at: int
    updated_at: int
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    external_id: str | None = None
    email_addresses: list[Identification] = field(default_factory=list)
    phone_numbers: list[Identification] = field(default_factory=list)
    web3_wallets: list[Identification] = field(default_factory=list)
    primary_email_address_id: str | None = None
    primary_phone_number_id: str | None = None
    primary_web3_wallet_id: str | None = None
    password: bytes | None = None
    password_updated_at: int | None = None
    picture: Picture | None = None
    public_metadata: Metadata = field(default_factory=dict)
    private_metadata: Metadata = field(default_factory=dict)
    unsafe_metadata: Metadata = field(default_factory=dict)
    last_sign_in_at: int | None = None
    last_active_at: int | None = None
    legal_accepted_at: int | None = None
    mfa_enabled_at: int | None = None
    mfa_disabled_at: int | None = None
    banned: bool = False
    failures: int = 0
    locked_at: int | None = None
    locked_for_good: bool = False
    delete_self_enabled: bool | None = None
    create_organization_enabled: bool = True
    create_organizations_limit: int | None = None
    """None: the instance's. Zero: no limit."""
    bypass_client_trust: bool = False
    authenticator: Authenticator | None = None
    backup_codes: BackupCodes | None = None
    passkeys: list[Passkey] = field(default_factory=list)
    external_accounts: list[ExternalAccount] = field(default_factory=list)
    enterprise_accounts: list[EnterpriseAccount] = field(default_factory=list)

    def parts(self) -> Iterator[Dated]:
        yield from self.identifications()
        yield from self.passkeys
        yield from self.external_accounts
        yield from self.enterprise_accounts
        yield from (one for one in (self.authenticator, self.backup_codes) if one)

    def identifications(self) -> list[Identification]:
        return [*self.email_addresses, *self.phone_numbers, *self.web3_wallets]

    def listed(self, kind: str) -> list[Identification]:
        """The list itself, to be changed."""
        lists = {"email_address": self.email_addresses, "phone_number": self.phone_numbers}
        return lists.get(kind, self.web3_wallets)

    def primary(self, kind: str) -> Identification | None:
        wanted = self.primary_id(kind)
        return next((item for item in self.identifications() if item.id == wanted), None)

    def primary_id(self, kind: str) -> str | None:
        wanted: str | None = getattr(self, f"primary_{kind}_id")
        return wanted

    def set_primary(self, kind: str, item_id: str | None) -> None:
        setattr(self, f"primary_{kind}_id", item_id)
