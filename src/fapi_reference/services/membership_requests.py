"""Suggestions that somebody takes up, and the requests to join that come of it (facts of the account area, section 11).

| suggestion | event | next | refused with |
|---|---|---|---|
| pending | accepted by its user | accepted, and a pending request | |
| accepted | accepted | accepted | 400 organization_suggestion_already_accepted |

| request | event | next | refused with |
|---|---|---|---|
| pending | accepted by a manager, or its user joins in another way | accepted, and a membership in the default role | |
| pending | rejected by a manager | revoked | |
| accepted, revoked | accepted, rejected | unchanged | 403 resource_forbidden |
"""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import MembershipRequest, Organization, OrganizationSuggestion
from fapi_reference.records.people import User

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class MembershipRequests:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # suggestions

    def suggested(self, user: User) -> list[OrganizationSuggestion]:
        """Newest first (GEN-065)."""
        everywhere = self.server.store.organization_suggestions.values()
        return [one for one in reversed(everywhere) if one.user_id == user.id]

    def suggestion(self, user: User, suggestion_id: str) -> OrganizationSuggestion:
        """Another user's is as unknown as one that never was (SEC-015)."""
        found = self.server.store.organization_suggestions.get(suggestion_id)
        if found is None or found.user_id != user.id:
            raise refuse("resource_not_found")
        return found

    def ask(self, suggestion: OrganizationSuggestion, user: User) -> None:
        """Nobody joins by it: somebody who manages members decides (ORG-015)."""
        organization = self.server.store.organizations[suggestion.organization_id]
        if suggestion.status == "accepted":
            raise refuse("organization_suggestion_already_accepted")
        self.server.memberships.refuse_member(organization, user)
        now = self.server.clock.now()
        suggestion.status, suggestion.updated_at = "accepted", max(now, suggestion.updated_at)
        made = MembershipRequest(
            id=new_id("orgmemreq"),
            organization_id=organization.id,
            user_id=user.id,
            suggestion_id=suggestion.id,
            created_at=now,
            updated_at=now,
        )
        organization.membership_requests.append(made)
        self.server.store.membership_requests[made.id] = made

    # requests

    def listed(self, organization: Organization) -> list[MembershipRequest]:
        return list(reversed(organization.membership_requests))

    def named(self, organization: Organization, request_id: str) -> MembershipRequest:
        """Another organization's is as unknown as one that never was (ORG-403)."""
        found = next((one for one in organization.membership_requests if one.id == request_id), None)
        if found is None:
            raise refuse("resource_not_found")
        return found

    def accept(self, organization: Organization, request: MembershipRequest) -> None:
        """ORG-401, ORG-403."""
        self.need_pending(request)
        user = self.server.store.users[request.user_id]
        self.server.memberships.refuse_member(organization, user)
        self.server.memberships.need_room(organization)
        self.decide(request, "accepted")
        role = self.server.roles.named(self.server.settings.organizations.default_role)
        self.server.memberships.add(organization, user, role)

    def reject(self, request: MembershipRequest) -> None:
        """ORG-402."""
        self.need_pending(request)
        self.decide(request, "revoked")

    def need_pending(self, request: MembershipRequest) -> None:
        """Decided once (SEC-060)."""
        if request.status != "pending":
            raise refuse("resource_forbidden")

    def decide(self, request: MembershipRequest, status: str) -> None:
        request.status = status
        request.updated_at = max(self.server.clock.now(), request.updated_at)

    # whom they are about

    def joined(self, organization: Organization, user: User) -> None:
        """Whoever is a member is not told to ask, and has nothing left to ask for."""
        for request in organization.membership_requests:
            if request.user_id == user.id and request.status == "pending":
                self.decide(request, "accepted")
        for suggestion in organization.suggestions:
            if suggestion.user_id == user.id and suggestion.status == "pending":
                self.server.enrollments.forget(suggestion)

    def gone(self, user: User) -> None:
        """A deleted user asks for nothing, and is told and invited to nothing."""
        store = self.server.store
        for request in [one for one in store.membership_requests.values() if one.user_id == user.id]:
            store.membership_requests.pop(request.id, None)
            store.organizations[request.organization_id].membership_requests.remove(request)
        for suggestion in self.suggested(user):
            self.server.enrollments.forget(suggestion)
        for invitation in list(store.organization_invitations.values()):
            if invitation.domain_id and invitation.user_id == user.id and invitation.status == "pending":
                self.server.organization_invitations.forget(invitation)
