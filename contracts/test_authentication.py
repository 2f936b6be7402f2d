"""What belongs to a signed-in person is shut to everybody else."""

from fapi_conformance.client.exchange import Intent
from fapi_conformance.contract import Operation
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, World
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.requirements import operation as required

UNKNOWN_HERE = (401, 404)
"""A session that is another client's may be as unknown as one that does not exist (AUTH-103, SEC-023)."""


def of_a_person(operation: Operation) -> bool:
    return operation.id in RECIPES and RECIPES[operation.id].signed_in


@proves(required.SIGNED_OUT)
@every_operation(of_a_person)
def test_signed_out(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    visitor = world.visitor()

    answer = call.by(visitor).send(operation, intent=Intent.INVALID)

    refused(answer, visitor, "401, for nobody is signed in", statuses=UNKNOWN_HERE if call.path else (401,))
