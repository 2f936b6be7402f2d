"""Tests that are made once for each operation of the contract, without knowing the contract when they are written."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.native import NativeApp
from fapi_conformance.contract import Operation
from fapi_conformance.contract.transports import for_native_apps
from fapi_conformance.plugin.run import run_of
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

MARK = "every_operation"
ARGUMENT = "operation"


def every_operation(which: Callable[[Operation], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Make a test once for each operation that this holds for, given to it as ``operation``."""
    # Not called with the function alone: pytest would take it for the test that is to be marked.
    mark: pytest.MarkDecorator = getattr(pytest.mark, MARK)
    return mark.with_args(which)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"{MARK}(which): one test for each operation of the contract that this holds for"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    mark = metafunc.definition.get_closest_marker(MARK)
    if mark is None:
        return
    which: Callable[[Operation], bool] = mark.args[0]
    operations = [operation for operation in run_of(metafunc.config).contract.operations if which(operation)]
    metafunc.parametrize(ARGUMENT, operations, ids=[operation.id for operation in operations])


@pytest.fixture
def world(target: Target, new_member: Callable[..., Member]) -> World:
    """The people that the recipes of one test are about."""
    return World(target, new_member)


@pytest.fixture
def native_world(target: Target, new_member: Callable[..., Member]) -> World:
    """The same people, all with native apps."""
    return World(target, new_member, native=True)


@pytest.fixture
def worlds(operation: Operation, world: World, native_world: World, target: Target) -> tuple[World, ...]:
    """By browser and by native app, where both may call the operation."""
    only_native = isinstance(target.visitor(), NativeApp)
    if only_native or target.capabilities[Capability.NATIVE] is not True or not for_native_apps(operation):
        return (world,)
    return (world, native_world)
