"""Accounts elsewhere that users have: found, linked, let go (facts of the account area, section 5.2)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.identities import ExternalAccount, Identification
from fapi_reference.records.people import User
from fapi_reference.records.verification import ExternalIdentity, Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class ExternalAccounts:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # finding

    def holder(self, identity: ExternalIdentity) -> User | None:
        """The user whose account elsewhere this is."""
        if identity.connection_id:
            return self.server.enterprise_accounts.holder(identity)
        return self.server.store.users.get(self.server.store.subjects.get((identity.strategy, identity.subject), ""))

    def named(self, user: User, account_id: str) -> ExternalAccount:
        """One of this user's own; another's is as unknown as one that never was (USER-330)."""
        account = next((one for one in user.external_accounts if one.id == account_id), None)
        if account is None:
            raise refuse("external_account_not_found")
        return account

    def connected(self, user: User) -> list[ExternalAccount]:
        return [one for one in user.external_accounts if one.identity]

    def linked_to(self, item: Identification) -> list[dict[str, str]]:
        """Which accounts elsewhere vouch for an address."""
        holder = self.server.store.users.get(self.server.store.identifiers.get((item.kind, item.value), ""))
        companies = [
            {"type": "saml", "id": account.identification_id}
            for account in (holder.enterprise_accounts if holder and item.verified else [])
            if account.identity.email_address == item.value
        ]
        return companies + [
            {"type": account.strategy, "id": account.identification_id}
            for account in (self.connected(holder) if holder and item.verified else [])
            if account.identity and account.identity.email_verified and account.identity.email_address == item.value
        ]

    # linking

    def add(self, user: User, strategy: str, verification: Verification) -> ExternalAccount:
        """In place of one of the same connection that came to nothing."""
        now = self.server.clock.now()
        account = ExternalAccount(
            id=new_id("eac"),
            identification_id=new_id("idn"),
            strategy=strategy,
            verification=verification,
            created_at=now,
            updated_at=now,
        )
        for other in [one for one in user.external_accounts if one.strategy == strategy and not one.identity]:
            self.forget(user, other)
        user.external_accounts.append(account)
        self.server.store.external_accounts[account.id] = account
        self.server.users.changed(user)
        return account

    def refuse_second(self, user: User, strategy: str) -> None:
        """USER-327."""
        if any(one.strategy == strategy for one in self.connected(user)):
            raise refuse("oauth_account_already_connected")

    def link(self, user: User, identity: ExternalIdentity, strategy: str) -> ExternalAccount:
        """A user has come from there: what the provider says now replaces what it said before."""
        account = next((one for one in self.connected(user) if self.is_of(one, identity)), None)
        if account is None:
            verification = self.proof(identity, strategy)
            account = self.add(user, identity.strategy, verification)
        self.connect(user, account, identity)
        return account

    def brought(self, user: User, identity: ExternalIdentity, strategy: str) -> ExternalAccount:
        """By somebody who is signed in, and who has been at the provider already."""
        self.refuse_second(user, identity.strategy)
        if self.claimed(identity, user):
            raise refuse("oauth_identification_claimed")
        return self.link(user, identity, strategy)

    def proof(self, identity: ExternalIdentity, strategy: str) -> Verification:
        """What an account shows of how it was proven."""
        one_tap = strategy == "google_one_tap"
        return Verification(
            kind="verification_google_one_tap" if one_tap else "verification_oauth",
            strategy="google_one_tap" if one_tap else identity.strategy,
            status="verified",
            expire_at=self.server.clock.now() + self.server.codes.lifetime(),
        )

    def connect(self, user: User, account: ExternalAccount, identity: ExternalIdentity) -> None:
        """SEC-189: what is somebody else's stays theirs."""
        if account.identity is None:
            if self.claimed(identity, user):
                raise refuse("oauth_identification_claimed")
            if any(self.is_of(one, identity) for one in self.connected(user)):
                raise refuse("oauth_account_already_connected")
        elif not self.is_of(account, identity):
            raise refuse("oauth_account_already_connected")
        account.identity = identity
        self.touched(account)
        self.server.store.subjects[(identity.strategy, identity.subject)] = user.id
        self.bring_address(user, identity)
        self.server.users.changed(user)

    def touched(self, account: ExternalAccount) -> None:
        account.updated_at = max(self.server.clock.now(), account.updated_at)

    def is_of(self, account: ExternalAccount, identity: ExternalIdentity) -> bool:
        mine = account.identity
        return mine is not None and (mine.strategy, mine.subject) == (identity.strategy, identity.subject)

    def claimed(self, identity: ExternalIdentity, user: User | None) -> bool:
        """The account, or an address that its provider vouches for, is another user's (USER-327)."""
        holder = self.holder(identity)
        if holder is not None:
            return holder is not user
        return self.address_taken(identity, user)

    def address_taken(self, identity: ExternalIdentity, user: User | None) -> bool:
        address = identity.email_address if identity.email_verified else ""
        mine = user.id if user else None
        return bool(address) and self.server.identifiers.taken("email_address", address, by_other_than=mine)

    def bring_address(self, user: User, identity: ExternalIdentity) -> None:
        """An address that the provider vouches for is the user's from now on."""
        served = self.server.settings.attributes.email_address.enabled
        if not served or not identity.email_verified or self.address_taken(identity, user):
            return
        mine = next((one for one in user.email_addresses if one.value == identity.email_address), None)
        if mine is None:
            self.server.users.add(user, "email_address", identity.email_address, self.vouched(identity))
        elif not mine.verified:
            mine.verification = self.vouched(identity)
            self.server.identifications.touched(mine)
            self.server.identifications.proven(user, mine)

    def vouched(self, identity: ExternalIdentity) -> Verification:
        if identity.connection_id:
            return self.server.enterprise_accounts.proof(identity.email_address)
        return Verification(
            kind="verification_from_oauth",
            strategy=f"from_{identity.strategy}",
            status="verified",
            target=identity.email_address,
        )

    # letting go

    async def revoke_tokens(self, account: ExternalAccount) -> None:
        """The provider takes them back, and nobody here has them any more; the account stays linked (USER-331)."""
        identity = account.identity
        if identity is None:
            raise refuse("external_account_not_found")
        provider = self.server.connections.provider(account.strategy)
        for token in filter(None, (identity.refresh_token, identity.access_token)):
            if not await self.server.relying_party.revoke(provider, token):
                raise refuse("oauth_unsupported_provider")
        if account.identity:
            account.identity = replace(account.identity, access_token="", refresh_token="")
            self.touched(account)

    def remove(self, user: User, account: ExternalAccount) -> None:
        """Nobody signs in by it any more; an address that it brought stays (USER-332)."""
        self.refuse_last(user, account)
        self.forget(user, account)
        self.server.users.changed(user)

    def refuse_last(self, user: User, account: ExternalAccount) -> None:
        """USER-207. What was never proven identified nobody and can always go."""
        others = [one for one in user.identifications() if self.server.identifications.identifies(one)]
        elsewhere = [one for one in self.connected(user) if one is not account]
        if account.identity and not others and not elsewhere and user.username is None:
            raise refuse("identification_deletion_failed")

    def forget(self, user: User, account: ExternalAccount) -> None:
        user.external_accounts = [one for one in user.external_accounts if one is not account]
        self.server.store.external_accounts.pop(account.id, None)
        if account.identity:
            self.server.store.subjects.pop((account.identity.strategy, account.identity.subject), None)

    def forget_all(self, user: User) -> None:
        for account in list(user.external_accounts):
            self.forget(user, account)
