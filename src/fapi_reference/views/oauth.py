"""What is told of OAuth: errors, applications as people and as registering clients see them, tokens (section 14)."""

from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import AccessToken, OAuthApplication, OAuthGrant, RefreshToken
from fapi_reference.records.people import User
from fapi_reference.views.base import View
from fapi_reference.views.user import UserViews

DESCRIPTIONS = {
    "email": "Your email address",
    "profile": "Your name, username and picture",
    "openid": "Who you are",
    "offline_access": "Access while you are away",
    "public_metadata": "What the application shows of you in public",
    "private_metadata": "What the application keeps about you",
    "user:org:read": "The organization that you choose",
}
GOES_WITHOUT_SAYING = frozenset({"openid"})


class OAuthViews(UserViews):
    def oauth_error(self, problem: OAuthProblem) -> View:
        """GEN-030, OAUTH-049."""
        return {"error": problem.code, "error_description": problem.items[0].message}

    def consent_info(self, application: OAuthApplication, scopes: list[str], redirect_domain: str | None) -> View:
        """OAUTH-020: bare, and never with a secret (SEC-231)."""
        return {
            "oauth_application_name": application.name,
            "oauth_application_logo_url": application.logo_uri,
            "oauth_application_url": application.client_uri,
            "client_id": application.client_id,
            "redirect_domain": redirect_domain,
            "scopes": [self.scope(one) for one in scopes],
        }

    def scope(self, scope: str) -> View:
        return {
            "scope": scope,
            "description": DESCRIPTIONS.get(scope),
            "requires_consent": scope not in GOES_WITHOUT_SAYING,
        }

    def registered_client(self, application: OAuthApplication, secret: str | None) -> View:
        """OAUTH-032. This is the only time that the secret is told."""
        return {
            "client_id": application.client_id,
            **({"client_secret": secret} if secret else {}),
            "client_id_issued_at": application.created_at // 1000,
            "client_secret_expires_at": 0,
            "client_name": application.name,
            "redirect_uris": list(application.redirect_uris),
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "scope": " ".join(application.scopes),
            "token_endpoint_auth_method": application.authentication_method,
            **({"client_uri": application.client_uri} if application.client_uri else {}),
            **({"logo_uri": application.logo_uri} if application.logo_uri else {}),
        }

    def oauth_tokens(self, access: AccessToken, refresh: RefreshToken | None, id_token: str | None) -> View:
        """OAUTH-044."""
        lives = (access.expires_at - self.server.clock.now()) // 1000
        return {
            "access_token": access.token,
            "token_type": "Bearer",
            "expires_in": max(lives, 0),
            **({"refresh_token": refresh.token} if refresh else {}),
            "scope": " ".join(access.scopes),
            **({"id_token": id_token} if id_token else {}),
        }

    def user_info(self, user: User, grant: OAuthGrant, scopes: tuple[str, ...]) -> View:
        """OAUTH-070, OAUTH-071."""
        return {
            "object": "oauth_user_info",
            "instance_id": self.server.instance_id,
            "user_id": user.id,
            "sub": user.id,
            **self.server.oauth_claims.of(user, grant, scopes),
        }

    def token_info(self, grant: OAuthGrant, scopes: tuple[str, ...], issued_at: int) -> View:
        """OAUTH-080."""
        return {
            "active": True,
            "client_id": grant.client_id,
            "iat": issued_at // 1000,
            "scope": " ".join(scopes),
            "sub": grant.user_id,
            "org_id": self.server.oauth_claims.organization_id(grant, scopes),
        }

    def inactive_token_info(self) -> View:
        """Nothing is told of what is dead (OAUTH-082, SEC-223)."""
        return {"active": False}
