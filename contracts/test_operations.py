"""Every operation, by itself: a valid request succeeds, by browser and by native app, however its method travels."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.contract import Operation
from fapi_conformance.contract.transports import Way, for_native_apps, travels
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.plugin.run import successes
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.requirements import operation as required
from fapi_conformance.requirements import transport
from fapi_conformance.target.refusals import STEP_UP

OF_ONE_ENVIRONMENT = frozenset({"syncClient", "linkClient"})
"""Which of the environments have several domains whose clients are linked is told nowhere (AUTH-100, AUTH-156)."""
NOT_HERE = "request_invalid_for_environment"


def has_recipe(operation: Operation) -> bool:
    return operation.id in RECIPES


def is_for_native_apps(operation: Operation) -> bool:
    return has_recipe(operation) and for_native_apps(operation)


def has_another_method(operation: Operation) -> bool:
    return has_recipe(operation) and travels(operation)


@proves(required.SUCCEEDS)
@every_operation(has_recipe)
def test_a_valid_request_succeeds(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)

    succeeded(call.send(operation), call, operation)


@proves(required.NATIVE)
@every_operation(is_for_native_apps)
def test_a_native_app_is_served(operation: Operation, native_world: World) -> None:
    call = RECIPES[operation.id](native_world)

    succeeded(call.send(operation), call, operation)


@proves(transport.REAL_METHOD)
@every_operation(has_another_method)
def test_its_method_as_itself(operation: Operation, world: World) -> None:
    """Native apps send it so; here whoever the instance lets in does."""
    served(operation, world, Way.ITSELF, beside=Way.OVERRIDE)


@proves(transport.METHOD_OVERRIDE)
@every_operation(has_another_method)
def test_its_method_in_the_query(operation: Operation, worlds: tuple[World, ...]) -> None:
    """Browsers send it so; a native app may."""
    for world in worlds:
        served(operation, world, Way.OVERRIDE, beside=Way.ITSELF)


def served(operation: Operation, world: World, way: Way, *, beside: Way) -> None:
    """Raises Deviation where it succeeds only the other way; one that succeeds neither way is no matter of methods."""
    call = RECIPES[operation.id](world)
    try:
        succeeded(call.send(operation, way=way), call, operation)
    except Deviation:
        again = RECIPES[operation.id](world)
        if not again.send(operation, way=beside).ok:
            raise NotTestable("it succeeds neither way") from None
        raise


def succeeded(answer: Answer, call: Call, operation: Operation) -> None:
    if answer.status in (302, 303, 307) and answer.status in operation.responses.keys() - successes(operation):
        raise NotTestable(f"answered with a redirect ({answer.status}), which is allowed and shows nothing")
    if operation.id in OF_ONE_ENVIRONMENT and NOT_HERE in answer.codes:
        raise NotTestable("instances of this environment need no such operation")
    if STEP_UP in answer.codes:
        raise NotTestable("the instance wants the session verified anew first", remedy="switch reverification off")
    if answer.status not in successes(operation):
        raise Deviation(expected="a documented success", got=outcome(answer), where="status", exchange=call.actor.last)
