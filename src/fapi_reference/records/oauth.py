"""What this instance knows as an OAuth 2.0 provider: applications, decisions, grants, and what was handed out for them.

A grant is one authorization by one person for one application: its code and all tokens that come of it die with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from fapi_reference.clock import Dated
from fapi_reference.records.ageing import Whole


@dataclass(slots=True, kw_only=True)
class OAuthApplication(Whole):
    """A client of the provider, in the words of OAuth."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    client_id: str
    name: str
    secret_digest: bytes | None = field(default=None, repr=False)
    """None: a public application has no secret."""
    redirect_uris: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    """All that it may ask for."""
    public: bool = False
    pkce_required: bool = False
    consent_screen: bool = True
    jwt_access_tokens: bool = True
    """Else they are opaque (OAUTH-060)."""
    dynamically_registered: bool = False
    authentication_method: str = "client_secret_basic"
    """What it says of itself; both ways to send a secret are open to it all the same (OAUTH-041)."""
    client_uri: str | None = None
    logo_uri: str | None = None
    created_at: int
    updated_at: int


@dataclass(slots=True, kw_only=True)
class OAuthConsent(Whole):
    """What one person has agreed to for one application, the latest decision included."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at", "updated_at")

    id: str
    user_id: str
    client_id: str
    scopes: frozenset[str]
    organization_id: str | None
    """For which of their organizations, where that was asked for."""
    created_at: int
    updated_at: int


@dataclass(slots=True, kw_only=True)
class AuthorizationCode(Whole):
    """Good for one exchange, by who asked for it and soon (section 14.4)."""

    TIMES: ClassVar[tuple[str, ...]] = ("issued_at", "expires_at")

    code: str = field(repr=False)
    redirect_uri: str
    redirect_uri_given: bool
    """It was said in the request; else it is the only one that is registered."""
    code_challenge: str | None
    nonce: str | None
    authenticated_at: int
    issued_at: int
    expires_at: int
    used: bool = False


@dataclass(slots=True, kw_only=True)
class AccessToken(Whole):
    """Kept whatever its format is; a JWT says everything itself as well."""

    TIMES: ClassVar[tuple[str, ...]] = ("issued_at", "expires_at")

    id: str
    token: str = field(repr=False)
    grant_id: str
    scopes: tuple[str, ...]
    is_jwt: bool
    issued_at: int
    expires_at: int
    revoked: bool = False


@dataclass(slots=True, kw_only=True)
class RefreshToken(Whole):
    TIMES: ClassVar[tuple[str, ...]] = ("issued_at", "expires_at")

    token: str = field(repr=False)
    grant_id: str
    issued_at: int
    expires_at: int
    replaced: bool = False
    """It was rotated away: whoever shows it again has stolen it, or was robbed of it."""


@dataclass(slots=True, kw_only=True)
class OAuthGrant:
    TIMES: ClassVar[tuple[str, ...]] = ("created_at",)

    id: str
    client_id: str
    user_id: str
    scopes: tuple[str, ...]
    organization_id: str | None
    created_at: int
    code: AuthorizationCode
    access_tokens: list[AccessToken] = field(default_factory=list)
    refresh_tokens: list[RefreshToken] = field(default_factory=list)
    revoked: bool = False

    def parts(self) -> Iterator[Dated]:
        yield self.code
        yield from self.access_tokens
        yield from self.refresh_tokens


@dataclass(slots=True, kw_only=True)
class LoginDemand(Whole):
    """An application wants the person to sign in anew: who comes back has to have done so since (OAUTH-009)."""

    TIMES: ClassVar[tuple[str, ...]] = ("created_at",)

    id: str
    created_at: int
