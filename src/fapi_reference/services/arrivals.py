"""Somebody whom a provider has named: who they are here, and what that does to their sign-in or sign-up.

| account elsewhere, or its address | sign-in | sign-up |
|---|---|---|
| a user's, or the address is and the provider vouches for it | signed in, linked | external_account_exists |
| the address is a user's, nobody vouches for it | linked after that user's own factors | external_account_exists |
| nobody's | external_account_not_found | the values are taken over |

The two codes stand in a verification that is `transferable`.
"""

from typing import TYPE_CHECKING

from fapi_reference.problems import CATALOGUE, Item, Problem, refuse
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.connections import ONE_TAP
from fapi_reference.services.identifiers import NAME_LIMIT

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Arrivals:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # who it is

    def known(self, identity: ExternalIdentity) -> User | None:
        return self.server.external_accounts.holder(identity) or self.by_vouched_address(identity)

    def by_vouched_address(self, identity: ExternalIdentity) -> User | None:
        """A user with a proven address that the provider vouches for too is the same person (SEC-188)."""
        return self.by_address(identity) if self.vouched_for(identity) else None

    def vouched_for(self, identity: ExternalIdentity) -> bool:
        return identity.email_verified

    def by_address(self, identity: ExternalIdentity) -> User | None:
        address = identity.email_address
        user = self.server.users.find("email_address", address) if address else None
        mine = user.email_addresses if user else []
        proven = any(one.value == address and self.server.identifications.identifies(one) for one in mine)
        return user if proven else None

    # sign-in

    def sign_in(self, client: Client, attempt: SignIn, identity: ExternalIdentity, verification: Verification) -> None:
        """A Problem says why this person does not sign in by it; nothing has changed then."""
        user = self.known(identity)
        unproven = None if user else self.by_address(identity)
        somebody = user or unproven
        self.server.company_arrivals.refuse(identity, somebody)
        if somebody is None:
            self.transferable(verification, identity, "external_account_not_found")
            return
        if attempt.user_id not in (None, somebody.id):
            raise refuse("external_account_not_found")
        self.refuse(client, somebody)
        if user is None:
            self.ask_for_proof(attempt, somebody, identity)
            return
        verification.status = "verified"
        self.identified(attempt, user, identity)
        attempt.first_factor = verification
        self.server.sign_ins.proven(client, attempt, verification.strategy)

    def transferred_sign_in(self, client: Client, waiting: Verification) -> SignIn:
        """A sign-up has found out that its person is a user (AUTH-321)."""
        identity, verification = self.server.transfers.take(waiting)
        attempt = self.server.sign_ins.begin(client)
        attempt.first_factor = verification
        self.sign_in_or_fail(client, attempt, identity, verification)
        return attempt

    def sign_in_or_fail(
        self, client: Client, attempt: SignIn, identity: ExternalIdentity, verification: Verification
    ) -> None:
        try:
            self.sign_in(client, attempt, identity, verification)
        except Problem as problem:
            verification.status, verification.error = "failed", problem.items[0]

    def brought_to_sign_in(self, client: Client, identity: ExternalIdentity, strategy: str) -> SignIn:
        """Whom nobody knows is refused before anything is replaced: the app goes on to a sign-up (AUTH-325)."""
        somebody = self.known(identity) or self.by_address(identity)
        if somebody is None:
            raise refuse("external_account_not_found")
        self.refuse(client, somebody)
        attempt = self.server.sign_ins.begin(client)
        attempt.first_factor = verification = self.brought(strategy)
        self.sign_in(client, attempt, identity, verification)
        return attempt

    def brought(self, strategy: str) -> Verification:
        """Proven by what the app brings: there is no visit to wait for."""
        one_tap = strategy == ONE_TAP
        now = self.server.clock.now()
        return Verification(
            kind="verification_google_one_tap" if one_tap else "verification_oauth",
            strategy=strategy,
            expire_at=now + self.server.codes.lifetime(),
        )

    def refuse(self, client: Client, user: User) -> None:
        """AUTH-314."""
        self.server.sign_ins.refuse_session_beside(client)
        self.server.sign_ins.refuse_second_session(client, user)
        self.server.lockout.refuse_locked(user)
        self.server.bans.refuse(user)

    def identified(self, attempt: SignIn, user: User, identity: ExternalIdentity) -> None:
        """Linked once the sign-in is complete, and not before."""
        attempt.user_id, attempt.unlinked = user.id, identity
        if attempt.status == "needs_identifier":
            attempt.identifier = identity.email_address or None
            attempt.identifier_kind = "email_address" if identity.email_address else None
            self.server.sign_ins.step(attempt, "identify")

    def ask_for_proof(self, attempt: SignIn, user: User, identity: ExternalIdentity) -> None:
        """Known by an address that nobody vouches for: never linked before they have shown who they are (AUTH-451)."""
        self.identified(attempt, user, identity)
        attempt.first_factor = None

    def signed_in(self, attempt: SignIn, user: User) -> None:
        """The account elsewhere that they came by is theirs, unless somebody else took it meanwhile."""
        if attempt.unlinked and not self.server.external_accounts.claimed(attempt.unlinked, user):
            strategy = attempt.first_factor.strategy if attempt.first_factor else ""
            self.link(user, attempt.unlinked, strategy)
        attempt.unlinked = None

    # sign-up

    def sign_up(self, client: Client, attempt: SignUp, identity: ExternalIdentity, verification: Verification) -> None:
        if self.known(identity) or self.by_address(identity):
            self.transferable(verification, identity, "external_account_exists")
            return
        self.adopt(attempt, identity, verification)
        self.server.sign_ups.advance(client, attempt, verification.strategy)

    def transferred_sign_up(self, client: Client, attempt: SignUp, waiting: Verification) -> None:
        """A sign-in has found out that its person is nobody's user yet (AUTH-320)."""
        identity, verification = self.server.transfers.take(waiting)
        attempt.verifications["external_account"] = verification
        self.sign_up(client, attempt, identity, verification)

    def adopt(self, attempt: SignUp, identity: ExternalIdentity, verification: Verification) -> None:
        """What the provider says fills what nobody has said otherwise."""
        verification.status, verification.identity = "verified", identity
        attempt.verifications["external_account"] = verification
        values, attributes = attempt.values, self.server.settings.attributes
        for name, told in (("first_name", identity.first_name), ("last_name", identity.last_name)):
            if told and attributes.named(name).enabled:
                values.setdefault(name, told[:NAME_LIMIT])
        address = identity.email_address
        if address and attributes.email_address.enabled:
            values["email_address"] = address if identity.connection_id else values.get("email_address", address)
            if values["email_address"] == address and identity.email_verified:
                attempt.verifications["email_address"] = self.server.external_accounts.vouched(identity)

    def proven(self, attempt: SignUp) -> ExternalIdentity | None:
        """Whom the provider has named for this sign-up."""
        verification = attempt.verifications.get("external_account")
        return verification.identity if verification and verification.status == "verified" else None

    def refuse_claimed(self, attempt: SignUp) -> None:
        """Somebody else came by the same account meanwhile."""
        identity = self.proven(attempt)
        if identity and self.server.external_accounts.claimed(identity, None):
            raise refuse("identification_claimed")
        if identity:
            self.server.company_arrivals.refuse(identity, None)

    def enrolled(self, attempt: SignUp, user: User) -> None:
        """The sign-up has become a user, who has the account elsewhere that it came by."""
        identity = self.proven(attempt)
        if identity:
            self.link(user, identity, attempt.verifications["external_account"].strategy)

    def link(self, user: User, identity: ExternalIdentity, strategy: str) -> None:
        if identity.connection_id:
            self.server.company_arrivals.link(user, identity)
        else:
            self.server.external_accounts.link(user, identity, strategy)

    def transferable(self, verification: Verification, identity: ExternalIdentity, code: str) -> None:
        """Proven, and good for the other way in (OAUTH-107)."""
        verification.status, verification.identity = "transferable", identity
        verification.error = Item(code, CATALOGUE[code][1])
