"""People leave an organization; who alone manages it stays."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect.active_organizations import is_not_active, token_of
from fapi_conformance.expect.look import at, say
from fapi_conformance.expect.memberships import in_client, is_member, is_no_member, own_in
from fapi_conformance.expect.organization_claims import claims_not
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_leaving as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import MANAGE_MEMBERS, Organization, chosen, role_without
from fapi_conformance.target.target import Target

MINIMUM = ("organization_minimum_permissions_needed", "at_least_one_admin_needed")
"""The code and its old name (ORG-005)."""

Joining = Callable[..., Member]


def rooted(somebody: Member, target: Target) -> Member:
    """With another organization to stay in, where everybody has to have one (ORG-008)."""
    if target.capabilities[Capability.PERSONAL_ACCOUNTS] is not True:
        target.organization(somebody)
    return somebody


def leave(somebody: Member, organization: Organization, *, intent: Intent = Intent.VALID) -> Answer:
    return somebody.actor.me.organization_memberships.leave(organization.id, intent=intent)


@pytest.fixture
def leaver(organization: Organization, joining: Joining, target: Target) -> Member:
    """A plain member of it, for whom it is active."""
    somebody = rooted(joining(organization), target)
    chosen(somebody, organization)
    return somebody


@proves(required.LEFT, required.LEFT_IN_CLIENT, required.LEFT_SESSION, required.NOT_A_MEMBER)
def test_leaving(leaver: Member, organization: Organization) -> None:
    actor = leaver.actor
    answer = leave(leaver, organization)

    with step(required.LEFT):
        equals(succeeded(answer), deleted=True)
        is_no_member(actor, organization.id)
        refused(actor.organizations.read(organization.id, intent=Intent.INVALID), (403, 404))
    with step(required.LEFT_IN_CLIENT):
        assert organization.id not in in_client(answer), "the client beside the answer still shows the membership"
    with step(required.LEFT_SESSION):
        is_not_active(leaver, organization.id)
        claims_not(token_of(leaver), organization.id)
    with step(required.NOT_A_MEMBER):
        refused(leave(leaver, organization, intent=Intent.INVALID), (403, 404))


@proves(required.NOT_A_MEMBER)
def test_leaving_what_one_was_never_in(organization: Organization, new_member: Callable[..., Member]) -> None:
    refused(leave(new_member(), organization, intent=Intent.INVALID), (403, 404))

    is_member(organization.maker.actor, organization.id)


@proves(required.ONLY_ONESELF)
def test_naming_somebody_else(leaver: Member, organization: Organization) -> None:
    """In the body, where an implementation might look for whom it is about."""
    maker, path = organization.maker, {"organization_id": organization.id}

    answer = leaver.actor.act(
        "deleteOrganizationMemberships", path, form={"user_id": maker.user_id}, intent=Intent.INVALID
    )
    if not answer.ok:  # a parameter that is not known may be refused (SEC-016)
        refused(answer, ANY_REFUSAL)

    is_member(maker.actor, organization.id)
    equals(maker.actor.organizations.read(organization.id), id=organization.id)


@proves(required.LAST_LEAVES, required.LAST_DEMOTED, required.LAST_REMOVED, required.LAST_CODE, required.NOT_THE_LAST)
def test_the_last_who_manages_it(organization: Organization, joining: Joining, target: Target) -> None:
    """There is another member, who does not."""
    maker, ours = rooted(organization.maker, target), organization.by_maker
    colleague = joining(organization, role_without(organization, MANAGE_MEMBERS))
    role = at(own_in(maker.actor, organization.id), "role")
    lower = role_without(organization, MANAGE_MEMBERS)

    def stays() -> None:
        found = at(own_in(maker.actor, organization.id), "role")
        assert found == role, f"their role is {say(found)} now"

    leaving = leave(maker, organization, intent=Intent.INVALID)
    with step(required.LAST_LEAVES):
        refused(leaving, ANY_REFUSAL)
        stays()
    demoting = ours.memberships.update(maker.user_id, role=lower, intent=Intent.INVALID)
    with step(required.LAST_DEMOTED):
        refused(demoting, ANY_REFUSAL)
        stays()
    removing = ours.memberships.remove(maker.user_id, intent=Intent.INVALID)
    with step(required.LAST_REMOVED):
        refused(removing, ANY_REFUSAL)
        stays()
    with step(required.LAST_CODE):
        for answer in (leaving, demoting, removing):
            refused(answer, (400, 403), MINIMUM)
    with step(required.NOT_THE_LAST):
        succeeded(ours.memberships.update(colleague.user_id, role=str(role)))
        equals(succeeded(leave(maker, organization)), deleted=True)
        is_member(colleague.actor, organization.id)


@proves(required.LAST_ORGANIZATION)
def test_the_last_one_where_everybody_has_to_have_one(organization: Organization, joining: Joining) -> None:
    somebody = joining(organization)

    answer = leave(somebody, organization, intent=Intent.INVALID)

    refused(answer, 422, "personal_accounts_not_allowed")
    is_member(somebody.actor, organization.id)
