"""Email links: sent, opened in some browser, and what the opening proves for whoever waits (facts, section 19).

| link | event | next | landing or refusal |
|---|---|---|---|
| none | send | unverified | |
| unverified | opened by the client that waits, or by any where that is allowed | verified | `verified` |
| unverified | opened by another client where it must be the same | unverified | `client_mismatch` |
| unverified | opened, and what it was to prove cannot be finished | failed | `failed` |
| unverified | lifetime over | expired | `expired` |
| verified | opened again | verified | 400 verification_already_verified |
| any | a newer one sent | | 400 verification_link_token_stale |
| of an attempt that is over | opened | | 400 verification_link_token_source_invalid |
"""

from typing import TYPE_CHECKING

from fapi_reference.clock import SECOND
from fapi_reference.ids import random_text
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.application import Mail
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.services.link_sources import Source
from fapi_reference.services.redirects import with_parameters

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

STRATEGY = "email_link"


class Links:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def send(
        self, source: Source, target: str, redirect_url: str, before: Verification | None, *, silently: bool = False
    ) -> Verification:
        """A new verification with a link on its way, also to test addresses (AUTH-230); an earlier one is stale.

        Silently: nothing is sent, for there is nobody whom it could reach (enumeration protection, AUTH-256).
        """
        now = self.server.clock.now()
        self.server.codes.refuse_haste(before, now)
        verification = Verification(
            kind="verification_email_link",
            strategy=STRATEGY,
            expire_at=now + self.server.codes.lifetime(),
            sent_at=now,
            target=target,
            nonce=random_text(),
            redirect_url=redirect_url,
            client_id=source.client_id,
        )
        if not silently:
            self.server.store.outbox.append(Mail(to=target, link=self.address(source, verification), sent_at=now))
        return verification

    def address(self, source: Source, verification: Verification) -> str:
        return f"{self.server.base_url}/v1/verify?token={self.token(source, verification)}"

    def token(self, source: Source, verification: Verification) -> str:
        """Signed, bound to one verification of one attempt, and good for as long as that is."""
        claims = {
            "exp": (verification.expire_at or 0) // SECOND,
            "iid": self.server.instance_id,
            "sid": source.id,
            "st": source.kind,
            "nonce": verification.nonce,
        }
        return self.server.keys.sign({"alg": "RS256", "typ": "JWT"}, claims)

    def open(self, token: str, opener: Client | None) -> str:
        """Somebody opened a link: what it proves, and where they go from here (AUTH-328 to AUTH-331)."""
        source, verification = self.meant(token)
        status = self.server.codes.status(verification)
        if status == "verified":
            raise refuse("verification_already_verified")
        if status != "unverified":
            return self.landing(verification, status)
        if not self.may_open(verification, opener):
            return self.landing(verification, "client_mismatch")
        verification.status = "verified"
        verification.verified_at_client = opener.id if opener else None
        try:
            session_id = source.finish(self.server)
        except Problem:
            verification.status = "failed"
            return self.landing(verification, "failed")
        return self.landing(verification, "verified", session_id)

    def meant(self, token: str) -> tuple[Source, Verification]:
        """Which verification a token is of. How old it may be is told by the verification and not by the token, so
        that a link can be made to expire by ageing what it belongs to.
        """
        claims = self.server.keys.read(token)
        nonce = (claims or {}).get("nonce")
        if claims is None or not isinstance(nonce, str):
            raise refuse("verification_link_token_invalid")
        source = self.server.link_sources.find(str(claims.get("st")), str(claims.get("sid")))
        verification = source.verification(self.server) if source else None
        if source is None or verification is None:
            raise refuse("verification_link_token_source_invalid")
        if not self.is_newest(verification, nonce):
            raise refuse("verification_link_token_stale")
        return source, verification

    def is_newest(self, verification: Verification, nonce: str) -> bool:
        return verification.nonce == nonce

    def may_open(self, verification: Verification, opener: Client | None) -> bool:
        """AUTH-331, AUTH-453."""
        if not self.server.settings.protection.email_link_same_client:
            return True
        return opener is not None and opener.id == verification.client_id

    def landing(self, verification: Verification, status: str, session_id: str | None = None) -> str:
        """AUTH-329, GAP-039, GAP-040."""
        told = {"__clerk_status": status} | ({"__clerk_created_session": session_id} if session_id else {})
        return with_parameters(verification.redirect_url or self.server.base_url, told)
