"""What an application is told of a person: by the scopes that it was granted, and no more (OAUTH-071)."""

from typing import TYPE_CHECKING, Any

from fapi_reference.records.oauth import OAuthGrant
from fapi_reference.records.people import User
from fapi_reference.services.oauth_applications import OF_ORGANIZATIONS, PRIVATE

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

Claims = dict[str, Any]


class OAuthClaims:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def of(self, user: User, grant: OAuthGrant, scopes: tuple[str, ...]) -> Claims:
        return {
            **self.identity(user, scopes),
            **self.metadata(user, scopes),
            **self.organization(grant, scopes),
        }

    def identity(self, user: User, scopes: tuple[str, ...]) -> Claims:
        """The part that ID tokens have as well (OAUTH-062)."""
        email = self.email(user) if "email" in scopes else {}
        return email | (self.profile(user) if "profile" in scopes else {})

    def email(self, user: User) -> Claims:
        address = user.primary("email_address")
        if address is None:
            return {"email": None, "email_verified": None}
        return {"email": address.value, "email_verified": address.verified}

    def profile(self, user: User) -> Claims:
        name = " ".join(one for one in (user.first_name, user.last_name) if one)
        return {
            "name": name or None,
            "given_name": user.first_name,
            "family_name": user.last_name,
            "preferred_username": user.username,
            "username": user.username,
            "picture": self.server.pictures.url(user),
        }

    def metadata(self, user: User, scopes: tuple[str, ...]) -> Claims:
        public = {"public_metadata": user.public_metadata, "unsafe_metadata": user.unsafe_metadata}
        private = {"private_metadata": user.private_metadata} if PRIVATE in scopes else {}
        return (public if "public_metadata" in scopes else {}) | private

    def organization(self, grant: OAuthGrant, scopes: tuple[str, ...]) -> Claims:
        found = self.server.organizations.find(self.organization_id(grant, scopes) or "")
        return {} if found is None else {"org_id": found.id, "org_name": found.name, "org_slug": found.slug}

    def organization_id(self, grant: OAuthGrant, scopes: tuple[str, ...]) -> str | None:
        """Only while the person belongs to it."""
        wanted = grant.organization_id if OF_ORGANIZATIONS in scopes else None
        belongs = wanted in self.server.store.joined.get(grant.user_id, {})
        return wanted if belongs else None
