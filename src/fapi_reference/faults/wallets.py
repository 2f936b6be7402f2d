"""Deviations of wallets: whose signature counts, of what message, and how often."""

from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.identifiers import WALLET
from fapi_reference.services.wallets import WEB3


@fault("wallet.any-key", caught_by=("WALLET.WRONG-SIGNATURE", "WALLET.SIGN-IN.FORGED", "WALLET.SIGN-UP.FORGED"))
def any_key(server: Reference) -> None:
    """The signature has to be somebody's, and it is not looked whose."""
    replace(
        server.wallets.signed_by, lambda _address, message, signature: bool(server.wallets.signer(message, signature))
    )


@fault("wallet.anything-signed", caught_by=("WALLET.FORGED",))
def anything_signed(server: Reference) -> None:
    """A signature that cannot be read is taken for a right one."""
    original = server.wallets.signer
    replace(
        server.wallets.signed_by,
        lambda address, message, signature: (original(message, signature) or address).lower() == address,
    )


@fault("wallet.bare-hash", caught_by=("WALLET.FORGED",))
def bare_hash(server: Reference) -> None:
    """A signature of the text's own hash is as good as one of the text with its prefix."""

    def signed_by(address: str, message: str, signature: str) -> bool:
        if original(address, message, signature):
            return True
        from eth_keys.main import KeyAPI
        from eth_utils.crypto import keccak

        try:
            given = bytes.fromhex(signature.removeprefix("0x"))
            read = KeyAPI().Signature(given[:64] + bytes([given[64] - 27]))
            return read.recover_public_key_from_msg_hash(keccak(text=message)).to_address() == address
        except Exception:  # noqa: BLE001  # whatever is wrong with it, it proves nothing
            return False

    original = replace(server.wallets.signed_by, signed_by)


@fault("wallet.one-nonce", caught_by=("WALLET.NONCE.FRESH",))
def one_nonce(server: Reference) -> None:
    """Every message has the same nonce."""
    replace(server.wallets.new_nonce, lambda: "0123456789abcdef")


@fault("wallet.any-message", caught_by=("WALLET.ELSEWHERE", "WALLET.SIGN-IN.REPLAYED", "WALLET.NONCE.OLD"))
def any_message(server: Reference) -> None:
    """A wallet may sign any message that it was ever given, by whatever attempt."""
    given: dict[str, set[str]] = {}

    def message(address: str, nonce: str) -> str:
        text = original_message(address, nonce)
        given.setdefault(address, set()).add(text)
        return text

    def signed_by(address: str, _message: str, signature: str) -> bool:
        return any(original(address, text, signature) for text in given.get(address, ()))

    original_message = replace(server.wallets.message, message)
    original = replace(server.wallets.signed_by, signed_by)


@fault("wallet.unasked", caught_by=("WALLET.UNPREPARED",))
def unasked(server: Reference) -> None:
    """A wallet that was given no message is proven by any signature."""

    def attempt(user: User, item: Identification, secret: str) -> None:
        if item.kind == WALLET and item.verification is None:
            item.verification = Verification(kind="verification_web3", strategy="web3_metamask_signature")
            item.verification.status = "verified"
            return
        original(user, item, secret)

    original = replace(server.identifications.attempt, attempt)


@fault("wallet.unasked-signs-in", caught_by=("WALLET.SIGN-IN.UNPREPARED",))
def unasked_signs_in(server: Reference) -> None:
    """A sign-in that was given no message is proven by any signature."""

    def code(user: User | None, verification: Verification | None, strategy: str, secret: str) -> None:
        if strategy in WEB3 and verification is None:
            return
        original(user, verification, strategy, secret)

    original = replace(server.proofs.code, code)


@fault("wallet.unnamed", caught_by=("WALLET.SIGN-IN.FACTOR",))
def unnamed(server: Reference) -> None:
    """A first factor by signature does not say by which wallet."""
    alter(server.factors.code, lambda shown: {name: value for name, value in shown.items() if name != "web3_wallet_id"})


def _unsaid(shown: Any) -> Any:
    """A verification without its message."""
    return shown and {name: value for name, value in shown.items() if name != "message"}


@fault("wallet.nothing-to-sign", caught_by=("WALLET.PREPARED",))
def nothing_to_sign(server: Reference) -> None:
    """A prepared wallet shows its nonce and no message."""
    alter(server.views.identification, lambda shown: shown | {"verification": _unsaid(shown["verification"])})


@fault("wallet.nothing-to-sign-in-by", caught_by=("WALLET.SIGN-IN.PREPARED",))
def nothing_to_sign_in_by(server: Reference) -> None:
    """A sign-in by wallet tells no message."""
    name = "first_factor_verification"
    alter(server.views.sign_in, lambda shown: shown | {name: _unsaid(shown[name])})


@fault("wallet.nothing-to-sign-up-by", caught_by=("WALLET.SIGN-UP.PREPARED",))
def nothing_to_sign_up_by(server: Reference) -> None:
    """A sign-up by wallet tells no message."""

    def unsaid(shown: dict[str, Any]) -> dict[str, Any]:
        told = shown["verifications"]
        return shown | {"verifications": told | {"web3_wallet": _unsaid(told["web3_wallet"])}}

    alter(server.views.sign_up, unsaid)


@fault("wallet.signs-nobody-in", caught_by=("WALLET.SIGN-IN.RIGHT",))
def signs_nobody_in(server: Reference) -> None:
    """The right signature is refused at sign-in."""

    def try_code(attempt: SignIn, strategy: str, code: str) -> None:
        original(attempt, strategy, code)
        if strategy in WEB3:
            raise refuse("form_incorrect_signature", "signature")

    original = replace(server.sign_ins.try_code, try_code)


@fault("wallet.refused-beside", caught_by=("WALLET.SIGN-IN.NAMED-BESIDE",))
def refused_beside(server: Reference) -> None:
    """An attempt that names its wallet is refused as one with an unknown parameter."""
    check = server.transport.hooks["parameters"]

    def strict(server: Reference, exchange: Any) -> None:
        if exchange.path.endswith("/attempt_first_factor") and "web3_wallet" in exchange.form:
            raise refuse("form_param_unknown", "web3_wallet")
        check(server, exchange)

    server.transport.hooks["parameters"] = strict


@fault("wallet.forged-as-code", caught_by=("WALLET.SIGN-IN.FORGED.CODE",))
def forged_as_code(server: Reference) -> None:
    """A wrong signature is refused as a wrong code."""
    original = server.wallets.check

    def check(verification: Verification, signature: str) -> None:
        if not server.wallets.signed_by(verification.target, verification.message or "", signature):
            raise refuse("form_code_incorrect", "code")
        original(verification, signature)

    replace(original, check)


@fault("wallet.somebodys-by-case", caught_by=("WALLET.IN-CAPITALS",))
def by_case(server: Reference) -> None:
    """The same address in another letter case is another wallet."""
    original = server.identifiers.normal
    replace(original, lambda kind, value: value if kind == WALLET else original(kind, value))
    signed_by = server.wallets.signed_by
    replace(signed_by, lambda address, message, signature: signed_by(address.lower(), message, signature))


@fault("wallet.claimed-twice", caught_by=("WALLET.CLAIMED",))
def claimed_twice(server: Reference) -> None:
    """Two people can prove the same wallet."""
    original = server.identifications.refuse_claimed

    def refuse_claimed(user: User, item: Identification) -> None:
        if item.kind != WALLET:
            original(user, item)

    replace(original, refuse_claimed)


@fault("wallet.unknown-is-malformed", caught_by=("WALLET.SIGN-IN.UNKNOWN", "WALLET.SIGN-IN.GIVEN-UP"))
def unknown_is_malformed(server: Reference) -> None:
    """A wallet that nobody has is refused as none at all."""
    original = server.sign_ins.find

    def find(kind: str, identifier: str) -> User | None:
        if kind == WALLET and server.users.find_by(kind, identifier) is None:
            raise refuse("form_param_format_invalid", "identifier")
        return original(kind, identifier)

    replace(original, find)


@fault("wallet.dropped-at-sign-up", caught_by=("WALLET.SIGN-UP.SUPPLIED",))
def dropped_at_sign_up(server: Reference) -> None:
    """A sign-up ignores the wallet that it is given."""
    original = server.supplies.read_identifier

    def read(kind: str, value: str, param: str, supply: Any) -> None:
        if kind != WALLET:
            original(kind, value, param, supply)

    replace(original, read)


@fault("wallet.taken-at-its-word", caught_by=("WALLET.SIGN-UP.SUPPLIED",))
def taken_at_its_word(server: Reference) -> None:
    """A wallet that a sign-up names counts as proven."""
    original = server.requirements.proven
    replace(original, lambda attempt, name: name == WALLET or original(attempt, name))


@fault("wallet.never-proven-at-sign-up", caught_by=("WALLET.SIGN-UP.PROVEN",))
def never_proven(server: Reference) -> None:
    """The right signature is taken at sign-up, and the wallet stays unverified."""
    original = server.sign_ups.try_code

    def try_code(attempt: SignUp, strategy: str, code: str) -> None:
        if strategy not in WEB3:
            original(attempt, strategy, code)

    replace(original, try_code)


@fault("wallet.lost-at-sign-up", caught_by=("WALLET.SIGN-UP.COMPLETE",))
def lost_at_sign_up(server: Reference) -> None:
    """Who signed up with a wallet has none."""
    original = server.sign_ups.enrol

    def enrol(attempt: SignUp) -> User:
        kept = attempt.values
        attempt.values = {name: value for name, value in kept.items() if name != WALLET}
        try:
            return original(attempt)
        finally:
            attempt.values = kept

    replace(original, enrol)


@fault("wallet.taken-at-sign-up", caught_by=("WALLET.SIGN-UP.TAKEN",))
def taken_at_sign_up(server: Reference) -> None:
    """A sign-up takes a wallet that a user has."""
    original = server.identifiers.taken
    replace(original, lambda kind, value, **more: kind != WALLET and original(kind, value, **more))


@fault("wallet.any-text-at-sign-up", caught_by=("WALLET.SIGN-UP.MALFORMED",))
def any_text_at_sign_up(server: Reference) -> None:
    """Any text is a wallet at sign-up."""
    original = server.identifiers.problem
    replace(original, lambda kind, value: None if kind == WALLET else original(kind, value))
