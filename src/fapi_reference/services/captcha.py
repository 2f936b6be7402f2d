"""Bot protection of sign-ups, and the testing token that switches it off (AUTH-213 to AUTH-220, GAP-076, GAP-079)."""

from typing import TYPE_CHECKING

from fapi_reference.clock import SECOND
from fapi_reference.exchange import Exchange, Mode
from fapi_reference.ids import random_text
from fapi_reference.problems import refuse
from fapi_reference.records.application import TestingToken

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

SOLVED = "XXXX.DUMMY.TOKEN.XXXX"
"""What the widget's public test keys give out: the only proof that can be had without the widget's service."""
TESTING_TOKEN_LIFETIME = 3600


class Captcha:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def check(self, exchange: Exchange) -> None:
        token = exchange.form.get("captcha_token")
        if not self.server.settings.sign_up.captcha:
            if token:
                raise refuse("captcha_not_enabled")
            return
        if self.bypassed(exchange):
            return
        if exchange.form.get("captcha_error"):
            raise refuse("captcha_invalid")
        if token is None:
            raise refuse("captcha_missing_token")
        if token != SOLVED:
            raise refuse("captcha_invalid")

    def bypassed(self, exchange: Exchange) -> bool:
        return exchange.mode is Mode.NATIVE or self.is_testing(exchange)

    def is_testing(self, exchange: Exchange) -> bool:
        """An unknown or expired testing token counts as none; it is never refused (AUTH-220)."""
        token = self.server.store.testing_tokens.get(exchange.first("__clerk_testing_token") or "")
        return token is not None and self.server.clock.now() < token.expires_at

    def new_testing_token(self) -> TestingToken:
        """AUTH-219."""
        now = self.server.clock.seconds()
        token = TestingToken(token=f"{now}-c_{random_text()}", expires_at=(now + TESTING_TOKEN_LIFETIME) * SECOND)
        self.server.store.testing_tokens[token.token] = token
        return token
