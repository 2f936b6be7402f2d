"""Ids in a path or a body: live ones, those that name nothing, and those that name what is somebody else's."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.contract import Operation
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.recipes.pools import OF_NOBODY, OWNED, Pools, used
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import operation as required

NOT_THERE = (400, 401, 403, 404)
"""404, or what comes before the look-up (AUTH-238, AUTH-417)."""
NO_LONGER_VALID = 422
"""What a dead session may be told by an operation that documents no 404, or that documents this (AUTH-044)."""


def has_id(operation: Operation) -> bool:
    return operation.id in RECIPES and "{" in operation.path


def has_own_id(operation: Operation) -> bool:
    return has_id(operation) and operation.id not in OF_NOBODY


def names_own(operation: Operation) -> bool:
    return operation.id in RECIPES and operation.id in OWNED


@proves(required.UNKNOWN_ID)
@every_operation(has_id)
def test_an_id_that_names_nothing(operation: Operation, worlds: tuple[World, ...]) -> None:
    """Each id of the path alone: the others are live."""
    for world in worlds:
        call = RECIPES[operation.id](world)
        for parameter in call.path:
            nothing = call.at(**{parameter: unknown_id(parameter)})

            answer = nothing.send(operation, intent=Intent.INVALID)

            refused(answer, call.actor, f"404, or 400, 401 or 403, for the {parameter}", statuses=not_there(operation))


@proves(required.FOREIGN_ID)
@every_operation(has_own_id)
def test_an_id_of_another_client(operation: Operation, worlds: tuple[World, ...]) -> None:
    """Somebody else who is signed in gets nothing, and takes nothing away: the owner goes on as before."""
    for world in worlds:
        call = RECIPES[operation.id](world)
        intruder = world.stranger.actor

        answer = call.by(intruder).send(operation, intent=Intent.INVALID)

        refused(answer, intruder, "a refusal, for it is another client's")
        shows_nothing(answer, call, intruder)
        if not world.native:  # what a native app is refused is told where that is judged
            goes_on(call, operation)


@proves(required.FOREIGN_PARAMETER)
@every_operation(names_own)
def test_a_parameter_that_names_what_is_somebody_elses(operation: Operation, worlds: tuple[World, ...]) -> None:
    for world in worlds:
        call = RECIPES[operation.id](world)
        form = call.form or {}
        named = {name: ids for name in used(operation, form) if (ids := Pools(world).foreign(name))}
        if not named:
            raise NotTestable("nobody here has an identification that could be named")
        for name, ids in named.items():
            answer = call.with_form({**form, name: ids[0]}).send(operation, intent=Intent.INVALID)

            refused(answer, call.actor, f"a refusal, for the {name} is somebody else's")


@proves(required.UNKNOWN_PARAMETER)
@every_operation(names_own)
def test_a_parameter_that_names_nothing(operation: Operation, worlds: tuple[World, ...]) -> None:
    for world in worlds:
        call = RECIPES[operation.id](world)
        form = call.form or {}
        for name in used(operation, form):
            answer = call.with_form({**form, name: unknown_id(name)}).send(operation, intent=Intent.INVALID)

            refused(answer, call.actor, f"a refusal, for the {name} names nothing")


def not_there(operation: Operation) -> tuple[int, ...]:
    documented = {404, NO_LONGER_VALID} & operation.responses.keys()
    return NOT_THERE if documented == {404} else (*NOT_THERE, NO_LONGER_VALID)


def goes_on(call: Call, operation: Operation) -> None:
    answer = call.send(operation)
    if not answer.ok:
        expected = "a success for its owner afterwards"
        raise Deviation(expected=expected, got=outcome(answer), where="status", exchange=call.actor.last)


def shows_nothing(answer: Answer, call: Call, intruder: Actor) -> None:
    text = answer.content.decode(errors="replace").lower()
    for marker in call.markers:
        if marker.lower() in text:
            raise Deviation(
                expected="nothing of the owner",
                got="a text that is the owner's",
                where="body",
                exchange=intruder.last,
            )
