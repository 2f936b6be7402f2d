"""Which strategies exist, and which of them this instance serves (AUTH-246, AUTH-247)."""

from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.services.codes import KIND_BY_STRATEGY, RESETS
from fapi_reference.services.connections import CUSTOM, ONE_TAP
from fapi_reference.services.second_factors import HELD
from fapi_reference.services.wallets import WEB3

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PROVIDERS = frozenset(
    [
        "apple",
        "atlassian",
        "bitbucket",
        "box",
        "coinbase",
        "discord",
        "dropbox",
        "enstall",
        "expressen",
        "facebook",
        "github",
        "gitlab",
        "google",
        "hubspot",
        "huggingface",
        "instagram",
        "line",
        "linear",
        "linkedin",
        "linkedin_oidc",
        "microsoft",
        "mock",
        "notion",
        "slack",
        "spotify",
        "tiktok",
        "twitch",
        "twitter",
        "x",
        "xero",
        "custom_mock",
        "token_apple",
        "token_google",
        "token_mock",
    ]
)
OTHER = frozenset(
    {"password", "email_code", "phone_code", "email_link", "ticket", "passkey", "trusted_device", "google_one_tap"}
    | {"saml", "enterprise_sso", "reset_password_email_code", "reset_password_phone_code", "reset_password_code"}
)
COMPANIES = frozenset({"saml", "enterprise_sso"})
SECOND = frozenset({"email_code", "phone_code", "totp", "backup_code"})
ANY_CUSTOM = "oauth_custom_mock"
PREPARED_SECOND = frozenset({"email_code", "phone_code", "email_link"})

SIGN_IN = OTHER | WEB3 | {f"oauth_{provider}" for provider in PROVIDERS}
PREPARED_FIRST = SIGN_IN - {"password", "ticket", "google_one_tap", "reset_password_code"}
SIGN_UP = (SIGN_IN - {"password", "passkey", "trusted_device"}) - {
    "reset_password_email_code",
    "reset_password_phone_code",
}
PREPARED_SIGN_UP = SIGN_UP - {"ticket", "google_one_tap"}
ATTEMPTED_SIGN_UP = WEB3 | {"email_code", "email_link", "phone_code", "google_one_tap"}


class Strategies:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def need_served(self, strategy: str, known: frozenset[str], param: str = "strategy") -> None:
        """An unknown value is 422, one that is known and off is 400 (AUTH-247)."""
        if not self.exists(strategy, known):
            raise refuse("form_param_value_invalid", param)
        if self.server.connections.of(strategy):
            self.server.connections.need(strategy, to_sign_in=True)
        if not self.serves(strategy):
            raise refuse("form_param_value_disabled", param)

    def exists(self, strategy: str, known: frozenset[str]) -> bool:
        """A connection of the instance's own making is known wherever connections are."""
        return strategy in known or (ANY_CUSTOM in known and CUSTOM.fullmatch(strategy) is not None)

    def serves(self, strategy: str) -> bool:
        attributes = self.server.settings.attributes
        if self.server.connections.of(strategy):
            return self.server.connections.serves(strategy)
        if strategy == "password":
            return attributes.password.enabled
        if strategy in HELD:
            return strategy in self.server.second_factors.served()
        if strategy == "ticket":
            return True
        if strategy in COMPANIES:
            return self.server.enterprise_connections.served()
        if strategy == "passkey":
            return attributes.passkey.enabled and attributes.passkey.used_for_first_factor
        if strategy in WEB3:
            return strategy in self.server.wallets.served()
        if strategy == "email_link":
            return attributes.email_address.enabled and attributes.email_address.links
        if strategy in RESETS:
            return attributes.password.enabled and attributes.named(RESETS[strategy]).used_for_first_factor
        kind = KIND_BY_STRATEGY.get(strategy)
        return kind is not None and attributes.named(kind).enabled

    def first_factors(self) -> list[str]:
        """What the environment lists: strategies by which somebody can sign in here."""
        attributes = self.server.settings.attributes
        codes = [name for name, kind in KIND_BY_STRATEGY.items() if attributes.named(kind).used_for_first_factor]
        links = ["email_link"] if attributes.email_address.used_for_first_factor else []
        wallets = self.server.wallets.served() if attributes.web3_wallet.used_for_first_factor else []
        elsewhere = [*self.server.connections.authenticating(), ONE_TAP]
        every = (*codes, *links, "password", "passkey", *RESETS, *wallets, "ticket", *elsewhere)
        return [name for name in every if self.serves(name)]
