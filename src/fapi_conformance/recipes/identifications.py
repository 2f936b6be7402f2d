"""The email addresses, phone numbers and wallets of the signed-in person: one set of recipes for all."""

from collections.abc import Callable

from fapi_conformance.client.form import FormValue
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import Recipe, recipe
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.identifications import (
    EMAIL,
    PHONE,
    WALLET,
    Identification,
    Kind,
    added,
    prepared,
    proven,
    right,
)

CHANGED_BY = {
    EMAIL.name: Capability.EMAIL_ADDRESSES,
    PHONE.name: Capability.PHONE_NUMBERS,
    WALLET.name: Capability.WEB3_WALLETS,
}
PROVEN_BY = {
    EMAIL.name: Capability.EMAIL_VERIFICATION,
    PHONE.name: Capability.PHONE_VERIFICATION,
    WALLET.name: Capability.WEB3_WALLETS,
}
Start = Callable[..., Identification]


def _call(world: World, kind: Kind, operation_id: str) -> Call:
    world.needs(CHANGED_BY[kind.name], f"to have a {kind.name} on the account")
    return Call(actor=world.member.actor, operation_id=operation_id, markers=markers(world.member))


def _about(world: World, kind: Kind, operation_id: str, start: Start, **form: FormValue) -> Call:
    """A call about one that is there for that alone."""
    call = _call(world, kind, operation_id)
    if start is not added or form:
        world.needs(PROVEN_BY[kind.name], f"to prove a {kind.name}")
        if kind is not WALLET:
            world.target.codes.need(kind.name)  # else a code would be sent that nobody reads
    item = start(world.target, call.actor, kind)
    about = call.at(**{item.area.parameter: item.id}).marked(item.value)
    return about.with_form(form) if form else about


def _prove(kind: Kind, operation_id: str) -> Recipe:
    """By the code that was sent to one that is there for that alone."""

    def arrange(world: World) -> Call:
        call = _about(world, kind, operation_id, prepared)
        return call.with_form({"code": world.target.code_sent(call.markers[-1])})

    return recipe(operation_id, spends=True, signed_in=True)(arrange)


def _list(kind: Kind, operation_id: str) -> Recipe:
    return recipe(operation_id, signed_in=True)(lambda world: _call(world, kind, operation_id))


def _create(kind: Kind, operation_id: str) -> Recipe:
    def arrange(world: World) -> Call:
        return _call(world, kind, operation_id).with_form({kind.name: kind.new(world.target)})

    return recipe(operation_id, spends=True, signed_in=True)(arrange)


def _on(
    kind: Kind, operation_id: str, start: Start, *, spends: bool = False, **form: Callable[[World], FormValue]
) -> Recipe:
    def arrange(world: World) -> Call:
        return _about(world, kind, operation_id, start, **{name: made(world) for name, made in form.items()})

    return recipe(operation_id, spends=spends, signed_in=True)(arrange)


LIST_ADDRESSES = _list(EMAIL, "getEmailAddresses")
ADD_ADDRESS = _create(EMAIL, "createEmailAddresses")
READ_ADDRESS = _on(EMAIL, "getEmailAddress", added)
DELETE_ADDRESS = _on(EMAIL, "DeleteEmailAddress", added, spends=True)
PREPARE_ADDRESS = _on(EMAIL, "sendVerificationEmail", added, strategy=lambda _: EMAIL.strategy)
PROVE_ADDRESS = _prove(EMAIL, "verifyEmailAddress")

LIST_NUMBERS = _list(PHONE, "getPhoneNumbers")
ADD_NUMBER = _create(PHONE, "postPhoneNumbers")
READ_NUMBER = _on(PHONE, "ReadPhoneNumber", added)
DELETE_NUMBER = _on(PHONE, "DeletePhoneNumber", added, spends=True)
PREPARE_NUMBER = _on(PHONE, "sendVerificationSMS", added, strategy=lambda _: PHONE.strategy)
PROVE_NUMBER = _prove(PHONE, "verifyPhoneNumber")


@recipe("UpdatePhoneNumber", signed_in=True)
def reserve_number(world: World) -> Call:
    world.needs(Capability.PHONE_SECOND_FACTOR, "to reserve a number for it")
    return _about(world, PHONE, "UpdatePhoneNumber", proven, reserved_for_second_factor=True)


LIST_WALLETS = _list(WALLET, "getWeb3Wallets")
ADD_WALLET = _create(WALLET, "postWeb3Wallets")
READ_WALLET = _on(WALLET, "readWeb3Wallet", added)
DELETE_WALLET = _on(WALLET, "deleteWeb3Wallet", added, spends=True)
PREPARE_WALLET = _on(WALLET, "prepareWeb3WalletVerification", added, strategy=lambda world: WALLET.by(world.target))


@recipe("attemptWeb3WalletVerification", spends=True, signed_in=True)
def prove_wallet(world: World) -> Call:
    call = _call(world, WALLET, "attemptWeb3WalletVerification")
    item = prepared(world.target, call.actor, WALLET)
    return call.at(**{item.area.parameter: item.id}).marked(item.value).with_form(right(world.target, item))
