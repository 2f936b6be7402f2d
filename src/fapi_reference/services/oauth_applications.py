"""The applications that this instance is an OAuth provider for, and what each of them may ask for (section 14)."""

import hashlib
import hmac
from typing import TYPE_CHECKING

from fapi_reference.ids import new_id, random_text
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.settings.model import OAUTH_SCOPES

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

CLIENT_ID, SECRET = 20, 32
"""Characters: 190 bits of a secret (SEC-231)."""
OF_ORGANIZATIONS = "user:org:read"
PRIVATE = "private_metadata"


class OAuthApplications:
    """With the settings of the provider that the Backend API can change."""

    def __init__(self, server: "Reference") -> None:
        self.server = server
        settings = server.settings.oauth
        self.dynamic_registration = settings.enabled and settings.dynamic_registration
        self.default_scopes = settings.default_scopes
        self.jwt_access_tokens = settings.jwt_access_tokens

    def scopes(self) -> list[str]:
        """All that an application can be allowed here (OAUTH-010)."""
        with_organizations = self.server.settings.organizations.enabled
        known = [one for one in OAUTH_SCOPES if one != OF_ORGANIZATIONS or with_organizations]
        return [*known, *self.server.settings.oauth.custom_scopes]

    def registrable_scopes(self) -> list[str]:
        """What nobody but the application's own people may allow is none that a stranger registers (SEC-230)."""
        return [one for one in self.scopes() if one != PRIVATE]

    def usual_scopes(self, application: OAuthApplication) -> list[str]:
        """Of a request that names none."""
        return [one for one in self.default_scopes if one in application.scopes]

    # making and finding

    def make(self, application: OAuthApplication) -> str | None:
        """Takes it over, and tells its secret, which nobody can be told again."""
        self.server.store.oauth_applications[application.id] = application
        self.server.store.oauth_clients[application.client_id] = application
        return None if application.public else self.rotate_secret(application)

    def new(self, name: str | None = None) -> OAuthApplication:
        """With all that is usual; who has no name is called by the client id (OAUTH-033)."""
        now, client_id = self.server.clock.now(), self.new_client_id()
        return OAuthApplication(
            id=new_id("oa"),
            client_id=client_id,
            name=name or client_id,
            scopes=tuple(self.default_scopes),
            jwt_access_tokens=self.jwt_access_tokens,
            created_at=now,
            updated_at=now,
        )

    def new_client_id(self) -> str:
        return random_text(CLIENT_ID)

    def find(self, client_id: str) -> OAuthApplication | None:
        return self.server.store.oauth_clients.get(client_id)

    def changed(self, application: OAuthApplication) -> None:
        application.updated_at = max(self.server.clock.now(), application.updated_at)

    def delete(self, application: OAuthApplication) -> None:
        """With everything that was ever granted to it."""
        store = self.server.store
        self.server.oauth_grants.forget_application(application)
        store.oauth_consents = {
            key: one for key, one in store.oauth_consents.items() if key[1] != application.client_id
        }
        store.oauth_clients.pop(application.client_id, None)
        store.oauth_applications.pop(application.id, None)

    # secrets

    def rotate_secret(self, application: OAuthApplication) -> str:
        """The old one is good for nothing from now on."""
        secret = random_text(SECRET)
        application.secret_digest = digest(secret)
        return secret

    def proves(self, application: OAuthApplication, secret: str) -> bool:
        kept = application.secret_digest
        return kept is not None and hmac.compare_digest(kept, digest(secret))


def digest(secret: str) -> bytes:
    """A secret of this length needs no slow hash."""
    return hashlib.sha256(secret.encode()).digest()
