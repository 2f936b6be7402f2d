"""A manager adds people to an organization, gives them other roles, removes them; and what each of them sees of it."""

from collections.abc import Callable

from fapi_conformance.client.exchange import Intent, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, member, present, refused, succeeded
from fapi_conformance.expect.active_organizations import token_of
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.expect.memberships import is_member, is_no_member, members, own_in
from fapi_conformance.expect.organization_claims import claims_not, claims_organization, organization_in
from fapi_conformance.expect.organization_claims import claims_role as has_role
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import organization_member as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organization_settings import FEW_SEATS
from fapi_conformance.target.organizations import (
    MANAGE_MEMBERS,
    READ_MEMBERS,
    Organization,
    chosen,
    permissions_of,
    role_with,
    role_without,
    roles_of,
)
from fapi_conformance.target.refusals import not_by_settings
from fapi_conformance.target.target import Target

A_MINUTE = 62.0
"""Seconds after which tokens tell what is so (SEC-050); only a target that is late is waited for."""

FULL = "organization_membership_quota_exceeded"

Joining = Callable[..., Member]


def role_in(somebody: Member, organization: Organization) -> Json:
    """The role that somebody reads to have."""
    return at(own_in(somebody.actor, organization.id), "role")


def no_roles(organization: Organization) -> list[str]:
    """What is no role of this organization, whatever it has."""
    known = {str(one.get("key")) for one in roles_of(organization)}
    made_up = ("org:owner", "org:nobody_has_this_one", "admin;DROP", "superuser", "")
    return [one for one in made_up if one not in known]


def seats(organization: Organization) -> int:
    limit = member(organization.maker.actor.organizations.read(organization.id), "max_allowed_memberships")
    if not isinstance(limit, int):
        raise Deviation(expected="an integer", got=say(limit), where="$.response.max_allowed_memberships")
    return limit


def claims_role(somebody: Member, organization: Organization, role: str) -> None:
    found = claims_organization(token_of(somebody), organization.id)
    if not has_role(found, role):
        raise Deviation(expected=say(role), got=say(found.role), where="role in the claims")


def claims_nothing_more(somebody: Member, organization: Organization, role: str) -> None:
    """That role there, or no organization at all (SEC-050)."""
    if organization_in(token_of(somebody)) is not None:
        claims_role(somebody, organization, role)


@proves(
    required.ADDED,
    required.ADDED_SEEN,
    required.ADDED_TWICE,
    required.ADDED_UNKNOWN,
    required.ROLE_UNKNOWN,
    required.ROLE_UNKNOWN_CODE,
    required.ROLES_AGREE,
)
def test_adding_somebody(organization: Organization, new_member: Callable[..., Member]) -> None:
    somebody, maker = new_member(), organization.maker.actor
    ours, role = organization.by_maker, role_without(organization, MANAGE_MEMBERS)
    answer = ours.memberships.add(user_id=somebody.user_id, role=role)
    not_by_settings(answer)

    with step(required.ADDED):
        equals(succeeded(answer), role=role, organization__id=organization.id)
        told = at(answer.resource, "public_user_data.user_id")
        assert told == somebody.user_id or not isinstance(told, str), f"it is of {say(told)}"
    with step(required.ADDED_SEEN):
        listed = members(maker, organization.id)
        assert set(listed) == {organization.maker.user_id, somebody.user_id}, f"the members are {say(sorted(listed))}"
        is_member(somebody.actor, organization.id)
        assert role_in(somebody, organization) == role, f"they have {say(role_in(somebody, organization))}"
    other = role_with(organization, MANAGE_MEMBERS)
    again = ours.memberships.add(user_id=somebody.user_id, role=other, intent=Intent.INVALID)
    with step(required.ADDED_TWICE):
        refused(again, 400, "already_a_member_in_organization")
        assert role_in(somebody, organization) == role, "the role is another one nevertheless"
    with step(required.ADDED_UNKNOWN):
        unknown = ours.memberships.add(user_id=unknown_id("user_id"), role=role, intent=Intent.INVALID)
        refused(unknown, 404, "resource_not_found")
    third = new_member()
    unknown_roles = no_roles(organization)
    answers = [
        *(ours.memberships.add(user_id=third.user_id, role=one, intent=Intent.INVALID) for one in unknown_roles),
        *(ours.memberships.update(somebody.user_id, role=one, intent=Intent.INVALID) for one in unknown_roles),
    ]
    with step(required.ROLE_UNKNOWN):
        for one in answers:
            refused(one, ANY_REFUSAL)
        listed = members(maker, organization.id)
        assert third.user_id not in listed, "who was to get the unknown role is a member"
        assert role_in(somebody, organization) == role, f"they have {say(role_in(somebody, organization))}"
    with step(required.ROLE_UNKNOWN_CODE):
        for one in answers:
            wanted = ("resource_not_found", "form_param_value_invalid", "form_param_nil", "form_param_missing")
            refused(one, (404, 422), wanted)
    with step(required.ROLES_AGREE):
        known = {str(one.get("key")): one for one in roles_of(organization)}
        for one in members(maker, organization.id).values():
            named = known.get(str(at(one, "role")))
            assert named, f"{say(at(one, 'role'))} is not listed"
            assert at(one, "role_name") == named.get("name"), f"role_name is {say(at(one, 'role_name'))}"
            has = at(one, "permissions")
            if isinstance(has, list):
                assert set(has) == permissions_of(named), f"{say(at(one, 'role'))} permits {say(has)} to a member"


@proves(required.FULL)
def test_no_more_than_may_be(organization: Organization, new_member: Callable[..., Member], target: Target) -> None:
    """One seat is taken by a member who is added, the others by people who are invited."""
    ours, role = organization.by_maker, role_without(organization, MANAGE_MEMBERS)
    limit = seats(organization)
    if limit not in FEW_SEATS:
        raise NotTestable(f"it may have {limit} members", remedy="let organizations have a few members only")
    target.joined(organization, new_member(), role)
    for _ in range(limit - 2):
        asked = ours.invitations.create(email_address=target.mail_address(), role=role, notify="false")
        if not asked.ok:
            raise NotTestable(f"nobody could be invited: {outcome(asked)}")
    third = new_member()

    answer = ours.memberships.add(user_id=third.user_id, role=role, intent=Intent.INVALID)

    not_by_settings(answer, but=FULL)
    refused(answer, 403, FULL)
    is_no_member(third.actor, organization.id)


@proves(required.FULL_OF_ONE)
def test_no_more_than_one(organization: Organization, new_member: Callable[..., Member]) -> None:
    if seats(organization) != 1:
        raise NotTestable("it may have more than one member, whatever the environment says")
    second = new_member()

    role = role_without(organization, MANAGE_MEMBERS)
    answer = organization.by_maker.memberships.add(user_id=second.user_id, role=role, intent=Intent.INVALID)

    not_by_settings(answer, but=FULL)
    refused(answer, 403, FULL)
    is_no_member(second.actor, organization.id)


@proves(required.ROLE_CHANGED, required.ROLE_ACTS)
def test_another_role(organization: Organization, joining: Joining) -> None:
    manages = role_with(organization, MANAGE_MEMBERS, READ_MEMBERS)
    not_any_more = role_without(organization, MANAGE_MEMBERS)
    somebody = joining(organization, manages)
    members(somebody.actor, organization.id)
    answer = organization.by_maker.memberships.update(somebody.user_id, role=not_any_more)

    with step(required.ROLE_CHANGED):
        equals(succeeded(answer), role=not_any_more)
        mine = own_in(somebody.actor, organization.id)
        for where, told in (("answer", answer.resource), ("own membership", mine)):
            assert at(told, "role") == not_any_more, f"the role in the {where} is {say(at(told, 'role'))}"
            has = at(told, "permissions")
            assert not isinstance(has, list) or MANAGE_MEMBERS not in has, f"the {where} says that they manage members"
    with step(required.ROLE_ACTS):
        theirs = organization.by(somebody)
        refused(theirs.memberships.update(somebody.user_id, role=manages, intent=Intent.INVALID), ANY_REFUSAL)
        refused(theirs.memberships.remove(organization.maker.user_id, intent=Intent.INVALID), ANY_REFUSAL)
        is_member(organization.maker.actor, organization.id)


@proves(required.ROLE_CLAIMED, required.CLAIMS_FOLLOW)
def test_what_tokens_claim_of_another_role(organization: Organization, joining: Joining) -> None:
    lower = role_without(organization, MANAGE_MEMBERS)
    somebody = joining(organization, role_with(organization, MANAGE_MEMBERS))
    chosen(somebody, organization)
    token_of(somebody)
    succeeded(organization.by_maker.memberships.update(somebody.user_id, role=lower))

    with step(required.ROLE_CLAIMED):
        claims_role(somebody, organization, lower)
    with step(required.CLAIMS_FOLLOW):
        in_time(lambda: claims_nothing_more(somebody, organization, lower), A_MINUTE)


@proves(required.ROLE_CHANGED)
def test_being_made_a_manager(organization: Organization, joining: Joining) -> None:
    """Who may manage members now does."""
    somebody, manages = joining(organization), role_with(organization, MANAGE_MEMBERS)
    third = joining(organization)

    succeeded(organization.by_maker.memberships.update(somebody.user_id, role=manages))

    assert role_in(somebody, organization) == manages, f"they have {say(role_in(somebody, organization))}"
    succeeded(organization.by(somebody).memberships.remove(third.user_id))


@proves(
    required.REMOVED,
    required.REMOVED_GONE,
    required.REMOVED_SESSION,
    required.REMOVED_UNKNOWN,
)
def test_removing_somebody(organization: Organization, joining: Joining) -> None:
    somebody, ours = joining(organization), organization.by_maker
    chosen(somebody, organization)
    answer = ours.memberships.remove(somebody.user_id)

    with step(required.REMOVED):
        succeeded(answer)
        assert at(answer.resource, "deleted") is not True, "a deleted object was answered, and no membership"
        present(answer, "role")
    with step(required.REMOVED_GONE):
        assert somebody.user_id not in members(organization.maker.actor, organization.id), "they are listed"
        is_no_member(somebody.actor, organization.id)
        refused(somebody.actor.organizations.read(organization.id, intent=Intent.INVALID), (403, 404))
        refused(organization.by(somebody).memberships.list(intent=Intent.INVALID), (403, 404))
    with step(required.REMOVED_SESSION):
        equals(somebody.actor.sessions.read(somebody.session_id), last_active_organization_id=None)
    with step(required.REMOVED_UNKNOWN):
        refused(ours.memberships.remove(somebody.user_id, intent=Intent.INVALID), ANY_REFUSAL)
        refused(ours.memberships.remove(unknown_id("user_id"), intent=Intent.INVALID), 404)


@proves(required.CLAIMS_FOLLOW)
def test_what_tokens_claim_after_a_removal(organization: Organization, joining: Joining) -> None:
    somebody = joining(organization)
    chosen(somebody, organization)
    token_of(somebody)
    succeeded(organization.by_maker.memberships.remove(somebody.user_id))

    in_time(lambda: claims_not(token_of(somebody), organization.id), A_MINUTE)


@proves(required.OF_ANOTHER)
def test_members_of_another_organization(
    organization: Organization, joining: Joining, new_member: Callable[..., Member], target: Target
) -> None:
    """By way of an organization of one's own, with the id of a user who only belongs to the other."""
    somebody = joining(organization)
    before = role_in(somebody, organization)
    try:
        own = target.organization(new_member())
    except AssertionError as problem:
        raise NotTestable("no second organization could be made") from problem
    manages = role_with(own, MANAGE_MEMBERS)

    refused(own.by_maker.memberships.update(somebody.user_id, role=manages, intent=Intent.INVALID), ANY_REFUSAL)
    refused(own.by_maker.memberships.remove(somebody.user_id, intent=Intent.INVALID), ANY_REFUSAL)

    assert role_in(somebody, organization) == before, f"the role is {say(role_in(somebody, organization))} now"
    assert somebody.user_id not in members(own.maker.actor, own.id), "they belong to the other organization now"
