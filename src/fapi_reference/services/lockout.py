"""Account lockout: too many failed sign-in attempts close an account for a while (AUTH-363 to AUTH-366)."""

from typing import TYPE_CHECKING

from fapi_reference.clock import MINUTE, SECOND
from fapi_reference.problems import Problem, refuse, together
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

WARN_FROM = 2


class Lockout:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def locked(self, user: User) -> bool:
        if user.locked_for_good:
            return True
        if user.locked_at is None:
            return False
        return self.server.clock.now() < user.locked_at + self._duration()

    def expires_in_seconds(self, user: User) -> int | None:
        if user.locked_for_good or user.locked_at is None or not self.locked(user):
            return None
        return -(-(user.locked_at + self._duration() - self.server.clock.now()) // SECOND)

    def remaining(self, user: User) -> int | None:
        """Tries left; none is told when lockout is off."""
        protection = self.server.settings.protection
        return max(protection.lockout_attempts - user.failures, 0) if protection.lockout else None

    def refuse_locked(self, user: User) -> None:
        if self.locked(user):
            raise refuse("user_locked")

    def failed(self, user: User, problem: Problem) -> Problem:
        """Count one failure; with few tries left the refusal carries a warning beside its own reason (AUTH-365)."""
        if not self.server.settings.protection.lockout:
            return problem
        if user.locked_at is not None and not self.locked(user):
            user.locked_at, user.failures = None, 0
        user.failures += 1
        remaining = self.remaining(user) or 0
        if remaining == 0:
            user.locked_at = self.server.clock.now()
        return together([problem, refuse("account_lockout_warning")]) if remaining <= WARN_FROM else problem

    def succeeded(self, user: User) -> None:
        user.failures, user.locked_at = 0, None

    def _duration(self) -> int:
        return self.server.settings.protection.lockout_minutes * MINUTE
