"""One successful answer, taken apart for the invariants: its resource, its client, and the users they show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from fapi_conformance.client.exchange import Answer
from fapi_conformance.contract.operations import Operation

Object = Mapping[str, Any]
Placed = tuple[str, Object]
"""An object with the JSON pointer to it."""

CARRIES_NO_CLIENT = frozenset(
    {
        "Client.ClientWrappedClient",
        "Client.ClientWrappedDeletedObject",
        "Client.ClientWrappedSessionReverification",  # null is allowed and none was ever recorded (GEN-004)
    }
)


@dataclass(frozen=True, slots=True)
class Look:
    """``resource`` and ``client`` are None where they are no objects; ``component`` is that of the answer's schema."""

    changes: bool
    component: str
    enveloped: bool
    resource: Object | None
    client: Object | None

    @classmethod
    def at(cls, operation: Operation, answer: Answer) -> Self | None:
        """None where the answer is no JSON object."""
        body = answer.json
        if not isinstance(body, dict):
            return None
        response = operation.responses.get(answer.status)
        schema = response.media.get("application/json", {}) if response else {}
        return cls(
            changes=operation.method != "GET",
            component=str(schema.get("$ref", "")).rsplit("/", 1)[-1],
            enveloped=answer.enveloped,
            resource=_object(answer.resource),
            client=_object(body.get("client")) if answer.enveloped else None,
        )

    @property
    def owes_client(self) -> bool:
        """The wrapper is one of those that carry a client beside the resource (AUTH-029, AUTH-031)."""
        return self.component.startswith("Client.ClientWrapped") and self.component not in CARRIES_NO_CLIENT

    def resource_of_kind(self, kind: str) -> Object | None:
        return self.resource if self.resource is not None and self.resource.get("object") == kind else None

    def attempts(self, kind: str, member: str) -> Iterator[Placed]:
        """Every attempt of a kind that the answer shows: the resource, and the one in the client."""
        if (attempt := self.resource_of_kind(kind)) is not None:
            yield "/response" if self.enveloped else "", attempt
        for at, client in self.clients():
            if (attempt := _object(client.get(member))) is not None:
                yield f"{at}/{member}", attempt

    def clients(self) -> Iterator[Placed]:
        if (client := self.resource_of_kind("client")) is not None:
            yield "/response", client
        if self.client is not None:
            yield "/client", self.client

    def users(self) -> Iterator[Placed]:
        if (user := self.resource_of_kind("user")) is not None:
            yield "/response" if self.enveloped else "", user
        for at, client in self.clients():
            for number, session in enumerate(listed(client, "sessions")):
                if (user := _object(session.get("user"))) is not None:
                    yield f"{at}/sessions/{number}/user", user
        alone = self.resource_of_kind("session")
        if alone is not None and (user := _object(alone.get("user"))) is not None:
            yield "/response/user", user


def listed(owner: Object, member: str) -> list[Object]:
    """The objects in a list member; empty where it is no list."""
    found = owner.get(member)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def texts(owner: Object, member: str) -> frozenset[str] | None:
    """The texts of a list member as a set; None where it is no list: then there is nothing to compare."""
    found = owner.get(member)
    return frozenset(item for item in found if isinstance(item, str)) if isinstance(found, list) else None


def _object(value: Any) -> Object | None:
    return value if isinstance(value, dict) else None
