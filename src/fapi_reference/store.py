"""What the server remembers, as plain objects in memory. They hold facts; the services hold the rules.

Times are milliseconds. `TIMES` and `parts` tell the clock what moves when one object is made older.
"""

from base64 import urlsafe_b64encode
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from fapi_reference.clock import Dated
from fapi_reference.problems import Item

if TYPE_CHECKING:
    from fapi_reference.services.authorizations import AuthorizationRequest

Metadata = dict[str, Any]


class Whole:
    """Has no parts that age with it."""

    __slots__ = ()

    def parts(self) -> Iterator[Dated]:
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalIdentity:
    """Who somebody is elsewhere, as its provider has told. Empty: it did not tell."""

    strategy: str
    """The connection."""
    subject: str
    email_address: str = ""
    email_verified: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    image_url: str = ""
    scopes: tuple[str, ...] = ()
    access_token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)


@dataclass(slots=True, kw_only=True)
class Verification(Whole):
    """The proof of one factor or identifier (AUTH-309). Expiry is not a stored status: it follows from the time."""

    TIMES: ClassVar[tuple[str, ...]] = ("expire_at", "sent_at")

    kind: str
    strategy: str
    status: str = "unverified"
    attempts: int | None = None
    expire_at: int | None = None
    sent_at: int | None = None
    code: str | None = None
    target: str = ""
    """The address or number the code went to, so that it cannot prove another one."""
    nonce: str | None = None
    """What tells the newest link, or the newest message for a wallet, from the ones before it."""
    message: str | None = None
    """What a wallet has to sign."""
    redirect_url: str | None = None
    client_id: str = ""
    """Of a link: who waits for it to be opened."""
    verified_at_client: str | None = None
    external_url: str | None = None
    """Of a visit to a provider: where it begins."""
    error: Item | None = None
    """Why the visit came to nothing, or to something else than was asked for."""
    identity: ExternalIdentity | None = None
    """Whom the provider has named."""
    ceremony: "Ceremony | None" = None
    """Of a passkey: what was asked for, until it was brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceremony:
    """What a browser is asked to sign, and for whom; ``options`` as it is told, as JSON in text."""

    challenge: bytes
    rp_id: str
    origins: tuple[str, ...]
    options: str


@dataclass(slots=True, kw_only=True)
class Credential:
    """The public half of a key, and how often it was used as far as its device says."""

    id: bytes
    public_key: bytes
    sign_count: int

    @property
    def spelled(self) -> str:
        """The id as browsers write it."""
        return urlsafe_b64encode(self.id).rstrip(b"=").decode()


@dataclass(slots=True, kw_only=True)
class Passkey:
    """A key that a device holds for a user; without a credential its ceremony is not over yet."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "last_used_at")

    id: str
    user_id: str
    name: str
    verification: Verification
    created_at: int
    updated_at: int
    last_used_at: int | None = None
    credential: Credential | None = None

    def parts(self) -> Iterator[Dated]:
        yield self.verification


@dataclass(slots=True, kw_only=True)
class Identification:
    """An email address, phone number or wallet of a user."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    kind: str
    value: str
    verification: Verification | None
    created_at: int
    updated_at: int
    reserved: bool = False
    reserved_for_second_factor: bool = False
    default_second_factor: bool = False

    def parts(self) -> Iterator[Dated]:
        if self.verification:
            yield self.verification

    @property
    def verified(self) -> bool:
        return self.verification is not None and self.verification.status == "verified"


@dataclass(slots=True, kw_only=True)
class ExternalAccount:
    """An account elsewhere that a user has, or is about to link."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    identification_id: str
    strategy: str
    verification: Verification
    created_at: int
    updated_at: int
    identity: ExternalIdentity | None = None
    """None until the provider has told; a later visit that fails does not take it away."""

    def parts(self) -> Iterator[Dated]:
        yield self.verification


@dataclass(slots=True, kw_only=True)
class OpenIDProvider:
    """Where a connection leads. What it says of itself is asked for when it is first needed."""

    strategy: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    metadata: Metadata | None = None
    keys: Metadata | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RotatingNonce:
    """Opens a client's new token to the app that had the one before, once and soon (AUTH-090)."""

    client_id: str
    before: str
    until: int


@dataclass(slots=True, kw_only=True)
class Authenticator(Whole):
    """The secret that a user's authenticator app shares; a factor once a right code was given for it."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "accepted_at")

    id: str
    secret: bytes
    created_at: int
    updated_at: int
    verified: bool = False
    accepted_at: int | None = None
    """When the step began whose code was taken last: neither it nor an older one is taken again."""


@dataclass(slots=True, kw_only=True)
class BackupCodes(Whole):
    """The hashes of the codes that are left."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    hashes: list[bytes]
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is shown of a user; ``kind`` is the format in which the content is written."""

    id: str
    name: str
    kind: str
    content: bytes
    created_at: int


@dataclass(slots=True, kw_only=True)
class User:
    TIMES: ClassVar[tuple[str, ...]] = (
        "created_at", "updated_at", "last_sign_in_at", "last_active_at", "locked_at", "password_updated_at",
        "legal_accepted_at", "mfa_enabled_at", "mfa_disabled_at",
    )  # fmt: skip

    id: str
    created_at: int
    updated_at: int
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    external_id: str | None = None
    email_addresses: list[Identification] = field(default_factory=list)
    phone_numbers: list[Identification] = field(default_factory=list)
    web3_wallets: list[Identification] = field(default_factory=list)
    primary_email_address_id: str | None = None
    primary_phone_number_id: str | None = None
    primary_web3_wallet_id: str | None = None
    password: bytes | None = None
    password_updated_at: int | None = None
    picture: Picture | None = None
    public_metadata: Metadata = field(default_factory=dict)
    private_metadata: Metadata = field(default_factory=dict)
    unsafe_metadata: Metadata = field(default_factory=dict)
    last_sign_in_at: int | None = None
    last_active_at: int | None = None
    legal_accepted_at: int | None = None
    mfa_enabled_at: int | None = None
    mfa_disabled_at: int | None = None
    banned: bool = False
    failures: int = 0
    locked_at: int | None = None
    locked_for_good: bool = False
    delete_self_enabled: bool | None = None
    create_organization_enabled: bool = True
    bypass_client_trust: bool = False
    authenticator: Authenticator | None = None
    backup_codes: BackupCodes | None = None
    passkeys: list[Passkey] = field(default_factory=list)
    external_accounts: list[ExternalAccount] = field(default_factory=list)

    def parts(self) -> Iterator[Dated]:
        yield from self.identifications()
        yield from self.passkeys
        yield from self.external_accounts
        yield from (one for one in (self.authenticator, self.backup_codes) if one)

    def identifications(self) -> list[Identification]:
        return [*self.email_addresses, *self.phone_numbers, *self.web3_wallets]

    def listed(self, kind: str) -> list[Identification]:
        """The list itself, to be changed."""
        lists = {"email_address": self.email_addresses, "phone_number": self.phone_numbers}
        return lists.get(kind, self.web3_wallets)

    def primary(self, kind: str) -> Identification | None:
        wanted = self.primary_id(kind)
        return next((item for item in self.identifications() if item.id == wanted), None)

    def primary_id(self, kind: str) -> str | None:
        wanted: str | None = getattr(self, f"primary_{kind}_id")
        return wanted

    def set_primary(self, kind: str, item_id: str | None) -> None:
        setattr(self, f"primary_{kind}_id", item_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What a request tells about the device that it comes from."""

    user_agent: str = ""
    ip_address: str | None = None


@dataclass(slots=True, kw_only=True)
class Reverification:
    """A session that is being verified anew. What it proves is noted on the session."""

    TIMES: ClassVar[tuple[str, ...]] = ()

    id: str
    level: str
    status: str
    first_factor: Verification | None = None
    second_factor: Verification | None = None

    def parts(self) -> Iterator[Dated]:
        return iter(item for item in (self.first_factor, self.second_factor) if item)


@dataclass(slots=True, kw_only=True)
class Session:
    TIMES: ClassVar[tuple[str, ...]] = (
        "created_at", "updated_at", "expire_at", "abandon_at", "last_active_at", "first_factor_at", "second_factor_at",
    )  # fmt: skip

    id: str
    client_id: str
    user_id: str
    created_at: int
    updated_at: int
    expire_at: int
    abandon_at: int
    last_active_at: int
    first_factor_at: int | None
    second_factor_at: int | None = None
    status: str = "active"
    last_active_organization_id: str | None = None
    last_token: "IssuedToken | None" = None
    activity_id: str = ""
    device: Device = Device()
    """Where it was used last."""
    reverification: Reverification | None = None

    def parts(self) -> Iterator[Dated]:
        if self.reverification:
            yield self.reverification


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """The newest token of a session and what it says, so that it can be shown again while it still holds."""

    jwt: str
    says: tuple[object, ...]
    issued_at: int


@dataclass(slots=True, kw_only=True)
class SignIn:
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "abandon_at")

    id: str
    client_id: str
    created_at: int
    abandon_at: int
    status: str = "needs_identifier"
    identifier: str | None = None
    identifier_kind: str | None = None
    user_id: str | None = None
    phantom_id: str = ""
    """Under enumeration protection an unknown identifier has factors too; this stands for the address it lacks."""
    first_factor: Verification | None = None
    second_factor: Verification | None = None
    unlinked: ExternalIdentity | None = None
    """Came with an address that its provider does not vouch for: linked once its user has proven who they are."""
    created_session_id: str | None = None
    replaced: bool = False

    def parts(self) -> Iterator[Dated]:
        return iter(item for item in (self.first_factor, self.second_factor) if item)


@dataclass(slots=True, kw_only=True)
class SignUp:
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "abandon_at", "legal_accepted_at")

    id: str
    client_id: str
    created_at: int
    abandon_at: int
    status: str = "missing_requirements"
    values: dict[str, str] = field(default_factory=dict)
    """The identifiers and names supplied so far, by the name of their attribute."""
    password: bytes | None = None
    unsafe_metadata: Metadata = field(default_factory=dict)
    legal_accepted_at: int | None = None
    verifications: dict[str, Verification] = field(default_factory=dict)
    created_session_id: str | None = None
    created_user_id: str | None = None
    invitation_id: str | None = None
    replaced: bool = False

    def parts(self) -> Iterator[Dated]:
        return iter(self.verifications.values())


@dataclass(slots=True, kw_only=True)
class Client(Whole):
    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "cookie_expires_at")

    id: str
    created_at: int
    updated_at: int
    token: str = ""
    cookie_expires_at: int | None = None
    sessions: list[Session] = field(default_factory=list)
    sign_in: SignIn | None = None
    sign_up: SignUp | None = None
    last_active_session_id: str | None = None
    last_authentication_strategy: str | None = None
    device: Device = Device()
    rotates: bool = False
    """Somebody signed in since the token was handed out: the next answer brings another (AUTH-076)."""
    known_users: set[str] = field(default_factory=set)
    """Who has signed in here before: device trust remembers it, also after signing out (AUTH-279)."""


@dataclass(slots=True, kw_only=True)
class DevBrowser(Whole):
    """A development browser stands for a client until that is replaced or deleted (AUTH-097)."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at",)

    id: str
    created_at: int
    client_id: str | None = None


@dataclass(slots=True, kw_only=True)
class TestingToken(Whole):
    TIMES: ClassVar[tuple[str, ...]] = ("expires_at",)

    token: str
    expires_at: int


@dataclass(slots=True, kw_only=True)
class JwtTemplate(Whole):
    """How the application wants some of its tokens made (GAP-069 to GAP-073)."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    name: str
    claims: Metadata
    lifetime: int
    allowed_clock_skew: int
    signing_algorithm: str
    signing_key: str | None
    """None: the instance's own."""
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """A service that knows the application's users by tokens which this instance makes for it (USER-040, USER-041)."""

    id: str
    service: str
    signing_algorithm: str
    signing_key: str | None
    """None: the instance's own."""
    account: str
    """Who vouches for the users, where the service wants to know: a service account."""
    created_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """What an application's server picks up by its nonce, once (AUTH-150)."""

    directives: tuple[str, ...]
    until: int


@dataclass(slots=True, kw_only=True)
class SignInToken(Whole):
    """A ticket that signs one user in once. Expiry follows from the time, as everywhere."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "expire_at")
    REFUSALS: ClassVar[Mapping[str, str]] = {
        "expired": "ticket_expired_code",
        "revoked": "sign_in_token_revoked_code",
        "accepted": "sign_in_token_already_used_code",
    }

    id: str
    user_id: str
    created_at: int
    updated_at: int
    expire_at: int
    status: str = "pending"
    ticket: str = ""


@dataclass(slots=True, kw_only=True)
class Invitation(Whole):
    """A ticket that lets one address sign up, proven by whoever reads the mail."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at", "expire_at")
    REFUSALS: ClassVar[Mapping[str, str]] = {
        "expired": "ticket_expired_code",
        "revoked": "revoked_invitation",
        "accepted": "invitation_already_accepted",
    }

    id: str
    email_address: str
    public_metadata: Metadata
    redirect_url: str | None
    created_at: int
    updated_at: int
    expire_at: int
    status: str = "pending"
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message that a real service would have sent: a code or a link."""

    to: str
    code: str | None = None
    link: str | None = None
    sent_at: int


class Store:
    """All objects by id, and the two look-ups that are not by id: client tokens and identifiers."""

    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}
        self.client_tokens: dict[str, Client] = {}
        self.dev_browsers: dict[str, DevBrowser] = {}
        self.sessions: dict[str, Session] = {}
        self.sign_ins: dict[str, SignIn] = {}
        self.sign_ups: dict[str, SignUp] = {}
        self.users: dict[str, User] = {}
        self.identifiers: dict[tuple[str, str], str] = {}
        """(kind, normal form) of every identifier that is held by a user, to that user's id."""
        self.identifications: dict[str, Identification] = {}
        self.authenticators: dict[str, Authenticator] = {}
        self.passkeys: dict[str, Passkey] = {}
        self.credentials: dict[str, Passkey] = {}
        """Every passkey that can be used, by the id of its credential as browsers write it."""
        self.external_accounts: dict[str, ExternalAccount] = {}
        self.subjects: dict[tuple[str, str], str] = {}
        """(connection, subject) of every account elsewhere that is linked, to its user's id."""
        self.openid_providers: dict[str, OpenIDProvider] = {}
        """By connection."""
        self.authorization_requests: dict[str, AuthorizationRequest] = {}
        """By state; each is good for one return."""
        self.rotating_nonces: dict[str, RotatingNonce] = {}
        self.pictures: dict[str, Picture] = {}
        self.integrations: dict[str, Integration] = {}
        self.sign_in_tokens: dict[str, SignInToken] = {}
        self.invitations: dict[str, Invitation] = {}
        self.testing_tokens: dict[str, TestingToken] = {}
        self.jwt_templates: dict[str, JwtTemplate] = {}
        self.handshakes: dict[str, Handshake] = {}
        self.outbox: deque[Mail] = deque(maxlen=1_000)

    def find(self, object_id: str) -> Dated | None:
        """Anything that can be made older."""
        shelves: tuple[dict[str, Any], ...] = (
            self.clients, self.dev_browsers, self.sessions, self.sign_ins, self.sign_ups, self.users,
            self.identifications, self.authenticators, self.passkeys, self.sign_in_tokens, self.invitations,
            self.testing_tokens, self.external_accounts,
        )  # fmt: skip
        return next((shelf[object_id] for shelf in shelves if object_id in shelf), None)
