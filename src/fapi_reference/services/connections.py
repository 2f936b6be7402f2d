"""Connections to providers of identities elsewhere: which are on, what they are good for, where they lead."""

import re
from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.application import OpenIDProvider

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

NAME = re.compile(r"oauth_(?:(?:token_)|(?:custom_))?[a-z0-9_]+")
CUSTOM = re.compile(r"oauth_custom_[a-z0-9_]+")
"""A connection of the instance's own making: its name is nobody else's."""
BY_TOKEN = "oauth_token_"
ONE_TAP, GOOGLE = "google_one_tap", "oauth_google"


class Connections:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def served(self) -> tuple[str, ...]:
        return self.server.settings.social.strategies

    def signs_in(self, connection: str) -> bool:
        return connection in self.served() and connection not in self.server.settings.social.connect_only

    def authenticating(self) -> list[str]:
        return [one for one in self.served() if self.signs_in(one)]

    def one_tap(self) -> bool:
        return self.server.settings.social.one_tap and self.signs_in(GOOGLE)

    def of(self, strategy: str) -> str | None:
        """The connection that a strategy goes through; None for one that has nothing to do with providers."""
        if strategy == ONE_TAP:
            return GOOGLE
        if strategy.startswith(BY_TOKEN):
            return f"oauth_{strategy.removeprefix(BY_TOKEN)}"
        return strategy if strategy.startswith("oauth_") else None

    def takes_token(self, strategy: str) -> bool:
        """Whether the app has been at the provider by itself, and brings what it got there."""
        return strategy == ONE_TAP or strategy.startswith(BY_TOKEN)

    def serves(self, strategy: str) -> bool:
        """Whether somebody can sign in or up by it."""
        return self.one_tap() if strategy == ONE_TAP else self.signs_in(self.of(strategy) or "")

    def need(self, strategy: str, *, to_sign_in: bool) -> None:
        """A provider that is off, or good for less than is asked, is told by name (USER-327)."""
        connection = self.of(strategy) or ""
        if connection not in self.served() or (strategy == ONE_TAP and not self.server.settings.social.one_tap):
            raise refuse("oauth_provider_not_enabled")
        if to_sign_in and not self.signs_in(connection):
            raise refuse("oauth_non_authenticatable_provider")

    def provider(self, strategy: str) -> OpenIDProvider:
        found = self.server.store.openid_providers.get(self.of(strategy) or "")
        if found is None:
            raise refuse("oauth_config_missing")
        return found

    def set_up(self, strategy: str, issuer: str, client_id: str, client_secret: str) -> OpenIDProvider:
        """In place of what the connection led to before."""
        made = OpenIDProvider(strategy=strategy, issuer=issuer, client_id=client_id, client_secret=client_secret)
        self.server.store.openid_providers[strategy] = made
        return made

    def callback(self) -> str:
        """Where every provider sends people back to."""
        return f"{self.server.issuer}/v1/oauth_callback"
