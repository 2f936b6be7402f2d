"""What the role of a member lacks is refused: by the permissions of the membership, whatever the role is called."""

from collections.abc import Callable, Iterator

import pytest

from fapi_conformance.client import upload as sent
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.pictures import picture
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, refused
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.memberships import members, own_in, permissions_in
from fapi_conformance.expect.pages import listed
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes import refusals
from fapi_conformance.requirements import organization_permission as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import (
    DELETE_PROFILE,
    MANAGE_DOMAINS,
    MANAGE_MEMBERS,
    MANAGE_PROFILE,
    READ_DOMAINS,
    READ_MEMBERS,
    Organization,
    permits,
    role_with,
    role_without,
)
from fapi_conformance.target.person import new_domain
from fapi_conformance.target.refusals import not_by_settings
from fapi_conformance.target.target import Target

MISSING = "missing_organization_permission"

Lacking = Callable[[str], Member]


@pytest.fixture
def lacking(organization: Organization, joining: Callable[..., Member]) -> Lacking:
    """Makes members of it whose own membership is without that permission."""

    def make(permission: str) -> Member:
        somebody = joining(organization, role_without(organization, permission))
        if permission in permissions_in(somebody.actor, organization.id):
            raise NotTestable(f"the membership says that they have {permission}, and the list of roles that not")
        return somebody

    return make


def declined(answer: Answer, somebody: Member) -> None:
    """In whatever words (GEN-038)."""
    refusals.refused(answer, somebody.actor, "a refusal")


def tells_missing(answer: Answer, permission: str) -> None:
    told = [at(one, "meta.permissions") for one in answer.errors if one.get("code") == MISSING]
    if not any(isinstance(names, list) and permission in names for names in told):
        raise Deviation(expected=f"a list with {say(permission)}", got=say(told), where="$.errors[].meta.permissions")


def on_profile(somebody: Member, organization: Organization, target: Target) -> Iterator[Answer]:
    theirs = somebody.actor.organizations
    yield theirs.update(organization.id, name=f"Organization {target.name()}", intent=Intent.INVALID)
    yield theirs.set_logo(organization.id, sent.file(picture().content), intent=Intent.INVALID)
    yield theirs.delete_logo(organization.id, intent=Intent.INVALID)


def on_members(
    somebody: Member, other: Member, third: Member, organization: Organization, target: Target
) -> Iterator[Answer]:
    """Each makes sense for somebody who may. Nobody is invited where there are no addresses, for another reason."""
    theirs, role = organization.by(somebody), role_without(organization, MANAGE_MEMBERS)
    yield theirs.memberships.add(user_id=third.user_id, role=role, intent=Intent.INVALID)
    yield theirs.memberships.update(other.user_id, role=role_with(organization, MANAGE_MEMBERS), intent=Intent.INVALID)
    yield theirs.memberships.remove(other.user_id, intent=Intent.INVALID)
    if target.capabilities[Capability.EMAIL_ADDRESSES] is True:
        yield theirs.invitations.create(email_address=target.mail_address(), role=role, intent=Intent.INVALID)
        yield theirs.invitations.bulk(email_address=[target.mail_address()], role=role, intent=Intent.INVALID)


@proves(required.PROFILE, required.DELETE, required.CODE, required.TOLD)
def test_the_organization_itself(organization: Organization, lacking: Lacking, target: Target) -> None:
    somebody, ours = lacking(MANAGE_PROFILE), organization.maker.actor.organizations
    ours.set_logo(organization.id, sent.file(picture().content))
    before = ours.read(organization.id).resource
    answers = list(on_profile(somebody, organization, target))

    with step(required.PROFILE):
        for answer in answers:
            declined(answer, somebody)
        equals(ours.read(organization.id), name=organization.name, has_image=at(before, "has_image"))
    with step(required.CODE):
        for answer in answers:
            not_by_settings(answer, but=MISSING)
            refused(answer, 403, MISSING)
    with step(required.TOLD):
        for answer in answers:
            tells_missing(answer, MANAGE_PROFILE)
    with step(required.DELETE):
        if DELETE_PROFILE in permissions_in(somebody.actor, organization.id):
            raise NotTestable("who may not change the organization may delete it here")
        declined(somebody.actor.organizations.delete(organization.id, intent=Intent.INVALID), somebody)
        equals(ours.read(organization.id), id=organization.id)


@proves(required.MEMBERS, required.MEMBERS_READ, required.SELF_PROMOTION, required.CODE, required.TOLD)
def test_its_members(
    organization: Organization,
    lacking: Lacking,
    joining: Callable[..., Member],
    new_member: Callable[..., Member],
    target: Target,
) -> None:
    somebody, other = lacking(MANAGE_MEMBERS), joining(organization)
    theirs, ours = organization.by(somebody), organization.maker.actor
    manages = role_with(organization, MANAGE_MEMBERS)
    role = at(own_in(other.actor, organization.id), "role")
    answers = list(on_members(somebody, other, new_member(), organization, target))

    with step(required.MEMBERS):
        for answer in answers:
            declined(answer, somebody)
        left = members(ours, organization.id)
        assert set(left) == {organization.maker.user_id, somebody.user_id, other.user_id}, f"members: {say(list(left))}"
        assert at(left[other.user_id], "role") == role, f"the role is {say(at(left[other.user_id], 'role'))} now"
        if target.capabilities[Capability.EMAIL_ADDRESSES] is True:
            asked = listed(organization.by_maker.invitations.list(status="pending"))
            assert not asked, f"{len(asked)} people are invited"
    with step(required.CODE):
        for answer in answers:
            not_by_settings(answer, but=MISSING)
            refused(answer, 403, MISSING)
    with step(required.TOLD):
        for answer in answers:
            tells_missing(answer, MANAGE_MEMBERS)
    promoting = theirs.memberships.update(somebody.user_id, role=manages, intent=Intent.INVALID)
    with step(required.SELF_PROMOTION):
        declined(promoting, somebody)
        assert MANAGE_MEMBERS not in permissions_in(somebody.actor, organization.id), "they manage members now"
    reads = (
        theirs.invitations.list(intent=Intent.INVALID),
        theirs.membership_requests.list(intent=Intent.INVALID),
    )
    with step(required.MEMBERS_READ):
        for answer in reads:
            declined(answer, somebody)


@proves(required.DOMAINS)
def test_its_domains(organization: Organization, lacking: Lacking) -> None:
    somebody = lacking(MANAGE_DOMAINS)

    declined(organization.by(somebody).domains.create(name=new_domain(), intent=Intent.INVALID), somebody)

    permits(organization, READ_DOMAINS, MANAGE_DOMAINS)
    assert not listed(organization.by_maker.domains.list()), "it has a domain nevertheless"


@proves(required.READING)
def test_reading_members(organization: Organization, joining: Callable[..., Member]) -> None:
    somebody = joining(organization, role_without(organization, MANAGE_MEMBERS))
    if READ_MEMBERS not in permissions_in(somebody.actor, organization.id):
        raise NotTestable("no role reads members without managing them")

    assert set(members(somebody.actor, organization.id)) == {organization.maker.user_id, somebody.user_id}
