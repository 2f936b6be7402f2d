"""What a valid request is made wrong by: each single thing, and each two together, by browser and by native app.

A pair is told of its surer half. Where one thing alone was let through, its pairs would tell nothing more.
"""

from collections.abc import Callable

from fapi_conformance.client.exchange import Intent
from fapi_conformance.contract import Operation
from fapi_conformance.contract.invalid import Kind, Spoil, could, pairs, spoils
from fapi_conformance.errors import NotTestable
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.requirements import operation as required


def can_be(kind: Kind) -> Callable[[Operation], bool]:
    return lambda operation: operation.id in RECIPES and could(operation, kind)


@proves(required.REQUIRED_PARAMETER)
@every_operation(can_be(Kind.MISSING))
def test_without_a_required_parameter(operation: Operation, worlds: tuple[World, ...]) -> None:
    refuses(operation, worlds, Kind.MISSING)


@proves(required.EMPTY_PARAMETER)
@every_operation(can_be(Kind.EMPTY))
def test_with_a_required_parameter_empty(operation: Operation, worlds: tuple[World, ...]) -> None:
    refuses(operation, worlds, Kind.EMPTY)


@proves(required.CLOSED_BODY)
@every_operation(can_be(Kind.UNKNOWN))
def test_with_a_parameter_that_there_is_not(operation: Operation, worlds: tuple[World, ...]) -> None:
    refuses(operation, worlds, Kind.UNKNOWN)


@proves(required.REPEATED_PARAMETER)
@every_operation(can_be(Kind.REPEATED))
def test_with_a_parameter_twice(operation: Operation, worlds: tuple[World, ...]) -> None:
    refuses(operation, worlds, Kind.REPEATED)


@proves(required.VALUE)
@every_operation(can_be(Kind.VALUE))
def test_with_a_value_that_there_is_not(operation: Operation, worlds: tuple[World, ...]) -> None:
    refuses(operation, worlds, Kind.VALUE)


def refuses(operation: Operation, worlds: tuple[World, ...], kind: Kind) -> None:
    """Raises Deviation unless everything of this kind is refused, alone and in company."""
    for world in worlds:
        call = RECIPES[operation.id](world)
        all_kinds = spoils(operation, call.parameters)
        alone = [(one,) for one in all_kinds if one.kind is kind]
        if not alone:
            raise NotTestable("the valid request that is known has no such parameter")
        for wrong in (*alone, *(pair for pair in pairs(all_kinds) if pair[0].kind is kind)):
            call = attempt(operation, call, world, wrong)


def attempt(operation: Operation, call: Call, world: World, wrong: tuple[Spoil, ...]) -> Call:
    """Send it; returns what the next may be tried on."""
    form = call.parameters
    for one in wrong:
        form = one.over(form)

    answer = call.saying(form).send(operation, intent=Intent.INVALID)

    refused(answer, call.actor, f"a refusal of a request {' and '.join(map(str, wrong))}")
    # What a refusal leaves of a session or an attempt is another matter: the next one starts from a live state.
    return call if answer.status in (400, 422) else RECIPES[operation.id](world)
