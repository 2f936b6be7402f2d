"""An organization is deleted: for who did it, for its other members, in their sessions and tokens."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.active_organizations import is_not_active, token_of
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.expect.memberships import in_client, is_no_member
from fapi_conformance.expect.organization_claims import claims_not
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import organization_deleted as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import Organization, choose, chosen
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read

A_MINUTE = 62.0
"""Seconds after which tokens tell what is so (SEC-051); only a target that is late is waited for."""


def is_gone(somebody: Member, organization: Organization) -> None:
    """They neither read it nor have it among their own."""
    refused(somebody.actor.organizations.read(organization.id, intent=Intent.INVALID), (403, 404))
    is_no_member(somebody.actor, organization.id)


def unclaimed(somebody: Member, organization: Organization) -> None:
    """No token of theirs claims it, asked for or not."""
    claims_not(token_of(somebody), organization.id)
    asked = somebody.actor.sessions.token(somebody.session_id, organization_id=organization.id, intent=Intent.INVALID)
    if asked.ok:
        claims_not(read(present(asked, "jwt")), organization.id)


@pytest.fixture
def active(organization: Organization) -> Organization:
    """One that is active for its maker."""
    chosen(organization.maker, organization)
    return organization


@proves(required.DELETED, required.DELETED_TYPE, required.DELETED_IN_CLIENT)
def test_deleting_it(organization: Organization) -> None:
    maker = organization.maker
    answer = maker.actor.organizations.delete(organization.id)
    if "organization_admin_delete_not_enabled" in answer.codes:
        excepted = at(maker.actor.organizations.read(organization.id).resource, "admin_delete_enabled")
        if excepted is False:
            raise NotTestable("this organization says that its members may not delete it")

    with step(required.DELETED):
        equals(succeeded(answer), deleted=True)
        told = at(answer.resource, "id")
        assert told == organization.id or not isinstance(told, str), f"the id is {say(told)}"
        is_gone(maker, organization)
    with step(required.DELETED_TYPE):
        equals(answer, object="organization")
    with step(required.DELETED_IN_CLIENT):
        assert organization.id not in in_client(answer), "the client beside the answer still shows the membership"


@proves(required.OTHERS_STAY)
def test_another_of_the_same_person(organization: Organization, target: Target) -> None:
    maker = organization.maker
    other = target.organization(maker)
    deleted(organization)

    equals(maker.actor.organizations.read(other.id), id=other.id, name=other.name)


@pytest.fixture
def colleague(active: Organization, joining: Callable[..., Member]) -> Member:
    """Another member of it, for whom it is active too."""
    somebody = joining(active)
    chosen(somebody, active)
    return somebody


def deleted(organization: Organization) -> None:
    answer = organization.maker.actor.organizations.delete(organization.id)
    if not answer.ok:
        raise NotTestable(f"it could not be deleted: {outcome(answer)}")


@proves(required.FOR_OTHERS, required.NOT_ACTIVE, required.NOT_CHOSEN)
def test_what_its_other_members_see(active: Organization, colleague: Member) -> None:
    deleted(active)

    with step(required.FOR_OTHERS):
        is_gone(colleague, active)
        refused(active.by(colleague).memberships.list(intent=Intent.INVALID), (403, 404))
    with step(required.NOT_ACTIVE):
        for somebody in (active.maker, colleague):
            is_not_active(somebody, active.id)
    with step(required.NOT_CHOSEN):
        again = choose(colleague, active.id, intent=Intent.INVALID)
        found = at(again.resource, "last_active_organization_id") if again.ok else None
        assert found != active.id, "it was made the active one"


@proves(required.NOT_CLAIMED)
def test_what_tokens_claim_of_it(active: Organization, colleague: Member) -> None:
    deleted(active)

    def nowhere() -> None:
        for somebody in (active.maker, colleague):
            unclaimed(somebody, active)

    in_time(nowhere, A_MINUTE)


@proves(required.SWITCHED_OFF)
def test_where_members_may_not(organization: Organization) -> None:
    ours = organization.maker.actor.organizations
    if at(ours.read(organization.id).resource, "admin_delete_enabled") is True:
        raise NotTestable("this organization says that its members may delete it")

    refused(ours.delete(organization.id, intent=Intent.INVALID), 403, "organization_admin_delete_not_enabled")

    equals(ours.read(organization.id), id=organization.id)
