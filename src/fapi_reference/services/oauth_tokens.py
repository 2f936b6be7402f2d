"""Access tokens and ID tokens: made, and looked at when somebody shows one (sections 14.5 to 14.8)."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from fapi_reference.clock import SECOND
from fapi_reference.records.oauth import AccessToken, OAuthApplication, OAuthGrant, RefreshToken
from fapi_reference.services.keys import ALGORITHM, segment
from fapi_reference.services.oauth_claims import Claims

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

PREFIX = "oat_"
ACCESS_TOKEN_TYPE, ID_TOKEN_TYPE = "at+jwt", "JWT"  # kinds of tokens, and none itself


class OAuthTokens:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def header(self, kind: str) -> dict[str, str]:
        """OAUTH-060."""
        return {"alg": ALGORITHM, "kid": self.server.keys.kid, "typ": kind}

    # access tokens

    def access_token(self, application: OAuthApplication, grant: OAuthGrant, scopes: tuple[str, ...]) -> AccessToken:
        now, token_id = self.server.clock.now(), PREFIX + secrets.token_hex(16)
        expires_at = now + self.server.settings.oauth.token_seconds * SECOND
        is_jwt = application.jwt_access_tokens
        claims = self.access_claims(grant, scopes, token_id, now, expires_at)
        token = AccessToken(
            id=token_id,
            token=self.server.keys.sign(self.header(ACCESS_TOKEN_TYPE), claims) if is_jwt else token_id,
            grant_id=grant.id,
            scopes=scopes,
            is_jwt=is_jwt,
            issued_at=now,
            expires_at=expires_at,
        )
        grant.access_tokens.append(token)
        self.server.store.access_tokens[token.token] = token
        return token

    def access_claims(
        self, grant: OAuthGrant, scopes: tuple[str, ...], token_id: str, now: int, expires_at: int
    ) -> Claims:
        """OAUTH-061."""
        organization_id = self.server.oauth_claims.organization_id(grant, scopes)
        return {
            "iss": self.server.issuer,
            "sub": grant.user_id,
            "client_id": grant.client_id,
            "jti": token_id,
            "scope": " ".join(scopes),
            "iat": now // SECOND,
            "exp": expires_at // SECOND,
            **({"org_id": organization_id} if organization_id else {}),
        }

    def access(self, shown: str) -> tuple[AccessToken, OAuthGrant] | None:
        """One that opens something: known, in time, and with its person and application still there."""
        token = self.server.store.access_tokens.get(shown)
        grant = self.server.store.oauth_grants.get(token.grant_id) if token else None
        if token is None or grant is None or not self.server.oauth_grants.has_parties(grant):
            return None
        return (token, grant) if self.is_live(token) else None

    def is_live(self, token: AccessToken) -> bool:
        """A JWT lives until it expires (OAUTH-093)."""
        return self.server.clock.now() < token.expires_at and (token.is_jwt or not token.revoked)

    # ID tokens

    def id_token(self, grant: OAuthGrant, scopes: tuple[str, ...], access: AccessToken, nonce: str | None) -> str:
        return self.server.keys.sign(self.header(ID_TOKEN_TYPE), self.id_claims(grant, scopes, access, nonce))

    def id_claims(self, grant: OAuthGrant, scopes: tuple[str, ...], access: AccessToken, nonce: str | None) -> Claims:
        """OAUTH-062. What is not known is not claimed."""
        user = self.server.store.users[grant.user_id]
        organization_id = self.server.oauth_claims.organization_id(grant, scopes)
        told = {**self.server.oauth_claims.identity(user, scopes), "org_id": organization_id, "nonce": nonce}
        told.pop("username", None)
        return {
            "iss": self.server.issuer,
            "sub": grant.user_id,
            "aud": self.audience(grant),
            "iat": access.issued_at // SECOND,
            "exp": access.expires_at // SECOND,
            "auth_time": grant.code.authenticated_at // SECOND,
            "at_hash": half_hash(access.token),
            **{name: value for name, value in told.items() if value is not None},
        }

    def audience(self, grant: OAuthGrant) -> str | list[str]:
        return grant.client_id

    # introspection and revocation

    def info(self, application: OAuthApplication, shown: str, wanted: str | None) -> Claims:
        """What an application may know of a token: of its own, while it lives, and if it is good for what is asked
        (OAUTH-082, OAUTH-084).
        """
        found = self.access(shown) or self.refreshing(shown)
        if found is None or not self.may_know(application, found[1]):
            return self.server.views.inactive_token_info()
        token, grant = found
        scopes = token.scopes if isinstance(token, AccessToken) else grant.scopes
        if not set((wanted or "").split()) <= set(scopes):
            return self.server.views.inactive_token_info()
        return self.server.views.token_info(grant, scopes, token.issued_at)

    def may_know(self, application: OAuthApplication, grant: OAuthGrant) -> bool:
        return self.server.oauth_grants.belongs(grant, application)

    def refreshing(self, shown: str) -> tuple[RefreshToken, OAuthGrant] | None:
        token = self.server.store.refresh_tokens.get(shown)
        grant = self.server.store.oauth_grants.get(token.grant_id) if token else None
        if token is None or grant is None or self.server.oauth_grants.is_dead(grant):
            return None
        return None if token.replaced or self.server.clock.now() >= token.expires_at else (token, grant)

    def is_jwt(self, shown: str) -> bool:
        """One of ours, dead or alive: it cannot be taken back (OAUTH-091)."""
        known = self.server.store.access_tokens.get(shown)
        return known.is_jwt if known else False

    def revoke(self, application: OAuthApplication, shown: str) -> None:
        """With all that came of the same grant. What is unknown is revoked already; another's is not (OAUTH-092)."""
        store = self.server.store
        token = store.refresh_tokens.get(shown) or store.access_tokens.get(shown)
        grant = store.oauth_grants.get(token.grant_id) if token else None
        if grant is not None and self.may_revoke(application, grant):
            self.server.oauth_grants.revoke(grant)

    def may_revoke(self, application: OAuthApplication, grant: OAuthGrant) -> bool:
        return self.server.oauth_grants.belongs(grant, application)


def half_hash(token: str) -> str:
    """OpenID Connect Core, section 3.1.3.6."""
    return segment(hashlib.sha256(token.encode()).digest()[:16]).decode()
