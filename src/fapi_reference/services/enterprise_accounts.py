"""Accounts at companies that users have: found, linked, let go."""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.records.enterprise import EnterpriseAccount, EnterpriseConnection
from fapi_reference.records.people import User
from fapi_reference.records.verification import ExternalIdentity, Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KIND, STRATEGY = "verification_saml", "saml"


class EnterpriseAccounts:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def holder(self, identity: ExternalIdentity) -> User | None:
        """The user whose account this is."""
        key = (identity.connection_id, identity.subject)
        return self.server.store.users.get(self.server.store.enterprise_subjects.get(key, ""))

    def of(self, user: User, connection_id: str) -> EnterpriseAccount | None:
        return next((one for one in user.enterprise_accounts if one.connection_id == connection_id), None)

    def proof(self, target: str = "") -> Verification:
        """What an account or an address shows of how it was proven."""
        return Verification(kind=KIND, strategy=STRATEGY, status="verified", target=target)

    def link(self, user: User, identity: ExternalIdentity) -> EnterpriseAccount:
        """A user has come from there: what the provider says now replaces what it said before."""
        now = self.server.clock.now()
        account = self.of(user, identity.connection_id)
        if account is None:
            account = EnterpriseAccount(
                id=new_id("samlacc"),
                identification_id=new_id("idn"),
                connection_id=identity.connection_id,
                identity=identity,
                verification=self.proof(),
                created_at=now,
                updated_at=now,
            )
            user.enterprise_accounts.append(account)
            self.server.store.enterprise_accounts[account.id] = account
        self.server.store.enterprise_subjects.pop((account.connection_id, account.identity.subject), None)
        self.server.store.enterprise_subjects[(identity.connection_id, identity.subject)] = user.id
        account.identity, account.last_authenticated_at = identity, now
        account.updated_at = max(now, account.updated_at)
        self.server.users.changed(user)
        return account

    def forget(self, user: User, account: EnterpriseAccount) -> None:
        user.enterprise_accounts = [one for one in user.enterprise_accounts if one is not account]
        self.server.store.enterprise_accounts.pop(account.id, None)
        self.server.store.enterprise_subjects.pop((account.connection_id, account.identity.subject), None)

    def forget_all(self, user: User) -> None:
        for account in list(user.enterprise_accounts):
            self.forget(user, account)

    def forget_connection(self, connection: EnterpriseConnection) -> None:
        holders = [user for user in self.server.store.users.values() if self.of(user, connection.id)]
        for user in holders:
            account = self.of(user, connection.id)
            if account:
                self.forget(user, account)
                self.server.users.changed(user)
