"""Signing up by an account elsewhere, and going on with it where a sign-in or a sign-up turns out to be the other."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.devices.openid_provider.device import OpenidProvider
from fapi_conformance.devices.openid_provider.visit import Person
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, nobody, refused, somebody, succeeded, users_on, verified
from fapi_conformance.expect.answers import member as member_of
from fapi_conformance.expect.attempts import BEYOND_THE_FIRST_FACTOR
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import social_sign_up as social
from fapi_conformance.target.elsewhere import Account, connected, to_sign_in, to_sign_up
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

EXTERNAL = "verifications.external_account"
OPEN_ENDS = ("complete", "missing_requirements")
TRANSFERRED = (*BEYOND_THE_FIRST_FACTOR, "needs_first_factor", "needs_new_password", "needs_protect_check")
"""Where a transferred sign-in may be (AUTH-321)."""


@pytest.fixture
def provider(target: Target) -> OpenidProvider:
    return target.provider()


@pytest.fixture
def stranger(provider: OpenidProvider, target: Target) -> Person:
    """Whom no user here is, with a verified address."""
    return provider.person(target.address())


@pytest.fixture
def account(member: Member, target: Target) -> Account:
    try:
        return connected(target, member.actor)
    except Deviation as problem:
        raise NotTestable("no account elsewhere could be connected") from problem


@proves(social.START, social.VERIFIED, social.COMPLETE, social.ADDRESS)
def test_a_stranger_signs_up(visitor: Actor, target: Target, stranger: Person) -> None:
    with step(social.START):
        trip = to_sign_up(target, visitor)
        equals(trip.started, verifications__external_account__status="unverified")

    attempt = trip.consent(stranger)
    with step(social.VERIFIED):
        goes_on(attempt)
        if at(attempt.resource, "status") != "complete":
            verified(attempt, EXTERNAL)
    user_id = finished(target, visitor, attempt, stranger)
    user = visitor.me.read()
    with step(social.COMPLETE):
        somebody(visitor.clients.read(), user_id)
        equals(user, id=user_id)
        has_one_account(user)
    with step(social.ADDRESS):
        proven = {
            str(at(one, "email_address")).lower()
            for one in member_of(user, "email_addresses")
            if at(one, "verification.status") == "verified"
        }
        assert str(stranger.email).lower() in proven, "the address is not among those of the user"


@proves(social.TRANSFERABLE, social.NOT_FOUND, social.TRANSFERRED, social.ONCE)
def test_a_sign_in_that_becomes_a_sign_up(visitor: Actor, target: Target, stranger: Person) -> None:
    attempt = to_sign_in(target, visitor).consent(stranger)
    with step(social.TRANSFERABLE):
        equals(attempt, status="needs_identifier", first_factor_verification__status="transferable")
    with step(social.NOT_FOUND):
        equals(attempt, first_factor_verification__error__code="external_account_not_found")

    moved = visitor.sign_ups.create(transfer=True, **consent(target))
    with step(social.TRANSFERRED):
        goes_on(moved)
        finished(target, visitor, moved, stranger)
        has_one_account(visitor.me.read())
    with step(social.ONCE):
        again = visitor.sign_ups.create(transfer=True, intent=Intent.INVALID)
        refused(again, 400, "account_transfer_invalid")


@proves(social.OTHER_CLIENT)
def test_what_another_client_has_proven(visitor: Actor, target: Target, stranger: Person) -> None:
    attempt = to_sign_in(target, visitor).consent(stranger)
    if at(attempt.resource, "first_factor_verification.status") != "transferable":
        raise NotTestable("there is nothing to go on with")
    thief = target.visitor("another client")
    thief.clients.create()

    refused(thief.sign_ups.create(transfer=True, intent=Intent.INVALID), (400, 401, 403, 404, 422))
    refused(thief.sign_ins.create(transfer=True, intent=Intent.INVALID), (400, 401, 403, 404, 422))
    assert not users_on(thief.clients.read()), "somebody is signed in on the other client"


@proves(social.EXISTS, social.EXISTING)
def test_a_sign_up_that_becomes_a_sign_in(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    attempt = to_sign_up(target, visitor).consent(account.person)
    with step(social.EXISTS):
        equals(attempt, verifications__external_account__status="transferable")
        equals(attempt, verifications__external_account__error__code="external_account_exists")
        nobody(visitor.clients.read(), member.user_id)

    moved = visitor.sign_ins.create(transfer=True)
    with step(social.EXISTING):
        found = member_of(succeeded(moved), "status")
        if found == "complete":
            somebody(visitor.clients.read(), member.user_id)
        elif found not in TRANSFERRED:
            raise Deviation(expected=" or ".join(TRANSFERRED), got=say(found), where="$.response.status")


@proves(social.DENIED)
def test_somebody_says_no(visitor: Actor, target: Target) -> None:
    attempt = to_sign_up(target, visitor).deny()

    equals(attempt, verifications__external_account__error__code="oauth_access_denied", created_user_id=None)
    equals(attempt, status="missing_requirements")


def consent(target: Target) -> dict[str, FormValue]:
    return {"legal_accepted": True} if target.environment.legal_consent else {}


def goes_on(attempt: Answer) -> None:
    """It is complete, or says what is missing (AUTH-322)."""
    found = member_of(succeeded(attempt), "status")
    if found not in OPEN_ENDS:
        raise Deviation(expected=" or ".join(OPEN_ENDS), got=say(found), where="$.response.status")


def has_one_account(user: Answer) -> None:
    accounts = member_of(user, "external_accounts")
    states = [at(one, "verification.status") for one in accounts] if isinstance(accounts, list) else []
    if states != ["verified"]:
        raise Deviation(expected="one that is verified", got=say(states), where="$.response.external_accounts")


def finished(target: Target, actor: Actor, attempt: Answer, person: Person) -> str:
    """The id of the user, once everything that is missing was brought."""
    if at(attempt.resource, "status") not in OPEN_ENDS:
        raise NotTestable("the sign-up does not go on")
    user_id, _ = target.finished(actor, attempt, str(person.email))
    return user_id
