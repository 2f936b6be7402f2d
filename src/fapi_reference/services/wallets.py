"""Ethereum-style wallets: a message to sign, and whose signature it is that came back (facts, sections 4.1 and 4.4).

The states are those of a code (`codes.py`); what is compared is the address that the signature recovers to (EIP-191).
"""

import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fapi_reference.problems import refuse
from fapi_reference.records.verification import Verification
from fapi_reference.services.codes import SENT
from fapi_reference.services.identifiers import WALLET

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

WEB3 = frozenset(
    f"web3_{wallet}_signature" for wallet in ("metamask", "base", "coinbase_wallet", "okx_wallet", "solana")
)
"""Every published strategy by a wallet's signature (USER-262)."""
SIGNATURE = re.compile(r"0x[0-9a-fA-F]{130}")
"""65 bytes: r, s and v (USER-264)."""
FIRST_V = 27
"""Wallets count v from here, some libraries from zero."""

PREPARED = {**SENT, **dict.fromkeys(WEB3, WALLET)}
"""Every strategy that is prepared, and the kind of identifier that it proves."""


class Wallets:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def served(self) -> list[str]:
        """The strategies of the wallets that this instance takes."""
        settings = self.server.settings
        if not settings.attributes.web3_wallet.enabled:
            return []
        return [f"web3_{wallet}_signature" for wallet in settings.web3.wallets]

    def begin(self, strategy: str, address: str, *, silently: bool = False) -> Verification:
        """A new message to be signed by that wallet; the one before is worth nothing afterwards (USER-266).

        Silently: no signature will ever fit (enumeration protection, AUTH-256).
        """
        nonce, now = self.new_nonce(), self.server.clock.now()
        return Verification(
            kind="verification_web3",
            strategy=strategy,
            attempts=0,
            expire_at=now + self.server.codes.lifetime(),
            target="" if silently else address,
            nonce=nonce,
            message=self.message(address, nonce),
        )

    def new_nonce(self) -> str:
        return secrets.token_hex(16)

    def message(self, address: str, nonce: str) -> str:
        """Names the instance and the wallet, so that it is good for nothing elsewhere (SEC-184)."""
        host = urlsplit(self.server.issuer).netloc
        return f"{host} wants you to prove that this wallet is yours:\n{address}\n\nNonce: {nonce}"

    def check(self, verification: Verification, signature: str) -> None:
        """One try. Returns only for a signature of the wallet itself, of this very message, in time (USER-265)."""
        self.server.codes.count(verification)
        if not self.signed_by(verification.target, verification.message or "", signature):
            raise refuse("form_incorrect_signature", "signature")
        verification.status = "verified"

    def signed_by(self, address: str, message: str, signature: str) -> bool:
        signer = self.signer(message, signature)
        return signer is not None and signer.lower() == address

    def signer(self, message: str, signature: str) -> str | None:
        """Whose signature of the message it is (EIP-191); None where it is nobody's.

        By what eth-account itself stands on: that is imported in a fifth of its time, while a request waits.
        """
        if not SIGNATURE.fullmatch(signature):
            return None
        from eth_keys.exceptions import BadSignature
        from eth_keys.main import KeyAPI
        from eth_utils.crypto import keccak
        from eth_utils.exceptions import ValidationError

        r_and_s, v = bytes.fromhex(signature[2:130]), int(signature[130:], 16)
        said = message.encode()
        prefixed = b"\x19Ethereum Signed Message:\n" + str(len(said)).encode() + said
        try:
            given = KeyAPI().Signature(r_and_s + bytes([v - FIRST_V if v >= FIRST_V else v]))
            return str(given.recover_public_key_from_msg_hash(keccak(prefixed)).to_address())
        except (BadSignature, ValidationError, ValueError):
            return None
