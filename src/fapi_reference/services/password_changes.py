"""A password by the user's own hand: the first one, another one, none (USER-060 to USER-066)."""

from typing import TYPE_CHECKING

from fapi_reference.problems import Problem, refuse, together
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.exchange import Form
    from fapi_reference.reference import Reference

CURRENT, NEW = "current_password", "new_password"


class PasswordChanges:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def change(self, user: User, session: Session, form: "Form") -> None:
        """Nothing changes unless whoever asks may, and the new one keeps the rules of every other way to set one."""
        self.need_served()
        wanted, sign_out = form.need(NEW), form.flag("sign_out_of_other_sessions")
        if user.password is not None:
            self.prove(user, form)
        if problems := self.problems(user, wanted):
            raise together(problems)
        self.server.users.set_password(user, wanted)
        if sign_out:
            self.sign_out_others(user, session)

    def remove(self, user: User, form: "Form") -> None:
        if user.password is None:
            raise refuse("no_password_set")
        self.prove(user, form)
        if not self.spared(user):
            raise refuse("password_required")
        self.server.users.clear_password(user)

    def need_served(self) -> None:
        if not self.server.settings.attributes.password.enabled:
            raise refuse("feature_not_enabled")

    def prove(self, user: User, form: "Form") -> None:
        """By the current password. Where sessions are verified anew, this one has been, and that will do (SEC-149)."""
        given = form.get(CURRENT)
        if given is None:
            if self.server.settings.protection.reverification:
                return
            given = form.need(CURRENT)
        self.server.proofs.password(user, given, refuse("form_password_incorrect", CURRENT))
        self.server.lockout.succeeded(user)

    def problems(self, user: User, wanted: str) -> list[Problem]:
        problems = self.server.passwords.check(wanted, self.server.users.identifiers(user), NEW)
        if user.password is not None and self.server.passwords.matches(user.password, wanted):
            problems.append(refuse("form_new_password_matches_current", NEW))
        return problems

    def spared(self, user: User) -> bool:
        """Whether the user can do without: the instance lets people, and there is another way to sign in."""
        if self.server.settings.attributes.password.required:
            return False
        known_by = [item.kind for item in user.identifications() if item.verified]
        passkeys = ["passkey" for passkey in user.passkeys if passkey.verification.status == "verified"]
        return any(self.signs_in(kind) for kind in (*known_by, *passkeys))

    def signs_in(self, kind: str) -> bool:
        attribute = self.server.settings.attributes.named(kind)
        return attribute.enabled and attribute.used_for_first_factor

    def sign_out_others(self, user: User, session: Session) -> None:
        """On every client; whoever asked stays (USER-064)."""
        for other in self.server.sessions.live_of_user(user):
            if other is not session:
                self.server.sessions.revoke(other)
