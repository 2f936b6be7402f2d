"""A wallet of the Ethereum family: one key, known by its address, that signs texts (EIP-191, `personal_sign`)."""

import secrets
import sys
from functools import cached_property
from typing import Any

ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
"""Of the curve secp256k1: a signature has a twin whose s is so much less (EIP-2)."""


def _library() -> Any:
    """Slow to import, so only where somebody has a wallet. A library below it raises the limit of recursion for
    everybody: then JSON that is nested deeply enough would end the process.
    """
    limit = sys.getrecursionlimit()
    import eth_account.messages

    sys.setrecursionlimit(limit)
    return eth_account


class Wallet:
    """``key`` is made where none is given."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key or secrets.token_bytes(32)

    def __repr__(self) -> str:
        return f"<Wallet {self.address}>"  # never the key

    @cached_property
    def _account(self) -> Any:
        return _library().Account.from_key(self._key)

    @property
    def address(self) -> str:
        """In small letters, as wallets tell it to pages."""
        return str(self._account.address).lower()

    @property
    def spelled(self) -> str:
        """The same address with capitals in it, which are its checksum (EIP-55)."""
        return str(self._account.address)

    def sign(self, text: str) -> str:
        """The signature of a text, as `personal_sign` gives it: 65 bytes in hexadecimal digits."""
        message = _library().messages.encode_defunct(text=text)
        return _spelled(self._account.sign_message(message).signature)

    def sign_bare(self, text: str) -> str:
        """The signature of the text's own hash, without the prefix that keeps it from being a transaction."""
        from eth_utils.crypto import keccak

        return _spelled(self._account.unsafe_sign_hash(keccak(text=text)).signature)


class Keyring:
    """The wallets of everybody in a run, by their address: who enters one can also sign for it."""

    def __init__(self) -> None:
        self._wallets: dict[str, Wallet] = {}

    def new(self) -> Wallet:
        made = Wallet()
        self._wallets[made.address] = made
        return made

    def of(self, address: str) -> Wallet:
        return self._wallets[address.lower()]


def twin(signature: str) -> str:
    """The other signature that the same key could have given the same text."""
    r, s, v = signature[2:66], int(signature[66:130], 16), int(signature[130:], 16)
    return f"0x{r}{ORDER - s:064x}{27 + 28 - v:02x}"


def altered(signature: str) -> str:
    """The signature with one digit changed."""
    place = len(signature) - 10
    return signature[:place] + ("0" if signature[place] != "0" else "1") + signature[place + 1 :]


def _spelled(signature: bytes) -> str:
    return f"0x{bytes(signature).hex()}"
