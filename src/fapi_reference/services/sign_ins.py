"""Sign-in: the attempt, its first factor, and what completing it does (facts, section 14)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fapi_reference.clock import DAY
from fapi_reference.ids import new_id
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.agent_tasks import AgentTask
from fapi_reference.records.application import SignInToken
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.services.codes import RESETS
from fapi_reference.services.link_sources import OfSignIn
from fapi_reference.services.wallets import WEB3

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange, Form
    from fapi_reference.reference import Reference

SIGN_IN: Mapping[tuple[str, str], str] = {
    ("needs_identifier", "identify"): "needs_first_factor",
    ("needs_identifier", "discover"): "needs_first_factor",
    ("needs_first_factor", "come_back"): "needs_identifier",
    ("needs_first_factor", "prove"): "complete",
    ("needs_first_factor", "prove_on_unknown_device"): "needs_client_trust",
    ("needs_first_factor", "prove_with_second_factor_due"): "needs_second_factor",
    ("needs_first_factor", "prove_for_reset"): "needs_new_password",
    ("needs_new_password", "prove"): "complete",
    ("needs_new_password", "prove_with_second_factor_due"): "needs_second_factor",
    ("needs_client_trust", "prove"): "complete",
    ("needs_second_factor", "prove"): "complete",
}
"""Every step an attempt can take. Beside the table: a day passing makes any open attempt `abandoned`, and a new create
replaces it."""

SECOND = ("needs_second_factor", "needs_client_trust")
"""Where an attempt waits for a second factor (AUTH-276)."""
OPEN_FOR = DAY


class SignIns:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # which attempt

    def open(self, client: Client) -> SignIn:
        """A new attempt in place of the current one (AUTH-139, AUTH-239)."""
        if client.sign_in:
            client.sign_in.replaced = True
        now = self.server.clock.now()
        attempt = SignIn(id=new_id("sia"), client_id=client.id, created_at=now, abandon_at=now + OPEN_FOR)
        self.server.store.sign_ins[attempt.id] = attempt
        client.sign_in = attempt
        self.server.clients.changed(client)
        return attempt

    def read(self, client: Client, sign_in_id: str) -> SignIn:
        """Only its own client sees it, and only while it is neither abandoned nor replaced (AUTH-238)."""
        attempt = self.own(client, sign_in_id)
        if attempt.replaced:
            raise refuse("resource_not_found")
        return attempt

    def change(self, client: Client, sign_in_id: str) -> SignIn:
        """As for reading, but an older attempt is refused by name (AUTH-140)."""
        attempt = self.own(client, sign_in_id)
        if attempt.replaced:
            raise refuse("resource_forbidden")
        return attempt

    def own(self, client: Client, sign_in_id: str) -> SignIn:
        attempt = self.server.store.sign_ins.get(sign_in_id)
        if attempt is None or not self.belongs(attempt, client) or self.abandoned(attempt):
            raise refuse("resource_not_found")
        return attempt

    def belongs(self, attempt: SignIn, client: Client) -> bool:
        return attempt.client_id == client.id

    def abandoned(self, attempt: SignIn) -> bool:
        return attempt.status != "complete" and self.server.clock.now() >= attempt.abandon_at

    # steps

    def step(self, attempt: SignIn, event: str) -> None:
        following = SIGN_IN.get((attempt.status, event))
        if following is None:
            raise refuse("client_state_invalid")
        attempt.status = following

    def need_status(self, attempt: SignIn, *statuses: str) -> None:
        if attempt.status not in statuses:
            raise refuse("client_state_invalid")

    def begin(self, client: Client) -> SignIn:
        """An attempt for nobody yet: the identifier comes later (AUTH-240)."""
        return self.open(client)

    def identify(self, client: Client, identifier: str) -> SignIn:
        """Open an attempt for an identifier; whom it cannot be for is refused before anything is replaced."""
        kind = self.server.identifiers.kind(identifier)
        user = self.find(kind, identifier)
        if user:
            self.refuse_second_session(client, user)
            self.server.bans.refuse(user)
        attempt = self.open(client)
        attempt.identifier, attempt.identifier_kind = identifier, kind
        if user:
            attempt.user_id = user.id
        else:
            attempt.phantom_id = new_id("idn")
        self.step(attempt, "identify")
        return attempt

    def discover(self, client: Client, exchange: "Exchange") -> SignIn:
        """Whoever the device has a passkey of: nobody is named before it is shown (AUTH-249)."""
        attempt = self.open(client)
        self.step(attempt, "discover")
        attempt.first_factor = self.server.ceremonies.to_sign_in(exchange)
        return attempt

    def redeem(self, client: Client, ticket: str) -> SignIn:
        """A ticket proves who its bearer is, and stands for the first factor (AUTH-336, AUTH-337). A sign-in token is
        spent by that; an organization's invitation is accepted once the sign-in is complete.
        """
        invited = self.server.organization_tickets.to_sign_in(ticket)
        token, user = invited or self.server.tickets.sign_in_token(ticket)
        self.refuse_second_session(client, user)
        self.server.lockout.refuse_locked(user)
        self.server.bans.refuse(user)
        attempt = self.open(client)
        attempt.user_id = user.id
        self.step(attempt, "identify")
        attempt.first_factor = Verification(kind="verification_ticket", strategy="ticket", status="verified")
        if isinstance(token, SignInToken | AgentTask):
            self.server.tickets.spend(token)
        else:
            attempt.invitation_id = token.id
        self.proven(client, attempt, "ticket")
        return attempt

    def find(self, kind: str, identifier: str) -> User | None:
        """The user with this identifier. Under enumeration protection it may be nobody (AUTH-244, AUTH-256)."""
        attribute = self.server.settings.attributes.named(kind)
        usable = attribute.enabled and attribute.used_for_first_factor
        user = self.server.users.find_by(kind, identifier) if usable else None
        if user is None and usable and self.server.enterprise_connections.of_address(identifier):
            return None
        if user is None:
            if not usable or (kind != "username" and not self.server.identifiers.well_formed(kind, identifier)):
                raise refuse("form_param_format_invalid", "identifier")
            if not self.server.settings.protection.enumeration_protection:
                raise refuse("form_identifier_not_found", "identifier")
        return user

    def refuse_second_session(self, client: Client, user: User) -> None:
        """Several sessions in one client belong to several people (AUTH-252)."""
        session = self.server.sessions.user_session(client, user.id)
        if session:
            raise refuse("identifier_already_signed_in", "identifier", session_id=session.id)

    def refuse_session_beside(self, client: Client | None) -> None:
        """Single-session mode: whoever is signed in signs out first (AUTH-251, AUTH-354)."""
        if self.server.settings.instance.single_session_mode and client and self.server.clients.live_sessions(client):
            raise refuse("session_exists")

    # first factor

    def user(self, attempt: SignIn) -> User | None:
        return self.server.store.users.get(attempt.user_id or "")

    def prepare(self, attempt: SignIn, strategy: str, form: "Form") -> None:
        """Send the code or the link of a factor, or tell the message that a wallet signs (AUTH-257, AUTH-258)."""
        redirect_url = self.server.redirects.needed(form) if strategy == "email_link" else None
        target = self.server.factors.chosen(attempt, strategy, form)
        before, silently = attempt.first_factor, attempt.user_id is None
        if strategy in WEB3:
            attempt.first_factor = self.server.wallets.begin(strategy, target, silently=silently)
            return
        attempt.first_factor = (
            self.server.codes.send(strategy, target, before, silently=silently)
            if redirect_url is None
            else self.server.links.send(
                OfSignIn(attempt.id, attempt.client_id), target, redirect_url, before, silently=silently
            )
        )

    def try_code(self, attempt: SignIn, strategy: str, code: str) -> None:
        """A prepared code, or a signature, of this very strategy (AUTH-267 to AUTH-270)."""
        self.server.proofs.code(self.user(attempt), attempt.first_factor, strategy, code)

    def prepare_passkey(self, attempt: SignIn, exchange: "Exchange") -> None:
        """For somebody who has passkeys. Which ones is not told: anybody may name an identifier (SEC-181)."""
        if {"strategy": "passkey"} not in self.server.factors.offered(attempt):
            raise refuse("no_passkeys_found_for_user")
        attempt.first_factor = self.server.ceremonies.to_sign_in(exchange)

    def try_passkey(self, client: Client, attempt: SignIn, text: str) -> None:
        """The key tells who it is, where no identifier did; nobody enters whom an identifier would not let in."""
        named = self.user(attempt)
        if named is None and attempt.identifier is not None:
            raise refuse("passkey_authentication_failure")
        user = self.server.passkeys.prove(attempt.first_factor, text, named)
        self.refuse_second_session(client, user)
        self.server.bans.refuse(user)
        attempt.user_id = user.id

    def try_password(self, attempt: SignIn, password: str) -> None:
        """A wrong one leaves the attempt where it is (AUTH-243, AUTH-268)."""
        user = self.user(attempt)
        if self.server.enterprise_connections.of_address(attempt.identifier or ""):
            raise refuse("strategy_for_user_invalid")
        if user is None:
            raise self.wrong_password()
        attempt.first_factor = self.server.proofs.password(user, password, self.wrong_password())

    def prove_at_once(self, client: Client, attempt: SignIn, password: str) -> None:
        """A password beside the identifier saves the call that attempts (AUTH-242)."""
        self.try_password(attempt, password)
        self.proven(client, attempt, "password")

    def wrong_password(self) -> Problem:
        if self.server.settings.protection.enumeration_protection:
            return refuse("form_password_or_identifier_incorrect")
        return refuse("form_password_incorrect", "password")

    def proven(self, client: Client, attempt: SignIn, strategy: str) -> None:
        """The first factor is proven: complete, or on to what the device still needs (AUTH-242, AUTH-279)."""
        user = self.user(attempt)
        if user is None:
            raise refuse("client_state_invalid")
        self.server.bans.refuse(user)
        if strategy in RESETS and attempt.status == "needs_first_factor":
            self.step(attempt, "prove_for_reset")
            return
        following = self.following(client, user, strategy)
        if following == "prove":
            self.refuse_second_session(client, user)
            self.server.organization_tickets.refuse_late(attempt, user)
        self.step(attempt, following)
        if attempt.status == "complete":
            self.complete(client, attempt, user, strategy, second_factor=self.stands_for_both(user, strategy))

    def following(self, client: Client, user: User, strategy: str) -> str:
        """What a proven first factor leads to: a second one of the user's own goes before trust in the device."""
        if self.server.second_factors.enrolled(user) and not self.stands_for_both(user, strategy):
            return "prove_with_second_factor_due"
        return "prove_on_unknown_device" if strategy == "password" and self.needs_trust(client, user) else "prove"

    def stands_for_both(self, user: User, strategy: str) -> bool:
        """A passkey is something one has, and knows or is: where the instance sees it so, that is two (AUTH-283)."""
        satisfies = self.server.settings.passkeys.satisfies_second_factor
        return strategy == "passkey" and satisfies and self.server.second_factors.enrolled(user)

    def needs_trust(self, client: Client, user: User) -> bool:
        return (
            self.server.settings.protection.device_trust
            and not user.bypass_client_trust
            and user.id not in client.known_users
            and any(item.verified for item in (*user.email_addresses, *user.phone_numbers))
        )

    # second factor

    def second_factors(self, attempt: SignIn) -> list[dict[str, Any]]:
        """What the attempt waits for: a factor of the user's own, or an address to vouch for the device (AUTH-278)."""
        user = self.user(attempt)
        if user is None or attempt.status not in SECOND:
            return []
        trust = attempt.status == "needs_client_trust"
        return self.server.factors.trust(attempt) if trust else self.server.second_factors.offered(user)

    def prepare_second(self, attempt: SignIn, strategy: str, form: "Form") -> None:
        offered = self.second_factors(attempt)
        attempt.second_factor = self.server.second_factors.prepare(strategy, form, offered, attempt.second_factor)

    def prove_second(self, client: Client, attempt: SignIn, strategy: str, code: str) -> None:
        """The right code completes the attempt (AUTH-277)."""
        user = self.user(attempt)
        if user is None or strategy not in {one["strategy"] for one in self.second_factors(attempt)}:
            raise refuse("no_second_factors")
        self.server.bans.refuse(user)
        attempt.second_factor = self.server.second_factors.prove(user, strategy, code, attempt.second_factor)
        self.refuse_second_session(client, user)
        self.server.organization_tickets.refuse_late(attempt, user)
        own = attempt.status == "needs_second_factor"
        self.step(attempt, "prove")
        self.complete(client, attempt, user, strategy, second_factor=own)

    def complete(
        self, client: Client, attempt: SignIn, user: User, strategy: str, *, second_factor: bool = False
    ) -> None:
        """AUTH-137, AUTH-411: the session exists at once, and the client lets go of the attempt."""
        self.server.lockout.succeeded(user)
        self.server.arrivals.signed_in(attempt, user)
        session = self.server.sessions.start(client, user, strategy, second_factor=second_factor)
        if invitation := self.server.organization_tickets.brought(attempt):
            self.server.organization_tickets.join(invitation, user, session)
        attempt.created_session_id = session.id
        self.let_go(client, attempt)

    def let_go(self, client: Client, attempt: SignIn) -> None:
        if client.sign_in is attempt:
            client.sign_in = None
