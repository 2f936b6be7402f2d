"""Somebody who manages an organization sends more than they are asked for: what is not theirs to set."""

import secrets
from collections.abc import Callable

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.memberships import members
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.refusals import refused
from fapi_conformance.requirements import organization_assignment as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import MANAGE_MEMBERS, Organization, role_without
from fapi_conformance.target.target import Target

SEATS = 4321
"""A limit that no instance has by chance."""


def of_an_organization(mark: str) -> dict[str, FormValue]:
    return {
        "max_allowed_memberships": SEATS,
        "public_metadata": {"plan": mark},
        "public_metadata[plan]": mark,
        "private_metadata": {"plan": mark},
        "members_count": SEATS,
        "pending_invitations_count": SEATS,
        "created_by": f"user_{mark}",
        "id": f"org_{mark}",
        "role_set_key": f"role_set:{mark}",
        "created_at": 1,
    }


def of_a_membership(mark: str) -> dict[str, FormValue]:
    return {
        "public_metadata": {"plan": mark},
        "private_metadata": {"plan": mark},
        "permissions": f"org:sys_profile:{mark}",
        "organization_id": f"org_{mark}",
        "role_name": mark,
        "created_at": 1,
    }


def holds_nothing_of(told: Json, mark: str) -> None:
    """Neither the mark nor a value that was sent, anywhere in the resource."""
    if mark in repr(told):
        raise Deviation(expected="nothing of what was sent", got="a text that was", where="$.response")
    for name, sent in (("max_allowed_memberships", SEATS), ("members_count", SEATS), ("created_at", 1)):
        if at(told, name) == sent:
            raise Deviation(expected="as it was", got=say(sent), where=f"$.response.{name}")


def refused_or_ignored(answer: Answer, maker: Member) -> None:
    if not answer.ok:
        refused(answer, maker.actor, "a refusal, or no notice taken")


@proves(required.ORGANIZATION)
def test_more_than_name_and_slug(organization: Organization, target: Target) -> None:
    mark, ours = secrets.token_hex(8), organization.maker.actor.organizations
    switched = at(ours.read(organization.id).resource, "admin_delete_enabled")
    name = f"Organization {target.name()}"
    more = {**of_an_organization(mark), "admin_delete_enabled": not switched}

    answers = [
        ours.update(organization.id, **{"name": name, key: value}, intent=Intent.INVALID) for key, value in more.items()
    ]
    made = ours.create(**{"name": name, **more}, intent=Intent.INVALID)

    for answer in (*answers, made):
        refused_or_ignored(answer, organization.maker)
        if answer.ok:
            holds_nothing_of(answer.resource, mark)
    left = ours.read(organization.id).resource
    holds_nothing_of(left, mark)
    if at(left, "admin_delete_enabled") != switched:
        raise Deviation(expected=say(switched), got=say(not switched), where="$.response.admin_delete_enabled")


@proves(required.MEMBERSHIP)
def test_more_than_a_role(
    organization: Organization, joining: Callable[..., Member], new_member: Callable[..., Member]
) -> None:
    mark, role = secrets.token_hex(8), role_without(organization, MANAGE_MEMBERS)
    somebody, third, ours = joining(organization, role), new_member(), organization.by_maker.memberships
    sent = of_a_membership(mark)

    answers = [
        *(
            ours.update(somebody.user_id, **{"role": role, key: value}, intent=Intent.INVALID)
            for key, value in sent.items()
        ),
        ours.add(**{"user_id": third.user_id, "role": role, **sent}, intent=Intent.INVALID),
    ]

    for answer in answers:
        refused_or_ignored(answer, organization.maker)
        if answer.ok:
            holds_nothing_of(answer.resource, mark)
    for one in members(organization.maker.actor, organization.id).values():
        holds_nothing_of(one, mark)
