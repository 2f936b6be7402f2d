"""Generated inputs: repeatable, and free until the first one is asked for."""

import subprocess
import sys
from importlib.metadata import version
from typing import cast

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.contract import load_contract
from fapi_conformance.contract.generation import SCHEMATHESIS, Generated, covering, fuzzing
from fapi_conformance.contract.invalid import Kind, could, pairs, spoils
from fapi_conformance.contract.transports import for_native_apps
from fapi_conformance.plugin.places import SCHEMA
from fapi_conformance.recipes import RECIPES, Call

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


def wrong_with(operation_id: str, **valid: str) -> set[str]:
    return {str(one) for one in spoils(CONTRACT.by_id(operation_id), valid)}


def test_only_what_is_certain_is_wrong() -> None:
    assert wrong_with("prepareSignInFactorOne", strategy="email_code", email_address_id="idn_1") == {
        "without strategy",
        "with an empty strategy",
        "with a second strategy",
        "with a second email_address_id",
    }
    assert wrong_with("patchUser", first_name="Ada") == set()  # open, nothing required, and not below /v1/client
    assert wrong_with("touchSession", intent="focus") == {"with a second intent", "with a wrong value of intent"}


def test_what_a_closed_body_does_not_declare_is_wrong() -> None:
    assert "with the unknown fapi_conformance_unknown" in wrong_with("attemptSignUpsVerification", code="1")
    assert not could(CONTRACT.by_id("createSignIn"), Kind.UNKNOWN)


def test_each_thing_wrong_is_laid_over_what_is_right() -> None:
    valid = {"strategy": "email_code", "email_address_id": "idn_1"}
    made = {str(one): one.over(valid) for one in spoils(CONTRACT.by_id("prepareSignInFactorOne"), valid)}
    assert made["without strategy"] == {"email_address_id": "idn_1"}
    assert made["with an empty strategy"] == valid | {"strategy": ""}
    assert made["with a second strategy"] == valid | {"strategy": ["email_code", "email_code"]}


def test_two_wrongs_are_of_two_kinds_on_two_parameters() -> None:
    singles = spoils(CONTRACT.by_id("prepareSignInFactorOne"), {"strategy": "email_code", "email_address_id": "idn_1"})
    assert [tuple(map(str, pair)) for pair in pairs(singles)] == [
        ("without strategy", "with a second email_address_id"),
        ("with an empty strategy", "with a second email_address_id"),
    ]


def test_native_apps_call_what_names_them_and_answers_them() -> None:
    assert all(map(for_native_apps, map(CONTRACT.by_id, ("getUser", "createSignIn", "postClient"))))
    assert not any(map(for_native_apps, map(CONTRACT.by_id, ("createDevBrowser", "updateEnvironment", "getHealth"))))


def test_what_a_call_leaves_out_is_nothing_to_spoil() -> None:
    call = Call(actor=cast("Actor", None), operation_id="any", form={"strategy": "email_code", "email_address_id": ...})

    assert call.parameters == {"strategy": "email_code"}
