"""Domains of an organization: who has an address in one may be found to belong (facts of the account area, section 12).

| affiliation | event | next | refused with |
|---|---|---|---|
| none | made by somebody who has a proven address in it | verified | |
| none, unverified, failed, expired | prepare | unverified, a code is sent | |
| verified | prepare, attempt | unchanged | 400 verification_already_verified |
| none | attempt | unchanged | 400 verification_missing |
| unverified | right code | verified | |
| unverified | wrong code | unverified, attempts + 1, at last failed | 422 form_code_incorrect |
| any | verified, in another organization | unchanged | 422 organization_domain_already_exists |
"""

import re
from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Organization, OrganizationDomain
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.settings.model import ENROLLMENT_MODES

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
NAME_LIMIT = 253
COMMON = frozenset(
    {"aol.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.com"}
    | {"icloud.com", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "outlook.com", "pm.me"}
    | {"proton.me", "protonmail.com", "qq.com", "web.de", "yahoo.co.uk", "yahoo.com", "yandex.com", "yandex.ru"}
)
"""Everybody may have an address there: it says nothing about who belongs together."""
BLOCKED = frozenset(
    {"10minutemail.com", "dispostable.com", "getnada.com", "guerrillamail.com", "maildrop.cc", "mailinator.com"}
    | {"sharklasers.com", "temp-mail.org", "tempmail.com", "throwawaymail.com", "trashmail.com", "yopmail.com"}
)
"""Addresses there are thrown away after use."""
MANUAL, INVITING, SUGGESTING = ENROLLMENT_MODES
MODES = frozenset({*ENROLLMENT_MODES, "enterprise_sso"})


class OrganizationDomains:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def need_enabled(self) -> None:
        """ORG-510."""
        if not self.server.settings.organizations.domains:
            raise refuse("organization_domains_not_enabled")

    # making

    def create(self, organization: Organization, name: str, mode: str, by: User | None) -> OrganizationDomain:
        """ORG-502, ORG-503. Names compare without regard to case (ORG-504)."""
        name = name.lower()
        self.refuse_name(name)
        self.need_mode(mode)
        if any(one.name == name for one in organization.domains):
            raise refuse("organization_domain_already_exists_same_organization", "name")
        self.refuse_held(organization, name)
        if self.server.enterprise_connections.holds(name):
            raise refuse("organization_domain_exists_for_enterprise_connection", "name")
        if len(organization.domains) >= self.server.settings.organizations.domain_quota:
            raise refuse("organization_domain_quota_exceeded")
        address = self.own_address(by, name) if by else None
        if mode != MANUAL and address is None:
            raise refuse("organization_domain_enrollment_mode_invalid", "enrollment_mode")
        return self.put(organization, name, mode, address)

    def put(self, organization: Organization, name: str, mode: str, address: str | None) -> OrganizationDomain:
        """With an address that is proven already there is nothing left to prove."""
        now = self.server.clock.now()
        made = OrganizationDomain(
            id=new_id("orgdmn"),
            organization_id=organization.id,
            name=name,
            enrollment_mode=mode,
            created_at=now,
            updated_at=now,
        )
        if address:
            made.affiliation_email_address, made.verified_at = address, now
            made.affiliation_verification = self.admitted(address)
        organization.domains.append(made)
        self.server.store.organization_domains[made.id] = made
        return made

    def refuse_name(self, name: str) -> None:
        if len(name) > NAME_LIMIT or not NAME.fullmatch(name):
            raise refuse("form_param_format_invalid", "name")
        if name in COMMON:
            raise refuse("organization_domain_common", "name")
        if name in BLOCKED:
            raise refuse("organization_domain_blocked", "name")

    def own_address(self, user: User, name: str) -> str | None:
        """A proven address of theirs that is in the domain."""
        mine = (one.value for one in user.email_addresses if one.verified)
        return next((one for one in mine if self.is_in(one, name)), None)

    def is_in(self, address: str, name: str) -> bool:
        """What stands behind the last `@` is the domain, and does not just end like it (SEC-061)."""
        return address.rpartition("@")[2].lower() == name

    def refuse_held(self, organization: Organization, name: str) -> None:
        """One organization alone has a domain verified (ORG-503, SEC-064)."""
        holder = self.holder(name)
        if holder and holder.organization_id != organization.id:
            raise refuse("organization_domain_already_exists", "name")

    def holder(self, name: str) -> OrganizationDomain | None:
        everywhere = self.server.store.organization_domains.values()
        return next((one for one in everywhere if one.name == name and self.is_verified(one)), None)

    # which

    def listed(self, organization: Organization) -> list[OrganizationDomain]:
        """Newest first (GEN-065)."""
        return list(reversed(organization.domains))

    def named(self, organization: Organization, domain_id: str) -> OrganizationDomain:
        """Another organization's is as unknown as one that never was (ORG-509)."""
        found = next((one for one in organization.domains if one.id == domain_id), None)
        if found is None:
            raise refuse("resource_not_found")
        return found

    def is_verified(self, domain: OrganizationDomain) -> bool:
        return domain.affiliation_verification is not None and domain.affiliation_verification.status == "verified"

    # proving

    def prepare(self, organization: Organization, domain: OrganizationDomain, address: str) -> None:
        """ORG-506."""
        param = "affiliation_email_address"
        if not self.server.identifiers.well_formed("email_address", address):
            raise refuse("form_param_format_invalid", param)
        if not self.is_in(address, domain.name):
            raise refuse("organization_domain_mismatch", param)
        if self.is_verified(domain):
            raise refuse("verification_already_verified")
        self.refuse_held(organization, domain.name)
        normal = self.server.identifiers.normal("email_address", address)
        domain.affiliation_verification = self.server.codes.send("email_code", normal, domain.affiliation_verification)
        domain.affiliation_email_address = normal
        self.touched(domain)

    def attempt(self, organization: Organization, domain: OrganizationDomain, code: str) -> None:
        """The code that was sent for this very domain (SEC-062)."""
        if domain.affiliation_verification is None:
            raise refuse("verification_missing")
        if not self.is_verified(domain):
            self.refuse_held(organization, domain.name)
        self.server.codes.check(domain.affiliation_verification, code)
        domain.verified_at = self.server.clock.now()
        self.touched(domain)

    def vouch(self, organization: Organization, domain: OrganizationDomain, *, verified: bool) -> None:
        """The application knows whose domain it is, or that it is nobody's any more."""
        if verified:
            self.refuse_held(organization, domain.name)
        domain.affiliation_verification = self.admitted("") if verified else None
        domain.verified_at = self.server.clock.now() if verified else None
        if not verified:
            domain.affiliation_email_address, domain.enrollment_mode = None, MANUAL
        self.touched(domain)

    def admitted(self, address: str) -> Verification:
        """Proven without a code of its own."""
        return Verification(
            kind="verification_admin", strategy="email_code", status="verified", attempts=0, target=address
        )

    # enrolment

    def need_mode(self, mode: str) -> None:
        """ORG-507. Inviting people oneself needs no leave."""
        if mode not in MODES:
            raise refuse("form_param_value_invalid", "enrollment_mode")
        if mode not in (MANUAL, *self.server.settings.organizations.enrollment_modes):
            raise refuse("organization_domain_enrollment_mode_not_enabled")

    def set_mode(
        self, organization: Organization, domain: OrganizationDomain, mode: str, *, delete_pending: bool
    ) -> None:
        """Nobody enrols people by a domain that is not proven to be theirs (ORG-508, SEC-063)."""
        self.need_mode(mode)
        if mode != MANUAL and not self.is_verified(domain):
            raise refuse("organization_domain_enrollment_mode_invalid", "enrollment_mode")
        domain.enrollment_mode = mode
        if delete_pending:
            self.server.enrollments.drop_pending(organization, domain)
        self.touched(domain)

    def delete(self, organization: Organization, domain: OrganizationDomain) -> None:
        """What it has promised and nobody has taken up goes with it (SEC-065)."""
        self.server.enrollments.drop_pending(organization, domain)
        organization.domains.remove(domain)
        self.server.store.organization_domains.pop(domain.id, None)

    def touched(self, domain: OrganizationDomain) -> None:
        domain.updated_at = max(self.server.clock.now(), domain.updated_at)
