"""Somebody with an account is invited to an organization: they find it, accept it once, and nobody else does."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.organizations import OrganizationInvitationsArea
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, member, present, refused
from fapi_conformance.expect.addresses import of_proven_address
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.memberships import in_client, is_member, is_no_member
from fapi_conformance.expect.pages import not_on_page, on_page, page
from fapi_conformance.expect.public_data import only_public
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_accepting as required
from fapi_conformance.target.identifications import EMAIL, added
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import MANAGE_MEMBERS, Organization, role_with, role_without
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

A_YEAR = 366 * 24 * 3600
"""Seconds; an invitation lives a month unless it is said otherwise (GAP-082)."""
NOT_PENDING = "organization_invitation_not_pending"
NOT_FOUND = "organization_invitation_not_found"


@pytest.fixture
def invitations(organization: Organization) -> OrganizationInvitationsArea:
    return organization.by_maker.invitations


@pytest.fixture
def role(organization: Organization) -> str:
    return role_without(organization, MANAGE_MEMBERS)


@pytest.fixture
def guest(new_member: Callable[..., Member]) -> Member:
    """Somebody who has verified an address, and is a member of nothing."""
    return of_proven_address(new_member())


def invited(organization: Organization, address: str, role: str) -> str:
    """The id of an invitation by whoever made the organization."""
    answer = organization.by_maker.invitations.create(email_address=address, role=role)
    return str(present(accepted(organization.maker.actor, answer, "an invitation"), "id"))


def told(actor: Actor, **query: FormValue) -> Answer:
    return actor.me.organization_invitations.list(**query)


@proves(
    required.OFFERED,
    required.ACCEPTED,
    required.ACCEPTED_CLIENT,
    required.OFFERED_PENDING,
    required.ACCEPTED_TOLD,
    required.COMPANY,
    required.AGAIN,
    required.AGAIN_CODE,
)
def test_a_user_is_invited(
    organization: Organization, invitations: OrganizationInvitationsArea, role: str, guest: Member
) -> None:
    invitation_id, actor = invited(organization, guest.email, role), guest.actor

    with step(required.OFFERED):
        found = on_page(told(actor), invitation_id)
        for name, wanted in (("id", organization.id), ("name", organization.name)):
            if (shown := at(found, f"public_organization_data.{name}")) != wanted:
                where = f"$.response.data[].public_organization_data.{name}"
                raise Deviation(expected=say(wanted), got=say(shown), where=where)

    answer = actor.me.organization_invitations.accept(invitation_id)
    with step(required.ACCEPTED):
        equals(accepted(actor, answer, "an accepted invitation"), id=invitation_id, status="accepted")
        is_member(actor, organization.id, role)
    with step(required.ACCEPTED_CLIENT):
        assert organization.id in in_client(answer), "the client beside the answer does not show the membership"
    with step(required.OFFERED_PENDING):
        not_on_page(told(actor, status="pending"), invitation_id)
        on_page(told(actor, status="accepted"), invitation_id)
    with step(required.ACCEPTED_TOLD):
        not_on_page(invitations.list(status="pending"), invitation_id)
        on_page(invitations.list(status="accepted"), invitation_id)

    with step(required.COMPANY):
        listed = page(organization.by_maker.memberships.list(paginated=True))
        theirs = [one for one in listed if at(one, "public_user_data.user_id") == guest.user_id]
        assert theirs, "the new member is not among the members"
        only_public(theirs[0], guest)

    accepted(organization.maker.actor, organization.by_maker.memberships.remove(guest.user_id), "somebody removed")
    again = actor.me.organization_invitations.accept(invitation_id, intent=Intent.INVALID)
    with step(required.AGAIN):
        refused(again, ANY_REFUSAL)
        is_no_member(actor, organization.id)
    with step(required.AGAIN_CODE):
        refused(again, (400, 404), ("organization_invitation_already_accepted", NOT_PENDING))


@proves(required.OTHERS, required.OTHERS_CODE, required.OFFERED_UNVERIFIED, required.UNVERIFIED)
def test_the_address_of_another_person(
    target: Target,
    organization: Organization,
    invitations: OrganizationInvitationsArea,
    role: str,
    new_member: Callable[..., Member],
) -> None:
    """First they do not have it at all, then they say that it is theirs and have not proven it."""
    address, other = target.address(), new_member()
    invitation_id, actor = invited(organization, address, role), other.actor

    answer = actor.me.organization_invitations.accept(invitation_id, intent=Intent.INVALID)
    with step(required.OTHERS):
        refused(answer, ANY_REFUSAL)
        is_no_member(actor, organization.id)
        on_page(invitations.list(status="pending"), invitation_id)
    with step(required.OTHERS_CODE):
        refused(answer, 404, NOT_FOUND)

    item = added(target, actor, EMAIL, value=address)
    if at(actor.me.email_addresses.read(item.id).resource, "verification.status") == "verified":
        raise NotTestable("an address counts as verified here as soon as somebody says that it is theirs")
    with step(required.OFFERED_UNVERIFIED):
        not_on_page(told(actor), invitation_id)
    with step(required.UNVERIFIED):
        refused(actor.me.organization_invitations.accept(invitation_id, intent=Intent.INVALID), ANY_REFUSAL)
        is_no_member(actor, organization.id)
        on_page(invitations.list(status="pending"), invitation_id)


@proves(required.REVOKED, required.REVOKED_CODE, required.ROLE)
def test_revoked_and_invited_once_more(
    organization: Organization, invitations: OrganizationInvitationsArea, role: str, guest: Member
) -> None:
    """The second time they ask for a role of their own choice."""
    first, actor = invited(organization, guest.email, role), guest.actor
    accepted(organization.maker.actor, invitations.revoke(first), "a revoked invitation")

    answer = actor.me.organization_invitations.accept(first, intent=Intent.INVALID)
    with step(required.REVOKED):
        refused(answer, ANY_REFUSAL)
        is_no_member(actor, organization.id)
    with step(required.REVOKED_CODE):
        refused(answer, (400, 404), ("organization_invitation_revoked_code", NOT_PENDING, NOT_FOUND))

    second, wanted = invited(organization, guest.email, role), role_with(organization, MANAGE_MEMBERS)
    path, form = {"invitation_id": second}, {"role": wanted}
    answer = actor.act("acceptOrganizationInvitation", path, form=form, intent=Intent.INVALID)
    with step(required.ROLE):
        if answer.ok:
            is_member(actor, organization.id, role)
        else:
            refused(answer, ANY_REFUSAL)
            is_no_member(actor, organization.id)


@proves(required.EXPIRED)
def test_too_late(target: Target, organization: Organization, role: str, guest: Member) -> None:
    answer = organization.by_maker.invitations.create(email_address=guest.email, role=role)
    invitation_id = str(present(accepted(organization.maker.actor, answer, "an invitation"), "id"))
    if member(answer, "expires_at") is None:
        raise NotTestable("invitations to organizations do not expire here")
    target.means.age(invitation_id, A_YEAR)

    refused(guest.actor.me.organization_invitations.accept(invitation_id, intent=Intent.INVALID), ANY_REFUSAL)
    is_no_member(guest.actor, organization.id)


@proves(required.GONE)
def test_to_an_organization_that_is_gone(organization: Organization, role: str, guest: Member) -> None:
    invitation_id = invited(organization, guest.email, role)
    maker = organization.maker.actor
    accepted(maker, maker.organizations.delete(organization.id), "a deleted organization")

    refused(guest.actor.me.organization_invitations.accept(invitation_id, intent=Intent.INVALID), ANY_REFUSAL)
    is_no_member(guest.actor, organization.id)
