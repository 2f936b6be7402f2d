"""Organizations: who belongs to them, who is asked to, and by which domains people find them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.ageing import Whole
from fapi_reference.records.metadata import Metadata
from fapi_reference.records.people import Picture
from fapi_reference.records.tickets import Ticketed
from fapi_reference.records.verification import Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """``type`` is `system` for what the server itself guards, `user` for what the application does (ORG-601)."""

    id: str
    key: str
    name: str
    description: str
    type: str
    created_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A name for permissions, the same in all organizations of the instance (ORG-600)."""

    id: str
    key: str
    name: str
    description: str
    is_creator_eligible: bool
    permissions: tuple[Permission, ...]
    created_at: int

    def keys(self) -> list[str]:
        return [one.key for one in self.permissions]

    def grants(self, permission: str) -> bool:
        return any(one.key == permission for one in self.permissions)


@dataclass(slots=True, kw_only=True)
class Membership(Whole):
    """A user in an organization; ``role`` is the key of one."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    organization_id: str
    user_id: str
    role: str
    created_at: int
    updated_at: int
    public_metadata: Metadata = field(default_factory=dict)
    private_metadata: Metadata = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class OrganizationInvitation(Ticketed):
    """An address is asked to join."""

    REFUSALS: ClassVar[Mapping[str, str]] = {
        "expired": "ticket_expired_code",
        "revoked": "organization_invitation_revoked_code",
        "accepted": "organization_invitation_already_accepted",
    }

    organization_id: str
    email_address: str
    role: str
    inviter_user_id: str | None = None
    public_metadata: Metadata = field(default_factory=dict)
    private_metadata: Metadata = field(default_factory=dict)
    redirect_url: str | None = None
    domain_id: str | None = None
    """Made by this domain's enrolment and by nobody: left out of the organization's own list (ORG-306)."""
    user_id: str | None = None
    """Who accepted it, or whom it is for where a domain made it."""


@dataclass(slots=True, kw_only=True)
class OrganizationDomain:
    """People with an address in this domain may be found to belong to the organization."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "verified_at")

    id: str
    organization_id: str
    name: str
    created_at: int
    updated_at: int
    enrollment_mode: str = "manual_invitation"
    affiliation_email_address: str | None = None
    affiliation_verification: Verification | None = None
    verified_at: int | None = None

    def parts(self) -> Iterator[Dated]:
        if self.affiliation_verification:
            yield self.affiliation_verification


@dataclass(slots=True, kw_only=True)
class OrganizationSuggestion(Whole):
    """A user is told that they may ask to join."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    organization_id: str
    domain_id: str
    user_id: str
    created_at: int
    updated_at: int
    status: str = "pending"


@dataclass(slots=True, kw_only=True)
class MembershipRequest(Whole):
    """A user asks to join, and waits for somebody who manages members."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    organization_id: str
    user_id: str
    created_at: int
    updated_at: int
    suggestion_id: str | None = None
    status: str = "pending"


@dataclass(slots=True, kw_only=True)
class Organization(Whole):
    """With all that belongs to it and goes with it."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    name: str
    slug: str | None
    """None where the instance has no slugs (ORG-112)."""
    max_allowed_memberships: int
    """0: as many as want to (ORG-117)."""
    created_at: int
    updated_at: int
    created_by: str | None = None
    admin_delete_enabled: bool = True
    public_metadata: Metadata = field(default_factory=dict)
    private_metadata: Metadata = field(default_factory=dict)
    picture: Picture | None = None
    members: dict[str, Membership] = field(default_factory=dict)
    """By user id."""
    invitations: list[OrganizationInvitation] = field(default_factory=list)
    domains: list[OrganizationDomain] = field(default_factory=list)
    suggestions: list[OrganizationSuggestion] = field(default_factory=list)
    membership_requests: list[MembershipRequest] = field(default_factory=list)
