"""What an app got from a provider by itself: an ID token, or a code (AUTH-246)."""

from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.application import OpenIDProvider
from fapi_reference.records.verification import ExternalIdentity
from fapi_reference.services.connections import ONE_TAP

if TYPE_CHECKING:
    from fapi_reference.exchange import Form
    from fapi_reference.reference import Reference


class IdTokens:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    async def identity(self, strategy: str, form: "Form") -> ExternalIdentity:
        """Who it is, according to the provider alone (SEC-191)."""
        provider = self.server.connections.provider(strategy)
        code = form.get("code")
        if code and strategy != ONE_TAP and not form.get("token"):
            tokens = await self.server.relying_party.redeem(provider, {"code": code})
            return await self.server.relying_party.identity(provider, tokens, None, ())
        token = form.present("token")
        if token is None:
            raise refuse("form_conditional_param_missing", "token")
        if not token:
            raise refuse("form_param_nil", "token")
        return await self.of_token(provider, strategy, token)

    async def of_token(self, provider: OpenIDProvider, strategy: str, token: str) -> ExternalIdentity:
        claims = await self.server.relying_party.read(provider, token, nonce=None)
        if claims is None:
            raise refuse("google_one_tap_token_invalid" if strategy == ONE_TAP else "oauth_token_exchange_error")
        return self.server.relying_party.named(provider, claims)
