"""Signing in by an account elsewhere: there, back, and what comes of it."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.native import NativeApp
from fapi_conformance.devices.openid_provider.device import OpenidProvider, parameters
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, nobody, refused, somebody, users_on
from fapi_conformance.expect.answers import member as member_of
from fapi_conformance.expect.attempts import BEYOND_THE_FIRST_FACTOR
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import social, social_native
from fapi_conformance.target.elsewhere import (
    Account,
    Trip,
    authenticating,
    authorization_url,
    connected,
    to_sign_in,
    to_sign_up,
)
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

VERIFICATION = "first_factor_verification"
PAGES = {200, 299}
"""What shows a page that leads on by itself (OAUTH-100)."""


@pytest.fixture
def provider(target: Target) -> OpenidProvider:
    return target.provider()


@pytest.fixture
def account(member: Member, target: Target) -> Account:
    """Of the member. That it cannot be connected is told where that is judged."""
    try:
        return connected(target, member.actor)
    except Deviation as problem:
        raise NotTestable("no account elsewhere could be connected") from problem


@proves(social.START, social.AUTHORIZATION, social.SIGNED_IN, social.LANDS_AT_REDIRECT_URL)
def test_there_and_back(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    with step(social.START):
        trip = to_sign_in(target, visitor)
        equals(trip.started, status="needs_identifier", first_factor_verification__status="unverified")
    with step(social.AUTHORIZATION):
        asked = parameters(trip.url)
        found = {name: asked.get(name) for name in ("response_type", "client_id", "redirect_uri")}
        wanted = ("code", trip.provider.client_id, trip.provider.redirect_uri)
        assert tuple(found.values()) == wanted, f"the authorization request says {found}"
        assert asked.get("scope"), "the authorization request asks for no scope"
        assert asked.get("state"), "the authorization request has no state"

    attempt = trip.consent(account.person)
    with step(social.SIGNED_IN):
        is_signed_in(visitor, attempt, member)
    with step(social.LANDS_AT_REDIRECT_URL):
        leads(trip, target.landing)


@proves(social.LANDS)
def test_where_a_completed_sign_in_leads(visitor: Actor, target: Target, account: Account) -> None:
    completed = f"{target.landing}&completed=yes"
    trip = to_sign_in(target, visitor, action_complete_redirect_url=completed)

    attempt = trip.consent(account.person)

    if at(attempt.resource, "status") != "complete":
        raise NotTestable("the sign-in asks for one step more")
    leads(trip, completed)


@proves(social.RELATIVE, social.LANDS_RELATIVE)
def test_a_path_to_end_at(visitor: Actor, target: Target, account: Account) -> None:
    with step(social.RELATIVE):
        if isinstance(visitor, NativeApp):
            raise NotTestable("an app has no paths")
        trip = to_sign_in(target, visitor, action_complete_redirect_url="/done")
    with step(social.LANDS_RELATIVE):
        if at(trip.consent(account.person).resource, "status") != "complete":
            raise NotTestable("the sign-in asks for one step more")
        leads(trip, f"{target.landing.rpartition('/')[0]}/done")


@proves(social.STATE, social.SECRETS)
def test_what_an_authorization_url_shows(visitor: Actor, target: Target, member: Member) -> None:
    provider = target.provider()
    urls = [to_sign_in(target, visitor).url for _ in range(2)]
    for _ in range(2):
        created = member.actor.me.external_accounts.create(strategy=provider.strategy, redirect_url=target.landing)
        if created.ok:
            urls.append(authorization_url(member.actor, created, "verification"))

    with step(social.STATE):
        if not all(url.startswith(provider.issuer) for url in urls):
            raise NotTestable("people are led to the provider by another address, which need not have the state")
        states = [parameters(url).get("state") for url in urls]
        if None in states or "" in states or len(set(states)) != len(states):
            raise Deviation(
                expected="a `state` of its own in each", got="one that is missing or not new", where="state"
            )
    with step(social.SECRETS):
        secrets = {provider.client_secret, *held_by(visitor), *held_by(member.actor)}
        if any(secret in url for secret in secrets for url in urls):
            raise Deviation(expected="no secret in the URL", got="one", where="external_verification_redirect_url")


@proves(social.NO_REDIRECT_URL)
def test_without_a_way_back(visitor: Actor, provider: OpenidProvider) -> None:
    refused(visitor.sign_ins.create(strategy=provider.strategy, intent=Intent.INVALID), ANY_REFUSAL)


@proves(social.DISABLED)
def test_a_provider_that_is_not_enabled(visitor: Actor, target: Target, member: Member) -> None:
    known = ("oauth_github", "oauth_gitlab", "oauth_facebook", "oauth_discord", "oauth_twitch")
    off = [one for one in known if one not in target.environment.social]
    if not off:
        raise NotTestable("every known provider is enabled")
    form = {"strategy": off[0], "redirect_url": target.landing}

    refused(visitor.sign_ins.create(**form, intent=Intent.INVALID), ANY_REFUSAL)
    refused(visitor.sign_ups.create(**form, intent=Intent.INVALID), ANY_REFUSAL)
    refused(member.actor.me.external_accounts.create(**form, intent=Intent.INVALID), ANY_REFUSAL)


@proves(social.IS_SIGNED_IN)
def test_who_is_signed_in_already(target: Target, member: Member, account: Account) -> None:
    attempt = to_sign_in(target, member.actor).consent(account.person)

    sessions = at(member.actor.clients.read().resource, "sessions")
    mine = [one for one in sessions if at(one, "user.id") == member.user_id] if isinstance(sessions, list) else []
    assert len(mine) == 1, f"the user has {len(mine)} sessions on this client"
    equals(attempt, first_factor_verification__error__code="identifier_already_signed_in")
    equals(attempt, first_factor_verification__error__meta__session_id=member.session_id)


@proves(social.SESSION_EXISTS)
def test_beside_a_live_session(target: Target, member: Member) -> None:
    form = {"strategy": authenticating(target, target.provider()).strategy, "redirect_url": target.landing}

    refused(member.actor.sign_ins.create(**form, intent=Intent.INVALID), 400, "session_exists")


@proves(social.DENIED, social.DENIED_STATUS, social.DENIED_VERIFICATION, social.DENIED_LANDS)
def test_somebody_says_no(visitor: Actor, target: Target) -> None:
    trip = to_sign_in(target, visitor)

    attempt = trip.deny()

    with step(social.DENIED):
        equals(attempt, first_factor_verification__error__code="oauth_access_denied")
    with step(social.DENIED_STATUS):
        equals(attempt, status="needs_identifier", created_session_id=None)
    with step(social.DENIED_VERIFICATION):
        found = member_of(attempt, f"{VERIFICATION}.status")
        assert found in {"failed", "unverified"}, f"the verification is {say(found)}"
    with step(social.DENIED_LANDS):
        leads(trip, target.landing)


@proves(social.LINKED)
def test_an_address_that_both_have_proven(visitor: Actor, target: Target, member: Member) -> None:
    provider = target.provider()
    person = provider.person(proven_address(member))

    trip = to_sign_in(target, visitor)
    attempt = trip.consent(person)

    is_signed_in(visitor, attempt, member)
    if at(attempt.resource, "status") != "complete":
        raise NotTestable("the sign-in asks for one step more, and what is linked before that is open")
    accounts = member_of(member.actor.me.read(), "external_accounts")
    assert any(at(one, "verification.status") == "verified" for one in accounts), "the user has no such account"


@proves(social.UNVERIFIED)
@pytest.mark.parametrize("way", [to_sign_in, to_sign_up], ids=["sign-in", "sign-up"])
def test_an_address_that_the_provider_has_not_verified(
    visitor: Actor, target: Target, member: Member, way: Callable[..., Trip]
) -> None:
    """Whoever comes with it may be told to prove it first."""
    person = target.provider().person(proven_address(member), email_verified=False)

    trip = way(target, visitor)
    trip.consent(person)

    nobody(visitor.clients.read(), member.user_id)
    accounts = member_of(member.actor.me.read(), "external_accounts")
    if any(at(one, "verification.status") == "verified" for one in accounts):
        raise Deviation(expected="no account", got="one that is verified", where="$.response.external_accounts")


@proves(social_native.NATIVE, social_native.NATIVE_ACTS, social_native.NATIVE_ONCE)
def test_an_app_and_the_browser_of_its_system(
    native: NativeApp, target: Target, member: Member, account: Account
) -> None:
    trip = to_sign_in(target, native)
    attempt = trip.consent(account.person)
    nonce = trip.returned.nonce if trip.returned else None
    with step(social_native.NATIVE):
        if nonce is None and trip.returned and trip.returned.answer.status in PAGES:
            raise NotTestable("a page leads on to the app, which says nothing that can be read")
        if nonce is None:
            raise Deviation(expected="`rotating_token_nonce` in the app's URL", got="nothing", where="location")
        is_beyond(attempt)
    with step(social_native.NATIVE_ACTS):
        if at(attempt.resource, "status") != "complete":
            raise NotTestable("the sign-in asks for one step more")
        equals(native.me.read(), id=member.user_id)
    with step(social_native.NATIVE_ONCE):
        finder = target.new_native("somebody else's app")
        finder.clients.create()
        nobody(finder.clients.read(rotating_token_nonce=nonce, intent=Intent.OPEN), member.user_id)
        nobody(finder.clients.read(), member.user_id)


@proves(social_native.NATIVE_FOREIGN)
def test_another_app_is_opened_first(native: NativeApp, target: Target, member: Member, account: Account) -> None:
    trip = to_sign_in(target, native)
    nonce = native.return_from(trip.provider.consent(trip.url, account.person)).nonce
    if nonce is None:
        raise NotTestable("the app is opened without a nonce, or by a page")

    finder = target.new_native("somebody else's app")
    finder.clients.create()

    nobody(finder.clients.read(rotating_token_nonce=nonce, intent=Intent.OPEN), member.user_id)
    nobody(finder.clients.read(), member.user_id)


@proves(social_native.NATIVE_FAILED)
def test_an_app_is_told_that_somebody_said_no(native: NativeApp, target: Target) -> None:
    trip = to_sign_in(target, native)

    trip.deny()

    assert trip.returned is not None
    if trip.returned.answer.status in PAGES:
        raise NotTestable("a page leads on to the app, which says nothing that can be read")
    told = (trip.returned.told("__clerk_status"), trip.returned.told("__clerk_error_code"))
    assert told == ("failed", "oauth_access_denied"), f"the app's URL says {told}"


def is_signed_in(actor: Actor, attempt: Answer, who: Member) -> None:
    """As that user, or past the first factor where one step more is asked for."""
    if at(attempt.resource, "status") == "complete" or who.user_id in users_on(actor.clients.read()):
        somebody(actor.clients.read(), who.user_id)
        return
    is_beyond(attempt)


def is_beyond(attempt: Answer) -> None:
    found = member_of(attempt, "status")
    if found not in BEYOND_THE_FIRST_FACTOR:
        error = at(attempt.resource, f"{VERIFICATION}.error.code")
        raise Deviation(
            expected=" or ".join(BEYOND_THE_FIRST_FACTOR), got=f"{say(found)}, error {say(error)}", where="status"
        )


def leads(trip: Trip, url: str) -> None:
    """A page is allowed too, and tells nothing (OAUTH-100)."""
    assert trip.returned is not None
    if trip.returned.answer.status in PAGES:
        raise NotTestable("a page is shown, which is allowed and says nothing that can be read")
    if isinstance(trip.actor, NativeApp):
        raise NotTestable("an app is led elsewhere")
    where = trip.returned.url or outcome(trip.returned.answer)
    kept = {name: value for name, value in parameters(where).items() if not name.startswith(("__clerk_", "rotating_"))}
    same = where.partition("?")[0] == url.partition("?")[0] and kept == parameters(url)
    if not same:
        raise Deviation(expected=url, got=where, where="location")


def proven_address(member: Member) -> str:
    listed = at(member.actor.me.read().resource, "email_addresses")
    for one in listed if isinstance(listed, list) else []:
        if at(one, "verification.status") == "verified":
            return str(at(one, "email_address"))
    raise NotTestable("the member has no address that was proven")


def held_by(actor: Actor) -> set[str]:
    """By what this client is known."""
    if isinstance(actor, NativeApp):
        return {actor.token} if actor.token else set()
    if isinstance(actor, Browser):
        token = actor.dev_browser_token if actor.endpoint.development else actor.cookies.get("__client")
        return {token} if token else set()
    return set()
