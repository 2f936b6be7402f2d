"""A password is what it is, from its first letter to its last; and another one is set by a proof that is whole."""

import string
from collections.abc import Iterator

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import NotTestable, TransportFailure
from fapi_conformance.expect import factor, not_signed_in, outlived, present, proven, refused, succeeded
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import password_proof as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.code_places import RESET, Sent, of_sign_in
from fapi_conformance.target.identifications import EMAIL, added
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

LONG, BYTES = 64, 72
"""Passwords of 64 characters are to be taken (SEC-152); hashes are known that read 72 bytes."""
NEAR_THE_LOCK = 2


def with_password(actor: Actor, member: Member, password: str | None) -> Answer:
    return actor.sign_ins.create(identifier=member.identifier, password=password, intent=Intent.OPEN)


def long_password(target: Target) -> str:
    """As long as may be; behind what the rules ask for, letters that look like nothing in particular."""
    length = min(LONG, target.environment.password_rules.max_length)
    return (target.password() + target.name() * 4)[:length]


def almost(password: str) -> Iterator[str]:
    yield password[:-1]
    yield password[:8]
    yield password.swapcase()
    if len(password) < BYTES:
        yield f"{password}x"
    yield password[1:]


@proves(required.EXACT)
def test_a_long_password(target: Target) -> None:
    try:
        member = target.member(password=long_password(target))
    except AssertionError as problem:
        if target.environment.longest_password is None:
            raise NotTestable("so long a password is not taken, and no maximum is announced") from problem
        raise
    assert member.password is not None
    limit = target.environment.lockout_attempts
    tries = None if limit is None else max(1, limit - NEAR_THE_LOCK)

    for wrong in list(almost(member.password))[:tries]:
        actor = target.visitor("who knows a part of it")
        refused(with_password(actor, member, wrong), ANY_REFUSAL)
        not_signed_in(actor.clients.read())

    proven(with_password(target.visitor("who knows it"), member, member.password), "password")


def reset(actor: Actor, sign_in_id: str, target: Target) -> Answer:
    return actor.sign_ins.reset_password(sign_in_id, password=target.password(), intent=Intent.OPEN)


def unchanged(target: Target, member: Member) -> None:
    """The old password is still the one."""
    succeeded(with_password(target.visitor("by the old password"), member, member.password))


@pytest.fixture
def forgetful(visitor: Actor, member: Member) -> Sent:
    """A reset code on its way to the member."""
    return of_sign_in(visitor, member.email, EMAIL, RESET)


@proves(required.AFTER_WRONG)
def test_after_a_wrong_password(visitor: Actor, member: Member, target: Target) -> None:
    sign_in_id = str(present(visitor.sign_ins.create(identifier=member.email), "id"))
    wrong = visitor.sign_ins.attempt_first_factor(sign_in_id, strategy="password", password=target.password())
    refused(wrong, ANY_REFUSAL)

    refused(reset(visitor, sign_in_id, target), ANY_REFUSAL)
    unchanged(target, member)


@proves(required.UNPROVEN_CODE)
def test_after_a_code_that_came_too_late(forgetful: Sent, member: Member, target: Target) -> None:
    code, actor = target.code_sent(forgetful.to), forgetful.actor
    lives = outlived(actor.sign_ins.read(forgetful.holder), "first_factor_verification")
    target.means.age(forgetful.holder, lives)

    refused(forgetful.attempt(code, intent=Intent.OPEN), ANY_REFUSAL)
    refused(reset(actor, forgetful.holder, target), ANY_REFUSAL)
    unchanged(target, member)


@proves(required.FREE_TEXT)
def test_to_an_address_of_the_callers(visitor: Actor, member: Member, target: Target) -> None:
    """Refused, or the address is not looked at: the mail goes where it goes anyway."""
    attempt = visitor.sign_ins.create(identifier=member.email)
    own = factor(attempt, RESET).get("email_address_id", "")
    for name in ("email_address", "to", "identifier"):
        elsewhere = target.mail_address()

        answer = visitor.sign_ins.prepare_first_factor(
            present(attempt, "id"), strategy=RESET, email_address_id=own, intent=Intent.OPEN, **{name: elsewhere}
        )

        if answer.ok:
            assert target.inbox(elsewhere).empty(), "the code goes to the address that the caller named"
        else:
            refused(answer, ANY_REFUSAL)


@proves(required.UNVERIFIED)
def test_to_an_address_that_nobody_has_verified(visitor: Actor, member: Member, target: Target) -> None:
    item = added(target, member.actor, EMAIL)
    sign_in_id = present(visitor.sign_ins.create(identifier=member.email), "id")

    answer = visitor.sign_ins.prepare_first_factor(
        sign_in_id, strategy=RESET, email_address_id=item.id, intent=Intent.OPEN
    )

    refused(answer, ANY_REFUSAL)


def spoilt(password: str, target: Target) -> Iterator[str]:
    """The password with each announced rule broken in turn."""
    on, letters = target.capabilities, string.ascii_letters + string.digits
    if on[Capability.PASSWORD_UPPERCASE] is True:
        yield password.lower()
    if on[Capability.PASSWORD_LOWERCASE] is True:
        yield password.upper()
    if on[Capability.PASSWORD_NUMBER] is True:
        yield "".join("x" if one in string.digits else one for one in password)
    if on[Capability.PASSWORD_SPECIAL] is True:
        yield "".join(one if one in letters else "x" for one in password)
    if (longest := target.environment.longest_password) is not None:
        yield (password * (longest // 8 + 1))[: longest + 1]


@proves(required.RULES)
def test_a_new_password_that_breaks_a_rule(forgetful: Sent, member: Member, target: Target) -> None:
    wrong = list(spoilt(target.password(), target))
    if not wrong:
        raise NotTestable("the environment announces no rule but a length")
    succeeded(forgetful.attempt(target.code_sent(forgetful.to)))

    for password in wrong:
        refused(forgetful.actor.sign_ins.reset_password(forgetful.holder, password=password), 422)
    unchanged(target, member)


@proves(required.PREPARED_ANEW)
def test_a_new_code_for_each_guess(visitor: Actor, member: Member, target: Target) -> None:
    sent = of_sign_in(visitor, member.email, EMAIL, EMAIL.strategy)
    try:
        for _ in range(target.environment.lockout_attempts or 0):
            sent.attempt(target.wrong_code, intent=Intent.OPEN)
            sent.prepare(intent=Intent.OPEN)
    except TransportFailure as limited:
        raise NotTestable("a rate limit comes before the account is locked") from limited

    refused(with_password(target.visitor("another client"), member, member.password), 403, "user_locked")
