"""Providers that err and lie: a user's account is connected, and somebody comes back with less than the truth."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.openid_provider.device import edited, parameters
from fapi_conformance.devices.openid_provider.visit import Conduct, Signature
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import nobody
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import social_provider as lies
from fapi_conformance.target.elsewhere import Account, Trip, connected, to_sign_in
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

TOLD = {
    lies.NONCE: Conduct(nonce="another-visit-s"),
    lies.ISSUER: Conduct(issuer="https://issuer.example"),
    lies.AUDIENCE: Conduct(audience="another-client"),
    lies.EXPIRED: Conduct(expired=True),
    lies.SIGNATURE: Conduct(signature=Signature.FOREIGN),
    lies.UNSIGNED: Conduct(signature=Signature.NONE),
    lies.SECRET: Conduct(signature=Signature.SECRET),
}


@pytest.fixture
def account(member: Member, target: Target) -> Account:
    """Of the member. That it cannot be connected is told where that is judged."""
    try:
        return connected(target, member.actor)
    except Deviation as problem:
        raise NotTestable("no account elsewhere could be connected") from problem


@proves(lies.FAILS, lies.REFUSES_CODE, lies.HIDES_PERSON)
def test_a_provider_that_errs(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    with step(lies.FAILS):
        trip, attempt = went(target, visitor, account, Conduct(error="server_error"))
        is_told(trip, attempt)
        nobody(visitor.clients.read(), member.user_id)
    with step(lies.REFUSES_CODE):
        trip, attempt = went(target, visitor, account, Conduct(refuses_code=True))
        is_told(trip, attempt, "oauth_token_exchange_error")
        nobody(visitor.clients.read(), member.user_id)
    with step(lies.HIDES_PERSON):
        trip = to_sign_in(target, visitor)
        callback = trip.provider.consent(trip.url, account.person, Conduct(hides_person=True))
        attempt = trip.back(callback)
        if not trip.provider.visit(callback)["looks"]:
            raise NotTestable("the target does not ask the provider who the person is")
        is_told(trip, attempt, "oauth_fetch_user_error")
        nobody(visitor.clients.read(), member.user_id)


@proves(lies.USED_CODE)
def test_a_code_that_was_used(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    """The thief has seen the address by which somebody came back, and brings its code with a state of their own."""
    trip = to_sign_in(target, visitor)
    own = trip.provider.deny(trip.url)
    stolen = parameters(account.callback)["code"]

    trip.back(edited(own, error=None, error_description=None, code=stolen), intent=Intent.INVALID)

    nobody(visitor.clients.read(), member.user_id)


@proves(*TOLD, lies.SUBJECT)
def test_id_tokens_that_are_not_true(target: Target, member: Member, account: Account) -> None:
    for lie, conduct in TOLD.items():
        with step(lie):
            visitor = target.visitor("visitor")
            trip = to_sign_in(target, visitor)
            callback = trip.provider.consent(trip.url, account.person, conduct)
            trip.back(callback)
            visit = trip.provider.visit(callback)
            if "id_token" not in visit["tokens"]:
                raise NotTestable("the target does not ask for an ID token")
            if lie is lies.NONCE and visit["nonce"] is None:
                raise NotTestable("the target sends no nonce")
            nobody(visitor.clients.read(), member.user_id)
    with step(lies.SUBJECT):
        visitor = target.visitor("visitor")
        trip = to_sign_in(target, visitor)
        stranger = trip.provider.person(target.mail_address())
        callback = trip.provider.consent(trip.url, account.person, Conduct(subject=stranger.subject))
        trip.back(callback)
        visit = trip.provider.visit(callback)
        if not visit["looks"] or "id_token" not in visit["tokens"]:
            raise NotTestable("the target does not hold one against the other")
        nobody(visitor.clients.read(), member.user_id)


def went(target: Target, actor: Actor, account: Account, conduct: Conduct) -> tuple[Trip, Answer]:
    trip = to_sign_in(target, actor)
    return trip, trip.consent(account.person, conduct)


def is_told(trip: Trip, attempt: Answer, code: str = "") -> None:
    """In the verification, or in the answer to the callback itself."""
    found = at(attempt.resource, "first_factor_verification.error.code")
    direct = trip.returned.answer.codes if trip.returned else ()
    told = {found, *direct} - {None}
    if (code and code not in told) or not any(isinstance(one, str) for one in told):
        raise Deviation(expected=code or "an error", got=say(found), where="$.response.first_factor_verification.error")
