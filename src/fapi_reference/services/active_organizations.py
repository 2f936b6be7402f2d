"""The organization that somebody acts for in a session, and what the session's tokens say of it (sections 10 and 11).

Tokens of version 2 tell permissions as features and actions, each feature with a number whose bits are the actions that
are granted for it (AUTH-199 to AUTH-202, GAP-064 to GAP-066). System permissions are in no token (ORG-103).
"""

from typing import TYPE_CHECKING, Any

from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Membership
from fapi_reference.records.sessions import Session

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class ActiveOrganizations:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def membership(self, session: Session, organization_id: str | None = None) -> Membership | None:
        """In the active organization, or in another one that is asked for; empty is none."""
        wanted = session.last_active_organization_id if organization_id is None else organization_id
        return self.server.store.joined.get(session.user_id, {}).get(wanted) if wanted else None

    def asked(self, session: Session, given: str | None) -> str | None:
        """Which one a request means: absent, the active one; empty, nobody's (AUTH-167, AUTH-185, AUTH-186)."""
        if given is None:
            return session.last_active_organization_id
        if not given:
            return self.without_one(session)
        membership = self.found(session, given)
        if membership is None:
            raise refuse("organization_not_found_or_unauthorized")
        return membership.organization_id

    def without_one(self, session: Session) -> str | None:
        """Where an organization has to be selected, whoever selects none keeps the one before (AUTH-168)."""
        return session.last_active_organization_id if self.server.settings.organizations.force_selection else None

    def must_choose(self, session: Session) -> bool:
        """Where nobody is there for themselves (AUTH-180, GAP-030)."""
        settings = self.server.settings.organizations
        return settings.enabled and settings.force_selection and self.membership(session) is None

    def found(self, session: Session, id_or_slug: str) -> Membership | None:
        organization = self.server.organizations.find(id_or_slug)
        return self.membership(session, organization.id) if organization else None

    def activate(self, session: Session, given: str | None) -> None:
        """AUTH-166."""
        session.last_active_organization_id = self.asked(session, given)

    def passing_by(self, session: Session, given: str | None) -> None:
        """The same for a browser that only passes by: what cannot be activated changes nothing (AUTH-151)."""
        if not given or self.found(session, given):
            self.activate(session, given)

    def leave(self, membership: Membership) -> None:
        """No session of the user acts for an organization that they do not belong to any more (ORG-007, ORG-120)."""
        for session in self.server.sessions.of_user(self.server.memberships.user(membership)):
            if session.last_active_organization_id == membership.organization_id:
                session.last_active_organization_id = None
                session.updated_at = max(self.server.clock.now(), session.updated_at)
                client = self.server.store.clients.get(session.client_id)
                if client:
                    self.server.clients.changed(client)

    # what tokens say

    def version_1_claims(self, membership: Membership) -> dict[str, Any]:
        organization, role = self.server.memberships.organization(membership), self.server.roles.of(membership)
        return {
            "org_id": organization.id,
            "org_role": role.key,
            **({"org_slug": organization.slug} if organization.slug else {}),
            "org_permissions": [one.key for one in self.server.roles.own(role.permissions)],
        }

    def version_2_claims(self, membership: Membership) -> dict[str, Any]:
        organization, role = self.server.memberships.organization(membership), self.server.roles.of(membership)
        features = self.features()
        granted = [tuple(one.key.removeprefix("org:").split(":")) for one in self.server.roles.own(role.permissions)]
        actions = sorted({action for _, action in granted})
        numbers = [
            sum(1 << place for place, action in enumerate(actions) if (feature, action) in granted)
            for feature in features
        ]
        told = {"per": ",".join(actions), "fpm": ",".join(map(str, numbers))} if actions else {}
        return {
            "o": {
                "id": organization.id,
                **({"slg": organization.slug} if organization.slug else {}),
                "rol": role.key.removeprefix("org:"),
                **told,
            },
            **({"fea": ",".join(f"o:{feature}" for feature in features)} if features else {}),
        }

    def features(self) -> list[str]:
        """What the application's own permissions are about: every organization has all of it."""
        own = self.server.roles.own(self.server.roles.permissions.values())
        return list(dict.fromkeys(one.key.split(":")[1] for one in own))

    def matter(self, session: Session, organization_id: str | None) -> tuple[object, ...]:
        """All that a token says of an organization."""
        membership = self.membership(session, organization_id)
        if membership is None:
            return ()
        organization = self.server.memberships.organization(membership)
        return (organization.id, organization.slug, self.server.roles.of(membership))
