"""Generated inputs around a recipe: as deep as its live state lets them come.

Random data alone never gets past the first look-up. Here an input is laid over the valid request, or under it, or sent
as it is, in turn; ids in the path are live ones but for every fifth time. The state is arranged anew when it was used
up, so that the next input finds it alive.
"""

from collections.abc import Mapping

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.contract import Operation
from fapi_conformance.contract.generation import Generated
from fapi_conformance.errors import NotTestable, TransportFailure
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import Recipe
from fapi_conformance.recipes.world import World

DEAD_ID_EVERY = 5
GONE = frozenset({401, 403, 404, 410})
LOCKED = "user_locked"
NETWORK = frozenset({502, 503, 504})


class Around:
    """Sends one input after the other. It judges nothing: that is done to every exchange.

    ``failures`` are the causes for which no answer could be read; they stop nothing.
    """

    def __init__(self, operation: Operation, recipe: Recipe, world: World) -> None:
        self.failures: list[TransportFailure] = []
        self._operation = operation
        self._recipe = recipe
        self._world = world
        self._call: Call | None = None
        self._turn = 0

    def send(self, given: Generated) -> None:
        """One input; twice where the first time ends in a server error, which counts when it repeats."""
        call, alive = self._laid_over(given)
        self._turn += 1
        try:
            answer = self._once(call, given)
            if answer.status >= 500 and answer.status not in NETWORK:
                self._once(call, given)
        except TransportFailure as failure:
            self.failures.append(failure)
            self._call = None
            return
        if self._used_up(answer, alive=alive):
            self._call = None

    def _once(self, call: Call, given: Generated) -> Answer:
        query = {name: value for name, value in given.query.items() if name not in call.path}
        return call.actor.act(
            self._operation,
            call.path,
            query,
            call.form,
            intent=Intent.OPEN,
            content=given.content,
            content_type=given.content_type if call.form is None else None,
        )

    def _laid_over(self, given: Generated) -> tuple[Call, bool]:
        """The request to send, and whether it is made of the live state."""
        call = self._arranged()
        if given.content is not None:
            return call.with_form(None), True
        alive = bool(call.path) or not given.path
        if given.path and (not call.path or self._turn % DEAD_ID_EVERY == DEAD_ID_EVERY - 1):
            call, alive = call.at(**given.path), False
        return call.with_form(self._form(call.form, given.form)), alive

    def _form(
        self, valid: Mapping[str, FormValue] | None, given: Mapping[str, FormValue] | None
    ) -> Mapping[str, FormValue] | None:
        if given is None or valid is None:
            return given
        return ({**valid, **given}, {**given, **valid}, given)[self._turn % 3]

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


def _completed(answer: Answer) -> bool:
    return isinstance(answer.resource, dict) and answer.resource.get("status") == "complete"
