"""What people have agreed to: each for one application, its scopes and one of their organizations (SEC-207)."""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.records.oauth import OAuthApplication, OAuthConsent
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.services.oauth_applications import OF_ORGANIZATIONS
from fapi_reference.services.oauth_requests import OAuthRequest

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class OAuthConsents:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def needed(self, request: OAuthRequest, user: User) -> bool:
        """An application without a consent screen has nobody asked, whatever it says in its request (OAUTH-011)."""
        if not request.application.consent_screen:
            return False
        return "consent" in request.prompt or not self.given(request, user)

    def given(self, request: OAuthRequest, user: User) -> bool:
        """Earlier, for all of this."""
        kept = self.find(user, request.application)
        if kept is None or not kept.scopes.issuperset(request.scopes):
            return False
        return kept.organization_id is None or self.belongs(user, kept.organization_id)

    def find(self, user: User, application: OAuthApplication) -> OAuthConsent | None:
        return self.server.store.oauth_consents.get((user.id, application.client_id))

    def belongs(self, user: User, organization_id: str) -> bool:
        return organization_id in self.server.store.joined.get(user.id, {})

    def remember(self, request: OAuthRequest, user: User, organization_id: str | None) -> None:
        """What was agreed to before stays agreed to, for the organization that was chosen last."""
        now, key = self.server.clock.now(), (user.id, request.application.client_id)
        before = self.server.store.oauth_consents.get(key)
        self.server.store.oauth_consents[key] = OAuthConsent(
            id=before.id if before else new_id("oac"),
            user_id=user.id,
            client_id=request.application.client_id,
            scopes=frozenset(request.scopes) | (before.scopes if before else frozenset()),
            organization_id=organization_id,
            created_at=before.created_at if before else now,
            updated_at=now,
        )

    def organization(self, request: OAuthRequest, user: User, session: Session) -> str | None:
        """For which one it is where nobody is asked now: the one chosen then, or the one that is active."""
        if OF_ORGANIZATIONS not in request.scopes:
            return None
        kept = self.find(user, request.application) if request.application.consent_screen else None
        if kept is not None:
            return kept.organization_id
        membership = self.server.active_organizations.membership(session)
        return membership.organization_id if membership else None
