"""The well-known documents: everything in them follows from the issuer and the settings (facts, section 16.2)."""

from fapi_reference.services.keys import ALGORITHM
from fapi_reference.views.base import ServerViews, View

HANDLES_URLS = "delegate_permission/common.handle_all_urls"
GETS_CREDENTIALS = "delegate_permission/common.get_login_creds"


class WellKnownViews(ServerViews):
    def authorization_server(self) -> View:
        """WK-005 to WK-007. Where clients register themselves is told while they may (OAUTH-030)."""
        at = self.server.issuer
        registering = {"registration_endpoint": f"{at}/oauth/register"}
        return self.provider() | (registering if self.server.oauth_applications.dynamic_registration else {})

    def provider(self) -> View:
        """What both documents say (WK-008)."""
        at = self.server.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/oauth/authorize",
            "token_endpoint": f"{at}/oauth/token",
            "revocation_endpoint": f"{at}/oauth/token/revoke",
            "jwks_uri": f"{at}/.well-known/jwks.json",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "none", "client_secret_post"],
            "scopes_supported": self.server.oauth_applications.scopes(),
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "claims_supported": self.claims_supported(),
            "code_challenge_methods_supported": ["S256"],
        }

    def openid_configuration(self) -> View:
        """WK-004: what the other document says, and what OpenID has beyond it (WK-008)."""
        at = self.server.issuer
        return {
            **self.provider(),
            "introspection_endpoint": f"{at}/oauth/token_info",
            "userinfo_endpoint": f"{at}/oauth/userinfo",
            "response_modes_supported": ["form_post", "query"],
            "backchannel_logout_supported": False,
            "frontchannel_logout_supported": False,
        }

    def claims_supported(self) -> list[str]:
        standard = ["sub", "iss", "aud", "exp", "iat", "email", "name"]
        told = [*standard, "email_verified", "given_name", "family_name", "preferred_username", "picture"]
        return [*told, "org_id"] if self.server.settings.organizations.enabled else told

    def asset_links(self) -> list[View]:
        """WK-009. An app is set down as its package and the fingerprint of its certificate."""
        return [self.asset_link(*app.split()) for app in self.server.settings.native.android_apps]

    def asset_link(self, package: str, *fingerprints: str) -> View:
        target = {
            "namespace": "android_app",
            "package_name": package,
            "sha256_cert_fingerprints": list(fingerprints),
        }
        return {"relation": [HANDLES_URLS, GETS_CREDENTIALS], "target": target}

    def site_association(self) -> View:
        """WK-010, GAP-050."""
        return {"webcredentials": {"apps": list(self.server.settings.native.apple_apps)}}
