"""Generated inputs around a recipe: as deep as its live state lets them come.

Random data alone never gets past the first look-up. Here an input is laid over the valid request, or under it, or sent
as it is, in turn; by browser and by native app, in turn. Ids are live ones three times of five, somebody else's once,
and once what was made up. The state is arranged anew when it was used up, so that the next input finds it alive.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.upload import JSON
from fapi_conformance.contract import Operation
from fapi_conformance.contract.generation import Generated
from fapi_conformance.errors import NotTestable, TransportFailure
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import Recipe
from fapi_conformance.recipes.pools import PARAMETERS, Pools
from fapi_conformance.recipes.world import World, unknown_id

IDS = 5
FOREIGN, MADE_UP = 3, 4
"""Of so many turns, those in which ids are not the person's own."""
GONE = frozenset({401, 403, 404, 410})
LOCKED = "user_locked"
NETWORK = frozenset({502, 503, 504})


class Around:
    """Sends one input after the other, from each of these worlds in turn. It judges nothing: that is done to every
    exchange. ``failures`` are the causes for which no answer could be read; they stop nothing.
    """

    def __init__(self, operation: Operation, recipe: Recipe, worlds: Sequence[World]) -> None:
        self.failures: list[TransportFailure] = []
        self._sides = cycle([_Side(operation, recipe, world) for world in worlds])

    def send(self, given: Generated) -> None:
        """One input; twice where the first time ends in a server error, which counts when it repeats."""
        try:
            next(self._sides).send(given)
        except TransportFailure as failure:
            self.failures.append(failure)


class _Side:
    """Inputs from one world."""

    def __init__(self, operation: Operation, recipe: Recipe, world: World) -> None:
        self._operation = operation
        self._recipe = recipe
        self._world = world
        self._pools = Pools(world)
        self._call: Call | None = None
        self._turn = -1

    def send(self, given: Generated) -> None:
        self._turn += 1
        call, alive = self._laid_over(given)
        try:
            answer = self._once(call, given)
            if answer.status >= 500 and answer.status not in NETWORK:
                self._once(call, given)
        except TransportFailure:
            self._call = None
            raise
        if self._used_up(answer, alive=alive):
            self._call = None

    def _once(self, call: Call, given: Generated) -> Answer:
        upload = call.upload if call.form is None else None
        query = {**call.query, **{name: value for name, value in given.query.items() if name not in call.path}}
        return call.actor.act(
            self._operation,
            call.path,
            {**call.query, **query},
            call.form,
            intent=Intent.OPEN,
            content=upload.content if upload else given.content,
            content_type=upload.content_type if upload else given.content_type if call.form is None else None,
            headers=call.headers,
        )

    def _laid_over(self, given: Generated) -> tuple[Call, bool]:
        """The request to send, and whether it is made of the live state."""
        call = self._arranged()
        if given.content is not None:
            said = _said(given)
            if said is not None and call.parameters:
                return call.saying(self._form(call.parameters, said) or {}), True
            return call.without_body(), True
        alive = bool(call.path) or not given.path
        if given.path and (not call.path or self._turn % IDS == MADE_UP):
            call, alive = call.at(**given.path), False
        elif call.path and self._turn % IDS == FOREIGN:
            call, alive = call.by(self._somebody_else()), False
        return call.with_form(self._with_ids(self._form(call.form, given.form))), alive

    def _form(
        self, valid: Mapping[str, FormValue] | None, given: Mapping[str, FormValue] | None
    ) -> Mapping[str, FormValue] | None:
        if given is None or valid is None:
            return given
        return ({**valid, **given}, {**given, **valid}, given)[self._turn % 3]

    def _with_ids(self, form: Mapping[str, FormValue] | None) -> Mapping[str, FormValue] | None:
        """The ids that a form names: as they were made up, unknown ones, live ones, somebody else's, in turn."""
        named = [name for name in form or () if name in PARAMETERS]
        if form is None or not named:
            return form
        pool = (None, None, unknown_id, self._first_live, self._first_foreign)[self._turn % IDS]
        return {**form, **{name: pool(name) for name in named}} if pool else form

    def _first_live(self, name: str) -> FormValue:
        return _first(self._pools.live, name)

    def _first_foreign(self, name: str) -> FormValue:
        return _first(self._pools.foreign, name)

    def _somebody_else(self) -> Actor:
        try:
            return self._world.stranger.actor
        except NotTestable:
            return self._world.visitor()

    def _arranged(self) -> Call:
        if self._call is None:
            try:
                self._call = self._recipe(self._world)
            except NotTestable:
                # Inputs may come from anybody; without a live state they only come less far.
                self._call = Call(actor=self._world.visitor(), operation_id=self._operation.id)
        return self._call

    def _used_up(self, answer: Answer, *, alive: bool) -> bool:
        if answer.ok:
            return self._recipe.spends or _completed(answer)
        if alive and answer.status in GONE:
            # The session or the attempt is gone, and perhaps with it whose it was.
            if self._recipe.signed_in or LOCKED in answer.codes:
                self._world.renew()
            return True
        return False


def _first(pool: Callable[[str], list[str]], name: str) -> FormValue:
    """An id of the pool; an unknown one where there is nobody to have any."""
    try:
        return next(iter(pool(name)), unknown_id(name))
    except NotTestable:
        return unknown_id(name)


def _said(given: Generated) -> Mapping[str, FormValue] | None:
    """What a generated JSON document says by name; None where it is none, or no object."""
    if given.content_type != JSON or given.content is None:
        return None
    try:
        said = json.loads(given.content)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _completed(answer: Answer) -> bool:
    return isinstance(answer.resource, dict) and answer.resource.get("status") == "complete"
