"""Looking for an input that breaks a statement: repeatable by its seed, and told with the smallest one that does."""

from collections.abc import Callable
from typing import TypeVar

import hypothesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.strategies import SearchStrategy

from fapi_conformance.contract.cache import folder
from fapi_conformance.errors import NotTestable

T = TypeVar("T")


def search(strategy: SearchStrategy[T], holds: Callable[[T], None], *, seed: int, examples: int) -> None:
    """Call ``holds`` with so many inputs. The first that it raises a deviation for is made smaller, and raised."""
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(str(folder() / "hypothesis"))
    hindered: list[NotTestable] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @hypothesis.given(strategy)
    def series(given: T) -> None:
        if hindered:
            return
        try:
            holds(given)
        except NotTestable as reason:  # no failing input: the whole series tells nothing
            hindered.append(reason)

    series()
    if hindered:
        raise hindered[0]
