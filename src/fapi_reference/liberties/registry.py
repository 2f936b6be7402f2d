"""The catalogue of liberties, filled by importing the modules of this package."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

Take = Callable[["Reference"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Liberty:
    """``fact``: the recorded fact that leaves it open."""

    id: str
    fact: str
    says: str
    take: Take


_catalogue: dict[str, Liberty] = {}


class UnknownLiberty(Exception):
    """Nobody has heard of this one."""


def liberty(liberty_id: str, *, fact: str) -> Callable[[Take], Take]:
    def register(take: Take) -> Take:
        if liberty_id in _catalogue:
            raise ValueError(f"two liberties are called {liberty_id}")
        says = " ".join((inspect.getdoc(take) or "").split())
        _catalogue[liberty_id] = Liberty(id=liberty_id, fact=fact, says=says, take=take)
        return take

    return register


def catalogue() -> dict[str, Liberty]:
    """All liberties by id, in the order of their modules."""
    import fapi_reference.liberties as package

    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return _catalogue


def chosen(ids: list[str]) -> list[Liberty]:
    if not ids:
        return []
    known = catalogue()
    if "all" in ids:
        return list(known.values())
    for wanted in ids:
        if wanted not in known:
            raise UnknownLiberty(f"there is no liberty {wanted!r}; they are: all, {', '.join(known)}")
    return [known[wanted] for wanted in dict.fromkeys(ids)]
