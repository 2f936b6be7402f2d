"""Generated inputs: repeatable, and free until the first one is asked for."""

import subprocess
import sys
from importlib.metadata import version

import pytest

from fapi_conformance.contract import load_contract
from fapi_conformance.contract.generation import SCHEMATHESIS, Generated, covering, fuzzing
from fapi_conformance.plugin.places import SCHEMA
from fapi_conformance.recipes import RECIPES

CONTRACT = load_contract(SCHEMA)


def series(operation_id: str, *, seed: int, examples: int = 8) -> list[Generated]:
    found: list[Generated] = []
    fuzzing(CONTRACT, CONTRACT.by_id(operation_id), examples=examples, seed=seed, visit=found.append)
    return found


def test_the_inner_parts_are_those_of_the_pinned_version() -> None:
    assert version("schemathesis") == SCHEMATHESIS


def test_nothing_is_imported_before_an_input_is_asked_for() -> None:
    code = (
        "import sys, fapi_conformance.contract.generation, fapi_conformance.recipes.around;"
        "sys.exit(bool({'schemathesis', 'hypothesis'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_operation_has_a_recipe() -> None:
    assert {operation.id for operation in CONTRACT.operations} == RECIPES.keys()


@pytest.mark.parametrize("operation_id", ["createSignIn", "touchSession"])
def test_the_same_seed_gives_the_same_inputs(operation_id: str) -> None:
    assert series(operation_id, seed=7) == series(operation_id, seed=7)
    assert series(operation_id, seed=7) != series(operation_id, seed=8)


@pytest.mark.parametrize("operation", CONTRACT.operations, ids=lambda operation: operation.id)
def test_every_operation_has_boundaries(operation: object) -> None:
    given = list(covering(CONTRACT, operation))  # type: ignore[arg-type]
    assert given
    assert any(one.valid for one in given)


def test_boundaries_leave_out_what_is_required() -> None:
    given = list(covering(CONTRACT, CONTRACT.by_id("attemptSignInFactorOne")))
    assert any(one.form is not None and "strategy" not in one.form and not one.valid for one in given)
    assert any(one.content_type == "text/plain" for one in given)


def test_what_has_no_inputs_is_sent_once() -> None:
    assert len(series("getUser", seed=1)) == 1


def test_path_parameters_are_as_they_will_be_read() -> None:
    assert all("%" not in value for one in series("getSession", seed=3) for value in one.path.values())
