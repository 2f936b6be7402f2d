"""Deviations of invitations to organizations, as those who are invited see them."""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.faults.operation import before_parameters
from fapi_reference.problems import refuse
from fapi_reference.records.organizations import Membership, Organization, OrganizationInvitation
from fapi_reference.records.people import User
from fapi_reference.reference import Reference

ACCEPT = "/accept"


@fault("organization-accepting.untold", caught_by=("ORGANIZATION-INVITATION.OFFERED",))
def untold(server: Reference) -> None:
    """Nobody finds what they are invited to."""
    replace(server.organization_invitations.addressed_to, lambda _user: [])


@fault("organization-accepting.told-without-proof", caught_by=("ORGANIZATION-INVITATION.OFFERED.UNVERIFIED",))
def told_without_proof(server: Reference) -> None:
    """Invitations to an address are shown to whoever says that it is theirs."""

    def addressed_to(user: User) -> list[OrganizationInvitation]:
        mine = {one.value for one in user.email_addresses}
        return [one for one in server.store.organization_invitations.values() if one.email_address in mine]

    replace(server.organization_invitations.addressed_to, addressed_to)


@fault("organization-accepting.in-vain", caught_by=("ORGANIZATION-INVITATION.ACCEPTED",))
def in_vain(server: Reference) -> None:
    """Accepting an invitation makes nobody a member."""
    accept = server.organization_invitations.accept

    def accepted_only(invitation: OrganizationInvitation, user: User) -> Membership:
        made = accept(invitation, user)
        server.memberships.forget(made)
        return made

    replace(accept, accepted_only)


@fault("organization-accepting.some-role", caught_by=("ORGANIZATION-INVITATION.ACCEPTED",))
def some_role(server: Reference) -> None:
    """Whoever accepts an invitation has another role than the invited one."""
    accept = server.organization_invitations.accept

    def in_another(invitation: OrganizationInvitation, user: User) -> Membership:
        made = accept(invitation, user)
        made.role = next(one.key for one in server.roles.listed() if one.key != invitation.role)
        return made

    replace(accept, in_another)


@fault("organization-accepting.pending-still", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.TOLD",))
def pending_still(server: Reference) -> None:
    """The organization goes on seeing an accepted invitation as pending."""
    verbs = server.routes.resources["/v1/me/organization_invitations/{invitation_id}/accept"].verbs
    accept = verbs["POST"].handler

    def handler(given: Reference, exchange: Exchange) -> Any:
        answer = accept(given, exchange)
        server.store.organization_invitations[exchange.ids["invitation_id"]].status = "pending"
        return answer

    verbs["POST"] = changed(verbs["POST"], handler=handler)


@fault("organization-accepting.whole-user", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.PUBLIC",))
def whole_user(server: Reference) -> None:
    """Members see of one another the whole account."""
    show = server.views.membership

    def shown(membership: Membership, *args: Any, **more: Any) -> dict[str, Any]:
        user = server.store.users[membership.user_id]
        told = {**server.views.user(user), **server.views.public_user_data(user)}
        return {**show(membership, *args, **more), "public_user_data": told}

    replace(show, shown)


@fault("organization-accepting.again", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.AGAIN",))
def again(server: Reference) -> None:
    """Whoever was removed comes back by the invitation of then."""
    unless(server, "accepted")


@fault("organization-accepting.revoked", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.REVOKED",))
def revoked(server: Reference) -> None:
    """An invitation that was taken back is accepted all the same."""
    unless(server, "revoked")


@fault("organization-accepting.for-ever", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.EXPIRED",))
def for_ever(server: Reference) -> None:
    """An invitation is accepted after its time."""
    unless(server, "expired")


def unless(server: Reference, status: str) -> None:
    """Invitations are accepted in a status in which they should not be."""
    spent = server.organization_invitations.refuse_spent
    current = server.organization_invitations.status
    replace(spent, lambda invitation: None if current(invitation) == status else spent(invitation))


def said(server: Reference, status: str, code: str) -> None:
    """Invitations in a status are refused with another code."""
    spent = server.organization_invitations.refuse_spent
    current = server.organization_invitations.status

    def refuse_spent(invitation: OrganizationInvitation) -> None:
        if current(invitation) == status:
            raise refuse(code)
        spent(invitation)

    replace(spent, refuse_spent)


@fault("organization-accepting.again-unsaid", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.AGAIN.CODE",))
def again_unsaid(server: Reference) -> None:
    """An accepted invitation is refused like anything that one may not do."""
    said(server, "accepted", "resource_forbidden")


@fault("organization-accepting.revoked-unsaid", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.REVOKED.CODE",))
def revoked_unsaid(server: Reference) -> None:
    """A revoked invitation is refused like anything that one may not do."""
    said(server, "revoked", "resource_forbidden")


@fault("organization-accepting.role-asked-for", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.ROLE",))
def role_asked_for(server: Reference) -> None:
    """Whoever accepts an invitation chooses a role."""
    accept = server.organization_invitations.accept
    told: list[str] = []

    def remember(values: dict[str, list[str]]) -> None:
        told[:] = values.pop("role", [])

    def in_that(invitation: OrganizationInvitation, user: User) -> Membership:
        made = accept(invitation, user)
        made.role = told[0] if told else made.role
        return made

    before_parameters(server, ACCEPT, remember)
    replace(accept, in_that)


@fault("organization-accepting.anybodys", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.OTHERS",))
def anybodys(server: Reference) -> None:
    """An invitation is accepted by whoever knows its id."""
    found_by(server, lambda _user, _invitation: True)


@fault("organization-accepting.without-proof", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.UNVERIFIED",))
def without_proof(server: Reference) -> None:
    """An invitation to an address is accepted by whoever says that it is theirs."""
    found_by(server, lambda user, one: one.email_address in {mine.value for mine in user.email_addresses})


def found_by(server: Reference, belongs: Callable[[User, OrganizationInvitation], bool]) -> None:
    def of_user_named(user: User, invitation_id: str) -> OrganizationInvitation:
        found = server.store.organization_invitations.get(invitation_id)
        if found is None or not belongs(user, found):
            raise refuse("organization_invitation_not_found")
        return found

    replace(server.organization_invitations.of_user_named, of_user_named)


@fault("organization-accepting.others-told", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.OTHERS.CODE",))
def others_told(server: Reference) -> None:
    """Somebody else's invitation is refused as such, which tells that it exists."""
    named = server.organization_invitations.of_user_named

    def told(user: User, invitation_id: str) -> OrganizationInvitation:
        if invitation_id in server.store.organization_invitations:
            addresses = {one.value for one in user.email_addresses if one.verified}
            if server.store.organization_invitations[invitation_id].email_address not in addresses:
                raise refuse("resource_forbidden")
        return named(user, invitation_id)

    replace(named, told)


@fault("organization-accepting.outlives", caught_by=("ORGANIZATION-INVITATION.ACCEPTED.GONE",))
def outlives(server: Reference) -> None:
    """A deleted organization has no members, and goes on for whoever was invited."""

    def delete(organization: Organization) -> None:
        for membership in list(organization.members.values()):
            server.memberships.forget(membership)

    replace(server.organizations.delete, delete)
