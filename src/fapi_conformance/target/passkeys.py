"""Passkeys of a member: made by a device of theirs, and shown at a sign-in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.client.native import NativeApp
from fapi_conformance.devices import Passkeys
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.target.refusals import accepted, strayed

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A passkey whose ceremony is under way: what the device is asked for, and the answer that asked."""

    id: str
    nonce: Json
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One that can be used, the device that holds it, and the answer that took it."""

    id: str
    device: Passkeys
    answer: Answer


@contextmanager
def arranging() -> Iterator[None]:
    """What comes before a test's question; that it fails is told where that is judged."""
    try:
        yield
    except AssertionError as problem:
        raise NotTestable("the passkey that it takes could not be arranged") from problem


def device(target: "Target", actor: Actor) -> Passkeys:
    """What this actor has at hand: a browser at its page, or the app itself."""
    here = urlsplit(target.base_url)
    own = f"https://{here.hostname}"
    return Passkeys(own, app=True) if isinstance(actor, NativeApp) else Passkeys(target.endpoint.origin or own)


def begun(actor: Actor) -> Begun:
    """Whoever is signed in asks for the options of a new passkey."""
    answer = accepted(actor, actor.me.passkeys.create(), "the options of a new passkey")
    resource = answer.resource if isinstance(answer.resource, dict) else {}
    if not isinstance(found := resource.get("id"), str):
        raise strayed(actor, expected="an id", got=found, where="$.response.id")
    return Begun(id=found, nonce=nonce(answer, "verification"), answer=answer)


def enrolled(target: "Target", actor: Actor, by: Passkeys | None = None) -> Passkey:
    """A new passkey of who is signed in, on this device or on a new one."""
    holder = by or device(target, actor)
    one = begun(actor)
    answer = actor.me.passkeys.attempt(one.id, public_key_credential=holder.create(one.nonce))
    return Passkey(id=one.id, device=holder, answer=accepted(actor, answer, "the passkey verified"))


def asked(actor: Actor) -> tuple[str, Json]:
    """A sign-in by whatever passkey the device has: its id, and what the device is asked for."""
    answer = accepted(actor, actor.sign_ins.create(strategy="passkey"), "a sign-in by passkey")
    return _id(actor, answer), nonce(answer, "first_factor_verification")


def asked_by_name(actor: Actor, identifier: str) -> tuple[str, Json]:
    """The same of somebody who says who they are."""
    created = accepted(actor, actor.sign_ins.create(identifier=identifier), "a sign-in of a known person")
    sign_in_id = _id(actor, created)
    prepared = actor.sign_ins.prepare_first_factor(sign_in_id, strategy="passkey")
    answer = accepted(actor, prepared, "the sign-in with its passkey prepared")
    return sign_in_id, nonce(answer, "first_factor_verification")


def nonce(answer: Answer, verification: str) -> Json:
    """What a device is asked for, as official clients read it; a deviation where there is nothing."""
    told = answer.resource.get(verification) if isinstance(answer.resource, dict) else None
    found = told.get("nonce") if isinstance(told, dict) else None
    if not isinstance(found, str):
        raise Deviation(expected="options as JSON in text", got=repr(found), where=f"$.response.{verification}.nonce")
    return found


def _id(actor: Actor, answer: Answer) -> str:
    found = answer.resource.get("id") if isinstance(answer.resource, dict) else None
    if not isinstance(found, str):
        raise strayed(actor, expected="an id", got=found, where="$.response.id")
    return found
