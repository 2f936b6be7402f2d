"""What answers say over time: relations between one exchange and those before it, of one process.

Each rule keeps what it needs of the past, looks at one exchange, and gives None where it has nothing to say, else what
is broken. What one answer says of itself is judged by the invariants.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Protocol

from fapi_conformance.client.exchange import Exchange
from fapi_conformance.contract.history.objects import Objects
from fapi_conformance.contract.history.piggyback import Piggyback
from fapi_conformance.contract.history.secrets import Secrets
from fapi_conformance.contract.history.tokens import token_of_session, token_state
from fapi_conformance.contract.invariants.broken import Broken
from fapi_conformance.contract.operations import Operation

Found = tuple[str, list[Broken] | None]


class Rule(Protocol):
    def __call__(self, exchange: Exchange, operation: Operation) -> Iterator[Found]: ...


class History:
    """``look`` gives, of one more exchange, each requirement that it says something about with what is broken."""

    def __init__(self) -> None:
        self._rules: tuple[Rule, ...] = (Objects(), Piggyback(), Secrets(), token_of_session, token_state)

    def look(self, exchange: Exchange, operation: Operation) -> Iterator[Found]:
        for rule in self._rules:
            yield from rule(exchange, operation)


REQUIREMENTS = MappingProxyType(
    {
        "HISTORY.KIND": Objects,
        "HISTORY.CREATED": Objects,
        "HISTORY.UPDATED": Objects,
        "HISTORY.FRESH-CLIENT": Piggyback,
        "HISTORY.SECRETS": Secrets,
        "HISTORY.SESSION-TOKEN": token_of_session,
        "HISTORY.TOKEN-STATE": token_state,
    }
)
"""Which rule speaks of which requirement."""
