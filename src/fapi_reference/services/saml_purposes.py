"""What a response of a company's provider can be for beside a sign-in and a sign-up: a try of the connection."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fapi_reference.problems import Problem
from fapi_reference.records.verification import ExternalIdentity, Verification
from fapi_reference.services.authorization_purposes import OfSignIn, Purpose

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


def came_to_nothing(server: "Reference", purpose: Purpose, problem: Problem | None) -> None:
    """A sign-in begins anew that somebody has come back to without being let in (AUTH-451)."""
    if isinstance(purpose, OfSignIn):
        attempt = server.store.sign_ins[purpose.id]
        if attempt.status == "needs_first_factor":
            server.sign_ins.step(attempt, "come_back")
            attempt.user_id = None
    elif isinstance(purpose, OfTestRun) and problem:
        server.store.test_runs[purpose.id].status = "failed"
