"""Proving a factor, whoever asks: one try at a code or a password, counted for the lockout (AUTH-266 to AUTH-270)."""

from typing import TYPE_CHECKING

from fapi_reference.problems import Problem, refuse
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.services.wallets import WEB3

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Proofs:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def code(self, user: User | None, verification: Verification | None, strategy: str, code: str) -> None:
        """A prepared code of this very strategy. Nobody to lock out is under enumeration protection (AUTH-256)."""
        if verification is None:
            raise refuse("verification_missing")
        if verification.strategy != strategy:
            raise refuse("verification_strategy_invalid")
        if user:
            self.server.lockout.refuse_locked(user)
        try:
            self.check(verification, code)
        except Problem as problem:
            if user and problem.code in {"form_code_incorrect", "form_incorrect_signature"}:
                raise self.server.lockout.failed(user, problem) from None
            raise

    def check(self, verification: Verification, secret: str) -> None:
        """One try at what was prepared: a code that was sent, or the signature of a message."""
        by_wallet = verification.strategy in WEB3
        (self.server.wallets.check if by_wallet else self.server.codes.check)(verification, secret)

    def password(self, user: User, password: str, wrong: Problem) -> Verification:
        """Needs no preparation (AUTH-266); ``wrong`` is how a wrong one is refused."""
        self.server.lockout.refuse_locked(user)
        if user.password is None:
            raise refuse("strategy_for_user_invalid")
        if not self.server.passwords.matches(user.password, password):
            raise self.server.lockout.failed(user, wrong)
        return Verification(kind="verification_password", strategy="password", status="verified", attempts=1)
