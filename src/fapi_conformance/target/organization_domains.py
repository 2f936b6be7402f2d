"""Domains of organizations, and people with an address in one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.organizations import OrganizationDomainsArea
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.identifications import EMAIL, Identification, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import ALL, MANAGE_DOMAINS, Organization, listed, permits
from fapi_conformance.target.person import new_domain
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target


SUGGESTION, INVITATION, MANUAL = "automatic_suggestion", "automatic_invitation", "manual_invitation"


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
    if "missing_organization_permission" in answer.codes:
        permits(organization, MANAGE_DOMAINS)
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


def suggestion_for(actor: Actor, organization: Organization) -> str:
    """The id of the pending suggestion of it that this person has. That there is one is a SHOULD (ORG-016)."""
    answer = actor.me.organization_suggestions.list(limit=ALL)
    for one in listed(accepted(actor, answer, "a list of suggestions")):
        told = one.get("public_organization_data")
        if isinstance(told, dict) and told.get("id") == organization.id and one.get("status") == "pending":
            return str(one.get("id"))
    raise NotTestable("an address in a domain that enrols by suggestion brought no suggestion")


def request_of(organization: Organization, user_id: str) -> str:
    """The id of the pending request of that user to join, as a manager sees it."""
    answer = organization.by_maker.membership_requests.list(limit=ALL)
    for one in listed(accepted(organization.maker.actor, answer, "a list of requests")):
        told = one.get("public_user_data")
        if isinstance(told, dict) and told.get("user_id") == user_id and one.get("status") == "pending":
            return str(one.get("id"))
    raise NotTestable("an accepted suggestion brought no request to join")
