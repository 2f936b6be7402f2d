"""Passwords: the instance's rules and the comparison (facts, section 17)."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fapi_reference.problems import Problem, refuse
from fapi_reference.services import breaches

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

DEFAULT_MIN, DEFAULT_MAX = 8, 72
SPECIAL = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
SALT_BYTES = 16


class Passwords:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    @property
    def shortest(self) -> int:
        return max(DEFAULT_MIN, self.server.settings.password.min_length)

    @property
    def longest(self) -> int:
        return self.server.settings.password.max_length or DEFAULT_MAX

    def check(self, password: str, identifiers: list[str], param: str = "password") -> list[Problem]:
        """Every broken rule as a refusal of its own (AUTH-316, AUTH-317)."""
        return [refuse(code, param) for code in self.broken_rules(password, identifiers)]

    def broken_rules(self, password: str, identifiers: list[str]) -> Iterator[str]:
        rules = self.server.settings.password
        if len(password) < self.shortest:
            yield "form_password_length_too_short"
        if len(password) > self.longest:
            yield "form_password_length_too_long"
        if rules.require_uppercase and not any(letter.isupper() for letter in password):
            yield "form_password_no_uppercase"
        if rules.require_lowercase and not any(letter.islower() for letter in password):
            yield "form_password_no_lowercase"
        if rules.require_numbers and not any(letter.isdigit() for letter in password):
            yield "form_password_no_number"
        if rules.require_special_char and not any(letter in SPECIAL for letter in password):
            yield "form_password_no_special_char"
        if password.lower() in {identifier.lower() for identifier in identifiers}:
            yield "form_password_matches_identifier"
        if rules.refuse_breached and breaches.known(password):
            yield "form_password_pwned"

    def hash(self, password: str) -> bytes:
        salt = os.urandom(SALT_BYTES)
        return salt + self._scrypt(password, salt)

    def matches(self, stored: bytes, given: str) -> bool:
        salt, digest = stored[:SALT_BYTES], stored[SALT_BYTES:]
        return hmac.compare_digest(digest, self._scrypt(given, salt))

    def _scrypt(self, password: str, salt: bytes) -> bytes:
        cost = self.server.settings.password.scrypt_cost
        return hashlib.scrypt(password.encode("utf-8"), salt=salt, n=cost, r=8, p=1)
