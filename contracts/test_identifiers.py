"""Ids in a path: those that name nothing, and those that name what is another client's."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.contract import Operation
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import operation as required

NOT_THERE = (400, 401, 403, 404)
"""404, or what comes before the look-up (AUTH-238, AUTH-417)."""


def has_id(operation: Operation) -> bool:
    return operation.id in RECIPES and "{" in operation.path


@proves(required.UNKNOWN_ID)
@every_operation(has_id)
def test_an_id_that_names_nothing(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    nothing = {parameter: unknown_id(parameter) for parameter in call.path}

    answer = call.at(**nothing).send(operation, intent=Intent.INVALID)

    refused(answer, call.actor, "404, or 400, 401 or 403", statuses=NOT_THERE)


@proves(required.FOREIGN_ID)
@every_operation(has_id)
def test_an_id_of_another_client(operation: Operation, world: World) -> None:
    """Somebody else who is signed in gets nothing, and takes nothing away: the owner goes on as before."""
    call = RECIPES[operation.id](world)
    intruder = world.stranger.actor

    answer = call.by(intruder).send(operation, intent=Intent.INVALID)

    refused(answer, intruder, "a refusal, for it is another client's")
    shows_nothing(answer, call, intruder)
    left_alone = call.send(operation)
    if not left_alone.ok:
        raise Deviation(
            expected="a success for its owner afterwards",
            got=outcome(left_alone),
            where="status",
            exchange=call.actor.last,
        )


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
