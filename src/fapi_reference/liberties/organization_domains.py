"""Liberties of an organization's domains, and of what they do for the people in them."""

from typing import TYPE_CHECKING

from fapi_reference.faults.surgery import View, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.organizations import MembershipRequest, Organization, OrganizationDomain
from fapi_reference.records.people import User
from fapi_reference.services.organization_domains import MANUAL

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@liberty("domain-names-as-typed", fact="ORG-504")
def as_typed(server: "Reference") -> None:
    """The name of a domain comes back in the letters in which it was given."""
    typed: dict[str, str] = {}

    def create(organization: Organization, name: str, mode: str, by: User | None) -> OrganizationDomain:
        made = original(organization, name, mode, by)
        typed[made.id] = name
        return made

    def shown(domain: OrganizationDomain) -> View:
        view = plain(domain)
        return view | {"name": typed.get(domain.id, view["name"])}

    original = replace(server.organization_domains.create, create)
    plain = replace(server.views.organization_domain, shown)


@liberty("domains-clash-when-verified", fact="SEC-064")
def clash_when_verified(server: "Reference") -> None:
    """A second organization may have a domain that another one has verified, and cannot verify it."""
    domains = server.organization_domains

    def create(organization: Organization, name: str, mode: str, by: User | None) -> OrganizationDomain:
        try:
            return original(organization, name, mode, by)
        except Problem as problem:
            if problem.code != "organization_domain_already_exists":
                raise
            return domains.put(organization, name.lower(), MANUAL, None)

    original = replace(domains.create, create)


@liberty("domain-look-alikes-are-malformed", fact="SEC-061")
def look_alikes_malformed(server: "Reference") -> None:
    """An address at another domain is refused as one of a wrong form, but for those that are plainly elsewhere."""

    def prepare(organization: Organization, domain: OrganizationDomain, address: str) -> None:
        host = address.rpartition("@")[2].lower()
        if host != domain.name and domain.name in host:
            raise refuse("form_param_format_invalid", "affiliation_email_address")
        original(organization, domain, address)

    original = replace(server.organization_domains.prepare, prepare)


@liberty("domains-find-those-who-are-there", fact="ORG-016")
def find_those_who_are_there(server: "Reference") -> None:
    """A new mode reaches also those who proved their address before."""

    def set_mode(organization: Organization, domain: OrganizationDomain, mode: str, *, delete_pending: bool) -> None:
        original(organization, domain, mode, delete_pending=delete_pending)
        for user in list(server.store.users.values()):
            address = server.organization_domains.own_address(user, domain.name)
            if address and not delete_pending:
                server.enrollments.address_proven(user, address)

    original = replace(server.organization_domains.set_mode, set_mode)


@liberty("requests-decided-once-in-other-words", fact="SEC-060")
def in_other_words(server: "Reference") -> None:
    """The second decision is refused as a wrong parameter would be."""

    def need_pending(request: MembershipRequest) -> None:
        if request.status != "pending":
            raise Problem(422, Item("form_param_value_invalid", "The request was decided before.", {}))

    replace(server.membership_requests.need_pending, need_pending)


@liberty("suggestions-of-several-domains", fact="ORG-014, ORG-016")
def of_several_domains(server: "Reference") -> None:
    """Somebody whose suggestion was taken up is told of the organization once more, by another address in it."""

    def is_told(organization: Organization, user: User) -> bool:
        return any(one.user_id == user.id and one.status == "pending" for one in organization.suggestions)

    replace(server.enrollments.is_told, is_told)
