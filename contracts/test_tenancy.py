"""Every operation within an organization: who does not belong to it, belongs to another, or may not do that.

One and the same person comes as an outsider, then with an organization of their own, then as a member by a role that
lacks what the operation wants; whoever made the organization goes on as before.
"""

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.contract import Operation
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.expect.memberships import permissions
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.recipes.denied import shows_nothing
from fapi_conformance.recipes.permissions import NOT_SAID, WANTED
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import tenancy as required
from fapi_conformance.target.organizations import Organization, joined, role_without

ORGANIZATION = ("organization_id", "organizationID")
"""What a template calls the organization."""
SHUT = (403, 404)
MISSING = "missing_organization_permission"


def within_an_organization(operation: Operation) -> bool:
    return operation.id in RECIPES and any(f"{{{name}}}" in operation.path for name in ORGANIZATION)


def named(call: Call) -> str:
    """The parameter that is the organization."""
    return next(name for name in ORGANIZATION if name in call.path)


def names_a_child(operation: Operation) -> bool:
    return within_an_organization(operation) and operation.path.count("{") > 1


def wants_a_permission(operation: Operation) -> bool:
    return operation.id in RECIPES and operation.id in WANTED


@proves(required.OUTSIDER, required.OF_ANOTHER, required.ALIKE)
@every_operation(within_an_organization)
def test_who_does_not_belong_to_it(operation: Operation, world: World) -> None:
    call, outsider = RECIPES[operation.id](world), world.stranger.actor

    answer = call.by(outsider).send(operation, intent=Intent.INVALID)
    with step(required.OUTSIDER):
        refused(answer, outsider, "404 or 403, for they belong to no organization", statuses=SHUT)
        shows_nothing(answer, outsider, call.markers)
    with step(required.ALIKE):
        nowhere = call.by(outsider).at(**{named(call): unknown_id(named(call))})
        alike(answer, nowhere.send(operation, intent=Intent.INVALID))

    assert world.made_by(world.stranger)
    again = call.by(outsider).send(operation, intent=Intent.INVALID)
    with step(required.OF_ANOTHER):
        refused(again, outsider, "404 or 403, for they belong to another organization", statuses=SHUT)
        shows_nothing(again, outsider, call.markers)
        goes_on(call, operation)


@proves(required.CHILD)
@every_operation(names_a_child)
def test_what_is_in_another_organization(operation: Operation, world: World) -> None:
    call, manager = RECIPES[operation.id](world), world.stranger
    by_way_of_theirs = call.by(manager.actor).at(**{named(call): world.made_by(manager).id})

    answer = by_way_of_theirs.send(operation, intent=Intent.INVALID)

    refused(answer, manager.actor, "a refusal, for it is in another organization")
    shows_nothing(answer, manager.actor, call.markers)
    goes_on(call, operation)


@proves(required.ROLE, required.ROLE_CODE)
@every_operation(wants_a_permission)
def test_a_member_who_may_not(operation: Operation, world: World) -> None:
    call, member, wanted = RECIPES[operation.id](world), world.stranger, WANTED[operation.id]
    organization = Organization(id=call.path[named(call)], name="", slug=None, maker=world.member)
    had = permissions(joined(organization, member, role_without(organization, *wanted)))
    if had & frozenset(wanted):
        raise NotTestable("the membership says more than the list of roles")

    answer = call.by(member.actor).send(operation, intent=Intent.INVALID)
    with step(required.ROLE):
        if operation.id in NOT_SAID:
            raise NotTestable("no permission is documented for it")
        refused(answer, member.actor, f"a refusal, for they have no {' or '.join(wanted)}")
        goes_on(call, operation)
    with step(required.ROLE_CODE):
        if (answer.status, MISSING in answer.codes) != (403, True):
            raise Deviation(expected=f"403 {MISSING}", got=outcome(answer), where="status")


def alike(one: Answer, other: Answer) -> None:
    """The same status and the same errors."""
    if (one.status, one.errors) != (other.status, other.errors):
        got = f"{outcome(one)} and {outcome(other)}"
        raise Deviation(expected="the same answer as for one that does not exist", got=got, where="$.errors")


def goes_on(call: Call, operation: Operation) -> None:
    """Whoever made it does the same with success: nothing happened before."""
    answer = call.send(operation)
    if not answer.ok:
        expected = "a success for whoever made it"
        raise Deviation(expected=expected, got=outcome(answer), where="status", exchange=call.actor.last)
