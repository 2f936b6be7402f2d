"""What a response of a company's provider can be for beside a sign-in and a sign-up: a try of the connection."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_reference.problems import Problem, refuse
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.authorization_purposes import OfSignIn, Purpose, while_signed_in

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@dataclass(frozen=True, slots=True)
class OfTestRun:
    """Nobody is signed in by it, whoever comes."""

    id: str
    proof: Verification
    client_id: str = ""

    def verification(self, server: "Reference") -> Verification | None:
        run = server.store.test_runs.get(self.id)
        return self.proof if run and run.status == "pending" else None

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        run = server.store.test_runs[self.id]
        run.status, run.identity, verification.status = "success", identity, "verified"
        return True


@dataclass(frozen=True, slots=True)
class OfEmailAddress:
    """The company vouches for it, and for no other one by this (USER-226, USER-228)."""

    id: str
    user_id: str
    client_id: str

    def verification(self, server: "Reference") -> Verification | None:
        return while_signed_in(server, self.client_id, self.user_id, server.store.identifications.get(self.id))

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        user, item = server.store.users[self.user_id], server.store.identifications[self.id]
        if identity.email_address != item.value:
            raise refuse("saml_email_address_domain_mismatch", received_domain=identity.email_address)
        server.identifications.refuse_claimed(user, item)
        if server.external_accounts.holder(identity) not in (None, user):
            raise refuse("identification_claimed")
        verification.status = "verified"
        server.identifications.touched(item)
        server.identifications.proven(user, item)
        server.company_arrivals.link(user, identity)
        server.clients.changed(server.store.clients[self.client_id])
        return True


@dataclass(frozen=True, slots=True)
class OfReverification:
    """Of a session whose user has an account at the company (AUTH-344)."""

    session_id: str
    client_id: str

    def verification(self, server: "Reference") -> Verification | None:
        session = server.store.sessions.get(self.session_id)
        waiting = session.reverification if session else None
        return waiting.first_factor if waiting and waiting.status == "needs_first_factor" else None

    def settle(self, server: "Reference", identity: ExternalIdentity, verification: Verification) -> bool:
        session = server.store.sessions[self.session_id]
        if server.external_accounts.holder(identity) is not server.users.of(session):
            raise refuse("external_account_not_found")
        verification.status = "verified"
        server.reverifications.first_proven(session)
        return server.reverifications.current(session).status == "complete"


def came_to_nothing(server: "Reference", purpose: Purpose, problem: Problem | None) -> None:
    """A sign-in begins anew that somebody has come back to without being let in (AUTH-451)."""
    if isinstance(purpose, OfSignIn):
        attempt = server.store.sign_ins[purpose.id]
        if attempt.status == "needs_first_factor":
            server.sign_ins.step(attempt, "come_back")
            attempt.user_id = None
    elif isinstance(purpose, OfTestRun) and problem:
        server.store.test_runs[purpose.id].status = "failed"
