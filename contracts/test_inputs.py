"""Inputs of every kind, around live state. Whatever comes, it is answered, and in the form that was promised.

The judge looks at every exchange; here they are only made.
"""

import pytest

from fapi_conformance.contract import Contract, Operation
from fapi_conformance.contract.generation import covering, fuzzing
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.plugin.run import run_of
from fapi_conformance.recipes import RECIPES, World
from fapi_conformance.recipes.around import Around
from fapi_conformance.requirements import exchange

Worlds = tuple[World, ...]
JUDGED = (exchange.NO_SERVER_ERROR, exchange.STATUS, exchange.REFUSAL_STATUS, exchange.ERROR_FORM, exchange.JSON)


def has_recipe(operation: Operation) -> bool:
    return operation.id in RECIPES


@pytest.mark.fuzz
@proves(*JUDGED)
@every_operation(has_recipe)
def test_the_boundaries_of_its_schema(operation: Operation, worlds: Worlds, contract: Contract) -> None:
    around = Around(operation, RECIPES[operation.id], worlds)

    for given in covering(contract, operation):
        around.send(given)

    if around.failures:
        raise around.failures[0]


@pytest.mark.fuzz
@proves(*JUDGED)
@every_operation(has_recipe)
def test_random_inputs(operation: Operation, worlds: Worlds, contract: Contract, pytestconfig: pytest.Config) -> None:
    run = run_of(pytestconfig)
    around = Around(operation, RECIPES[operation.id], worlds)
    seed = run.chance(f"inputs of {operation.id}").randrange(2**32)

    fuzzing(contract, operation, examples=run.options.examples, seed=seed, visit=around.send)

    if around.failures:
        raise around.failures[0]
