"""Every operation, by itself: a valid request succeeds, and what its request schema forbids is refused."""

from collections.abc import Mapping
from typing import Any

from fapi_conformance.client.exchange import Intent
from fapi_conformance.contract import Operation
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, World
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.requirements import operation as required

FORM = "application/x-www-form-urlencoded"
STRANGE = "fapi_conformance_unknown"


def fields(operation: Operation) -> Mapping[str, Any]:
    return operation.body.media.get(FORM, {}) if operation.body else {}


def has_recipe(operation: Operation) -> bool:
    return operation.id in RECIPES


def requires_fields(operation: Operation) -> bool:
    return has_recipe(operation) and bool(fields(operation).get("required"))


def is_closed(operation: Operation) -> bool:
    return has_recipe(operation) and fields(operation).get("additionalProperties") is False


@proves(required.SUCCEEDS)
@every_operation(has_recipe)
def test_a_valid_request_succeeds(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)

    answer = call.send(operation)

    if answer.status in (302, 303, 307) and answer.status in operation.responses:
        raise NotTestable(f"answered with a redirect ({answer.status}), which is allowed and shows nothing")
    if not (answer.ok and answer.status in operation.responses):
        raise Deviation(expected="a documented success", got=outcome(answer), where="status", exchange=call.actor.last)


@proves(required.REQUIRED_PARAMETER)
@every_operation(requires_fields)
def test_without_a_required_parameter(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    required_fields = fields(operation)["required"]

    for name in required_fields:
        spoiled = {field: value for field, value in (call.form or {}).items() if field != name}
        answer = call.with_form(spoiled).send(operation, intent=Intent.INVALID)

        refused(answer, call.actor, f"a refusal, for {name} is missing")


@proves(required.CLOSED_BODY)
@every_operation(is_closed)
def test_with_a_parameter_that_there_is_not(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)

    answer = call.with_form({**(call.form or {}), STRANGE: "1"}).send(operation, intent=Intent.INVALID)

    refused(answer, call.actor, "a refusal of the unknown parameter")
