"""What a caller asks of an actor, before the actor adds its own to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.form import Pairs

Query = Iterable[tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request as it was asked for. A value None takes away what the actor would add under that name."""

    method: str
    path: str
    form: Pairs | None
    query: tuple[tuple[str, str | None], ...]
    headers: Mapping[str, str | None]
    content: bytes
    content_type: str | None
    sent_method: str | None
    intent: Intent
