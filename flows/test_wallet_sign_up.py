"""A stranger signs up with a wallet, beside what else the instance asks for."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    excludes,
    includes,
    is_complete,
    member,
    present,
    refused,
    succeeded,
    verified,
)
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import wallet
from fapi_conformance.target.identifications import WALLET, message, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

VERIFICATION = "verifications.web3_wallet"


def begin(target: Target, visitor: Actor, address: str) -> Answer:
    """A sign-up with that wallet, and a message to sign."""
    started = succeeded(visitor.sign_ups.create(**target.newcomer(web3_wallet=address)))
    sign_up_id = str(present(started, "id"))
    return accepted(visitor, visitor.sign_ups.prepare(sign_up_id, strategy=WALLET.by(target)), "a message to sign")


@proves(wallet.SUPPLIED, wallet.SIGN_UP_PREPARED, wallet.SIGN_UP_PROVEN, wallet.COMPLETE)
def test_with_a_wallet(visitor: Actor, target: Target) -> None:
    """The wallet is proven first, and what else the instance asks for afterwards."""
    mine = target.keyring.new()
    new = target.newcomer(web3_wallet=mine.address)
    started = visitor.sign_ups.create(**new)
    sign_up_id = str(present(started, "id"))
    with step(wallet.SUPPLIED):
        assert str(member(started, "web3_wallet")).lower() == mine.address, "it has another wallet"
        includes(started, "unverified_fields", "web3_wallet")
        excludes(started, "missing_fields", "web3_wallet")

    begun = visitor.sign_ups.prepare(sign_up_id, strategy=WALLET.by(target))
    with step(wallet.SIGN_UP_PREPARED):
        equals(succeeded(begun), verifications__web3_wallet__status="unverified")
        equals(begun, verifications__web3_wallet__strategy=WALLET.by(target))
        message(begun, VERIFICATION)

    signature = mine.sign(message(begun, VERIFICATION))
    signed = visitor.sign_ups.attempt(sign_up_id, strategy=WALLET.by(target), signature=signature)
    with step(wallet.SIGN_UP_PROVEN):
        verified(signed, VERIFICATION)
        excludes(signed, "unverified_fields", "web3_wallet")

    finished = signed if is_complete(signed) else by_email(visitor, signed, target, str(new.get("email_address")))
    with step(wallet.COMPLETE):
        complete(finished)
        held = [one for one in present(visitor.me.read(), "web3_wallets") if at(one, "web3_wallet") is not None]
        mine_ = [one for one in held if str(at(one, "web3_wallet")).lower() == mine.address]
        assert mine_, "the user has not the wallet that was proven"
        assert at(mine_[0], "verification.status") == "verified", "the wallet of the user is not verified"


def by_email(visitor: Actor, attempt: Answer, target: Target, address: str) -> Answer:
    """What is left of a sign-up whose wallet is proven: the code of its address."""
    if at(attempt.resource, "unverified_fields") != ["email_address"]:
        raise NotTestable("more than an address is left to prove")
    if "email_code" not in (target.environment.attribute("email_address").verifications or ()):
        raise NotTestable("the address is not proven by a code")
    sign_up_id = str(present(attempt, "id"))
    accepted(visitor, visitor.sign_ups.prepare(sign_up_id, strategy="email_code"), "the code of the address")
    return visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=target.code_sent(address))


@proves(wallet.SIGN_UP_FORGED)
def test_another_wallets_signature(visitor: Actor, target: Target) -> None:
    begun = begin(target, visitor, target.keyring.new().address)
    sign_up_id = str(present(begun, "id"))
    forged = target.keyring.new().sign(message(begun, VERIFICATION))

    answer = visitor.sign_ups.attempt(sign_up_id, strategy=WALLET.by(target), signature=forged)

    refused(answer, ANY_REFUSAL)
    attempt = visitor.sign_ups.read(sign_up_id)
    includes(attempt, "unverified_fields", "web3_wallet")
    equals(attempt, created_user_id=None)


@proves(wallet.SIGN_UP_TAKEN)
def test_a_wallet_that_a_user_has(visitor: Actor, member: Member, target: Target) -> None:
    held = proven(target, member.actor, WALLET)

    answer = visitor.sign_ups.create(**target.newcomer(web3_wallet=held.value))

    refused(answer, 422, "form_identifier_exists")


@proves(wallet.SIGN_UP_MALFORMED)
def test_text_that_is_no_wallet(visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.newcomer(web3_wallet="0xnobody"), intent=Intent.INVALID)

    refused(answer, 422, "form_param_format_invalid")
