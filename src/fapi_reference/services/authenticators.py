"""Authenticator apps: a shared secret, and the codes that follow from it and the time (RFC 6238; USER-400 to USER-407).

| state | event | next | answer |
|---|---|---|---|
| none | create | pending | 200, with the secret |
| pending | create | another pending one | 200, with another secret |
| pending | right code | enabled | 200, without the secret |
| pending | wrong code | pending | 422 form_code_incorrect |
| enabled | create | enabled | 400 totp_already_enabled |
| pending, enabled | delete | none | 200 |
| none | attempt, delete | none | 404 |
"""

import base64
import binascii
import hmac
import os
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from fapi_reference.clock import SECOND
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.factors import Authenticator
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SECRET_BYTES = 20
"""As long as the digest (RFC 4226, section 4, R6)."""
DIGITS = 6
PERIOD = 30


class Authenticators:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def create(self, user: User) -> Authenticator:
        """A new secret; one that was never verified gives way to it (USER-401)."""
        if user.authenticator and user.authenticator.verified:
            raise refuse("totp_already_enabled")
        return self.keep(user, self.new_secret())

    def new_secret(self) -> bytes:
        return os.urandom(SECRET_BYTES)

    def adopt(self, user: User, secret: bytes) -> None:
        """A secret that the application vouches for needs no proof."""
        self.keep(user, secret).verified = True

    def keep(self, user: User, secret: bytes) -> Authenticator:
        self.drop(user)
        now = self.server.clock.now()
        made = Authenticator(id=new_id("totp"), secret=secret, created_at=now, updated_at=now)
        user.authenticator = self.server.store.authenticators[made.id] = made
        return made

    def drop(self, user: User) -> None:
        if user.authenticator:
            self.server.store.authenticators.pop(user.authenticator.id, None)
            user.authenticator = None

    def of(self, user: User) -> Authenticator:
        if user.authenticator is None:
            raise refuse("resource_not_found")
        return user.authenticator

    def verify(self, user: User, code: str) -> Authenticator:
        """The first right code shows that the app has the secret: from now on it is a factor (USER-403)."""
        mine = self.of(user)
        if mine.verified:
            raise refuse("verification_already_verified")
        self.check(mine, code)
        mine.verified = True
        mine.updated_at = self.server.clock.now()
        return mine

    def check(self, mine: Authenticator, code: str) -> None:
        """The code of the present step or of its neighbours, and of none that was taken before (USER-405, SEC-134)."""
        for start in self.steps():
            fresh = mine.accepted_at is None or start > mine.accepted_at
            if fresh and hmac.compare_digest(self.code(mine.secret, start), code.encode()):
                mine.accepted_at = start
                return
        raise refuse("form_code_incorrect", "code")

    def steps(self) -> list[int]:
        """When the steps began whose codes count now: one either side, as clocks differ (RFC 6238, section 5.2)."""
        present = self.server.clock.seconds() // PERIOD * PERIOD
        return [(present + away * PERIOD) * SECOND for away in (-1, 0, 1)]

    def code(self, secret: bytes, at: int) -> bytes:
        return TOTP(secret, DIGITS, SHA1(), PERIOD, enforce_key_length=False).generate(at // SECOND)  # noqa: S303  # as apps have it

    def spelled(self, secret: bytes) -> str:
        return base64.b32encode(secret).decode().rstrip("=")

    def read(self, text: str) -> bytes:
        """A secret as people spell it."""
        bare = text.replace(" ", "").upper().rstrip("=")
        try:
            secret = base64.b32decode(bare + "=" * (-len(bare) % 8))
        except binascii.Error:
            secret = b""
        if not secret:
            raise refuse("invalid_totp_secret_code", "totp_secret")
        return secret

    def uri(self, user: User, secret: bytes) -> str:
        """What the app reads from the picture: issuer and account, and how its codes are made (USER-402)."""
        issuer = self.server.settings.instance.application_name
        label = f"{quote(issuer, safe='')}:{quote(self.server.users.public_identifier(user), safe='')}"
        says = {"secret": self.spelled(secret), "issuer": issuer}
        how = {"algorithm": "SHA1", "digits": str(DIGITS), "period": str(PERIOD)}
        return f"otpauth://totp/{label}?{urlencode(says | how, quote_via=quote)}"
