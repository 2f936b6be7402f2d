"""Ids that are almost right: a part of one, more than one, a pattern that fits one."""

from fapi_conformance.client.exchange import Intent
from fapi_conformance.contract import Operation
from fapi_conformance.errors import NotTestable
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, World
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.requirements import hostile_input

MAKES = ("createSessionTokenWithTemplate",)
"""Not a read, and changes nothing either."""


def looks_up(operation: Operation) -> bool:
    return operation.id in RECIPES and "{" in operation.path and (operation.method == "GET" or operation.id in MAKES)


def almost(name: str) -> tuple[str, ...]:
    return (name[:-1], f"{name}x", f"{name[:-1]}%", f"{name[:-1]}_", f"{name[:-1]}*", f"{name[:-1]}.*")


@proves(hostile_input.ALMOST_AN_ID)
@every_operation(looks_up)
def test_an_id_that_is_almost_right(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    for parameter, right in call.path.items():
        for wrong in almost(right):
            answer = call.at(**{parameter: wrong}).send(operation, intent=Intent.INVALID)

            if answer.status >= 500:
                raise NotTestable("answered by a server error, which is told elsewhere")
            if 300 <= answer.status < 400:  # a path in its normal form is asked for, which shows nothing (SEC-249)
                continue
            refused(answer, call.actor, f"a refusal, for {wrong!r} is not the whole {parameter}")
