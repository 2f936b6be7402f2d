"""The catalogue of faults, filled by importing the modules of this package."""

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

Seed = Callable[["Reference"], Iterator[None] | None]
MACHINERY = frozenset({"careless", "registry", "surgery"})

_catalogue: dict[str, "Fault"] = {}


class UnknownFault(Exception):
    """No fault has this id; the message names near ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``settings``: what the instance has to switch for the deviation to show, as the text of a settings file."""

    id: str
    caught_by: tuple[str, ...]
    says: str
    seed: Seed
    settings: str = ""
    searched: bool = False
    """Only some order of events shows it: whoever looks for it has to search."""

    @contextmanager
    def seeded(self, server: "Reference") -> Iterator[None]:
        """The server deviates inside this context; a plain function has no way back and needs none."""
        way_back = self.seed(server)
        if way_back is None:
            yield
        else:
            next(way_back)
            yield
            next(way_back, None)


def fault(
    fault_id: str, *, caught_by: tuple[str, ...], settings: str = "", searched: bool = False
) -> Callable[[Seed], Seed]:
    """Register a fault. An id is given once, and a fault that nobody has to catch proves nothing."""

    def register(seed: Seed) -> Seed:
        if fault_id in _catalogue:
            raise ValueError(f"two faults are called {fault_id}")
        if not caught_by:
            raise ValueError(f"{fault_id} is caught by no requirement")
        says = inspect.getdoc(seed)
        if not says:
            raise ValueError(f"{fault_id} does not say its deviation in a docstring")
        words = " ".join(says.split())
        _catalogue[fault_id] = Fault(
            id=fault_id, caught_by=caught_by, says=words, seed=seed, settings=settings, searched=searched
        )
        return seed

    return register


def catalogue() -> dict[str, Fault]:
    """All faults by id, in the order of their modules."""
    import fapi_reference.faults as package

    for module in pkgutil.iter_modules(package.__path__):
        if module.name not in MACHINERY:
            importlib.import_module(f"{package.__name__}.{module.name}")
    return _catalogue


def chosen(ids: list[str]) -> list[Fault]:
    if not ids:
        return []
    known = catalogue()
    for wanted in ids:
        if wanted not in known:
            near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.4)
            hint = f"; near: {', '.join(near)}" if near else "; --list-faults shows all"
            raise UnknownFault(f"there is no fault {wanted!r}{hint}")
    return [known[wanted] for wanted in dict.fromkeys(ids)]
