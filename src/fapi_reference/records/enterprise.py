"""Identity providers of companies, and whom they have vouched for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.ageing import Whole
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.verification import ExternalIdentity, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """What a company tells of its provider; ``certificate`` as base64 of DER, as it stands in metadata."""

    entity_id: str = ""
    sso_url: str = ""
    certificate: str = ""
    certificate_issued_at: int | None = None
    certificate_expires_at: int | None = None
    metadata_url: str = ""
    metadata: str = ""

    @property
    def complete(self) -> bool:
        """Enough to send people there, and to know that they come from there."""
        return bool(self.entity_id and self.sso_url and self.certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeMapping:
    """By which names the provider tells what; an empty ``user_id`` means the name identifier of the subject."""

    user_id: str = ""
    email_address: str = "mail"
    first_name: str = "firstName"
    last_name: str = "lastName"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginHint:
    """Whether the provider is told who is about to come; ``source`` names the metadata of a custom attribute."""

    mode: str = "email_address"
    source: str = ""


@dataclass(slots=True, kw_only=True)
class EnterpriseConnection(Whole):
    """One company's provider, spoken to in SAML. It has an id of its own, and one as a SAML connection."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    saml_id: str
    name: str
    provider: str
    domains: list[str]
    created_at: int
    updated_at: int
    idp: IdentityProvider = IdentityProvider()
    mapping: AttributeMapping = AttributeMapping()
    login_hint: LoginHint = LoginHint()
    organization_id: str | None = None
    """Whoever comes by it becomes a member there."""
    created_by: str | None = None
    active: bool = False
    sync_user_attributes: bool = True
    allow_subdomains: bool = False
    allow_idp_initiated: bool = False
    disable_additional_identifications: bool = False
    allow_organization_account_linking: bool = False
    disable_jit_provisioning: bool = False
    force_authn: bool = False
    custom_attributes: Metadata = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class EnterpriseAccount:
    """An account at a company that a user has."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "last_authenticated_at")

    id: str
    identification_id: str
    connection_id: str
    identity: ExternalIdentity
    verification: Verification
    created_at: int
    updated_at: int
    last_authenticated_at: int | None = None

    def parts(self) -> Iterator[Dated]:
        yield self.verification


@dataclass(slots=True, kw_only=True)
class TestRun(Whole):
    """A try of a connection that nobody is signed in by; ``ticket`` lets its bearer begin it."""

    __test__: ClassVar[bool] = False
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "expires_at")

    id: str
    connection_id: str
    ticket: str = field(repr=False)
    created_at: int
    expires_at: int
    status: str = "pending"
    identity: ExternalIdentity | None = None
