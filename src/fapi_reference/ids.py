"""Identifiers and secrets: a prefix and 27 base-62 characters (AUTH-050, AUTH-051)."""

import os
import secrets

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 27

# 62 does not divide 256, so a few characters are a little likelier: 27 of them still leave about 160 bits.
_DIGITS = [ALPHABET[byte % len(ALPHABET)] for byte in range(256)]


def random_text(length: int = LENGTH) -> str:
    return "".join(_DIGITS[byte] for byte in os.urandom(length))


def new_id(prefix: str) -> str:
    return f"{prefix}_{random_text()}"


def trace_id() -> str:
    """32 lower-case hexadecimal digits (AUTH-041)."""
    return os.urandom(16).hex()


def one_time_code() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"
