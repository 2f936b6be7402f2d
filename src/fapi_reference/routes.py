"""The own table of operations: method and path template to handler, and who may call it with which parameters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

Handler = Callable[["Reference", Exchange], Any]


class Access(Enum):
    """What an operation needs to know about its caller."""

    OPEN = "nothing at all"
    PASSING = "nothing, but a browser that passes by is recognised where it can be"
    CALLER = "how the caller is recognised; a client may be missing"
    CLIENT = "a known client, else 401 signed_out (AUTH-103)"
    SESSION = "a signed-in session, else 401 signed_out (AUTH-102)"
    SESSION_TOKEN = "the same, and a session token as bearer is as good as a client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    handler: Handler
    access: Access
    known: frozenset[str] | None = None
    """The body parameters of a closed operation; None: others are ignored (GAP-001, GAP-003)."""
    repeated: frozenset[str] = frozenset()
    """The body parameters that are lists."""
    of_others: bool = False
    """Its parameters are not the caller's own attributes: one of an attribute that is off is known all the same."""
    from_elsewhere: bool = False
    """Other sites have browsers post to it: their origin is as good as none."""
    picture: bool = False
    """Its body is a picture, and no form."""
    json: bool = False
    """Its body is a JSON object, and no form (GEN-012)."""
    malformed: str = ""
    """It refuses in the words of OAuth (GEN-030), and this is the one for what cannot even be read."""


@dataclass(slots=True)
class Resource:
    """One path template with its verbs."""

    template: str
    verbs: dict[str, Operation] = field(default_factory=dict)


@dataclass(slots=True)
class _Node:
    literal: dict[str, "_Node"] = field(default_factory=dict)
    parameter: tuple[str, str, "_Node"] | None = None
    """Its name, what stands behind it in the same segment, and what follows."""
    resource: Resource | None = None


class Routes:
    """A path is looked up segment by segment; a literal segment wins over a parameter."""

    def __init__(self) -> None:
        self._root = _Node()
        self.resources: dict[str, Resource] = {}

    def add(self, method: str, template: str, operation: Operation) -> None:
        node = self._root
        for segment in template.strip("/").split("/"):
            if segment.startswith("{"):
                name, _, suffix = segment[1:].partition("}")
                if node.parameter is None:
                    node.parameter = (name, suffix, _Node())
                node = node.parameter[2]
            else:
                node = node.literal.setdefault(segment, _Node())
        if node.resource is None:
            node.resource = self.resources[template] = Resource(template)
        node.resource.verbs[method] = operation

    def find(self, path: str) -> tuple[Resource, dict[str, str]] | None:
        node, ids = self._root, {}
        for segment in path[1:].split("/"):
            following = node.literal.get(segment)
            if following is None:
                if node.parameter is None or not segment.removesuffix(node.parameter[1]):
                    return None
                name, suffix, following = node.parameter
                if not segment.endswith(suffix):
                    return None
                ids[name] = segment.removesuffix(suffix)
            node = following
        return (node.resource, ids) if node.resource else None
