"""Domains of organizations, and people with an address in one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.organizations import OrganizationDomainsArea
from fapi_conformance.target.identifications import EMAIL, Identification, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import Organization
from fapi_conformance.target.person import new_domain
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """One of an organization, as whoever made that deals with it."""

    id: str
    name: str
    organization: Organization

    @property
    def area(self) -> OrganizationDomainsArea:
        return self.organization.by_maker.domains

    def read(self) -> Answer:
        return self.area.read(self.id)


def added(organization: Organization, name: str | None = None, **form: FormValue) -> Domain:
    """A new domain with an unguessable name, or with this one; not verified."""
    chosen = name or new_domain()
    answer = organization.by_maker.domains.create(name=chosen, **form)
    return as_added(organization, chosen, answer)


def as_added(organization: Organization, name: str, answer: Answer) -> Domain:
    """The domain that whoever made the organization was answered."""
    actor = organization.maker.actor
    made = accepted(actor, answer, "a domain that was added").resource
    if not isinstance(made.get("id"), str):
        raise strayed(actor, expected="an id", got=made.get("id"), where="$.response.id")
    return Domain(id=made["id"], name=name, organization=organization)


def prepared(target: "Target", domain: Domain) -> str:
    """Have a code sent to an address in the domain; the address."""
    address = target.address(at=domain.name)
    answer = domain.area.prepare(domain.id, affiliation_email_address=address)
    accepted(domain.organization.maker.actor, answer, "the domain with a code on its way")
    return address


def verified(target: "Target", organization: Organization, *, mode: str | None = None) -> Domain:
    """A new domain that is proven by a code, with that enrollment mode."""
    domain = added(organization)
    address = prepared(target, domain)
    actor = organization.maker.actor
    accepted(actor, domain.area.attempt(domain.id, code=target.code_sent(address)), "the domain verified by its code")
    if mode is not None:
        accepted(actor, domain.area.update_enrollment_mode(domain.id, enrollment_mode=mode), f"the domain with {mode}")
    return domain


def moved_in(target: "Target", member: Member, domain: Domain) -> Identification:
    """Somebody adds an address in the domain, and verifies it."""
    return proven(target, member.actor, EMAIL, value=target.address(at=domain.name))
