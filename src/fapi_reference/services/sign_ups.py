"""Sign-up: the attempt, its verifications, and what completing it does (facts, section 15)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fapi_reference.clock import DAY
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.application import Invitation
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.organizations import OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.services.link_sources import OfSignUp
from fapi_reference.services.requirements import PROVABLE
from fapi_reference.services.wallets import PREPARED, WEB3
from fapi_reference.settings.model import IDENTIFIERS

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SIGN_UP: Mapping[tuple[str, str], str] = {
    ("missing_requirements", "supply"): "missing_requirements",
    ("missing_requirements", "supply_the_last"): "complete",
}
"""Every step an attempt can take. Beside the table: a day passing makes an open attempt `abandoned`, and a new create
replaces it."""

OPEN_FOR = DAY
"""AUTH-289."""


class SignUps:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # which attempt

    def open(self, client: Client) -> SignUp:
        """A new attempt in place of the current one (AUTH-139)."""
        if client.sign_up:
            client.sign_up.replaced = True
        now = self.server.clock.now()
        attempt = SignUp(id=new_id("sua"), client_id=client.id, created_at=now, abandon_at=now + OPEN_FOR)
        self.server.store.sign_ups[attempt.id] = attempt
        client.sign_up = attempt
        self.server.clients.changed(client)
        return attempt

    def read(self, client: Client, sign_up_id: str) -> SignUp:
        attempt = self.own(client, sign_up_id)
        if attempt is None or attempt.replaced:
            raise refuse("resource_not_found")
        return attempt

    def change(self, client: Client, sign_up_id: str) -> SignUp:
        """For PATCH: unknown 404, replaced 403 (AUTH-304)."""
        attempt = self.own(client, sign_up_id)
        if attempt is None:
            raise refuse("resource_not_found")
        if attempt.replaced:
            raise refuse("resource_forbidden")
        return attempt

    def verify(self, client: Client, sign_up_id: str) -> SignUp:
        """For prepare and attempt, whose documented answers have no 404 (AUTH-288): the client has no such attempt."""
        attempt = self.own(client, sign_up_id)
        if attempt is None or attempt.replaced:
            raise refuse("client_state_invalid")
        return attempt

    def own(self, client: Client, sign_up_id: str) -> SignUp | None:
        attempt = self.server.store.sign_ups.get(sign_up_id)
        if attempt is None or not self.belongs(attempt, client) or self.abandoned(attempt):
            return None
        return attempt

    def belongs(self, attempt: SignUp, client: Client) -> bool:
        return attempt.client_id == client.id

    def abandoned(self, attempt: SignUp) -> bool:
        return attempt.status != "complete" and self.server.clock.now() >= attempt.abandon_at

    def need_open(self, attempt: SignUp) -> None:
        if attempt.status != "missing_requirements":
            raise refuse("client_state_invalid")

    def refuse_closed(self) -> None:
        """An instance may take nobody, or only those on its list (AUTH-303)."""
        mode = self.server.settings.sign_up.mode
        if mode == "restricted":
            raise refuse("sign_up_mode_restricted")
        if mode == "waitlist":
            raise refuse("sign_up_restricted_waitlist")

    # verification

    def prepare(self, attempt: SignUp, strategy: str, redirect_url: str | None = None) -> None:
        """Send a code to the address or number of the attempt, or a link that leads back (AUTH-293, AUTH-294); or tell
        the message that its wallet signs.
        """
        kind = PREPARED[strategy]
        target = attempt.values.get(kind)
        if target is None:
            raise refuse("form_conditional_param_missing", kind)
        before = attempt.verifications.get(kind)
        if before and before.status == "verified":
            raise refuse("verification_already_verified")
        protected = self.server.settings.protection.enumeration_protection
        silently = protected and self.server.identifiers.taken(kind, target)
        if strategy in WEB3:
            attempt.verifications[kind] = self.server.wallets.begin(strategy, target, silently=silently)
            return
        attempt.verifications[kind] = (
            self.server.codes.send(strategy, target, before, silently=silently)
            if redirect_url is None
            else self.server.links.send(
                OfSignUp(attempt.id, attempt.client_id), target, redirect_url, before, silently=silently
            )
        )

    def prepare_at_once(self, attempt: SignUp, strategy: str, redirect_url: str | None = None) -> None:
        """A strategy beside the values saves the call that prepares (AUTH-293)."""
        self.prepare(attempt, strategy, redirect_url)

    def accept(self, attempt: SignUp, invitation: Invitation | OrganizationInvitation) -> None:
        """Whoever brings the ticket has read the mail of the invited address: it is proven, and no other one counts
        (SEC-112). The invitation itself is spent by the user that comes of it.
        """
        attempt.invitation_id = invitation.id
        attempt.values["email_address"] = invitation.email_address
        attempt.verifications["email_address"] = Verification(
            kind="verification_ticket", strategy="ticket", status="verified", target=invitation.email_address
        )

    def invitation(self, attempt: SignUp) -> Invitation | OrganizationInvitation | None:
        """The invitation that the attempt still stands on: another address is not the invited one."""
        store, wanted = self.server.store, attempt.invitation_id or ""
        invitation = store.invitations.get(wanted) or store.organization_invitations.get(wanted)
        if invitation is None or attempt.values.get("email_address") != invitation.email_address:
            return None
        return invitation

    def try_code(self, attempt: SignUp, strategy: str, code: str) -> None:
        """AUTH-306, AUTH-307."""
        verification = attempt.verifications.get(PREPARED[strategy])
        if verification is None:
            raise refuse("verification_not_sent")
        if verification.strategy != strategy:
            raise refuse("verification_strategy_invalid")
        self.server.proofs.check(verification, code)

    # completion

    def advance(self, client: Client, attempt: SignUp, strategy: str | None = None) -> None:
        """After every change: complete as soon as nothing is missing and nothing unproven (AUTH-290)."""
        self.server.clients.changed(client)
        done = not self.server.requirements.missing(attempt) and not self.server.requirements.unverified(attempt)
        following = SIGN_UP.get((attempt.status, "supply_the_last" if done else "supply"))
        if following is None:
            raise refuse("client_state_invalid")
        if following == "complete":
            self.complete(client, attempt, strategy)

    def complete(self, client: Client, attempt: SignUp, strategy: str | None) -> None:
        """The attempt becomes a user with a session, and the client lets go of it (AUTH-297, AUTH-411)."""
        for kind, value in attempt.values.items():
            if kind in IDENTIFIERS and self.server.identifiers.taken(kind, value):
                raise refuse("identification_claimed")
        self.server.arrivals.refuse_claimed(attempt)
        invitation = self.invitation(attempt)
        if invitation:
            self.server.tickets.refuse_spent(invitation)
        if isinstance(invitation, OrganizationInvitation):
            self.server.organization_invitations.acceptable(invitation, None)
        if isinstance(invitation, Invitation):
            self.server.tickets.spend(invitation)
        user = self.enrol(attempt)
        if isinstance(invitation, Invitation):
            user.public_metadata = {**invitation.public_metadata}
        attempt.status = "complete"
        attempt.created_user_id = user.id
        session = self.server.sessions.start(client, user, strategy)
        if isinstance(invitation, OrganizationInvitation):
            self.server.organization_tickets.join(invitation, user, session)
        attempt.created_session_id = session.id
        self.let_go(client, attempt)

    def let_go(self, client: Client, attempt: SignUp) -> None:
        if client.sign_up is attempt:
            client.sign_up = None

    def enrol(self, attempt: SignUp) -> User:
        values = attempt.values
        user = self.server.users.make(
            username=values.get("username"),
            first_name=values.get("first_name"),
            last_name=values.get("last_name"),
            password=attempt.password,
            password_updated_at=self.server.clock.now() if attempt.password else None,
            unsafe_metadata=attempt.unsafe_metadata,
            legal_accepted_at=attempt.legal_accepted_at,
        )
        for kind in PROVABLE:
            if kind in values:
                proof = attempt.verifications.get(kind) or admitted()
                self.server.users.add(user, kind, values[kind], proof)
        self.server.arrivals.enrolled(attempt, user)
        return user


def admitted() -> Verification:
    """The mark of an identifier taken on trust: by the application, or by an instance that verifies nothing."""
    return Verification(kind="verification_admin", strategy="admin", status="verified")
