"""A sign-in becomes a sign-up, or the other way round, with what a provider has said (facts, section 18)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import ExternalIdentity, Verification

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Transfers:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def from_sign_in(self, client: Client | None) -> Verification | None:
        """What the client's own sign-in has proven and cannot use (AUTH-320)."""
        attempt = self.server.clients.current_sign_in(client) if client else None
        return self.good(attempt.first_factor if attempt else None)

    def from_sign_up(self, client: Client | None) -> Verification | None:
        """AUTH-321."""
        attempt = self.server.clients.current_sign_up(client) if client else None
        return self.good(attempt.verifications.get("external_account") if attempt else None)

    def good(self, verification: Verification | None) -> Verification:
        """AUTH-323, AUTH-327: once, and for as long as the visit would have been good."""
        late = verification and verification.expire_at is not None and self.server.clock.now() >= verification.expire_at
        if verification is None or late or verification.status != "transferable" or verification.identity is None:
            raise refuse("account_transfer_invalid")
        return verification

    def take(self, verification: Verification) -> tuple[ExternalIdentity, Verification]:
        """Who it is, and the verification that takes the place of this one, which is spent."""
        identity = verification.identity
        if identity is None:
            raise refuse("account_transfer_invalid")
        verification.identity = None
        return identity, replace(verification, status="unverified", error=None, external_url=None)
