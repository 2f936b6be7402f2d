"""The environment: what this instance offers, told to everybody (facts, section 7)."""

from fapi_reference.services.codes import KIND_BY_STRATEGY
from fapi_reference.services.connections import GOOGLE
from fapi_reference.services.identifiers import USERNAME_LENGTHS
from fapi_reference.services.passwords import SPECIAL
from fapi_reference.services.second_factors import BY_ATTRIBUTE
from fapi_reference.settings.model import ATTRIBUTES, HELD_ATTRIBUTES, IDENTIFIERS
from fapi_reference.views.base import ServerViews, View

PAGES = {
    "home_url": "",
    "sign_in_url": "/sign-in",
    "sign_up_url": "/sign-up",
    "user_profile_url": "/user",
    "waitlist_url": "/waitlist",
    "oauth_consent_url": "/oauth-consent",
    "after_sign_in_url": "",
    "after_sign_up_url": "",
    "after_sign_out_one_url": "/sign-in/choose",
    "after_sign_out_all_url": "/sign-in",
    "after_switch_session_url": "",
    "after_join_waitlist_url": "",
    "organization_profile_url": "/organization",
    "create_organization_url": "/create-organization",
    "after_leave_organization_url": "",
    "after_create_organization_url": "",
    "logo_link_url": "",
}


class EnvironmentViews(ServerViews):
    def environment(self) -> View:
        return {
            "auth_config": self.auth_config(),
            "display_config": self.display_config(),
            "user_settings": self.user_settings(),
            "organization_settings": self.organization_settings(),
            "fraud_settings": {"object": "fraud_settings", "native": {"device_attestation_mode": "disabled"}},
            "commerce_settings": {
                "billing": {
                    "stripe_publishable_key": None,
                    "free_trial_requires_payment_method": True,
                    "user": {"enabled": False, "has_paid_plans": False},
                    "organization": {"enabled": False, "has_paid_plans": False},
                }
            },
            "api_keys_settings": self.api_keys_settings(),
            "protect_config": {"loaders": []},
            "client_debug_mode": False,
            "partitioned_cookies": False,
            "maintenance_mode": False,
        }

    def auth_config(self) -> View:
        settings = self.server.settings
        attributes = settings.attributes
        return {
            "object": "auth_config",
            "id": self.server.auth_config_id,
            **{name: self.switch(name) for name in ATTRIBUTES if name != "web3_wallet"},
            "identification_requirements": [[name] for name in IDENTIFIERS if attributes.named(name).required],
            "identification_strategies": [
                *(name for name in IDENTIFIERS if attributes.named(name).used_for_first_factor),
                *self.server.connections.authenticating(),
            ],
            "first_factors": self.server.strategies.first_factors(),
            "second_factors": self.server.second_factors.served(),
            "email_address_verification_strategies": self.proofs("email_address"),
            "single_session_mode": settings.instance.single_session_mode,
            "enhanced_email_deliverability": False,
            "test_mode": settings.instance.test_mode,
            "cookieless_dev": settings.instance.environment != "production",
            "url_based_session_syncing": settings.instance.environment != "production",
            "claimed_at": None,
            "reverification": settings.protection.reverification,
            "native_settings": {
                "object": "native_settings",
                "api_enabled": settings.instance.native_api,
                "trusted_device_sign_in_enabled": False,
                "trusted_device_enrollment_prompt_after_sign_in_enabled": False,
                "trusted_device_enrollment_prompt_after_sign_up_enabled": False,
            },
        }

    def switch(self, name: str) -> str:
        attribute = self.server.settings.attributes.named(name)
        return "required" if attribute.required else "on" if attribute.enabled else "off"

    def display_config(self) -> View:
        settings = self.server.settings
        home = settings.instance.domain and f"https://{settings.instance.domain}"
        return {
            "object": "display_config",
            "id": self.server.display_config_id,
            "instance_environment_type": settings.instance.environment,
            "application_name": settings.instance.application_name,
            "theme": {},
            "preferred_sign_in_strategy": "password" if settings.attributes.password.enabled else "otp",
            **{name: home + path for name, path in PAGES.items()},
            "logo_image_url": None,
            "favicon_image_url": None,
            "support_email": None,
            "branded": False,
            "experimental_force_oauth_first": False,
            "clerk_js_version": None,
            "show_devmode_warning": settings.instance.environment == "development",
            "google_one_tap_client_id": self.one_tap_client_id(),
            "help_url": None,
            "privacy_policy_url": None,
            "terms_url": None,
            "logo_url": None,
            "favicon_url": None,
            "logo_image": None,
            "favicon_image": None,
            "captcha_public_key": None,
            "captcha_widget_type": "smart" if settings.sign_up.captcha else None,
            "captcha_public_key_invisible": None,
            "captcha_provider": "turnstile" if settings.sign_up.captcha else None,
            "captcha_oauth_bypass": [],
        }

    def user_settings(self) -> View:
        settings = self.server.settings
        off = {"enabled": False}
        return {
            "attributes": {
                **{name: self.attribute(name) for name in (*ATTRIBUTES, *HELD_ATTRIBUTES)},
                "ticket": self.attribute("ticket") | {"enabled": self.server.strategies.serves("ticket")},
            },
            "social": {strategy: self.connection(strategy) for strategy in self.server.connections.served()},
            "saml": {"enabled": settings.enterprise_sso.enabled},
            "enterprise_sso": {
                "enabled": settings.enterprise_sso.enabled,
                "self_serve_sso": self.server.enterprise_connections.self_served(),
            },
            "sign_in": {"second_factor": {"required": settings.sign_in.second_factor_required}},
            "sign_up": {
                "captcha_enabled": settings.sign_up.captcha,
                "captcha_widget_type": "smart",
                "custom_action_required": False,
                "progressive": True,
                "mode": settings.sign_up.mode,
                "legal_consent_enabled": settings.sign_up.legal_consent,
                "mfa": {"required": settings.sign_in.second_factor_required},
            },
            "restrictions": {
                "allowlist": off,
                "blocklist": off,
                "allowlist_blocklist_disabled_on_sign_in": {"enabled": True},
                "block_email_subaddresses": off,
                "block_disposable_email_domains": off,
            },
            "password_settings": self.password_settings(),
            "username_settings": {
                "min_length": USERNAME_LENGTHS.start,
                "max_length": USERNAME_LENGTHS.stop - 1,
                "allow_extended_special_characters": False,
                "allow_numeric_usernames": False,
            },
            "actions": {
                "delete_self": settings.actions.delete_self,
                "create_organization": settings.organizations.enabled and settings.organizations.users_create,
                "create_organizations_limit": settings.organizations.creation_limit or None,
            },
            "attack_protection": self.attack_protection(),
            "passkey_settings": {
                "allow_autofill": settings.attributes.passkey.enabled,
                "show_sign_in_button": settings.attributes.passkey.enabled,
                "satisfies_second_factor": settings.passkeys.satisfies_second_factor,
            },
        }

    def attribute(self, name: str) -> View:
        """One attribute: what it is good for here (AUTH-118)."""
        known = name in ATTRIBUTES or name in HELD_ATTRIBUTES
        attribute = self.server.settings.attributes.named(name) if known else None
        proofs = self.proofs(name)
        on = attribute is not None and attribute.enabled
        first = attribute is not None and attribute.enabled and attribute.used_for_first_factor
        second = [BY_ATTRIBUTE[name]] if name in BY_ATTRIBUTE else []
        second = second if set(second) <= set(self.server.second_factors.served()) else []
        return {
            "enabled": on,
            "required": attribute is not None and attribute.required,
            "used_for_first_factor": first,
            "first_factors": (["password"] if name == "password" else proofs) if first else [],
            "used_for_second_factor": bool(second),
            "second_factors": second,
            "verifications": proofs,
            "verify_at_sign_up": attribute is not None and on and attribute.verify_at_sign_up,
            "immutable": False,
        }

    def proofs(self, name: str) -> list[str]:
        """The strategies that an address or number, or a passkey, is proven by here."""
        ways = [strategy for strategy, kind in KIND_BY_STRATEGY.items() if kind == name]
        ways += ["email_link"] if name == "email_address" else []
        ways += ["passkey"] if name == "passkey" else []
        ways += self.server.wallets.served() if name == "web3_wallet" else []
        return [strategy for strategy in ways if self.server.strategies.serves(strategy)]

    def connection(self, strategy: str) -> View:
        """A provider of identities elsewhere."""
        return {
            "enabled": True,
            "required": False,
            "authenticatable": self.server.connections.signs_in(strategy),
            "block_email_subaddresses": False,
            "strategy": strategy,
            "not_selectable": False,
            "deprecated": False,
            "name": strategy.removeprefix("oauth_").removeprefix("custom_").replace("_", " ").title(),
            "logo_url": None,
        }

    def one_tap_client_id(self) -> str | None:
        """Whom Google's ID tokens have to be for."""
        provider = self.server.store.openid_providers.get(GOOGLE)
        return provider.client_id if provider and self.server.connections.one_tap() else None

    def password_settings(self) -> View:
        rules = self.server.settings.password
        return {
            "disable_hibp": not rules.refuse_breached,
            "disable_password_reverification": False,
            "min_length": rules.min_length,
            "max_length": rules.max_length,
            "require_special_char": rules.require_special_char,
            "require_numbers": rules.require_numbers,
            "require_uppercase": rules.require_uppercase,
            "require_lowercase": rules.require_lowercase,
            "show_zxcvbn": False,
            "min_zxcvbn_strength": 0,
            "enforce_hibp_on_sign_in": False,
            "allowed_special_characters": SPECIAL,
        }

    def attack_protection(self) -> View:
        protection = self.server.settings.protection
        return {
            "user_lockout": {
                "enabled": protection.lockout,
                "max_attempts": protection.lockout_attempts,
                "duration_in_minutes": protection.lockout_minutes,
            },
            "pii": {"enabled": True},
            "email_link": {"require_same_client": protection.email_link_same_client},
            "enumeration_protection": {"enabled": protection.enumeration_protection},
        }

    def api_keys_settings(self) -> View:
        return {
            "enabled": self.server.settings.api_keys.enabled,
            "user_api_keys_enabled": self.server.api_keys.served_to("user"),
            "orgs_api_keys_enabled": self.server.api_keys.served_to("org"),
        }

    def organization_settings(self) -> View:
        """Nothing of organizations is on where they are off (GAP-062)."""
        settings = self.server.settings.organizations
        domains = settings.enabled and settings.domains
        return {
            "enabled": settings.enabled,
            "max_allowed_memberships": settings.max_allowed_memberships,
            "force_organization_selection": settings.enabled and settings.force_selection,
            "actions": {"admin_delete": settings.enabled and settings.admin_delete},
            "domains": {
                "enabled": domains,
                "enrollment_modes": list(settings.enrollment_modes) if domains else [],
                "default_role": settings.default_role if domains else "",
            },
            "slug": {"disabled": not (settings.enabled and settings.slugs)},
            "creator_role": settings.creator_role,
        }
