"""One-time codes: sending one and checking one (facts, sections 13 and 16).

| status | event | next | answer |
|---|---|---|---|
| none | send | unverified, attempts 0 | 200 |
| unverified | right code | verified, attempts + 1 | 200 |
| unverified | wrong code | unverified, attempts + 1 | 422 form_code_incorrect |
| unverified | any code beyond the limit | failed | 400 verification_failed |
| unverified | lifetime over | expired | 400 verification_expired |
| failed, expired | send | a new unverified one | 200 |
"""

import hmac
from typing import TYPE_CHECKING

from fapi_reference.clock import SECOND
from fapi_reference.ids import one_time_code
from fapi_reference.problems import refuse, too_soon
from fapi_reference.records.application import Mail
from fapi_reference.records.verification import Verification
from fapi_reference.services.identifiers import TEST_CODE

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

KIND_BY_STRATEGY = {"email_code": "email_address", "phone_code": "phone_number"}
"""The code strategies, and the kind of identifier that each one proves."""
RESETS = {"reset_password_email_code": "email_address", "reset_password_phone_code": "phone_number"}
"""Codes that open the way to a new password and sign nobody in (AUTH-271)."""
SENT = {**KIND_BY_STRATEGY, **RESETS, "email_link": "email_address"}
"""Every strategy that sends something, and the kind of identifier that it goes to."""
CODES = frozenset({**KIND_BY_STRATEGY, **RESETS})
"""Every strategy whose attempt is a code."""


class Codes:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def send(self, strategy: str, target: str, before: Verification | None, *, silently: bool = False) -> Verification:
        """A new verification with a code on its way; the code of an earlier one is worth nothing afterwards (AUTH-264).

        Silently: nothing is sent and no code will ever fit (enumeration protection, AUTH-256).
        """
        now = self.server.clock.now()
        self.refuse_haste(before, now)
        code = None if silently else self.draw(target)
        if code and not self.server.identifiers.is_test(target):
            self.server.store.outbox.append(Mail(to=target, code=code, sent_at=now))
        return Verification(
            kind="verification_otp",
            strategy=strategy,
            attempts=0,
            expire_at=now + self.lifetime(),
            sent_at=now,
            code=code,
            target=target,
        )

    def refuse_haste(self, before: Verification | None, now: int) -> None:
        """AUTH-265; off by default (AUTH-392)."""
        pause = self.server.settings.verification.resend_after_seconds * SECOND
        if before and before.sent_at is not None and before.status != "failed" and now - before.sent_at < pause:
            left = before.sent_at + pause - now
            raise too_soon("verification_code_too_many_requests", -(-left // SECOND))

    def lifetime(self) -> int:
        """Ten minutes (AUTH-312)."""
        return self.server.settings.verification.lifetime_seconds * SECOND

    def draw(self, target: str) -> str:
        return TEST_CODE if self.server.identifiers.is_test(target) else one_time_code()

    def status(self, verification: Verification) -> str:
        """What the verification is now: time alone makes an open one expire."""
        late = verification.expire_at is not None and self.server.clock.now() >= verification.expire_at
        return "expired" if late and verification.status == "unverified" else verification.status

    def check(self, verification: Verification, code: str) -> None:
        """One try. Returns only for the right code in time (AUTH-268, AUTH-270, AUTH-307)."""
        self.count(verification)
        if not self.matches(verification, code):
            raise refuse("form_code_incorrect", "code")
        verification.status = "verified"
        verification.code = None

    def count(self, verification: Verification) -> None:
        """Note one more try, or refuse it where the time or the tries are over."""
        status = self.status(verification)
        if status == "verified":
            raise refuse("verification_already_verified")
        if status == "failed":
            raise refuse("verification_failed")
        if status == "expired":
            raise refuse("verification_expired")
        if self.exhausted(verification):
            verification.status = "failed"
            raise refuse("verification_failed")
        verification.attempts = (verification.attempts or 0) + 1

    def exhausted(self, verification: Verification) -> bool:
        return (verification.attempts or 0) >= self.server.settings.verification.attempts

    def matches(self, verification: Verification, code: str) -> bool:
        return verification.code is not None and hmac.compare_digest(verification.code.encode(), code.encode())
