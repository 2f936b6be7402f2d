"""Two at the same time, in an organization."""

from collections.abc import Callable

from fapi_conformance.client.at_once import at_once
from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.expect.memberships import own_in
from fapi_conformance.expect.pages import page
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import organization_race as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import ALL, MANAGE_MEMBERS, Organization, role_without
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

AT_ONCE = 10
"""Addresses that one request may invite (ORG-304)."""


def somebody_came_through(answers: list[Answer]) -> int:
    """How many. A target may let each of them try again (AUTH-046): then nothing is seen."""
    done = sum(answer.ok for answer in answers)
    if not done:
        raise NotTestable(f"neither came through: {' and '.join(map(outcome, answers))}")
    return done


def members_of(organization: Organization) -> list[Json]:
    return page(organization.by_maker.memberships.list(paginated=True, limit=ALL))


def accepting(who: Member, invitation_id: str) -> Callable[[], Answer]:
    return lambda: who.actor.me.organization_invitations.accept(invitation_id, intent=Intent.OPEN)


def leaving(who: Member, organization: Organization) -> Callable[[], Answer]:
    return lambda: who.actor.me.organization_memberships.leave(organization.id, intent=Intent.OPEN)


@proves(required.JOINING)
def test_accepting_twice(organization: Organization, new_member: Callable[..., Member], target: Target) -> None:
    guest = new_member()
    elsewhere = target.elsewhere(guest)
    role = role_without(organization, MANAGE_MEMBERS)
    made = organization.by_maker.invitations.create(email_address=guest.email, role=role)
    invitation_id = str(present(accepted(organization.maker.actor, made, "an invitation"), "id"))

    answers = at_once(*(accepting(one, invitation_id) for one in (guest, elsewhere)))
    somebody_came_through(answers)

    found = [one for one in members_of(organization) if at(one, "public_user_data.user_id") == guest.user_id]
    assert len(found) == 1, f"they are {len(found)} times among the members"


@proves(required.LAST_SEAT)
def test_inviting_to_the_last_seat(organization: Organization, target: Target) -> None:
    maker = organization.maker
    elsewhere = target.elsewhere(maker)
    seats = at(succeeded(maker.actor.organizations.read(organization.id)).resource, "max_allowed_memberships")
    if not isinstance(seats, int) or not 1 < seats <= AT_ONCE + 2:
        raise NotTestable(f"the organization has {seats or 'unlimited'} seats", remedy="let it have 12 or fewer")
    role = role_without(organization, MANAGE_MEMBERS)
    if seats > 2:
        taken = [target.address() for _ in range(seats - 2)]
        filled = organization.by_maker.invitations.bulk(email_address=taken, role=role, notify=False)
        accepted(maker.actor, filled, "invitations to all seats but one")

    def inviting(who: Member) -> Callable[[], Answer]:
        invitations, address = organization.by(who).invitations, target.address()
        return lambda: invitations.create(email_address=address, role=role, notify=False, intent=Intent.OPEN)

    answers = at_once(inviting(maker), inviting(elsewhere))

    assert somebody_came_through(answers) == 1, "both are invited to the one seat that was left"


@proves(required.LEAVING)
def test_leaving_together(organization: Organization, joining: Callable[..., Member], target: Target) -> None:
    maker = organization.maker
    other = joining(organization, str(at(own_in(maker.actor, organization.id), "role")))
    if target.capabilities[Capability.PERSONAL_ACCOUNTS] is not True:
        for somebody in (maker, other):
            target.organization(somebody)

    answers = at_once(leaving(maker, organization), leaving(other, organization))

    assert somebody_came_through(answers) == 1, "both have left, and nobody manages the organization"
