"""A code that was sent, wherever one is taken: too many wrong ones, the same twice, none, too late, another's name."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import outlived, refused, session_ids
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.kinds import of_each_place
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import one_time_code as code
from fapi_conformance.requirements.one_time_code import PLACES as CALLED
from fapi_conformance.target.code_places import OTHER_STRATEGIES, PLACES, Sent, of_sign_up
from fapi_conformance.target.identifications import EMAIL
from fapi_conformance.target.member import Member
from fapi_conformance.target.person import TEST_CODE
from fapi_conformance.target.target import Target

A_DOZEN = 12
"""Nobody publishes after how many tries a verification fails (AUTH-391); three were documented once (GAP-080)."""
NEAR_THE_LOCK = 2
"""So many failures before the lock the tries stop: that one is another story."""
OVER = ("verification_failed", "user_locked")
NOTHING = ("", " ", "null", "true", "0", "[]")
"""What stands for no code at all; whoever compares loosely takes one of them for a code that was never set."""
OF_THE_OWN = frozenset({"EMAIL-ADDRESS", "PHONE-NUMBER"})
"""Where the published code for what is verified already makes the refusal certain (SEC-121)."""
SIGN_UPS = frozenset({"SIGN-UP.EMAIL", "SIGN-UP.PHONE"})


@pytest.fixture
def sent(place: str, target: Target, new_member: Callable[..., Member]) -> Sent:
    """A code on its way to that place."""
    try:
        return PLACES[place](target, new_member)
    except AssertionError as problem:
        raise NotTestable("no code could be sent there, which is told elsewhere") from problem


@pytest.fixture
def right(sent: Sent, target: Target) -> str:
    """That code."""
    return target.code_sent(sent.to)


def gives_nothing(sent: Sent, answer: Answer) -> None:
    """It is refused, and the code of this place has proven nothing."""
    refused(answer, ANY_REFUSAL)
    if sent.proven(answer):
        raise Deviation(expected="nothing proven", got=f"{outcome(answer)}, and it is proven", where="the verification")


def tries(target: Target) -> int:
    """How many wrong codes are tried: fewer where that would lock the account."""
    limit = target.environment.lockout_attempts
    return A_DOZEN if limit is None else max(1, min(A_DOZEN, limit - NEAR_THE_LOCK))


@of_each_place(code.LIMITED, code.FAILED)
def test_too_many_wrong_codes(place: str, sent: Sent, right: str, target: Target) -> None:
    """Wrong ones until the verification fails; then even the right one is refused."""
    for _ in range(count := tries(target)):
        answer = sent.attempt(target.wrong_code, intent=Intent.OPEN)
        if answer.status == 429:
            raise NotTestable("a rate limit comes before the limit of tries")
        if over := set(OVER) & set(answer.codes):
            break
    if place in code.LIMITED:
        with step(code.LIMITED[place]):
            if not over and count < A_DOZEN:
                raise NotTestable(f"the account would be locked before: only {count} codes were tried")
            refused(answer, (400, 403), OVER)
    if place in code.FAILED:
        with step(code.FAILED[place]):
            if not over:
                raise NotTestable("no number of wrong codes failed the verification")
            gives_nothing(sent, sent.attempt(right, intent=Intent.OPEN))


@of_each_place(code.ONCE)
def test_the_same_code_twice(place: str, sent: Sent, right: str, target: Target) -> None:
    """Whoever finds it afterwards, here or elsewhere, gains nothing."""
    if not sent.proven(sent.attempt(right)):
        raise NotTestable("the right code proves nothing, which is told elsewhere")
    here, elsewhere = sent.actor, target.visitor("somebody else")
    elsewhere.clients.create()
    before = session_ids(here.clients.read().resource)

    again = sent.attempt(right, intent=Intent.OPEN)
    _by(sent, place, elsewhere.act, code=right)

    if place in OF_THE_OWN:
        refused(again, ANY_REFUSAL)
    after = session_ids(here.clients.read().resource)
    assert after == before, f"a further session: there were {len(before)} and are {len(after)}"
    assert not session_ids(elsewhere.clients.read().resource), "somebody is signed in elsewhere"


def _by(sent: Sent, place: str, act: Callable[..., Answer], **form: str) -> None:
    """The same attempt, sent by somebody else."""
    parameter = {"EMAIL-ADDRESS": "email_id", "PHONE-NUMBER": "phone_number_id"}.get(place)
    parameter = parameter or ("sign_up_id" if place in SIGN_UPS else "sign_in_id")
    named = {"strategy": sent.strategy} if sent.strategy else {}
    act(CALLED[place].attempt, {parameter: sent.holder}, form=named | form, intent=Intent.OPEN)


@of_each_place(code.PASSED_OFF)
def test_a_code_of_another_strategy(place: str, sent: Sent, right: str) -> None:
    for strategy in OTHER_STRATEGIES[place]:
        more = {"password": right} if strategy == "password" else {}

        answer = sent.attempt(right, strategy=strategy, intent=Intent.OPEN, **more)

        gives_nothing(sent, answer)


@of_each_place(code.BLANK)
def test_no_code_at_all(place: str, sent: Sent, target: Target, new_member: Callable[..., Member]) -> None:
    """Each time of a code that was just sent: what is refused because of the tries before tells nothing."""
    for form in (*({"code": nothing} for nothing in NOTHING), {}, {"code[]": ""}):
        named = {"strategy": sent.strategy} if sent.strategy else {}
        gives_nothing(sent, sent.act(**named, **form, intent=Intent.OPEN))
        if not sent.prepare(intent=Intent.OPEN).ok:  # a slip may be the end of what waits for the code (GAP-080)
            sent = PLACES[place](target, new_member)


@of_each_place(code.EXPIRED)
def test_a_code_that_comes_too_late(place: str, sent: Sent, target: Target) -> None:  # noqa: ARG001
    lives = outlived(sent.again(), "first_factor_verification")
    late = target.code_sent(sent.to)
    target.means.age(sent.holder, lives)

    gives_nothing(sent, sent.attempt(late, intent=Intent.OPEN))


@of_each_place(code.WRONG)
def test_a_wrong_code(place: str, sent: Sent, target: Target) -> None:  # noqa: ARG001
    gives_nothing(sent, sent.attempt(target.wrong_code))


@proves(code.PUBLIC_SIGN_UP)
def test_the_public_code_is_for_test_addresses(target: Target) -> None:
    """By chance the code that was sent may be that one: once in a million times."""
    sent = of_sign_up(target.visitor(), EMAIL, target.newcomer(email_address=target.mail_address()))

    answer = sent.attempt(TEST_CODE, intent=Intent.OPEN)

    gives_nothing(sent, answer)
