"""Backup codes: a set that replaces the one before it, each code good for once (USER-410 to USER-413)."""

import secrets
from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.factors import BackupCodes as Kept
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

HOW_MANY = 10
LENGTH = 8
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for each other on paper; eight of them are 39 bits."""


class BackupCodes:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def create(self, user: User) -> tuple[Kept, list[str]]:
        """A new set in place of the old one. The codes are told now and never again: only their hashes are kept."""
        codes = [self.draw() for _ in range(HOW_MANY)]
        return self.keep(user, codes), codes

    def keep(self, user: User, codes: list[str]) -> Kept:
        now = self.server.clock.now()
        hashes = [self.server.passwords.hash(code) for code in codes]
        user.backup_codes = Kept(id=new_id("bc"), hashes=hashes, created_at=now, updated_at=now)
        return user.backup_codes

    def draw(self) -> str:
        return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))

    def check(self, user: User, code: str) -> None:
        """A right code is used up by it (USER-412)."""
        kept = user.backup_codes
        right = next((one for one in kept.hashes if self.server.passwords.matches(one, code)), None) if kept else None
        if kept is None or right is None:
            raise refuse("form_code_incorrect", "code")
        self.use_up(kept, right)

    def use_up(self, kept: Kept, right: bytes) -> None:
        kept.hashes.remove(right)
        kept.updated_at = self.server.clock.now()
