"""Who belongs to which organization (facts of the account area, sections 7 and 9)."""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Membership, Organization, Role
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Memberships:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # looking

    def find(self, user: User, organization_id: str) -> Membership | None:
        return self.server.store.joined.get(user.id, {}).get(organization_id)

    def of_user(self, user: User) -> list[Membership]:
        """Newest first, as all lists of organizations (GEN-065)."""
        return list(reversed(self.server.store.joined.get(user.id, {}).values()))

    def listed(self, organization: Organization) -> list[Membership]:
        return list(reversed(organization.members.values()))

    def matching(self, organization: Organization, roles: list[str], words: str) -> list[Membership]:
        """With one of the roles, and with the words in a name or identifier (ORG-200)."""
        return [
            one for one in self.listed(organization) if (not roles or one.role in roles) and self.called(one, words)
        ]

    def called(self, membership: Membership, words: str) -> bool:
        user = self.user(membership)
        names = [user.first_name or "", user.last_name or ""]
        known_by = [user.id, user.username or "", self.server.users.public_identifier(user), " ".join(names)]
        return any(words.strip().lower() in text.lower() for text in known_by)

    def of_member(self, organization: Organization, user_id: str) -> Membership:
        found = organization.members.get(user_id)
        if found is None:
            raise refuse("resource_not_found")
        return found

    def organization(self, membership: Membership) -> Organization:
        return self.server.store.organizations[membership.organization_id]

    def forget_all(self, user: User) -> None:
        """A deleted user belongs nowhere, even if nobody is left to manage (USER-032)."""
        for membership in self.of_user(user):
            self.forget(membership)
        self.server.store.joined.pop(user.id, None)

    def user(self, membership: Membership) -> User:
        return self.server.store.users[membership.user_id]

    # joining

    def to_add(self, user_id: str) -> User:
        """Somebody of the instance (ORG-201)."""
        found = self.server.store.users.get(user_id)
        if found is None:
            raise refuse("resource_not_found", "user_id")
        return found

    def add(self, organization: Organization, user: User, role: Role) -> Membership:
        """Whether there is room for them is asked before (`need_room`)."""
        self.refuse_member(organization, user)
        now = self.server.clock.now()
        made = Membership(
            id=new_id("orgmem"),
            organization_id=organization.id,
            user_id=user.id,
            role=role.key,
            created_at=now,
            updated_at=now,
        )
        self.server.store.memberships[made.id] = organization.members[user.id] = made
        self.server.store.joined.setdefault(user.id, {})[organization.id] = made
        self.server.membership_requests.joined(organization, user)
        return made

    def refuse_member(self, organization: Organization, user: User) -> None:
        if user.id in organization.members:
            raise refuse("already_a_member_in_organization")

    def need_room(self, organization: Organization, seats: int = 1) -> None:
        """Whoever is invited has a seat already (ORG-203)."""
        limit = organization.max_allowed_memberships
        if limit and self.seats_taken(organization) + seats > limit:
            raise refuse("organization_membership_quota_exceeded")

    def seats_taken(self, organization: Organization) -> int:
        return len(organization.members) + self.server.organizations.pending_invitations(organization)

    # being changed, and leaving

    def assign(self, membership: Membership, role: Role) -> None:
        """ORG-204."""
        if not self.manages(role):
            self.need_another_manager(membership)
        membership.role = role.key
        membership.updated_at = max(self.server.clock.now(), membership.updated_at)

    def end(self, membership: Membership) -> None:
        """Somebody leaves or is removed; whoever is left can manage the organization (ORG-005, ORG-205)."""
        self.server.company_arrivals.refuse_parting(membership)
        self.need_another_manager(membership)
        self.forget(membership)

    def need_another(self, membership: Membership) -> None:
        """Where nobody is there for themselves, everybody keeps one organization (ORG-008)."""
        forced = self.server.settings.organizations.force_selection
        if forced and len(self.of_user(self.user(membership))) == 1:
            raise refuse("personal_accounts_not_allowed")

    def forget(self, membership: Membership) -> None:
        """Where it was the active organization, none is (ORG-007)."""
        store = self.server.store
        store.memberships.pop(membership.id, None)
        store.organizations[membership.organization_id].members.pop(membership.user_id, None)
        store.joined.get(membership.user_id, {}).pop(membership.organization_id, None)
        self.server.active_organizations.leave(membership)

    def need_another_manager(self, membership: Membership) -> None:
        """The last one who holds the minimum permissions stays (ORG-005)."""
        if not self.manages(self.server.roles.of(membership)):
            return
        others = [one for one in self.organization(membership).members.values() if one is not membership]
        if not any(self.manages(self.server.roles.of(one)) for one in others):
            raise refuse("organization_minimum_permissions_needed")

    def manages(self, role: Role) -> bool:
        return role.is_creator_eligible
