"""Whose signature proves a wallet, of what message, and how often. What all identifications share is told there."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.wallet import altered
from fapi_conformance.expect import equals, present, refused
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import wallet
from fapi_conformance.target.identifications import WALLET, Identification, added, message, prepared, proven, right
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

LONG_ENOUGH = 8


@pytest.fixture
def pending(target: Target, member: Member) -> Identification:
    """One of the member's, with a message to sign."""
    return prepared(target, member.actor, WALLET)


def prepare(target: Target, item: Identification) -> Answer:
    return accepted(item.actor, item.area.prepare(item.id, strategy=WALLET.by(target)), "a message to sign")


def forgeries(target: Target, item: Identification, text: str) -> dict[str, str]:
    """What could be taken for the signature of that text, and is not."""
    mine, other = target.keyring.of(item.value), target.keyring.new()
    signature = mine.sign(text)
    return {
        "another wallet's signature": other.sign(text),
        "its signature of another text": mine.sign(f"{text} "),
        "its signature without the prefix": mine.sign_bare(text),
        "its signature, one digit changed": altered(signature),
        "its signature, cut": signature[:-4],  # without `v` alone it may be a compact one (ERC-2098)
        "zeros": f"0x{'0' * 130}",
    }


@proves(wallet.FORGED)
def test_what_is_not_its_signature(target: Target, pending: Identification) -> None:
    for what in forgeries(target, pending, message(pending.begun)):
        begun = prepare(target, pending)  # a few wrong ones may be too many
        forged = forgeries(target, pending, message(begun))[what]

        answer = pending.area.attempt(pending.id, signature=forged)

        assert not answer.ok, f"{what} was taken"
        refused(answer, ANY_REFUSAL)
        status = at(pending.area.read(pending.id).resource, "verification.status")
        assert status != "verified", f"{what} was refused, and has verified the wallet all the same"


@proves(wallet.FRESH_NONCE, wallet.NONCE, wallet.OLD_MESSAGE)
def test_a_message_is_good_once(target: Target, pending: Identification) -> None:
    first = message(pending.begun)
    again = prepare(target, pending)
    with step(wallet.FRESH_NONCE):
        assert message(again) != first, "the same message was given again"
    with step(wallet.NONCE):
        nonce = str(present(again, "verification.nonce"))
        assert len(nonce) >= LONG_ENOUGH, f"the nonce has {len(nonce)} characters"
        assert nonce in message(again), "the message has not the nonce in it"
    with step(wallet.OLD_MESSAGE):
        refused(pending.area.attempt(pending.id, **right(target, pending)), ANY_REFUSAL)
        equals(pending.area.attempt(pending.id, **right(target, pending, again)), verification__status="verified")


@proves(wallet.CLAIMED)
def test_two_people_and_one_wallet(target: Target, pending: Identification, new_member: Callable[..., Member]) -> None:
    other = new_member().actor
    theirs = added(target, other, WALLET, value=pending.value)
    begun = accepted(other, theirs.area.prepare(theirs.id, strategy=WALLET.by(target)), "a message to sign")
    accepted(pending.actor, pending.area.attempt(pending.id, **right(target, pending)), "the wallet, verified")

    answer = theirs.area.attempt(theirs.id, **right(target, theirs, begun))

    refused(answer, ANY_REFUSAL)
    equals(pending.area.read(pending.id), verification__status="verified")


@proves(wallet.IN_CAPITALS)
def test_its_address_in_capitals(target: Target, member: Member, new_member: Callable[..., Member]) -> None:
    mine = proven(target, member.actor, WALLET)
    spelled = target.keyring.of(mine.value).spelled

    found = target.visitor().sign_ins.create(identifier=spelled)
    taken = new_member().actor.me.web3_wallets.create(web3_wallet=spelled, intent=Intent.OPEN)

    equals(found, status="needs_first_factor")
    refused(taken, ANY_REFUSAL)
