"""What somebody can do: a name, a sentence, between whom it can happen now, and how it is done and judged."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fapi_conformance.machine.stage import Stage

Names = tuple[str, ...]
Choices = Callable[["Stage"], list[Names]]
Perform = Callable[..., None]

ABOUT_ORGANIZATIONS = (
    "organizations",
    "memberships",
    "organization_invitations",
    "active_organizations",
    "organization_races",
)
MODULES = (
    "signing_up",
    "signing_in",
    "second_factors",
    "sessions",
    "account",
    "identifications",
    "races",
    *ABOUT_ORGANIZATIONS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """``says`` has a place for each name; ``choices`` are the names with which it can be done as things stand."""

    name: str
    says: str
    choices: Choices
    perform: Perform

    @property
    def about_organizations(self) -> bool:
        return self.perform.__module__.rpartition(".")[2] in ABOUT_ORGANIZATIONS


_acts: dict[str, Act] = {}


def act(says: str, choices: Choices) -> Callable[[Perform], Perform]:
    """Register an act under the name of the function that does it."""

    def register(perform: Perform) -> Perform:
        name = perform.__name__
        _acts[name] = Act(name=name, says=says, choices=choices, perform=perform)
        return perform

    return register


def acts() -> Mapping[str, Act]:
    """All of them by name, in the order of their modules."""
    for module in MODULES:
        importlib.import_module(f"fapi_conformance.machine.{module}")
    return _acts
