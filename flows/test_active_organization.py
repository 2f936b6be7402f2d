"""A member chooses an organization: the session has it, its tokens claim it, and nobody chooses one of others."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.active_organizations import active_in, is_active, token_of
from fapi_conformance.expect.handshakes import handshake
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.expect.memberships import own_in, permissions_in
from fapi_conformance.expect.organization_claims import (
    OF_VERSION_1,
    claims_none,
    claims_not,
    claims_organization,
    claims_role,
    told_permissions,
    told_role,
    version,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import organization_active as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.organizations import Organization, choose, chosen
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import SessionToken, read

BEFORE_VERSION_2 = "2024-10-01"
"""An API version of before the claims of version 2 were published (AUTH-067): what comes is judged as what it is."""
SYSTEM = "org:sys_"


def older_token_of(somebody: Member) -> SessionToken:
    answer = somebody.actor.act(
        "createSessionToken",
        {"session_id": somebody.session_id},
        {"__clerk_api_version": BEFORE_VERSION_2},
        intent=Intent.OPEN,
        headers={"clerk-api-version": None},
    )
    if not answer.ok:
        raise NotTestable(f"the target does not take requests of an older version: {outcome(answer)}")
    return read(present(answer, "jwt"))


@pytest.fixture
def active(organization: Organization) -> Organization:
    """One that its maker has chosen."""
    chosen(organization.maker, organization)
    return organization


@pytest.fixture
def foreign(new_member: Callable[..., Member], target: Target) -> Organization:
    """An organization that the member does not belong to."""
    try:
        return target.organization(new_member())
    except AssertionError as problem:
        raise NotTestable("no organization could be made for it") from problem


@proves(required.CHOSEN, required.CLAIMED_AT_ONCE, required.PERSONAL, required.CHOSEN_BY_SLUG)
def test_choosing_one(organization: Organization) -> None:
    maker = organization.maker
    personal = at(maker.actor.sessions.read(maker.session_id).resource, "status") != "pending"
    answer = choose(maker, organization.id)

    with step(required.CHOSEN):
        equals(succeeded(answer), last_active_organization_id=organization.id)
        is_active(maker, organization.id)
    with step(required.CLAIMED_AT_ONCE):
        jwt = at(answer.resource, "last_active_token.jwt")
        if not isinstance(jwt, str):
            raise NotTestable("a touch of this target answers no token")
        claims_organization(read(jwt), organization.id)
    with step(required.PERSONAL):
        if not personal:
            raise NotTestable("the sessions of this instance wait until an organization is chosen")
        equals(succeeded(choose(maker, "")), last_active_organization_id=None)
        is_active(maker, None)
        claims_none(token_of(maker))
    with step(required.CHOSEN_BY_SLUG):
        if not organization.slug:
            raise NotTestable("the organization has no slug")
        equals(succeeded(choose(maker, str(organization.slug))), last_active_organization_id=organization.id)
        is_active(maker, organization.id)


@proves(required.OTHER_CHOSEN)
def test_choosing_another(active: Organization, target: Target) -> None:
    maker = active.maker
    other = target.organization(maker)

    equals(succeeded(choose(maker, other.id)), last_active_organization_id=other.id)

    is_active(maker, other.id)
    claims_organization(token_of(maker), other.id)


@proves(required.KEPT_BY_SESSION)
def test_another_device(organization: Organization, target: Target) -> None:
    elsewhere = target.elsewhere(organization.maker)
    before = active_in(elsewhere)

    succeeded(choose(organization.maker, organization.id))

    is_active(elsewhere, before)


@proves(
    required.CLAIMED,
    required.CLAIMED_SLUG,
    required.CLAIM_VERSIONS,
    required.CLAIM_ROLE,
    required.CLAIM_PERMISSIONS,
    required.CLAIM_PERMISSIONS_ALL,
    required.CLAIM_SYSTEM,
)
@pytest.mark.parametrize("ask", [token_of, older_token_of], ids=["today", "before-version-2"])
def test_what_a_token_claims(ask: Callable[[Member], SessionToken], active: Organization) -> None:
    maker = active.maker
    mine = own_in(maker.actor, active.id)
    token = ask(maker)

    with step(required.CLAIMED):
        found = claims_organization(token, active.id)
    with step(required.CLAIM_VERSIONS):
        old = sorted(set(OF_VERSION_1) & set(token.claims))
        if version(token.claims) == 2:
            assert not old, f"version 2 claims {', '.join(old)} too"
        else:
            assert "o" not in token.claims, "it claims `o` and does not say version 2"
    with step(required.CLAIM_ROLE):
        role = told_role(found)
        has = at(mine, "role")
        assert claims_role(found, str(has)), f"the role is told as {say(role)}, the membership has {say(has)}"
    with step(required.CLAIMED_SLUG):
        assert found.slug == active.slug, f"the slug is {say(found.slug)}, not {say(active.slug)}"
    has = permissions_in(maker.actor, active.id)
    with step(required.CLAIM_PERMISSIONS):
        more = sorted(told_permissions(found) - has)
        assert not more, f"it grants {', '.join(more)}, which the membership does not"
    with step(required.CLAIM_PERMISSIONS_ALL):
        less = sorted({one for one in has if not one.startswith(SYSTEM)} - told_permissions(found))
        assert not less, f"without {', '.join(less)}"
    with step(required.CLAIM_SYSTEM):
        of_system = sorted(one for one in found.permissions or () if one.startswith(SYSTEM))
        assert not of_system, f"it claims {', '.join(of_system)}"


@proves(required.ASKED_FOR)
def test_a_token_of_another_organization(active: Organization, target: Target) -> None:
    maker = active.maker
    other = target.organization(maker)
    succeeded(choose(maker, active.id))

    claims_organization(token_of(maker, organization_id=other.id), other.id)

    is_active(maker, active.id)
    claims_organization(token_of(maker), active.id)


@proves(required.ASKED_FOR)
def test_a_token_of_the_personal_account(active: Organization, target: Target) -> None:
    if target.capabilities[Capability.PERSONAL_ACCOUNTS] is not True:
        raise NotTestable("people are not there for themselves here")

    claims_none(token_of(active.maker, organization_id=""))

    is_active(active.maker, active.id)


@proves(required.FOREIGN, required.FOREIGN_REFUSED)
def test_an_organization_of_others(member: Member, foreign: Organization) -> None:
    before = active_in(member)
    names = [name for name in (foreign.id, foreign.slug) if name]

    answers = [choose(member, name, intent=Intent.INVALID) for name in names]
    tokens = [
        member.actor.sessions.token(member.session_id, organization_id=name, intent=Intent.INVALID) for name in names
    ]

    with step(required.FOREIGN):
        for answer in answers:
            if jwt := at(answer.resource, "last_active_token.jwt") if answer.ok else None:
                claims_not(read(jwt), foreign.id)
        for answer in tokens:
            if answer.ok:
                claims_not(read(present(answer, "jwt")), foreign.id)
        is_active(member, before)
        claims_not(token_of(member), foreign.id)
    with step(required.FOREIGN_REFUSED):
        for answer in answers:
            refused(answer, (403, 404))


# a handshake


@pytest.fixture
def browsing(new_member: Callable[..., Member], target: Target) -> Organization:
    """An organization that somebody made and has not chosen, on a browser: only browsers pass by."""
    somebody = target.having_chosen(new_member(actor=target.new_browser()))
    try:
        return target.organization(somebody)
    except AssertionError as problem:
        raise NotTestable("no organization could be made for it") from problem


def handed_out(somebody: Member, target: Target, organization: str) -> SessionToken:
    page = f"{target.endpoint.origin}/dashboard"
    token = handshake(somebody.actor.handshake.go(redirect_url=page, organization_id=organization)).sets("__session")
    if token is None:
        raise Deviation(expected="a token", got="nothing", where="cookie __session")
    return read(token)


@proves(required.HANDSHAKE, required.HANDSHAKE_PERSONAL)
def test_passing_by_with_one(browsing: Organization, target: Target) -> None:
    before = active_in(browsing.maker)
    with step(required.HANDSHAKE):
        for name in (browsing.id, browsing.slug):
            if name:
                claims_organization(handed_out(browsing.maker, target, name), browsing.id)
    with step(required.HANDSHAKE_PERSONAL):
        if before is not None:
            raise NotTestable("everybody has to choose an organization here")
        claims_none(handed_out(browsing.maker, target, ""))


@proves(required.HANDSHAKE_FOREIGN)
def test_passing_by_with_one_of_others(browsing: Organization, foreign: Organization, target: Target) -> None:
    for name in (foreign.id, foreign.slug):
        if not name:
            continue
        page = f"{target.endpoint.origin}/dashboard"
        answer = browsing.maker.actor.handshake.go(redirect_url=page, organization_id=name, intent=Intent.INVALID)
        if 400 <= answer.status < 500:  # tolerated (SEC-049)
            continue
        if token := handshake(answer).sets("__session"):
            claims_not(read(token), foreign.id)
    claims_not(token_of(browsing.maker), foreign.id)
