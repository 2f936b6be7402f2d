"""The wallet that a person holds, and the server's reading of its signatures: two libraries that have to agree."""

import subprocess
import sys

import pytest

from fapi_conformance.devices import Keyring, Wallet
from fapi_conformance.devices.wallet import altered, twin
from fapi_reference.reference import Reference
from fapi_reference.settings import Settings

KEY = bytes.fromhex("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318")
"""The key of an example that the documentation of Ethereum's libraries signs with."""
SIGNED = (
    "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a"
    "5f5d4300f8e1a0291c"
)
"""Its signature of `Some data`, as those documents print it."""


def signer(text: str, signature: str) -> str | None:
    return Reference(Settings(), "http://127.0.0.1").wallets.signer(text, signature)


def test_it_signs_as_documented() -> None:
    wallet = Wallet(KEY)
    assert wallet.spelled == "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23"
    assert wallet.sign("Some data") == SIGNED


@pytest.mark.parametrize("text", ["", "Some data", "zwei\nZeilen, ein Ü und 🦊", "x" * 10_000])
def test_the_signer_is_recovered(text: str) -> None:
    wallet = Wallet()
    assert signer(text, wallet.sign(text)) == wallet.address
    assert signer(text, twin(wallet.sign(text))) == wallet.address


@pytest.mark.parametrize("make", [lambda w: w.sign("b"), lambda w: w.sign_bare("a"), lambda w: altered(w.sign("a"))])
def test_another_text_a_bare_hash_or_a_changed_digit_are_not_its_own(make) -> None:  # type: ignore[no-untyped-def]
    wallet = Wallet(KEY)
    assert signer("a", make(wallet)) != wallet.address


@pytest.mark.parametrize("rest", ["00" * 65, "ff" * 65, "11" * 64 + "05", "00" * 64 + "1b", "", "zz" * 65, "11" * 64])
def test_what_is_no_signature_is_nobodys(rest: str) -> None:
    assert signer("a", f"0x{rest}") is None


def test_a_keyring_finds_a_wallet_in_any_letter_case() -> None:
    ring = Keyring()
    made = ring.new()
    assert ring.of(made.spelled) is made
    assert KEY.hex() not in repr(Wallet(KEY))


def test_the_libraries_leave_the_limit_of_recursion_alone() -> None:
    """Whatever is asked of a wallet first: raised, JSON that is nested deeply ends the process."""
    told = "import sys; from fapi_conformance.devices import Wallet; Wallet().sign('a'); print(sys.getrecursionlimit())"
    limit = "import sys; print(sys.getrecursionlimit())"
    said = [
        subprocess.run([sys.executable, "-c", one], capture_output=True, check=True).stdout for one in (told, limit)
    ]
    assert said[0] == said[1]
