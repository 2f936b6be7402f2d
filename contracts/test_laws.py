"""Laws over all operations: a read changes nothing, and what is refused changes nothing but what counts refusals.

Both are seen as the client and its person see themselves. What facts except is data, in ``recipes/state``.
"""

from collections.abc import Iterator, Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.contract import Operation
from fapi_conformance.contract.invalid import spoils
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.plugin.journey import proves
from fapi_conformance.plugin.operations import every_operation
from fapi_conformance.recipes import RECIPES, Call, World
from fapi_conformance.recipes.pools import OF_NOBODY, OWNED, used
from fapi_conformance.recipes.state import (
    COUNTS_REFUSALS,
    LEFT_BEHIND,
    MOVES_BY_ITSELF,
    READS_THAT_ACT,
    differences,
    settled,
    state,
)
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import operation as required


def only_reads(operation: Operation) -> bool:
    return operation.id in RECIPES and operation.method == "GET" and operation.id not in READS_THAT_ACT


def can_be_wrong(operation: Operation) -> bool:
    return operation.id in RECIPES and operation.method != "GET" and ("{" in operation.path or bool(operation.body))


@proves(required.READ_CHANGES_NOTHING)
@every_operation(only_reads)
def test_a_read_changes_nothing(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    before = state(call.actor)

    call.send(operation)

    unchanged(before, call.actor, without=MOVES_BY_ITSELF)


@proves(required.REFUSAL_CHANGES_NOTHING)
@every_operation(can_be_wrong)
def test_what_is_refused_changes_nothing(operation: Operation, world: World) -> None:
    call = RECIPES[operation.id](world)
    before = state(call.actor)
    refused = 0

    for wrong in made_wrong(operation, call, world):
        answer = wrong.send(operation, intent=Intent.INVALID)
        if answer.ok:  # what had to be refused is judged where that is required; here it is no refusal
            raise NotTestable("it was let through, which is told elsewhere")
        refused += 1

    if not refused:
        raise NotTestable("there is nothing certain to be refused by it")
    left = LEFT_BEHIND.get(operation.id, ("", ""))[0]
    unchanged(before, call.actor, without={**MOVES_BY_ITSELF, **COUNTS_REFUSALS}, left=left)


def made_wrong(operation: Operation, call: Call, world: World) -> Iterator[Call]:
    """Everything that facts make certain to be refused, one thing wrong at a time."""
    form = call.parameters
    for one in spoils(operation, form):
        yield call.saying(one.over(form))
    for parameter in call.path:
        yield call.at(**{parameter: unknown_id(parameter)})
    if operation.id in OWNED:
        for name in used(operation, form):
            yield call.saying({**form, name: unknown_id(name)})
    if call.path and operation.id not in OF_NOBODY:
        yield call.by(world.stranger.actor)


def unchanged(before: Json, actor: Actor, *, without: Mapping[str, str], left: str = "") -> None:
    was, is_ = (settled(told, without=without, left=left) for told in (before, state(actor)))
    if changed := list(differences(was, is_)):
        raise Deviation(expected="as before", got="changed", where=", ".join(changed[:5]), exchange=actor.last)
