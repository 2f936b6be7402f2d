"""The members of an organization: listed, added, given another role, removed."""

from fapi_conformance.client.exchange import Intent
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.organizations import within
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organizations import MANAGE_MEMBERS, joined, role_with


def _without_colleague(world: World) -> None:
    """Whether they belong to it or not: afterwards they do not."""
    members = world.member.actor.organization(world.organization.id).memberships
    members.remove(world.colleague.user_id, intent=Intent.OPEN)


def _with_colleague(world: World) -> None:
    world.needs(Capability.ORGANIZATION_COMPANY, "to let others in")
    _without_colleague(world)
    joined(world.organization, world.colleague, world.role_in(world.organization))


@recipe("ListOrganizationMemberships", signed_in=True)
def listed(world: World) -> Call:
    return within(world, "ListOrganizationMemberships")


@recipe("CreateOrganizationMembership", spends=True, signed_in=True)
def add(world: World) -> Call:
    world.needs(Capability.ORGANIZATION_COMPANY, "to let others in")
    call = within(world, "CreateOrganizationMembership")
    _without_colleague(world)
    return call.with_form({"user_id": world.colleague.user_id, "role": world.role_in(world.organization)})


@recipe("UpdateOrganizationMembership", spends=True, signed_in=True)
def update(world: World) -> Call:
    call = within(world, "UpdateOrganizationMembership")
    _with_colleague(world)
    role = role_with(world.organization, MANAGE_MEMBERS)
    return call.at(user_id=world.colleague.user_id).with_form({"role": role})


@recipe("removeOrganizationMember", spends=True, signed_in=True)
def remove(world: World) -> Call:
    call = within(world, "removeOrganizationMember")
    _with_colleague(world)
    return call.at(user_id=world.colleague.user_id)
