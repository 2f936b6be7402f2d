"""The cuts that faults are made of; what is put in has to answer the type of what is taken out."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
View = dict[str, Any]
PLACE = "_place"
"""The attribute of a replacement that remembers where it stands, so that it can be replaced again."""


def replace(method: Callable[P, R], by: Callable[..., R]) -> Callable[P, R]:
    """Put `by` in the place of a bound method of a service or view, or of what was put there before.

    Returns the original, to build upon.
    """
    place: tuple[Any, str] | None = getattr(method, PLACE, None)
    owner: Any = place[0] if place else getattr(method, "__self__", None)
    name: str = place[1] if place else getattr(method, "__name__", "")
    if owner is None:
        raise TypeError(f"{method!r} is not a method of an object: nothing to replace")

    def stands_in(*args: Any, **kwargs: Any) -> R:
        return by(*args, **kwargs)

    setattr(stands_in, PLACE, (owner, name))
    setattr(owner, name, stands_in)
    return method


def alter(view: Callable[P, View], change: Callable[[View], View]) -> None:
    """Let a view answer something else than it would."""
    replace(view, lambda *args, **kwargs: change(view(*args, **kwargs)))


def without(view: Callable[P, View], member: str) -> None:
    """Let a view leave one member out."""
    alter(view, lambda shown: {name: value for name, value in shown.items() if name != member})
