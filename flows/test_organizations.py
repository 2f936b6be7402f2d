"""A member makes an organization, reads it, gives it another name; and what it may be called."""

import re
from collections.abc import Callable, Collection, Mapping

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.expect.memberships import in_client, is_member, members, own, permissions_in
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import organization as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import (
    DELETE_PROFILE,
    MANAGE_MEMBERS,
    MANAGE_PROFILE,
    READ_MEMBERS,
    Organization,
    as_made,
    permits,
)
from fapi_conformance.target.refusals import not_by_settings
from fapi_conformance.target.target import Target

CREATOR_HOLDS = {MANAGE_MEMBERS, READ_MEMBERS, DELETE_PROFILE}
SLUG = re.compile(r"[a-z0-9-]+")
UNSAFE = ("Visit https://example.com/free now", '<a href="//example.com">Free</a>', "<script>alert(1)</script>")
NO_SLUGS = ("Upper-Case", "with space", "dot.dash", "under_score", "ünïcode")


def new_name(target: Target) -> str:
    return f"Organization {target.name()}"


def new_slug(target: Target) -> str:
    return f"o-{re.sub('[^a-z0-9]', '', target.name().lower())}"


def none_made(member: Member, answer: Answer, before: Collection[str]) -> None:
    """It was refused, and made nothing. Some may have one from the beginning: an instance may give it to everybody."""
    if answer.ok:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")
    assert set(own(member.actor)) == set(before), "an organization was made nevertheless"


@proves(
    required.CREATED,
    required.CREATED_IN_CLIENT,
    required.CREATOR,
    required.CREATOR_ROLE,
    required.CREATED_COUNTS,
    required.READ,
    required.IMAGE_URL,
    required.SLUG_MADE,
    required.READ_BY_SLUG,
)
def test_making_one(member: Member, target: Target) -> None:
    actor, name = member.actor, new_name(target)
    answer = actor.organizations.create(name=name)
    not_by_settings(answer)

    with step(required.CREATED):
        equals(succeeded(answer), name=name)
        present(answer, "id")
    made = as_made(member, answer)
    with step(required.CREATED_IN_CLIENT):
        assert made.id in in_client(answer), "the client beside the answer does not show the membership"
    with step(required.CREATOR):
        is_member(actor, made.id)
        assert member.user_id in members(actor, made.id), "its members are without who made it"
    with step(required.CREATOR_ROLE):
        named = target.environment.text("organization_settings", "creator_role")
        has = at(own(actor).get(made.id), "role")
        assert named in (None, has), f"the role is {has!r}, the creator role {named!r}"
        lacks = CREATOR_HOLDS - permissions_in(actor, made.id)
        assert not lacks, f"without {', '.join(sorted(lacks))}"
    with step(required.CREATED_COUNTS):
        for counted, wanted in (("members_count", 1), ("pending_invitations_count", 0)):
            count = at(answer.resource, counted)
            assert count == wanted or not isinstance(count, int), f"{counted} is {count!r}"
    read = actor.organizations.read(made.id)
    with step(required.READ):
        equals(succeeded(read), id=made.id, name=name, slug=at(answer.resource, "slug"))
    with step(required.IMAGE_URL):
        shown = (answer.resource, read.resource, at(own(actor).get(made.id), "organization"))
        for one in shown:
            assert isinstance(at(one, "image_url"), str), f"image_url is {say(at(one, 'image_url'))}"
    if target.capabilities[Capability.ORGANIZATION_SLUGS] is not True:
        return
    with step(required.SLUG_MADE):
        slug = present(answer, "slug")
        assert SLUG.fullmatch(str(slug)), f"the slug is {say(slug)}"
    with step(required.READ_BY_SLUG):
        assert not actor.organizations.read(str(made.slug), intent=Intent.OPEN).ok, "the slug reads it too"


@proves(required.NAME_REQUIRED)
@pytest.mark.parametrize("form", [{}, {"name": ""}], ids=["absent", "empty"])
def test_without_a_name(form: Mapping[str, FormValue], member: Member) -> None:
    before = own(member.actor)
    answer = member.actor.organizations.create(**form, intent=Intent.INVALID)

    refused(answer, 422, ("form_param_missing", "form_param_nil"), naming="name")
    none_made(member, answer, before)


@proves(required.NAME_UNSAFE)
def test_a_name_that_is_a_link_or_markup(member: Member) -> None:
    before = own(member.actor)
    for name in UNSAFE:
        answer = member.actor.organizations.create(name=name, intent=Intent.INVALID)

        refused(answer, 422, "form_param_value_invalid", naming="name")
    none_made(member, answer, before)


@proves(required.NAME_LONG)
def test_a_very_long_name(member: Member) -> None:
    answer = member.actor.organizations.create(name="n" * 10_000, intent=Intent.INVALID)

    refused(answer, 422, "form_param_max_length_exceeded", naming="name")


@proves(required.SLUG_GIVEN, required.SLUG_TAKEN, required.SLUG_BAD)
def test_slugs(member: Member, new_member: Callable[..., Member], target: Target) -> None:
    """Of two people, for each may be allowed to make one organization only."""
    slug, other = new_slug(target), new_member()
    answer = member.actor.organizations.create(name=new_name(target), slug=slug)
    not_by_settings(answer)
    theirs = other.actor.organizations

    with step(required.SLUG_GIVEN):
        equals(succeeded(answer), slug=slug)
    with step(required.SLUG_BAD):
        for bad in NO_SLUGS:
            answer = theirs.create(name=new_name(target), slug=bad, intent=Intent.INVALID)
            refused(answer, 422, ("form_param_format_invalid", "form_param_value_invalid"), naming="slug")
    with step(required.SLUG_TAKEN):
        again = theirs.create(name=new_name(target), slug=slug, intent=Intent.INVALID)
        refused(again, 422, "form_identifier_exists", naming="slug")
        made = as_made(other, theirs.create(name=new_name(target)))
        permits(made, MANAGE_PROFILE)
        taken = theirs.update(made.id, slug=slug, intent=Intent.INVALID)
        refused(taken, 422, "form_identifier_exists", naming="slug")


@proves(required.SLUG_MADE)
def test_two_of_one_name(organization: Organization, new_member: Callable[..., Member], target: Target) -> None:
    again = target.organization(new_member(), name=organization.name)

    assert again.slug != organization.slug, f"both have the slug {say(again.slug)}"


@proves(required.SLUGS_OFF)
def test_a_slug_where_there_are_none(member: Member, target: Target) -> None:
    answer = member.actor.organizations.create(name=new_name(target), slug=new_slug(target), intent=Intent.OPEN)

    refused(answer, 403, "organization_slugs_disabled")


@proves(required.UPDATED, required.UPDATED_ALONE, required.UPDATED_UNSAFE)
def test_another_name(organization: Organization, target: Target) -> None:
    actor, name = permits(organization, MANAGE_PROFILE).maker.actor, new_name(target)
    answer = actor.organizations.update(organization.id, name=name)

    with step(required.UPDATED):
        equals(succeeded(answer), id=organization.id, name=name)
        equals(actor.organizations.read(organization.id), name=name)
        shown = in_client(answer).get(organization.id)
        assert at(shown, "organization.name") == name, "the client beside the answer shows it by another name"
    with step(required.UPDATED_UNSAFE):
        for unsafe in UNSAFE:
            refused(actor.organizations.update(organization.id, name=unsafe, intent=Intent.INVALID), 422)
        equals(actor.organizations.read(organization.id), name=name)
    with step(required.UPDATED_ALONE):
        slug = new_slug(target)
        equals(actor.organizations.read(organization.id), slug=organization.slug)
        equals(succeeded(actor.organizations.update(organization.id, slug=slug)), name=name, slug=slug)
        equals(actor.organizations.read(organization.id), name=name, slug=slug)


@proves(required.LIMIT)
def test_more_than_one_may_make(target: Target) -> None:
    somebody = target.provided_member(create_organizations_limit=1)
    mine = somebody.actor.me.read()
    if at(mine.resource, "create_organizations_limit") != 1:
        raise NotTestable("the means do not limit how many organizations a user may make")
    target.organization(somebody)

    answer = somebody.actor.organizations.create(name=new_name(target), intent=Intent.INVALID)

    refused(answer, 403, "org_creation_limit_exceeded")


@proves(required.NOT_ALLOWED)
def test_who_may_make_none(target: Target) -> None:
    somebody = target.provided_member(create_organization_enabled=False)
    if at(somebody.actor.me.read().resource, "create_organization_enabled") is not False:
        raise NotTestable("the means do not keep a user from making organizations")

    before = own(somebody.actor)
    answer = somebody.actor.organizations.create(name=new_name(target), intent=Intent.INVALID)

    refused(answer, 403, "user_create_organization_not_enabled")
    none_made(somebody, answer, before)


@proves(required.NOBODY_ALLOWED)
def test_where_nobody_may_make_any(member: Member, target: Target) -> None:
    if at(member.actor.me.read().resource, "create_organization_enabled") is True:
        raise NotTestable("the user may, whatever the environment says")

    before = own(member.actor)
    answer = member.actor.organizations.create(name=new_name(target), intent=Intent.INVALID)

    refused(answer, 403)
    none_made(member, answer, before)


@proves(required.OFF)
def test_where_there_are_no_organizations(member: Member, target: Target) -> None:
    answer = member.actor.organizations.create(name=new_name(target), intent=Intent.OPEN)

    refused(answer, 403, "organization_not_enabled_in_instance")
