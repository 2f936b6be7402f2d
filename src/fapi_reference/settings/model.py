"""The settings of an instance as frozen values; each class is one table of the settings file.

The defaults describe a development instance on which as much as possible can be tested: an email address proven by code
and a password are required; a phone number, a username and names are optional; several sessions may live in one client.
"""

from dataclasses import dataclass, field
from typing import Literal

ATTRIBUTES = ("email_address", "phone_number", "username", "web3_wallet", "first_name", "last_name", "password")
"""The attributes that a sign-up can bring."""
WALLETS = ("metamask", "base", "coinbase_wallet", "okx_wallet")
HELD_ATTRIBUTES = ("authenticator_app", "backup_code", "passkey")
IDENTIFIERS = ("email_address", "phone_number", "username", "web3_wallet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    environment: Literal["development", "production", "staging"] = "development"
    id: str = ""
    """Empty: a new id at each start. It is also the `kid` of the signing key (AUTH-196)."""
    application_name: str = "Reference"
    issuer: str = ""
    """Empty: the address that the server listens on. No trailing slash (AUTH-198)."""
    domain: str = ""
    """Production: the application's domain that origins have to belong to (AUTH-111). Empty: any web origin."""
    allowed_origins: tuple[str, ...] = ()
    single_session_mode: bool = False
    test_mode: bool = True
    native_api: bool = True
    satellites: bool = True
    """The application may add domains beside its own."""
    agent_tasks: bool = True
    """The application may let programs act for people."""
    secret_key: str = ""
    """Empty: a new one at each start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookies:
    """The production cookies (AUTH-404); over plain http on a loopback address neither secure nor scoped."""

    secure: bool = False
    domain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    enabled: bool = False
    required: bool = False
    used_for_first_factor: bool = False
    used_for_second_factor: bool = False
    verify_at_sign_up: bool = False
    links: bool = False
    """Email addresses: a link proves one as well as a code does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    email_address: Attribute = Attribute(
        enabled=True, required=True, used_for_first_factor=True, verify_at_sign_up=True, links=True
    )
    phone_number: Attribute = Attribute(
        enabled=True, used_for_first_factor=True, used_for_second_factor=True, verify_at_sign_up=True
    )
    username: Attribute = Attribute(enabled=True, used_for_first_factor=True)
    web3_wallet: Attribute = Attribute(enabled=True, used_for_first_factor=True, verify_at_sign_up=True)
    first_name: Attribute = Attribute(enabled=True)
    last_name: Attribute = Attribute(enabled=True)
    password: Attribute = Attribute(enabled=True, used_for_first_factor=True)
    authenticator_app: Attribute = Attribute(enabled=True, used_for_second_factor=True)
    backup_code: Attribute = Attribute(enabled=True, used_for_second_factor=True)
    passkey: Attribute = Attribute(enabled=True, used_for_first_factor=True)

    def named(self, name: str) -> Attribute:
        found: Attribute = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    second_factor_required: bool = False
    """Whoever has no second factor gets a session with the task to set one up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    mode: Literal["public", "restricted", "waitlist"] = "public"
    captcha: bool = False
    legal_consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Social:
    """Providers of identities elsewhere. Where each of them is told through the Backend API."""

    strategies: tuple[str, ...] = ("oauth_custom_conformance", "oauth_google")
    """The connections that are on; a custom one has its own name behind `oauth_custom_`."""
    connect_only: tuple[str, ...] = ()
    """Those of them that an account can be linked to and that nobody signs in by."""
    one_tap: bool = True
    """Google's ID tokens are taken, where Google is on (AUTH-246)."""
    timeout_seconds: int = 10
    """How long a provider may take over one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passwords:
    """Zero means the default of the service: 8 and 72 characters (GAP-025)."""

    min_length: int = 0
    max_length: int = 0
    require_special_char: bool = False
    require_numbers: bool = False
    require_uppercase: bool = False
    require_lowercase: bool = False
    refuse_breached: bool = False
    scrypt_cost: int = 2**8
    """N of scrypt. Far too cheap to protect anybody (0.4 ms): made for tests. A power of two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    attempts: int = 5
    lifetime_seconds: int = 600
    resend_after_seconds: int = 0
    """Prepare again sooner: 429. Zero lets tests prepare as often as they like (AUTH-265, AUTH-392)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    lifetime_seconds: int = 7 * 24 * 3600
    abandon_after_seconds: int = 30 * 24 * 3600
    token_seconds: int = 60
    token_skew_seconds: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    lockout: bool = True
    lockout_attempts: int = 100
    lockout_minutes: int = 60
    enumeration_protection: bool = False
    email_link_same_client: bool = True
    """A link is opened by the client that asked for it, or proves nothing (AUTH-331)."""
    device_trust: bool = False
    reverification: bool = True
    """Sensitive operations want factors that were proven in the last ten minutes (AUTH-349)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkeys:
    rp_id: str = ""
    """Whose keys they are. Empty: the application's domain, or the host of the page that asks."""
    origins: tuple[str, ...] = ("https://keys.example.com",)
    """Further origins that may answer, beside the one that asks. Browsers learn of them too (WK-011)."""
    quota: int = 10
    satisfies_second_factor: bool = True
    """Whoever signs in by passkey is asked for no second factor (AUTH-283)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeApps:
    """The apps that the well-known documents vouch for."""

    apple_apps: tuple[str, ...] = ("A1B2C3D4E5.com.example.reference",)
    """Team and bundle (GAP-050)."""
    redirect_urls: tuple[str, ...] = ()
    """Production: the addresses of apps that people are sent back to. A development instance takes those of any app."""
    android_apps: tuple[str, ...] = ("com.example.reference " + ":".join(["5A", "C3", "0F", "E1"] * 8),)
    """Package and certificate fingerprints, each divided by a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Web3:
    """Whose signatures are taken: wallets of the Ethereum family, which all sign alike."""

    wallets: tuple[str, ...] = WALLETS


SYSTEM_PERMISSIONS = (
    "org:sys_profile:manage",
    "org:sys_profile:delete",
    "org:sys_memberships:read",
    "org:sys_memberships:manage",
    "org:sys_domains:read",
    "org:sys_domains:manage",
    "org:sys_entconns:manage",
    "org:sys_api_keys:read",
    "org:sys_api_keys:manage",
)
"""What the server itself guards (ORG-100, GAP-060)."""
CREATOR_HOLDS = ("org:sys_memberships:manage", "org:sys_memberships:read", "org:sys_profile:delete")
"""What somebody in every organization has, and so whoever makes one (GAP-061, ORG-005)."""
ENROLLMENT_MODES = ("manual_invitation", "automatic_invitation", "automatic_suggestion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organizations:
    """Roles are told as a key and its permissions, divided by spaces. Permissions that are not of the system are the
    application's own, `org:feature:action`.
    """

    enabled: bool = True
    roles: tuple[str, ...] = (
        " ".join(("org:admin", *SYSTEM_PERMISSIONS, "org:invoices:read", "org:invoices:write", "org:reports:read")),
        "org:member org:sys_memberships:read org:reports:read",
        "org:accountant org:sys_memberships:read org:sys_domains:read org:invoices:read org:invoices:write",
    )
    creator_role: str = "org:admin"
    default_role: str = "org:member"
    """Of whoever joins without having been given another one."""
    max_allowed_memberships: int = 10
    """Of a new organization, pending invitations included. Zero: no limit (ORG-117)."""
    users_create: bool = True
    creation_limit: int = 0
    """How many organizations one user may create. Zero: no limit (ORG-115)."""
    quota: int = 0
    """How many organizations the instance may have. Zero: no limit."""
    admin_delete: bool = True
    slugs: bool = True
    force_selection: bool = False
    """Nobody is there for themselves: who has no active organization gets a session with the task to choose one."""
    domains: bool = True
    domain_quota: int = 10
    enrollment_modes: tuple[str, ...] = ENROLLMENT_MODES
    invitation_days: int = 30
    """How long an invitation may be accepted (GAP-082)."""


OAUTH_SCOPES = ("email", "profile", "openid", "offline_access", "public_metadata", "private_metadata", "user:org:read")
"""What every instance knows; the last one only with organizations (OAUTH-010)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthProvider:
    """The instance as an OAuth 2.0 provider for other applications (facts of the account area, section 14)."""

    enabled: bool = True
    """Applications may be made. Without any, everything is asked by unknown clients."""
    dynamic_registration: bool = True
    """Clients register themselves (OAUTH-030)."""
    jwt_access_tokens: bool = True
    """Of applications that are made from now on; else their access tokens are opaque (OAUTH-060)."""
    default_scopes: tuple[str, ...] = ("profile", "email")
    custom_scopes: tuple[str, ...] = ("conformance:read", "conformance:write")
    """The application's own, beside those that every instance knows."""
    code_seconds: int = 600
    token_seconds: int = 24 * 3600
    """Of access tokens and ID tokens alike (OAUTH-045)."""
    refresh_token_days: int = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseSSO:
    """Identity providers of companies, who vouch for everybody with an address in their domains. Which there are is
    told through the Backend API.
    """

    enabled: bool = True
    self_serve: bool = True
    """Whoever manages an organization changes and deletes its connections by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeys:
    """Keys by which people's and organizations' own programs call the application."""

    enabled: bool = True
    users: bool = True
    organizations: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    delete_self: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """The pages that are hosted for the application."""

    enabled: bool = True
    appearance: Literal["auto", "dark", "light"] = "auto"
    primary_color: str = "#1f4d7a"
    """Empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    instance: Instance = Instance()
    cookies: Cookies = Cookies()
    attributes: Attributes = field(default_factory=Attributes)
    sign_in: SignIn = SignIn()
    sign_up: SignUp = SignUp()
    social: Social = Social()
    password: Passwords = Passwords()
    verification: Verification = Verification()
    sessions: Sessions = Sessions()
    protection: Protection = Protection()
    passkeys: Passkeys = Passkeys()
    actions: Actions = Actions()
    portal: Portal = Portal()
    native: NativeApps = NativeApps()
    web3: Web3 = Web3()
    organizations: Organizations = Organizations()
    enterprise_sso: EnterpriseSSO = EnterpriseSSO()
    oauth: OAuthProvider = OAuthProvider()
    api_keys: ApiKeys = ApiKeys()
