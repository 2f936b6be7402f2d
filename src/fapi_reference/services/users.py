"""Users: finding, making, changing and deleting them, with their identifiers (facts of the account area, section 2)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.records.verification import Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Users:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def of(self, session: Session) -> User:
        user = self.server.store.users.get(session.user_id)
        if user is None:
            raise refuse("signed_out")
        return user

    def find(self, kind: str, identifier: str) -> User | None:
        normal = self.server.identifiers.normal(kind, identifier)
        return self.server.store.users.get(self.server.store.identifiers.get((kind, normal), ""))

    def find_by(self, kind: str, identifier: str) -> User | None:
        """As above, for signing in: a number that is reserved for the second factor finds nobody (USER-249)."""
        user = self.find(kind, identifier)
        normal = self.server.identifiers.normal(kind, identifier)
        held = [item for item in user.identifications() if (item.kind, item.value) == (kind, normal)] if user else []
        return None if any(item.reserved_for_second_factor for item in held) else user

    def make(self, **attributes: Any) -> User:
        now = self.server.clock.now()
        user = User(id=new_id("user"), created_at=now, updated_at=now, **attributes)
        self.server.store.users[user.id] = user
        if user.username:
            self.hold(user, "username", user.username)
        return user

    def add(
        self, user: User, kind: str, value: str, verification: Verification, *, reserved: bool = False
    ) -> Identification:
        """A proven address, number or wallet; the first of its kind becomes the primary one."""
        item = self.new_identification(kind, value, verification)
        item.reserved = reserved
        self.server.identifications.of(user, kind).append(item)
        if user.primary_id(kind) is None:
            user.set_primary(kind, item.id)
        self.hold(user, kind, value)
        if kind == "email_address" and item.verified:
            self.server.enrollments.address_proven(user, item.value)
        return item

    def new_identification(self, kind: str, value: str, verification: Verification | None) -> Identification:
        now = self.server.clock.now()
        item = Identification(
            id=new_id("idn"),
            kind=kind,
            value=self.server.identifiers.normal(kind, value),
            verification=verification,
            created_at=now,
            updated_at=now,
        )
        self.server.store.identifications[item.id] = item
        return item

    def hold(self, user: User, kind: str, value: str) -> None:
        self.server.store.identifiers[(kind, self.server.identifiers.normal(kind, value))] = user.id

    def rename(self, user: User, username: str | None) -> None:
        """A new username frees the old one."""
        if user.username:
            self.server.store.identifiers.pop(
                ("username", self.server.identifiers.normal("username", user.username)), None
            )
        user.username = username
        if username:
            self.hold(user, "username", username)

    def set_password(self, user: User, password: str) -> None:
        user.password = self.server.passwords.hash(password)
        user.password_updated_at = self.server.clock.now()
        self.changed(user)

    def clear_password(self, user: User) -> None:
        user.password = user.password_updated_at = None
        self.changed(user)

    def changed(self, user: User) -> None:
        user.updated_at = max(self.server.clock.now(), user.updated_at)

    def identifiers(self, user: User) -> list[str]:
        return [item.value for item in user.identifications()] + ([user.username] if user.username else [])

    def public_identifier(self, user: User) -> str:
        """How the user is told apart in public data: by address, number or name."""
        primary = user.primary("email_address") or user.primary("phone_number")
        wallet = user.primary("web3_wallet")
        return primary.value if primary else user.username or (wallet.value if wallet else user.id)

    def may_delete_self(self, user: User) -> bool:
        """USER-031: the user's own switch, else the instance's; the instance's off wins."""
        allowed = self.server.settings.actions.delete_self
        return allowed and user.delete_self_enabled is not False

    def delete(self, user: User) -> None:
        """With every session and membership of theirs; every identifier they held is free again (USER-032)."""
        self.server.sessions.remove_of_user(user)
        self.release(user)
        self.server.memberships.forget_all(user)
        self.server.membership_requests.gone(user)
        self.server.oauth_grants.forget_user(user)
        self.server.store.users.pop(user.id, None)

    def release(self, user: User) -> None:
        """Nobody is found by these identifiers any more, and everybody may take them."""
        self.rename(user, None)
        self.server.authenticators.drop(user)
        for passkey in list(user.passkeys):
            self.server.passkeys.forget(user, passkey)
        self.server.external_accounts.forget_all(user)
        self.server.enterprise_accounts.forget_all(user)
        self.server.pictures.forget(user)
        for item in user.identifications():
            self.server.store.identifications.pop(item.id, None)
            if self.server.store.identifiers.get((item.kind, item.value)) == user.id:
                del self.server.store.identifiers[(item.kind, item.value)]
