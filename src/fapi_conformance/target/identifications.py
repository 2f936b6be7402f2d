"""Email addresses and phone numbers of a person as one thing: what they are called, how they are proven, a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_conformance.client.account import IdentificationsArea
from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``name`` is what a resource calls the value and a request the parameter."""

    name: str
    strategy: str
    area: Callable[[Actor], IdentificationsArea]
    new: "Callable[[Target], str]"

    @property
    def factor_id(self) -> str:
        """What names one of them among the first factors of a sign-in."""
        return f"{self.name}_id"

    @property
    def listed(self) -> str:
        """What the user calls the list of them."""
        return f"{self.name}es" if self.name.endswith("s") else f"{self.name}s"

    @property
    def primary(self) -> str:
        return f"primary_{self.name}_id"


EMAIL = Kind(
    name="email_address",
    strategy="email_code",
    area=lambda actor: actor.me.email_addresses,
    new=lambda target: target.address(),
)
PHONE = Kind(
    name="phone_number",
    strategy="phone_code",
    area=lambda actor: actor.me.phone_numbers,
    new=lambda target: target.phone_number(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """One that a person holds, on the actor with which they do."""

    id: str
    value: str
    kind: Kind
    actor: Actor

    @property
    def area(self) -> IdentificationsArea:
        return self.kind.area(self.actor)


def added(target: "Target", actor: Actor, kind: Kind, *, value: str | None = None) -> Identification:
    """A new one on the account of who is signed in, or this very one; not proven yet.

    Test numbers are few: one that somebody has already is put back, and another one taken.
    """
    area = kind.area(actor)
    for _ in range(_TRIES):
        chosen = value or kind.new(target)
        asked: dict[str, Json] = {kind.name: chosen}
        answer = area.create(**asked)
        if "form_identifier_exists" not in answer.codes:
            break
    item_id = _id(actor, accepted(actor, answer, f"a new {kind.name}"))
    return Identification(id=item_id, value=chosen, kind=kind, actor=actor)


def prepared(target: "Target", actor: Actor, kind: Kind) -> Identification:
    """A new one whose code is on its way, to where it can be had."""
    target.codes.need(kind.name)
    item = added(target, actor, kind)
    accepted(actor, item.area.prepare(item.id, strategy=kind.strategy), f"the {kind.name} with its code prepared")
    return item


def proven(target: "Target", actor: Actor, kind: Kind) -> Identification:
    """A new one, proven by the code that was sent."""
    item = prepared(target, actor, kind)
    code = target.code_sent(item.value)
    accepted(actor, item.area.attempt(item.id, code=code), f"the {kind.name} verified by its code")
    return item


def _id(actor: Actor, answer: Answer) -> str:
    found = answer.resource.get("id") if isinstance(answer.resource, dict) else None
    if not isinstance(found, str):
        raise strayed(actor, expected="an id", got=found, where="$.response.id")
    return found
