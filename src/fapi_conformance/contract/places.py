"""Where in a document a violation belongs: which component, which member of it.

A violation is found by walking the path that led to it (``…/properties/client/else/$ref/properties/sessions/…``). It is
named after the innermost component that has a member on the way, so that one deviation has one name, whichever answer
shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WRAPPERS = frozenset({"allOf", "anyOf", "oneOf", "if", "then", "else", "not"})


@dataclass(frozen=True, slots=True)
class Place:
    """``member`` is dotted, ``[]`` marks items: ``user_data.first_name``, ``sessions[]``; empty for a whole."""

    component: str
    member: str

    def inside(self, name: str) -> "Place":
        return Place(self.component, f"{self.member}.{name}" if self.member else name)


def place_of(document: Mapping[str, Any], path: Sequence[str | int], root: str) -> tuple[Place, str, Mapping[str, Any]]:
    """The place of a violation, not yet inside any member it is about, its keyword, and the schema that has it."""
    *steps, keyword = path
    node: Any = document
    here = Place(root, "")
    trail = [here]
    is_member = False
    for step in steps:
        if step == "$ref" and not is_member:
            component = node["$ref"].rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
            node = _target(document, node["$ref"])
            here = Place(component, "")
            trail.append(here)
            continue
        node = node[step]
        if is_member:
            here = trail[-1] = here.inside(str(step))
            is_member = False
        elif step in ("properties", "patternProperties"):
            is_member = True
        elif step == "items":
            here = trail[-1] = Place(here.component, f"{here.member}[]")
        elif step == "additionalProperties":
            here = trail[-1] = here.inside("*")
    if keyword == "type":
        # A component that is of the wrong type as a whole is a fault of the member that should have been it.
        here = next((place for place in reversed(trail) if place.member), here)
    return here, str(keyword), node


def pointer(path: Sequence[str | int]) -> str:
    """A JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _target(document: Mapping[str, Any], reference: str) -> Any:
    node: Any = document
    for step in reference.removeprefix("#/").split("/"):
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node
