"""Somebody who manages members invites others: one, many, nobody twice, nobody without a seat; and takes it back."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.organizations import OrganizationInvitationsArea
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.addresses import of_proven_address
from fapi_conformance.expect.lists import ids_of
from fapi_conformance.expect.look import ABSENT, at, say
from fapi_conformance.expect.pages import listed, not_on_page, on_page, page
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import organization_invitation as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import MANAGE_MEMBERS, Organization, role_without
from fapi_conformance.target.refusals import accepted, not_by_settings
from fapi_conformance.target.target import Target

SEATS = 12
"""So many are filled; where there are more, nobody waits until all are taken."""


@pytest.fixture
def invitations(organization: Organization) -> OrganizationInvitationsArea:
    return organization.by_maker.invitations


@pytest.fixture
def role(organization: Organization) -> str:
    return role_without(organization, MANAGE_MEMBERS)


@proves(
    required.CREATED,
    required.LINK_KEPT,
    required.LISTED,
    required.COUNTED,
    required.TWICE,
    required.REVOKED,
    required.FILTERED,
    required.PENDING,
    required.REVOKED_TWICE,
    required.AFRESH,
)
def test_an_invitation_is_made_and_taken_back(
    target: Target, organization: Organization, invitations: OrganizationInvitationsArea, role: str
) -> None:
    address = target.address()

    answer = accepted(organization.maker.actor, invitations.create(email_address=address, role=role), "an invitation")
    invitation_id = str(present(answer, "id"))
    with step(required.CREATED):
        equals(answer, object="organization_invitation", status="pending", role=role, organization_id=organization.id)
        assert str(at(answer.resource, "email_address")).lower() == address.lower(), "it is to another address"
    with step(required.LINK_KEPT):
        for shown in (answer.resource, on_page(invitations.list(), invitation_id)):
            assert at(shown, "url") in (None, ABSENT), "whoever invites sees the link that proves the address"
    with step(required.LISTED):
        on_page(invitations.list(), invitation_id)
    with step(required.COUNTED):
        counts(organization, 1)
    with step(required.TWICE):
        again = invitations.create(email_address=address, role=role)
        refused(again, 400, "organization_invitation_not_unique")
    held = invitation_id in ids(invitations.pending())

    revoked = invitations.revoke(invitation_id)
    with step(required.REVOKED):
        equals(succeeded(revoked), id=invitation_id, status="revoked")
    with step(required.FILTERED):
        on_page(invitations.list(status="revoked"), invitation_id)
        not_on_page(invitations.list(status="pending"), invitation_id)
    with step(required.PENDING):
        assert held, "the pending invitations did not hold it"
        assert invitation_id not in ids(invitations.pending()), "they still hold it after it was revoked"
    with step(required.COUNTED):
        counts(organization, 0)
    with step(required.REVOKED_TWICE):
        refused(invitations.revoke(invitation_id), 404, "organization_invitation_not_pending")
    with step(required.AFRESH):
        succeeded(invitations.create(email_address=address, role=role))


@proves(
    required.OF_A_MEMBER,
    required.MALFORMED,
    required.MORE_RECIPIENTS,
    required.UNKNOWN_ROLE,
    required.REVOKED_UNKNOWN,
)
def test_who_is_not_invited(
    target: Target, member: Member, invitations: OrganizationInvitationsArea, role: str
) -> None:
    invited = accepted(member.actor, invitations.create(email_address=target.address(), role=role), "an invitation")
    accepted(member.actor, invitations.revoke(str(present(invited, "id"))), "a revoked invitation")
    with step(required.OF_A_MEMBER):
        of_proven_address(member)  # by any other a server need not know who is invited
        refused(invitations.create(email_address=member.email, role=role), 400, "already_a_member_in_organization")
    with step(required.MALFORMED):
        answer = invitations.create(email_address="nobody", role=role, intent=Intent.INVALID)
        refused(answer, 422, "form_param_format_invalid")
    with step(required.MORE_RECIPIENTS):
        for behind in ("\r\nBcc: ", "\n", "\r\nTo: "):
            several = f"{target.address()}{behind}{target.address()}"
            refused(invitations.create(email_address=several, role=role, intent=Intent.INVALID), ANY_REFUSAL)
        nobody(invitations)
    with step(required.UNKNOWN_ROLE):
        for unknown in (f"org:{secrets.token_hex(8)}", "", "admin;DROP"):
            asked = invitations.create(email_address=target.address(), role=unknown, intent=Intent.INVALID)
            refused(asked, ANY_REFUSAL)
        nobody(invitations)
    with step(required.REVOKED_UNKNOWN):
        unknown = unknown_id("invitation_id")
        refused(invitations.revoke(unknown, intent=Intent.INVALID), 404, "organization_invitation_not_found")


@proves(required.MANY, required.MANY_MALFORMED, required.MANY_WHOLE, required.MANY_NAMED)
def test_many_at_once(target: Target, member: Member, invitations: OrganizationInvitationsArea, role: str) -> None:
    asked = [target.address(), target.address()]
    answer = accepted(member.actor, invitations.bulk(email_address=asked, role=role), "several invitations")
    with step(required.MANY):
        made = answer.resource
        if not isinstance(made, list):
            raise Deviation(expected="a list", got=say(made), where="$.response")
        told = sorted((str(at(one, "email_address")).lower(), at(one, "role"), at(one, "status")) for one in made)
        wanted = sorted((address.lower(), role, "pending") for address in asked)
        if told != wanted:
            raise Deviation(expected=say(wanted), got=say(told), where="$.response")

    for one in answer.resource:  # so that there are seats: what is wrong is not that there are none
        accepted(member.actor, invitations.revoke(str(at(one, "id"))), "a revoked invitation")
    wrong, left = "nobody", target.address()
    answer = invitations.bulk(email_address=[left, wrong], role=role, intent=Intent.INVALID)
    with step(required.MANY_MALFORMED):
        refused(answer, 422)
    with step(required.MANY_WHOLE):
        nobody(invitations, left)
    with step(required.MANY_NAMED):
        refused(answer, 422, "form_param_format_invalid")
        named = [at(one, "meta.email_addresses") for one in answer.errors]
        assert [wrong] in named, f"meta.email_addresses is {say(named[0] if named else ABSENT)}"


@proves(required.FULL)
def test_pending_invitations_take_seats(
    target: Target, organization: Organization, invitations: OrganizationInvitationsArea, role: str
) -> None:
    actor = organization.maker.actor
    seats = at(succeeded(actor.organizations.read(organization.id)).resource, "max_allowed_memberships")
    if not isinstance(seats, int) or not 0 < seats <= SEATS:
        raise NotTestable(f"the organization has {seats or 'unlimited'} seats", remedy=f"let it have {SEATS} or fewer")
    for _ in range(seats - 1):
        accepted(actor, invitations.create(email_address=target.address(), role=role), "an invitation")

    answer = invitations.create(email_address=target.address(), role=role)
    full = "organization_membership_quota_exceeded"
    not_by_settings(answer, but=full)  # seats may be what somebody has paid for
    refused(answer, 403, full)


@proves(required.SERVERS_OWN)
def test_who_invites_sends_more(
    target: Target, organization: Organization, invitations: OrganizationInvitationsArea, role: str
) -> None:
    other = target.organization(organization.maker)
    mark = secrets.token_hex(8)
    more: dict[str, FormValue] = {
        "public_metadata": {"role": mark},
        "public_metadata[role]": mark,
        "status": "accepted",
        "organization_id": other.id,
        "inviter_id": f"user_{mark}",
    }

    for sent in [more, *one_by_one(more)]:
        answer = invitations.create(email_address=target.address(), role=role, **sent, intent=Intent.INVALID)
        if not answer.ok:
            refused(answer, ANY_REFUSAL)
            continue
        equals(answer, status="pending", organization_id=organization.id)
        if mark in str(answer.resource):
            raise Deviation(expected="nothing of what was sent", got="what was sent", where="$.response")
        accepted(organization.maker.actor, invitations.revoke(str(present(answer, "id"))), "a revoked invitation")
    nobody(other.by_maker.invitations)


@proves(required.PARENT)
def test_the_invitation_of_another_organization(
    target: Target,
    invitations: OrganizationInvitationsArea,
    role: str,
    new_member: Callable[..., Member],
) -> None:
    invitation_id = str(present(succeeded(invitations.create(email_address=target.address(), role=role)), "id"))
    elsewhere = target.organization(new_member())

    answer = elsewhere.by_maker.invitations.revoke(invitation_id, intent=Intent.INVALID)

    refused(answer, ANY_REFUSAL)
    on_page(invitations.list(status="pending"), invitation_id)


def one_by_one(names: dict[str, FormValue]) -> Iterator[dict[str, FormValue]]:
    yield from ({name: value} for name, value in names.items())


def ids(answer: Answer) -> list[str]:
    """What the older list of pending ones holds, which may be a page or a list of its own (ORG-307)."""
    return ids_of(listed(answer))


def nobody(invitations: OrganizationInvitationsArea, address: str = "") -> None:
    """Nobody is invited; or not this address."""
    listed = page(invitations.list(status="pending"))
    found = [one for one in listed if address in str(at(one, "email_address"))]
    if found:
        raise Deviation(expected="nobody invited", got=f"{len(found)} invitations", where="$.response.data")


def counts(organization: Organization, wanted: int) -> None:
    answer = succeeded(organization.maker.actor.organizations.read(organization.id))
    if at(answer.resource, "pending_invitations_count") is ABSENT:
        raise NotTestable("the organization does not tell how many are invited")
    equals(answer, pending_invitations_count=wanted)
