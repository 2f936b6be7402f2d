"""The callback, by whoever comes: by form, without a state, with one that was used, changed or somebody else's."""

import secrets
from functools import partial

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.at_once import at_once
from fapi_conformance.client.callback import REDIRECTS, is_the_callback_of
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices.openid_provider.device import edited, parameters
from fapi_conformance.devices.openid_provider.visit import Conduct
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import nobody, refused, somebody, users_on
from fapi_conformance.expect.attempts import BEYOND_THE_FIRST_FACTOR
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import oauth_callback as callback_
from fapi_conformance.target.elsewhere import Account, connected, to_sign_in
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

CALLBACK = "/v1/oauth_callback"
A_DAY = 25 * 3600
ELSEWHERE = "https://elsewhere.example/landing"
MARKUP = '"><script>alert(1)</script>'
BREAKS = "x\r\nX-Injected: yes\r\n\r\n<h1>injected"
MARKS = ("<script>alert(1)", "<h1>injected")


@pytest.fixture
def account(member: Member, target: Target) -> Account:
    """Of the member. That it cannot be connected is told where that is judged."""
    try:
        return connected(target, member.actor)
    except Deviation as problem:
        raise NotTestable("no account elsewhere could be connected") from problem


@proves(callback_.POST)
def test_a_provider_that_posts(visitor: Actor) -> None:
    given = {"state": secrets.token_urlsafe(24), "code": secrets.token_urlsafe(24)}

    answer = visitor.callbacks.post(edited(CALLBACK, **given), intent=Intent.OPEN)

    if answer.status != 303:
        raise Deviation(expected="303", got=outcome(answer), where="status")
    where = answer.header("location") or ""
    came = parameters(where)
    is_the_callback(visitor, where)
    assert {name: came.get(name) for name in given} == given, f"it leads to {sorted(came)}"


@proves(callback_.POST_SERVES)
def test_back_by_form(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    trip = to_sign_in(target, visitor)
    callback = trip.provider.consent(trip.url, account.person)
    where = visitor.callbacks.post(callback).header("location") or ""

    attempt = trip.back(where)

    if at(attempt.resource, "status") in set(BEYOND_THE_FIRST_FACTOR) - {"complete"}:
        return
    somebody(visitor.clients.read(), member.user_id)


@proves(callback_.INVALID, callback_.INVALID_CODE)
def test_without_a_state_or_without_a_code(visitor: Actor, target: Target) -> None:
    visitor.clients.create()
    answers = [
        visitor.callbacks.open(edited(CALLBACK, code="x"), intent=Intent.INVALID),
        visitor.callbacks.open(edited(CALLBACK, state=secrets.token_urlsafe(24)), intent=Intent.INVALID),
        visitor.callbacks.open(CALLBACK, intent=Intent.INVALID),
    ]
    with step(callback_.INVALID):
        for answer in answers:
            leads_nowhere(answer, target)
        assert not users_on(visitor.clients.read()), "somebody is signed in"
    with step(callback_.INVALID_CODE):
        for answer in answers:
            refused(answer, 400, "oauth_callback_invalid")


@proves(callback_.UNKNOWN_STATE, callback_.UNKNOWN_STATE_CODE)
def test_a_state_that_nobody_was_given(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    trip = to_sign_in(target, visitor)
    callback = trip.provider.consent(trip.url, account.person)
    state = parameters(callback)["state"]
    changed = state[:-3] + ("AAA" if state[-3:] != "AAA" else "BBB")
    answers = [
        visitor.callbacks.open(edited(callback, state=one), intent=Intent.INVALID)
        for one in (changed, secrets.token_urlsafe(32))
    ]
    with step(callback_.UNKNOWN_STATE):
        for answer in answers:
            leads_nowhere(answer, target)
        nobody(visitor.clients.read(), member.user_id)
    with step(callback_.UNKNOWN_STATE_CODE):
        for answer in answers:
            refused(answer, (400, 403), "oauth_callback_invalid")


@proves(callback_.REPLAYED, callback_.REPLAYED_STATUS, callback_.STATE_AGAIN)
def test_a_callback_that_was_used(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    """Once it has served, whoever finds it in a history gets nothing by it: not even with a code of their own."""
    trip = to_sign_in(target, visitor)
    callback = trip.provider.consent(trip.url, account.person)
    fresh = trip.provider.consent(trip.url, account.person)
    trip.back(callback)
    visitor.sessions.sign_out_everywhere()  # so that whoever is signed in then was signed in anew
    finder = target.visitor("finder")
    finder.clients.create()
    with step(callback_.REPLAYED):
        answers = [one.callbacks.open(callback, intent=Intent.INVALID) for one in (visitor, finder)]
        for one in (visitor, finder):
            nobody(one.clients.read(), member.user_id)
    with step(callback_.REPLAYED_STATUS):
        for answer in answers:
            if answer.status not in {200, 299, 400, 403}:
                raise Deviation(expected="400 or 403, or a page", got=outcome(answer), where="status")
    with step(callback_.STATE_AGAIN):
        for one in (visitor, finder):
            one.callbacks.open(fresh, intent=Intent.INVALID)
            nobody(one.clients.read(), member.user_id)


@proves(callback_.TWICE_AT_ONCE)
def test_a_callback_opened_twice_at_once(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    """The provider takes its time with the code, so that the second comes while the first is under way."""
    trip = to_sign_in(target, visitor)
    callback = trip.provider.consent(trip.url, account.person, Conduct(delay=0.3))
    before = session_ids_of(member)

    at_once(*[partial(opened, visitor, callback)] * 2)

    made = session_ids_of(member) - before
    exchanges = trip.provider.visit(callback)["exchanges"]
    if len(made) > 1 or exchanges > 1:
        raise Deviation(expected="one session, one exchange", got=f"{len(made)} and {exchanges}", where="sessions")


@proves(callback_.OTHER_CLIENT)
def test_a_callback_of_another_client(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    """Somebody is led to open the address by which another was to come back, and would go on as them unawares."""
    trip = to_sign_in(target, visitor)
    callback = trip.provider.consent(trip.url, account.person)
    victim = target.visitor("victim")
    victim.clients.create()

    victim.return_from(callback, intent=Intent.INVALID)

    nobody(victim.clients.read(), member.user_id)


@proves(callback_.EXPIRED)
def test_back_after_a_day(visitor: Actor, target: Target, member: Member, account: Account) -> None:
    trip = to_sign_in(target, visitor)
    callback = trip.provider.consent(trip.url, account.person)
    target.means.age(trip.id, A_DAY)

    visitor.return_from(callback, intent=Intent.INVALID)

    nobody(visitor.clients.read(), member.user_id)


@proves(callback_.ELSEWHERE)
def test_an_address_beside_the_state(visitor: Actor, target: Target) -> None:
    trip = to_sign_in(target, visitor)
    denied = trip.provider.deny(trip.url)
    beside = dict.fromkeys(("redirect_url", "redirect_uri", "action_complete_redirect_url", "next"), ELSEWHERE)
    answers = [
        visitor.callbacks.post(denied, intent=Intent.OPEN, **beside),
        visitor.callbacks.open(
            edited(CALLBACK, state=secrets.token_urlsafe(24), error="access_denied", **beside), intent=Intent.INVALID
        ),
        visitor.callbacks.open(denied, intent=Intent.OPEN, **beside),
    ]
    is_the_callback(visitor, answers[0].header("location") or CALLBACK)
    for answer in answers:
        where = answer.header("location") or ""
        if where.startswith(ELSEWHERE.rpartition("/")[0]) and answer.status in REDIRECTS:
            raise Deviation(expected="where the attempt says", got=where, where="location")


@proves(callback_.ENCODED)
@pytest.mark.parametrize("text", [MARKUP, BREAKS], ids=["markup", "line breaks"])
def test_line_breaks_and_markup(visitor: Actor, text: str) -> None:
    given = {"error": text, "error_description": text, "state": text}
    for answer in (
        visitor.callbacks.open(edited(CALLBACK, **given), intent=Intent.OPEN),
        visitor.callbacks.post(edited(CALLBACK, **given), intent=Intent.OPEN),
    ):
        if answer.header("x-injected") is not None:
            raise Deviation(expected="no such header", got="x-injected", where="headers")
        shown = answer.content.decode("utf-8", "replace")
        plain = answer.is_json or "text/plain" in (answer.header("content-type") or "")
        if not plain and any(mark in shown for mark in MARKS):
            raise Deviation(expected="text", got="the parameter as markup", where="body")


def opened(tab: Actor, callback: str) -> Answer:
    return tab.return_from(callback, intent=Intent.OPEN).answer


def session_ids_of(member: Member) -> set[str]:
    listed = member.actor.me.sessions.active().resource
    return {str(at(one, "id")) for one in listed} if isinstance(listed, list) else set()


def leads_nowhere(answer: Answer, target: Target) -> None:
    """It is refused, or a page is shown; a redirect may tell of the error, but leads nobody back to the application."""
    if answer.status in {200, 299, *ANY_REFUSAL}:
        return
    where = answer.header("location") or ""
    if answer.status in REDIRECTS and not where.startswith(target.landing.partition("?")[0]):
        return
    raise Deviation(expected="400 or 403, or a page", got=outcome(answer), where="status")


def is_the_callback(actor: Actor, where: str) -> None:
    """The callback of this very target, on its own origin."""
    if not is_the_callback_of(actor.endpoint.base_url, where):
        raise Deviation(expected=CALLBACK, got=where, where="location")
