"""Liberties of how people come to an organization: invitations, domains, suggestions and requests."""

from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.organizations import (
    MembershipRequest,
    Organization,
    OrganizationDomain,
    OrganizationInvitation,
)
from fapi_reference.services.organization_domains import MANUAL
from fapi_reference.services.permissions import MANAGE_MEMBERSHIPS

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

SAME = "organization_domain_already_exists_same_organization"


@liberty("pending-invitations-in-pages", fact="ORG-307")
def pending_invitations_in_pages(server: "Reference") -> None:
    """The older list of pending invitations comes as a page."""

    def page(given: "Reference", exchange: "Exchange") -> Any:
        organization = given.permissions.admit(exchange, MANAGE_MEMBERSHIPS)
        found = given.organization_invitations.pending(organization)
        return given.views.envelope(given.views.page(given.views.organization_invitations(found), len(found)), exchange)

    verbs = server.routes.resources["/v1/organizations/{organization_id}/invitations/pending"].verbs
    verbs["GET"] = changed(verbs["GET"], handler=page)


@liberty("invitations-end-untold", fact="ORG-300")
def invitations_end_untold(server: "Reference") -> None:
    """Until when an invitation can be accepted is not told."""
    alter(server.views.organization_invitation, lambda shown: shown | {"expires_at": None})


@liberty("invitations-of-domains-listed", fact="ORG-306")
def invitations_of_domains_listed(server: "Reference") -> None:
    """The invitations of an organization are also those that its domains have made."""

    def all_of_them(organization: Organization) -> list[OrganizationInvitation]:
        return organization.invitations[::-1]

    replace(server.organization_invitations.of, all_of_them)


@liberty("spent-invitations-forgotten", fact="ORG-013")
def spent_invitations_forgotten(server: "Reference") -> None:
    """An invitation that cannot be accepted any more, whyever, is as unknown as one that never was."""
    original = server.organization_invitations.open_organization

    def unless_spent(invitation: OrganizationInvitation) -> Organization:
        try:
            return original(invitation)
        except Problem:
            raise refuse("organization_invitation_not_found") from None

    replace(original, unless_spent)


@liberty("same-domain-twice-as-anywhere", fact="ORG-503")
def same_domain_twice_as_anywhere(server: "Reference") -> None:
    """That an organization has a domain already is told as if another one had it."""
    create = server.organization_domains.create

    def told(*given: Any) -> OrganizationDomain:
        try:
            return create(*given)
        except Problem as problem:
            raise (refuse("organization_domain_already_exists", "name") if problem.code == SAME else problem) from None

    replace(create, told)


@liberty("domains-in-their-older-shape", fact="ORG-500")
def domains_in_their_older_shape(server: "Reference") -> None:
    """A domain has the verification that it had of old, and no other."""
    newer = {"affiliation_verification", "ownership_verification", "public_organization_data"}

    def older(shown: View) -> View:
        return {name: value for name, value in shown.items() if name not in newer}

    alter(server.views.organization_domain, older)


@liberty("domains-proven-by-code-alone", fact="section 12")
def domains_proven_by_code_alone(server: "Reference") -> None:
    """Whoever has a proven address in a domain has to prove the domain all the same."""
    replace(server.organization_domains.own_address, lambda _user, _name: None)


@liberty("modes-before-proof", fact="ORG-508")
def modes_before_proof(server: "Reference") -> None:
    """A domain may be given any mode before it is proven; until then it enrols nobody."""
    set_mode = server.organization_domains.set_mode

    def early(organization: Organization, domain: OrganizationDomain, mode: str, *, delete_pending: bool) -> None:
        server.organization_domains.need_mode(mode)
        if server.organization_domains.is_verified(domain) or mode == MANUAL:
            set_mode(organization, domain, mode, delete_pending=delete_pending)
        else:
            domain.enrollment_mode = mode

    replace(set_mode, early)


@liberty("rejected-requests-expire", fact="ORG-402")
def rejected_requests_expire(server: "Reference") -> None:
    """A request that was rejected is shown as one whose time is over."""
    decide = server.membership_requests.decide

    def otherwise(request: MembershipRequest, status: str) -> None:
        decide(request, "expired" if status == "revoked" else status)

    replace(decide, otherwise)


@liberty("decided-requests-are-gone", fact="section 11")
def decided_requests_are_gone(server: "Reference") -> None:
    """A request that was decided is not there to be decided again."""
    original = server.membership_requests.need_pending

    def there(request: MembershipRequest) -> None:
        try:
            original(request)
        except Problem:
            raise refuse("resource_not_found") from None

    replace(original, there)


@liberty("bulk-refused-as-too-long-a-list", fact="ORG-304")
def bulk_refused_as_too_long_a_list(server: "Reference") -> None:
    """Too many addresses at once are refused as a list that is too long, and fewer are too many."""
    invite = server.organization_invitations.invite

    def few(organization: Organization, addresses: list[str], *rest: Any) -> list[OrganizationInvitation]:
        if len(addresses) > 8:
            meta = {"param_name": "email_address"}
            raise Problem(422, Item("form_param_array_size_exceeded", "These are too many.", meta))
        return invite(organization, addresses, *rest)

    replace(invite, few)
