"""Liberties of wallets."""

import re
from typing import TYPE_CHECKING, Any

from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.services.identifiers import WALLET
from fapi_reference.services.wallets import FIRST_V, SIGNATURE, WEB3

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

COMPACT = re.compile(r"0x[0-9a-fA-F]{128}")


@liberty("wallet-spelled-with-its-checksum", fact="GAP-058")
def with_checksum(server: "Reference") -> None:
    """A wallet is shown with the capitals that are its checksum."""

    def spelled(shown: View) -> View:
        from eth_utils.address import to_checksum_address

        address = shown["web3_wallet"]
        return shown | {"web3_wallet": address and to_checksum_address(address)}

    alter(server.views.web3_wallet, spelled)
    alter(server.views.sign_up, spelled)


@liberty("wallet-without-expiry", fact="USER-201")
def without_expiry(server: "Reference") -> None:
    """The verification of a wallet tells neither when it is over nor how often it was tried."""
    view = server.views.verification

    def silent(verification: Verification | None) -> dict[str, Any] | None:
        shown = view(verification)
        by_wallet = verification is not None and verification.strategy in WEB3
        return shown | {"expire_at": None, "attempts": None} if shown and by_wallet else shown

    replace(view, silent)


@liberty("wallet-signs-its-nonce", fact="SEC-184")
def signs_its_nonce(server: "Reference") -> None:
    """The message is the nonce and nothing more."""
    replace(server.wallets.message, lambda _address, nonce: nonce)


@liberty("wallet-deleted-as-identification", fact="GEN-043")
def deleted_as_identification(server: "Reference") -> None:
    """A deleted wallet is told as a deleted identification."""
    alter(
        server.views.deleted,
        lambda shown: shown | {"object": "identification"} if shown["object"] == WALLET else shown,
    )


@liberty("wallet-by-the-strategy-it-was-proven-with", fact="AUTH-261")
def by_its_own_strategy(server: "Reference") -> None:
    """A wallet is a first factor by the strategy alone that it was verified by."""
    of = server.factors.of

    def own(user: User, typed: str | None = None) -> list[dict[str, Any]]:
        proven = {item.id: item.verification.strategy for item in user.web3_wallets if item.verification}
        factors = of(user, typed)
        return [one for one in factors if proven.get(one.get("web3_wallet_id", ""), one["strategy"]) == one["strategy"]]

    replace(of, own)


@liberty("wallet-unasked-is-incorrect", fact="SEC-183")
def unasked_is_incorrect(server: "Reference") -> None:
    """A signature where no message was given is refused as any wrong one."""
    attempt = server.identifications.attempt

    def otherwise(user: User, item: Identification, secret: str) -> None:
        try:
            attempt(user, item, secret)
        except Problem as problem:
            missing = item.kind == WALLET and problem.code == "verification_missing"
            raise refuse("form_incorrect_signature", "signature") if missing else problem from None

    replace(attempt, otherwise)


@liberty("wallet-signature-that-is-none", fact="SEC-182, SEC-185")
def malformed_signature(server: "Reference") -> None:
    """What has not the form of a signature is refused as malformed, and does not count as a try."""
    check = server.wallets.check

    def formed(verification: Verification, signature: str) -> None:
        if not SIGNATURE.fullmatch(signature):
            raise refuse("form_param_format_invalid", "signature")
        check(verification, signature)

    replace(check, formed)


@liberty("wallet-signature-may-be-compact", fact="SEC-182, ERC-2098")
def compact_signatures(server: "Reference") -> None:
    """A signature of 64 bytes, whose highest bit of s stands for v, is taken as well."""
    signer = server.wallets.signer

    def widened(message: str, signature: str) -> str | None:
        if not COMPACT.fullmatch(signature):
            return signer(message, signature)
        odd, s = divmod(int(signature[66:], 16), 1 << 255)
        return signer(message, f"{signature[:66]}{s:064x}{FIRST_V + odd:02x}")

    replace(signer, widened)
