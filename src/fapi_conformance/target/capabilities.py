"""What a target offers, read from its environment: True, False, or None where the environment does not say.

Requirements name these in ``when``. Unknown is neither: such a requirement is not judged (GAP-031).
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType

from fapi_conformance.target import organization_settings as organizations
from fapi_conformance.target import sign_up_settings as sign_ups
from fapi_conformance.target.environment import ETHEREUM, IDENTIFIERS, Environment
from fapi_conformance.target.three_valued import all_of, any_of, not_


class Capability(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"
    NATIVE = "native"
    CLIENT_TOKENS = "client-tokens"
    PASSWORD = "password"
    EMAIL_CODE = "email-code"
    IDENTIFIER = "identifier"
    EMAIL_IDENTIFIER = "email-identifier"
    EMAIL_ADDRESSES = "email-addresses"
    EMAIL_VERIFICATION = "email-verification"
    EMAIL_REQUIRED = "email-required"
    PHONE_CODE = "phone-code"
    PHONE_REQUIRED = "phone-required"
    PHONE_IDENTIFIER = "phone-identifier"
    PHONE_NUMBERS = "phone-numbers"
    PHONE_VERIFICATION = "phone-verification"
    PHONE_SECOND_FACTOR = "phone-second-factor"
    WEB3_WALLETS = "web3-wallets"
    WEB3_REQUIRED = "web3-required"
    WEB3_SIGN_IN = "web3-sign-in"
    SIGN_UP_WEB3 = "sign-up-web3"
    AUTHENTICATOR_APP = "authenticator-app"
    BACKUP_CODES = "backup-codes"
    PASSKEYS = "passkeys"
    PASSKEY_SIGN_IN = "passkey-sign-in"
    PASSKEY_SATISFIES_BOTH = "passkey-satisfies-both"
    PASSKEY_IS_ONE_FACTOR = "passkey-is-one-factor"
    SECOND_FACTOR_REQUIRED = "second-factor-required"
    SECOND_FACTOR_OPTIONAL = "second-factor-optional"
    SIGN_UP_OPEN = "sign-up-open"
    SIGN_UP_VERIFIES = "sign-up-verifies"
    SIGN_UP_EMAIL_CODE = "sign-up-email-code"
    SIGN_UP_PASSWORD_REQUIRED = "sign-up-password-required"
    SIGN_UP_PHONE_CODE = "sign-up-phone-code"
    SIGN_UP_BOTH_CODES = "sign-up-both-codes"
    SIGN_UP_USERNAME = "sign-up-username"
    SIGN_UP_RESTRICTED = "sign-up-restricted"
    SIGN_UP_WAITLIST = "sign-up-waitlist"
    WAITLIST = "waitlist"
    WAITLIST_CLOSED = "waitlist-closed"
    LEGAL_CONSENT = "legal-consent"
    CAPTCHA = "captcha"
    NO_CAPTCHA = "no-captcha"
    USERNAME_IDENTIFIER = "username-identifier"
    NO_NUMERIC_USERNAMES = "no-numeric-usernames"
    PASSWORD_OPTIONAL = "password-optional"
    PASSWORD_REQUIRED = "password-required"
    PASSWORD_REVERIFICATION = "password-reverification"
    PASSWORD_UPPERCASE = "password-uppercase"
    PASSWORD_LOWERCASE = "password-lowercase"
    PASSWORD_NUMBER = "password-number"
    PASSWORD_SPECIAL = "password-special"
    PASSWORD_BREACHES = "password-breaches"
    PASSWORD_MAXIMUM = "password-maximum"
    PASSWORD_RULES = "password-rules"
    SIGN_UP_EMAIL_ALONE = "sign-up-email-alone"
    SIGN_UP_EMAIL_LINK = "sign-up-email-link"
    EMAIL_LINK = "email-link"
    EMAIL_LINK_VERIFICATION = "email-link-verification"
    EMAIL_LINK_SAME_CLIENT = "email-link-same-client"
    EMAIL_LINK_ANY_CLIENT = "email-link-any-client"
    TICKETS = "tickets"
    RESET_EMAIL_CODE = "reset-email-code"
    RESET_PHONE_CODE = "reset-phone-code"
    ENUMERATION_PROTECTION = "enumeration-protection"
    NO_ENUMERATION_PROTECTION = "no-enumeration-protection"
    PROTECTED_DATA = "protected-data"
    DEVICE_TRUST = "device-trust"
    LOCKOUT_NEAR = "lockout-near"
    OAUTH_PROVIDER = "oauth-provider"
    DYNAMIC_REGISTRATION = "dynamic-registration"
    NO_DYNAMIC_REGISTRATION = "no-dynamic-registration"
    SOCIAL = "social"
    SOCIAL_SIGN_IN = "social-sign-in"
    GOOGLE_ONE_TAP = "google-one-tap"
    SAML = "saml"
    ENTERPRISE_SSO = "enterprise-sso"
    SELF_SERVE_SSO = "self-serve-sso"
    NO_SELF_SERVE_SSO = "no-self-serve-sso"
    USERNAME = "username"
    REVERIFICATION = "reverification"
    NO_REVERIFICATION = "no-reverification"
    DELETE_SELF = "delete-self"
    FIRST_NAME = "first-name"
    FIRST_NAME_OPTIONAL = "first-name-optional"
    LAST_NAME = "last-name"
    SINGLE_SESSION = "single-session"
    MULTI_SESSION = "multi-session"
    ORGANIZATIONS = "organizations"
    NO_ORGANIZATIONS = "no-organizations"
    ORGANIZATION_CREATION = "organization-creation"
    NO_ORGANIZATION_CREATION = "no-organization-creation"
    ORGANIZATION_COMPANY = "organization-company"
    ORGANIZATION_SLUGS = "organization-slugs"
    NO_ORGANIZATION_SLUGS = "no-organization-slugs"
    ORGANIZATION_ADMIN_DELETE = "organization-admin-delete"
    NO_ORGANIZATION_ADMIN_DELETE = "no-organization-admin-delete"
    ORGANIZATION_DOMAINS = "organization-domains"
    NO_ORGANIZATION_DOMAINS = "no-organization-domains"
    ORGANIZATION_SUGGESTIONS = "organization-suggestions"
    ORGANIZATION_AUTOMATIC_INVITATIONS = "organization-automatic-invitations"
    ORGANIZATION_MODES_OFF = "organization-modes-off"
    ORGANIZATION_SELECTION = "organization-selection"
    PERSONAL_ACCOUNTS = "personal-accounts"
    SEVERAL_ORGANIZATIONS = "several-organizations"
    MANY_ORGANIZATIONS = "many-organizations"
    ORGANIZATION_OF_ONE = "organization-of-one"
    ORGANIZATION_LIMIT_NEAR = "organization-limit-near"
    API_KEYS = "api-keys"
    NO_API_KEYS = "no-api-keys"
    USER_API_KEYS = "user-api-keys"
    ORGANIZATION_API_KEYS = "organization-api-keys"


LOCKOUT_LIMIT = 20
Capabilities = Mapping[str, bool | None]


def capabilities(environment: Environment) -> Capabilities:
    """Every capability by its name."""
    return MappingProxyType({name.value: reads(environment) for name, reads in READINGS.items()})


def _development(environment: Environment) -> bool | None:
    return None if environment.kind is None else environment.kind == "development"


def _production(environment: Environment) -> bool | None:
    """Not the opposite of development: there is staging too, of which nothing is known."""
    return None if environment.kind is None else environment.kind == "production"


def _native(environment: Environment) -> bool | None:
    return environment.flag("auth_config", "native_settings", "api_enabled")


def _client_tokens(environment: Environment) -> bool | None:
    """Whether any client shows one: a development browser has a token of its own, which never changes."""
    return any_of(_native(environment), _production(environment))


def _first_factor(environment: Environment, strategy: str) -> bool | None:
    listed = environment.first_factors
    return None if listed is None else strategy in listed


def _password(environment: Environment) -> bool | None:
    """Listed as a first factor; ``used_for_first_factor`` is false on real instances that accept it (GAP-024)."""
    listed = _first_factor(environment, "password")
    return environment.attribute("password").enabled if listed is None else listed


def _needs_password(environment: Environment) -> bool | None:
    return environment.attribute("password").required


def _password_reverification(environment: Environment) -> bool | None:
    """Whether changing a password wants a session that was verified of late: it may be excepted (AUTH-349)."""
    excepted = _password_rule(environment, "disable_password_reverification")
    return all_of(_reverification(environment), not_(excepted))


def _changeable(environment: Environment, kind: str) -> bool | None:
    """Whether people may add and delete these. Environments that do not speak of it are of before it could be off."""
    attribute = environment.attribute(kind)
    return all_of(attribute.enabled, not attribute.immutable)


def _verification(environment: Environment, kind: str, strategy: str) -> bool | None:
    """Whether one that was added can be proven by that strategy."""
    listed = environment.attribute(kind).verifications
    return all_of(_changeable(environment, kind), None if listed is None else strategy in listed)


def _phone_second_factor(environment: Environment) -> bool | None:
    second = environment.attribute("phone_number").used_for_second_factor
    return all_of(_verification(environment, "phone_number", "phone_code"), second)


def _web3_wallets(environment: Environment) -> bool | None:
    """Whether people may add wallets of the Ethereum family, and prove them (the profile of those operations)."""
    listed = environment.attribute("web3_wallet").verifications
    return all_of(_changeable(environment, "web3_wallet"), None if listed is None else bool(listed & ETHEREUM))


def _web3_sign_in(environment: Environment) -> bool | None:
    """Whether such a wallet is a first factor, and something that people are known by."""
    listed = environment.first_factors
    found = environment.attribute("web3_wallet").first_factors if listed is None else listed
    return all_of(_web3_wallets(environment), None if found is None else bool(found & ETHEREUM))


def _sign_up_web3(environment: Environment) -> bool | None:
    return all_of(
        sign_ups.opened(environment),
        _web3_wallets(environment),
        environment.attribute("web3_wallet").verify_at_sign_up,
    )


def _identifier(environment: Environment) -> bool | None:
    """Whether people sign in by anything that they type."""
    return any_of(*(environment.identifies_by(kind) for kind in IDENTIFIERS))


def _by_email(environment: Environment, strategy: str) -> bool | None:
    """Listed as a first factor, and members have an address that was proven when they signed up (AUTH-261)."""
    email = environment.attribute("email_address")
    return all_of(_first_factor(environment, strategy), email.enabled, email.verify_at_sign_up)


def _lockout_near(environment: Environment) -> bool | None:
    """Whether so few failures lock a user that they can be made for a test."""
    limit = environment.lockout_attempts
    enabled = environment.flag("user_settings", "attack_protection", "user_lockout", "enabled")
    return all_of(enabled, None if limit is None else limit <= LOCKOUT_LIMIT)


def _second_factor_required(environment: Environment) -> bool | None:
    return environment.flag("user_settings", "sign_in", "second_factor", "required")


def _first_name(environment: Environment) -> bool | None:
    return environment.attribute("first_name").enabled


def _first_name_optional(environment: Environment) -> bool | None:
    return all_of(_first_name(environment), not_(environment.attribute("first_name").required))


def _announces_a_maximum(environment: Environment) -> bool | None:
    """Zero leaves the maximum to the implementation (GAP-025), and what it then refuses is only a SHOULD (SEC-151)."""
    told = environment.at("user_settings", "password_settings", "max_length")
    return None if told is None else environment.longest_password is not None


def _password_rule(environment: Environment, name: str) -> bool | None:
    return environment.flag("user_settings", "password_settings", name)


def _password_rules(environment: Environment) -> bool | None:
    """Whether it announces any rule for passwords but the shortest length."""
    names = ("require_uppercase", "require_lowercase", "require_numbers", "require_special_char")
    return any_of(_announces_a_maximum(environment), *(_password_rule(environment, name) for name in names))


def _enumeration_protection(environment: Environment) -> bool | None:
    return environment.flag("user_settings", "attack_protection", "enumeration_protection", "enabled")


def _same_client(environment: Environment) -> bool | None:
    return environment.flag("user_settings", "attack_protection", "email_link", "require_same_client")


def _reset(environment: Environment, kind: str, strategy: str) -> bool | None:
    """A listed strategy is no proof that it can be used: the kind must be one that people sign in by (GAP-024)."""
    return all_of(_first_factor(environment, strategy), environment.identifies_by(kind))


def _reset_by_email(environment: Environment) -> bool | None:
    """Whether an address that was never proven can be sent a reset code is not known (SEC-155)."""
    proven = environment.attribute("email_address").verify_at_sign_up
    return all_of(_reset(environment, "email_address", "reset_password_email_code"), proven)


def _social(environment: Environment) -> bool | None:
    """Whether accounts of any provider elsewhere can be connected (GAP-031)."""
    if environment.at("user_settings", "social") is None:
        return None
    return any_of(False, *(one.enabled for one in environment.social.values()))


def _social_sign_in(environment: Environment) -> bool | None:
    """Whether people sign in by any of them."""
    if environment.at("user_settings", "social") is None:
        return None
    return any_of(False, *(all_of(one.enabled, one.authenticatable) for one in environment.social.values()))


def _enterprise_sso(environment: Environment) -> bool | None:
    return environment.flag("user_settings", "enterprise_sso", "enabled")


def _saml(environment: Environment) -> bool | None:
    """The older name counts as much as the newer one."""
    return any_of(environment.flag("user_settings", "saml", "enabled"), _enterprise_sso(environment))


def _self_serve_sso(environment: Environment) -> bool | None:
    """Whether people tend the connections of their own companies; the member need not be there (GAP-031)."""
    return all_of(_enterprise_sso(environment), environment.flag("user_settings", "enterprise_sso", "self_serve_sso"))


def _passkey_satisfies_both(environment: Environment) -> bool | None:
    """Whether who signs in by passkey is asked for no second factor (AUTH-283)."""
    return environment.flag("user_settings", "passkey_settings", "satisfies_second_factor")


def _single_session(environment: Environment) -> bool | None:
    return environment.flag("auth_config", "single_session_mode")


def _reverification(environment: Environment) -> bool | None:
    """Whether sensitive operations want a session that was verified of late (REV-005)."""
    return environment.flag("auth_config", "reverification")


def _api_keys(environment: Environment) -> bool | None:
    """Whether anybody's programs have keys; older environments do not speak of it."""
    return environment.flag("api_keys_settings", "enabled")


READINGS: Mapping[Capability, Callable[[Environment], bool | None]] = {
    Capability.DEVELOPMENT: _development,
    Capability.PRODUCTION: _production,
    Capability.NATIVE: _native,
    Capability.CLIENT_TOKENS: _client_tokens,
    Capability.PASSWORD: _password,
    Capability.EMAIL_CODE: lambda environment: _by_email(environment, "email_code"),
    Capability.IDENTIFIER: _identifier,
    Capability.EMAIL_IDENTIFIER: lambda environment: environment.identifies_by("email_address"),
    Capability.EMAIL_ADDRESSES: lambda environment: _changeable(environment, "email_address"),
    Capability.EMAIL_VERIFICATION: lambda environment: _verification(environment, "email_address", "email_code"),
    Capability.EMAIL_REQUIRED: lambda environment: environment.attribute("email_address").required,
    Capability.PHONE_REQUIRED: lambda environment: environment.attribute("phone_number").required,
    Capability.PHONE_CODE: lambda environment: _first_factor(environment, "phone_code"),
    Capability.PHONE_IDENTIFIER: lambda environment: environment.identifies_by("phone_number"),
    Capability.PHONE_NUMBERS: lambda environment: _changeable(environment, "phone_number"),
    Capability.PHONE_VERIFICATION: lambda environment: _verification(environment, "phone_number", "phone_code"),
    Capability.PHONE_SECOND_FACTOR: _phone_second_factor,
    Capability.WEB3_WALLETS: _web3_wallets,
    Capability.WEB3_REQUIRED: lambda environment: environment.attribute("web3_wallet").required,
    Capability.WEB3_SIGN_IN: _web3_sign_in,
    Capability.SIGN_UP_WEB3: _sign_up_web3,
    Capability.AUTHENTICATOR_APP: lambda environment: environment.attribute("authenticator_app").enabled,
    Capability.BACKUP_CODES: lambda environment: environment.attribute("backup_code").enabled,
    Capability.PASSKEYS: lambda environment: environment.attribute("passkey").enabled,
    Capability.PASSKEY_SIGN_IN: lambda environment: all_of(
        environment.attribute("passkey").enabled, _first_factor(environment, "passkey")
    ),
    Capability.PASSKEY_SATISFIES_BOTH: _passkey_satisfies_both,
    Capability.PASSKEY_IS_ONE_FACTOR: lambda environment: not_(_passkey_satisfies_both(environment)),
    Capability.SECOND_FACTOR_REQUIRED: _second_factor_required,
    Capability.SECOND_FACTOR_OPTIONAL: lambda environment: not_(_second_factor_required(environment)),
    Capability.SIGN_UP_OPEN: sign_ups.opened,
    Capability.SIGN_UP_VERIFIES: sign_ups.verifies,
    Capability.SIGN_UP_EMAIL_CODE: sign_ups.email_code,
    Capability.SIGN_UP_PASSWORD_REQUIRED: sign_ups.password_required,
    Capability.DEVICE_TRUST: lambda _: None,  # seen at a sign-in, and told by no member (GAP-029)
    Capability.SIGN_UP_EMAIL_ALONE: sign_ups.email_alone,
    Capability.SIGN_UP_EMAIL_LINK: lambda environment: sign_ups.email_by(environment, "email_link"),
    Capability.EMAIL_LINK: lambda environment: _by_email(environment, "email_link"),
    Capability.EMAIL_LINK_VERIFICATION: lambda environment: _verification(environment, "email_address", "email_link"),
    Capability.EMAIL_LINK_SAME_CLIENT: _same_client,
    Capability.EMAIL_LINK_ANY_CLIENT: lambda environment: not_(_same_client(environment)),
    Capability.TICKETS: lambda environment: environment.attribute("ticket").enabled,
    Capability.RESET_EMAIL_CODE: _reset_by_email,
    Capability.RESET_PHONE_CODE: lambda environment: _reset(environment, "phone_number", "reset_password_phone_code"),
    Capability.LOCKOUT_NEAR: _lockout_near,
    Capability.SIGN_UP_PHONE_CODE: lambda environment: sign_ups.proven_by_code(
        environment, "phone_number", "phone_code"
    ),
    Capability.SIGN_UP_BOTH_CODES: sign_ups.both_codes,
    Capability.SIGN_UP_USERNAME: lambda environment: all_of(
        sign_ups.opened(environment), environment.attribute("username").enabled
    ),
    Capability.SIGN_UP_RESTRICTED: lambda environment: environment.sign_up_mode == "restricted",
    Capability.SIGN_UP_WAITLIST: lambda environment: environment.sign_up_mode == "waitlist",
    Capability.WAITLIST: lambda environment: environment.sign_up_mode == "waitlist",
    Capability.WAITLIST_CLOSED: lambda environment: environment.sign_up_mode in {"public", "restricted"},
    Capability.LEGAL_CONSENT: lambda environment: environment.legal_consent,
    Capability.CAPTCHA: lambda environment: environment.captcha,
    Capability.NO_CAPTCHA: lambda environment: not_(environment.captcha),
    Capability.USERNAME_IDENTIFIER: lambda environment: environment.identifies_by("username"),
    Capability.NO_NUMERIC_USERNAMES: lambda environment: not_(
        environment.flag("user_settings", "username_settings", "allow_numeric_usernames")
    ),
    Capability.PASSWORD_OPTIONAL: lambda environment: all_of(
        _password(environment), not_(_needs_password(environment))
    ),
    Capability.PASSWORD_REQUIRED: lambda environment: all_of(_password(environment), _needs_password(environment)),
    Capability.PASSWORD_REVERIFICATION: _password_reverification,
    Capability.PASSWORD_UPPERCASE: lambda environment: _password_rule(environment, "require_uppercase"),
    Capability.PASSWORD_LOWERCASE: lambda environment: _password_rule(environment, "require_lowercase"),
    Capability.PASSWORD_NUMBER: lambda environment: _password_rule(environment, "require_numbers"),
    Capability.PASSWORD_SPECIAL: lambda environment: _password_rule(environment, "require_special_char"),
    Capability.PASSWORD_BREACHES: lambda environment: not_(_password_rule(environment, "disable_hibp")),
    Capability.PASSWORD_MAXIMUM: _announces_a_maximum,
    Capability.PASSWORD_RULES: _password_rules,
    Capability.ENUMERATION_PROTECTION: _enumeration_protection,
    Capability.NO_ENUMERATION_PROTECTION: lambda environment: not_(_enumeration_protection(environment)),
    # What it is as a provider, a document of its own tells (provider_metadata.py).
    Capability.OAUTH_PROVIDER: lambda _: None,
    Capability.DYNAMIC_REGISTRATION: lambda _: None,
    Capability.NO_DYNAMIC_REGISTRATION: lambda _: None,
    Capability.SOCIAL: _social,
    Capability.SOCIAL_SIGN_IN: _social_sign_in,
    Capability.GOOGLE_ONE_TAP: lambda environment: _first_factor(environment, "google_one_tap"),
    Capability.SAML: _saml,
    Capability.ENTERPRISE_SSO: _enterprise_sso,
    Capability.SELF_SERVE_SSO: _self_serve_sso,
    Capability.NO_SELF_SERVE_SSO: lambda environment: all_of(
        _enterprise_sso(environment), not_(_self_serve_sso(environment))
    ),
    Capability.PROTECTED_DATA: lambda environment: environment.flag(
        "user_settings", "attack_protection", "pii", "enabled"
    ),
    Capability.USERNAME: lambda environment: environment.attribute("username").enabled,
    Capability.REVERIFICATION: _reverification,
    Capability.NO_REVERIFICATION: lambda environment: not_(_reverification(environment)),
    Capability.DELETE_SELF: lambda environment: environment.flag("user_settings", "actions", "delete_self"),
    Capability.FIRST_NAME: _first_name,
    Capability.FIRST_NAME_OPTIONAL: _first_name_optional,
    Capability.LAST_NAME: lambda environment: environment.attribute("last_name").enabled,
    Capability.SINGLE_SESSION: _single_session,
    Capability.MULTI_SESSION: lambda environment: not_(_single_session(environment)),
    Capability.ORGANIZATIONS: organizations.enabled,
    Capability.NO_ORGANIZATIONS: lambda environment: not_(organizations.enabled(environment)),
    Capability.ORGANIZATION_CREATION: organizations.creation,
    Capability.NO_ORGANIZATION_CREATION: organizations.no_creation,
    Capability.ORGANIZATION_COMPANY: organizations.company,
    Capability.ORGANIZATION_SLUGS: organizations.slugs,
    Capability.NO_ORGANIZATION_SLUGS: organizations.no_slugs,
    Capability.ORGANIZATION_ADMIN_DELETE: organizations.admin_delete,
    Capability.NO_ORGANIZATION_ADMIN_DELETE: organizations.no_admin_delete,
    Capability.ORGANIZATION_DOMAINS: organizations.domains,
    Capability.NO_ORGANIZATION_DOMAINS: organizations.no_domains,
    Capability.ORGANIZATION_SUGGESTIONS: organizations.suggestions,
    Capability.ORGANIZATION_AUTOMATIC_INVITATIONS: organizations.automatic_invitations,
    Capability.ORGANIZATION_MODES_OFF: organizations.modes_off,
    Capability.ORGANIZATION_SELECTION: organizations.selection,
    Capability.PERSONAL_ACCOUNTS: organizations.personal_accounts,
    Capability.SEVERAL_ORGANIZATIONS: organizations.several,
    Capability.MANY_ORGANIZATIONS: organizations.many,
    Capability.ORGANIZATION_OF_ONE: organizations.of_one,
    Capability.ORGANIZATION_LIMIT_NEAR: organizations.limit_near,
    Capability.API_KEYS: _api_keys,
    Capability.NO_API_KEYS: lambda environment: not_(_api_keys(environment)),
    Capability.USER_API_KEYS: lambda environment: all_of(
        _api_keys(environment), environment.flag("api_keys_settings", "user_api_keys_enabled")
    ),
    Capability.ORGANIZATION_API_KEYS: lambda environment: all_of(
        _api_keys(environment),
        organizations.enabled(environment),
        environment.flag("api_keys_settings", "orgs_api_keys_enabled"),
    ),
}
