"""Email addresses, phone numbers and wallets of a person as one thing: how they are called, proven, made anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fapi_conformance.client.account import IdentificationsArea
from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation
from fapi_conformance.target.environment import ETHEREUM
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """``name`` is what a resource calls the value and a request the parameter; ``proof``, what an attempt calls that
    of it. ``strategy`` is empty where it depends on the instance.
    """

    name: str
    strategy: str
    proof: str = "code"
    area: Callable[[Actor], IdentificationsArea]
    new: "Callable[[Target], str]"

    def by(self, target: "Target") -> str:
        """The strategy that proves one here."""
        return self.strategy or wallet_strategy(target)

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
WALLET = Kind(
    name="web3_wallet",
    strategy="",
    proof="signature",
    area=lambda actor: actor.me.web3_wallets,
    new=lambda target: target.keyring.new().address,
)
METAMASK = "web3_metamask_signature"


def wallet_strategy(target: "Target") -> str:
    """Of the wallets that sign alike, the one that most instances take."""
    listed = target.environment.attribute(WALLET.name).verifications or frozenset()
    return METAMASK if METAMASK in listed else next(iter(sorted(listed & ETHEREUM)), METAMASK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """One that a person holds, on the actor with which they do. ``begun`` is what preparing it was answered with."""

    id: str
    value: str
    kind: Kind
    actor: Actor
    begun: Answer | None = None

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


def prepared(target: "Target", actor: Actor, kind: Kind, *, value: str | None = None) -> Identification:
    """A new one, or this very one, whose code is on its way, to where it can be had; or with a message to sign."""
    if kind is not WALLET:
        target.codes.need(kind.name)
    item = added(target, actor, kind, value=value)
    answer = item.area.prepare(item.id, strategy=kind.by(target))
    return replace(item, begun=accepted(actor, answer, f"the {kind.name} with its proof prepared"))


def proven(target: "Target", actor: Actor, kind: Kind, *, value: str | None = None) -> Identification:
    """A new one, or this very one, proven by the code that was sent or by the wallet's signature."""
    item = prepared(target, actor, kind, value=value)
    accepted(actor, item.area.attempt(item.id, **right(target, item)), f"the {kind.name} verified by its proof")
    return item


def right(target: "Target", item: Identification, begun: Answer | None = None) -> dict[str, FormValue]:
    """What proves it, after what preparing it was answered with; that is the item's own unless another is given."""
    if item.kind is not WALLET:
        return {item.kind.proof: target.code_sent(item.value)}
    return {item.kind.proof: target.keyring.of(item.value).sign(message(begun or item.begun))}


def wrong(target: "Target", item: Identification, begun: Answer | None = None) -> dict[str, FormValue]:
    """What looks like it and is another code, or the signature of another wallet."""
    if item.kind is not WALLET:
        return {item.kind.proof: target.wrong_code}
    told = begun or item.begun
    return {item.kind.proof: target.keyring.new().sign(message(told) if told else "nothing that anybody asked for")}


def message(answer: Answer | None, where: str = "verification") -> str:
    """The text that a wallet has to sign, of the verification there. Raises Deviation where there is none."""
    found: Json = answer.resource if answer else None
    for name in (*where.split("."), "message"):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, str) or not found:
        raise Deviation(expected="a message to sign", got=repr(found), where=f"$.response.{where}.message")
    return found


def _id(actor: Actor, answer: Answer) -> str:
    found = answer.resource.get("id") if isinstance(answer.resource, dict) else None
    if not isinstance(found, str):
        raise strayed(actor, expected="an id", got=found, where="$.response.id")
    return found
