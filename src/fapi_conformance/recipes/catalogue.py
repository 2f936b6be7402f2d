"""Recipes declared next to what they do, and found by the id of their operation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, ModuleType

from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """``spends``: a success uses the arrangement up, so that the same request would not succeed twice.

    ``signed_in``: the operation is about what belongs to a signed-in person.
    """

    operation_id: str
    arrange: Callable[[World], Call]
    spends: bool
    signed_in: bool

    def __call__(self, world: World) -> Call:
        """Arrange the state and give the request. Raises NotTestable where the instance or the target is in the way.

        That another operation does not do its part is told where that one is judged, and not once more here.
        """
        try:
            return self.arrange(world)
        except Deviation as deviation:
            because = f"what comes before it failed: expected {deviation.expected}, got {deviation.got}"
            raise NotTestable(because, remedy="mend that first") from deviation


def recipe(operation_id: str, *, spends: bool = False, signed_in: bool = False) -> Callable[..., Recipe]:
    """Make a function from a world to a call the recipe of an operation."""

    def declare(arrange: Callable[[World], Call]) -> Recipe:
        return Recipe(operation_id=operation_id, arrange=arrange, spends=spends, signed_in=signed_in)

    return declare


def catalogue(*areas: ModuleType) -> Mapping[str, Recipe]:
    """The recipes that these modules declare."""
    found = [value for area in areas for value in vars(area).values() if isinstance(value, Recipe)]
    return MappingProxyType({one.operation_id: one for one in found})
