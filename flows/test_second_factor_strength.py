"""Second factors that somebody leans on: codes of another time, apps that are none, numbers that nobody has proven."""

from math import log2

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.devices import Authenticator
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    equals,
    needs_second_factor,
    not_signed_in,
    present,
    refused,
    second_factors,
    succeeded,
)
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import second_factor_strength as strength
from fapi_conformance.target.code_places import of_sign_in
from fapi_conformance.target.identifications import PHONE, added, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.second_factors import next_code, with_phone
from fapi_conformance.target.target import Target

FAR, NEAR = (-120, -20, 20, 120), (-10, -3, 3, 10)
"""In steps of half a minute."""
ENOUGH_BITS = 20


def with_password(actor: Actor, member: Member) -> Answer:
    return actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)


def waiting(actor: Actor, member: Member) -> str:
    """The id of a sign-in that waits for the second factor."""
    return str(present(needs_second_factor(with_password(actor, member)), "id"))


@proves(strength.WINDOW, strength.NEAR_WINDOW)
def test_codes_of_another_time(newcomer: Member) -> None:
    me = newcomer.actor.me
    app = Authenticator.set_up(accepted(newcomer.actor, me.totp.create(), "the secret for an authenticator app"))
    around = {app.at(near) for near in (-2, -1, 0, 1, 2)}
    for requirement, away in ((strength.WINDOW, FAR), (strength.NEAR_WINDOW, NEAR)):
        with step(requirement):
            for steps in away:
                distant = app.at(steps * 30 // app.period)
                if distant in around:
                    raise NotTestable("that code happens to be a present one as well", remedy="run it again")
                refused(me.totp.verify(code=distant, intent=Intent.OPEN), ANY_REFUSAL)
            equals(me.read(), totp_enabled=False)


@proves(strength.NO_SUCH_APP)
@pytest.mark.parametrize("state", ["never verified", "deleted"])
def test_an_app_that_is_no_factor(state: str, member: Member, visitor: Actor, target: Target) -> None:
    """The member has a number instead: there is a second factor to ask for, and it is another one."""
    try:
        with_phone(target, member)
        app = app_of(member, target, deleted=state == "deleted")
    except AssertionError as problem:
        raise NotTestable("the factors could not be set up for it") from problem
    answer = needs_second_factor(with_password(visitor, member))
    assert "totp" not in second_factors(answer), "it is offered"
    sign_in_id = str(present(answer, "id"))

    tried = visitor.sign_ins.attempt_second_factor(
        sign_in_id, strategy="totp", code=next_code(target, app), intent=Intent.OPEN
    )

    refused(tried, ANY_REFUSAL)
    equals(visitor.sign_ins.read(sign_in_id), status="needs_second_factor", created_session_id=None)
    not_signed_in(visitor.clients.read())


def app_of(member: Member, target: Target, *, deleted: bool) -> Authenticator:
    if not deleted:
        created = accepted(member.actor, member.actor.me.totp.create(), "the secret for an authenticator app")
        return Authenticator.set_up(created)
    secured = target.secured(member)
    assert secured.authenticator is not None
    accepted(member.actor, member.actor.me.totp.delete(), "the authenticator app, given up")
    return secured.authenticator


@proves(strength.NEEDED_AFTER_PHONE)
def test_a_code_by_telephone_is_not_enough(visitor: Actor, secured: Member, target: Target) -> None:
    number = proven(target, secured.actor, PHONE)
    sent = of_sign_in(visitor, number.value, PHONE, PHONE.strategy)

    answer = sent.attempt(target.code_sent(sent.to))

    needs_second_factor(answer)
    not_signed_in(visitor.clients.read())


@proves(strength.PAPER_QUALITY)
def test_codes_on_paper(secured: Member) -> None:
    one, other = (list(present(succeeded(secured.actor.me.backup_codes.create()), "codes")) for _ in range(2))

    assert not set(one) & set(other), "a code is in both sets"
    letters = "".join(one + other)
    kinds = ((str.isdigit, 10), (str.islower, 26), (str.isupper, 26))
    alphabet = sum(size for is_in, size in kinds if any(map(is_in, letters)))
    bits = min(sum(map(str.isalnum, code)) for code in one + other) * log2(alphabet)
    assert bits >= ENOUGH_BITS, f"a code holds {bits:.0f} bits"


@proves(strength.NOT_RESERVED)
def test_a_number_that_nobody_has_proven(target: Target, newcomer: Member) -> None:
    number = added(target, newcomer.actor, PHONE)
    numbers = newcomer.actor.me.phone_numbers

    reserved = numbers.update(number.id, reserved_for_second_factor=True, intent=Intent.INVALID)
    leading = numbers.update(
        number.id, reserved_for_second_factor=True, default_second_factor=True, intent=Intent.INVALID
    )

    for answer in (reserved, leading):
        refused(answer, ANY_REFUSAL)
    told = succeeded(number.area.read(number.id))
    for name in ("reserved_for_second_factor", "default_second_factor"):  # members that need not be there
        assert at(told.resource, name) is not True, f"it is {name}"
    equals(newcomer.actor.me.read(), two_factor_enabled=False)


@proves(strength.REVERIFIED_BY_REPLAY)
def test_a_code_of_a_sign_in_verifies_no_session(visitor: Actor, secured: Member, target: Target) -> None:
    assert secured.authenticator is not None
    code = next_code(target, secured.authenticator)
    answer = visitor.sign_ins.attempt_second_factor(waiting(visitor, secured), strategy="totp", code=code)
    accepted(visitor, answer, "a sign-in past its second factor")
    verify, session_id = secured.actor.sessions.verify, secured.session_id
    started = accepted(secured.actor, verify.start(session_id, level="second_factor"), "a reverification")
    if started.resource.get("status") != "needs_second_factor":
        raise NotTestable("the first factor is wanted as well")

    again = verify.attempt_second_factor(session_id, strategy="totp", code=code, intent=Intent.OPEN)

    refused(again, ANY_REFUSAL)


@proves(strength.GUESSED)
def test_guessing_the_code_of_an_app(visitor: Actor, secured: Member, target: Target) -> None:
    limit, app = target.environment.lockout_attempts or 0, secured.authenticator
    assert app is not None
    sign_in_id = waiting(visitor, secured)
    codes: tuple[str, ...] = ()
    for _ in range(limit + 1):
        answer = visitor.sign_ins.attempt_second_factor(sign_in_id, strategy="totp", code=app.wrong())
        if answer.status == 429 or "verification_failed" in answer.codes:
            raise NotTestable("this sign-in takes no more codes, before the account is locked")
        codes = answer.codes
        if "user_locked" in codes:
            break

    assert "user_locked" in codes, f"after {limit + 1} wrong codes it is {codes}"
    right = visitor.sign_ins.attempt_second_factor(sign_in_id, strategy="totp", code=next_code(target, app))
    refused(right, 403, "user_locked")
    not_signed_in(visitor.clients.read())
