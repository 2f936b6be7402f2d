"""Organizations that an address leads to: suggested, asked to be joined, and what its managers say to that."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.organizations import unguessable, within
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organization_domains import request_of
from fapi_conformance.target.refusals import accepted


@recipe("getOrganizationSuggestions", signed_in=True)
def own(world: World) -> Call:
    """Of somebody who has one, where there are any."""
    world.needs(Capability.ORGANIZATION_DOMAINS, "to suggest any")
    marked: tuple[str, ...] = ()
    if world.target.capabilities[Capability.ORGANIZATION_SUGGESTIONS] is True:
        somebody, suggestion_id = world.suggested(world.host)
        world.become(somebody)
        marked = (suggestion_id, unguessable(world.host))
    member = world.member
    call = Call(actor=member.actor, operation_id="getOrganizationSuggestions", markers=markers(member))
    return call.marked(*marked)


@recipe("acceptOrganizationSuggestion", spends=True, signed_in=True)
def accept(world: World) -> Call:
    world.needs(Capability.ORGANIZATION_DOMAINS, "to suggest any")
    somebody, suggestion_id = world.suggested(world.host)
    member, path = world.become(somebody), {"suggestion_id": suggestion_id}
    call = Call(actor=member.actor, operation_id="acceptOrganizationSuggestion", path=path, markers=markers(member))
    return call.marked(unguessable(world.host))


def _requested(world: World, operation_id: str) -> Call:
    """Somebody in a domain of the member's organization has asked to join."""
    world.needs(Capability.ORGANIZATION_DOMAINS, "to have any")
    world.needs(Capability.ORGANIZATION_COMPANY, "to let others in")
    call, organization = within(world, operation_id), world.organization
    somebody, suggestion_id = world.suggested(organization)
    answer = somebody.actor.me.organization_suggestions.accept(suggestion_id)
    accepted(somebody.actor, answer, "a suggestion that was accepted")
    return call.at(request_id=request_of(organization, somebody.user_id)).marked(*markers(somebody))


@recipe("listOrganizationMembershipRequests", signed_in=True)
def listed(world: World) -> Call:
    world.needs(Capability.ORGANIZATION_DOMAINS, "to have any")
    return within(world, "listOrganizationMembershipRequests")


@recipe("acceptOrganizationMembershipRequest", spends=True, signed_in=True)
def let_in(world: World) -> Call:
    return _requested(world, "acceptOrganizationMembershipRequest")


@recipe("rejectOrganizationMembershipRequest", spends=True, signed_in=True)
def reject(world: World) -> Call:
    return _requested(world, "rejectOrganizationMembershipRequest")
