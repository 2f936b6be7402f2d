"""A forgotten password: a code sent to an address or number of the user leads to a new one (AUTH-271 to AUTH-274)."""

from typing import TYPE_CHECKING

from fapi_reference.problems import refuse, together
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class PasswordResets:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def reset(self, client: Client, attempt: SignIn, password: str, *, sign_out: bool) -> None:
        """Nothing changes unless the attempt came this far by a reset code and the password keeps the rules."""
        self.server.sign_ins.need_status(attempt, "needs_new_password")
        user = self.server.sign_ins.user(attempt)
        if user is None or attempt.first_factor is None:
            raise refuse("client_state_invalid")
        self.server.lockout.refuse_locked(user)
        self.check(user, password)
        self.server.users.set_password(user, password)
        if sign_out:
            self.sign_out(user)
        self.server.sign_ins.proven(client, attempt, attempt.first_factor.strategy)

    def check(self, user: User, password: str) -> None:
        """The rules are those of every other way to set one (SEC-151)."""
        problems = self.server.passwords.check(password, self.server.users.identifiers(user))
        if problems:
            raise together(problems)

    def sign_out(self, user: User) -> None:
        """Whoever is signed in with the old password is no more; the session of this attempt comes after."""
        self.server.sessions.remove_of_user(user)
