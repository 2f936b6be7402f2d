"""Lists with several things in them, as far as an instance lets there be several."""

from collections.abc import Callable, Mapping

from fapi_conformance.client.form import FormValue
from fapi_conformance.recipes import (
    organization_domains,
    organization_invitations,
    organization_members,
    organization_suggestions,
    organizations,
)
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organization_domains import added
from fapi_conformance.target.organizations import joined
from fapi_conformance.target.refusals import accepted

SEVERAL = 3
AS_PAGES: Mapping[str, FormValue] = {"paginated": "true"}


def _own_memberships(world: World) -> Call:
    call = organizations.own_memberships(world)
    if world.target.capabilities[Capability.SEVERAL_ORGANIZATIONS] is True:
        for _ in range(SEVERAL - 1):
            world.target.organization(world.member)
    return call.asking(AS_PAGES)


def _members(world: World) -> Call:
    call = organization_members.listed(world)
    if world.target.capabilities[Capability.ORGANIZATION_COMPANY] is not False:
        for somebody in (world.colleague, world.stranger):
            joined(world.organization, somebody, world.role_in(world.organization))
    return call.asking(AS_PAGES)


def _invitations(world: World) -> Call:
    call, one = organization_invitations.listed(world), world.organization
    if organization_invitations.may_invite(world):
        addresses = [world.target.mail_address() for _ in range(SEVERAL - 1)]
        answer = one.by_maker.invitations.bulk(email_address=addresses, role=world.role_in(one), notify=False)
        accepted(call.actor, answer, "several invitations")
    return call


def _domains(world: World) -> Call:
    call = organization_domains.listed(world)
    for _ in range(SEVERAL - 1):
        added(world.organization)
    return call


def _requests(world: World) -> Call:
    call = organization_suggestions.listed(world)
    organization_suggestions.reject(world)
    return call


FILLED: Mapping[str, Callable[[World], Call]] = {
    "getOrganizationMemberships": _own_memberships,
    "getUsersOrganizationInvitations": organization_invitations.own,
    "getOrganizationSuggestions": organization_suggestions.own,
    "ListOrganizationMemberships": _members,
    "getOrganizationInvitations": _invitations,
    "ListOrganizationDomains": _domains,
    "listOrganizationMembershipRequests": _requests,
    "ListOrganizationRoles": organizations.roles,
}
"""By the id of the operation that lists."""
