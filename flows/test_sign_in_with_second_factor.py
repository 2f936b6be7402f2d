"""A member with an authenticator app signs in: what is asked for after the first factor, and what is not enough."""

from string import ascii_lowercase, ascii_uppercase, digits

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    factor,
    needs_second_factor,
    not_signed_in,
    present,
    refused,
    second_factor,
    signed_in,
    succeeded,
    verified,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import second_factor as mfa
from fapi_conformance.target.member import Member
from fapi_conformance.target.second_factors import next_code
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read

PERIODS_AWAY = (-120, -20, 20, 120)
"""Ten minutes and an hour, in steps of half a minute."""
A_MOMENT = (0, 1)
"""Minutes since a factor was proven just now; a minute may have passed."""


def code_of(member: Member, target: Target) -> str:
    """What the member's authenticator app shows."""
    assert member.authenticator is not None
    return next_code(target, member.authenticator)


def with_password(actor: Actor, member: Member) -> Answer:
    return actor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)


def just_now(ages: Json) -> bool:
    """Both factors were proven just now."""
    return isinstance(ages, list) and len(ages) == 2 and all(age in A_MOMENT for age in ages)


@pytest.fixture
def waiting(visitor: Actor, secured: Member) -> str:
    """The id of a sign-in that waits for the second factor."""
    return str(present(needs_second_factor(with_password(visitor, secured)), "id"))


@proves(mfa.NEEDED, mfa.OFFERED)
def test_a_password_is_not_enough(visitor: Actor, secured: Member) -> None:
    answer = with_password(visitor, secured)

    with step(mfa.NEEDED):
        needs_second_factor(answer)
        not_signed_in(visitor.clients.read())
        refused(visitor.me.read(), 401)
    with step(mfa.OFFERED):
        second_factor(answer, "totp")
        if secured.backup_codes:
            second_factor(answer, "backup_code")


@proves(mfa.NEEDED_AFTER_CODE)
def test_a_code_by_email_is_not_enough(visitor: Actor, secured: Member, target: Target) -> None:
    attempt = visitor.sign_ins.create(identifier=secured.email)
    sign_in_id = present(attempt, "id")
    address = factor(attempt, "email_code").get("email_address_id", "")
    succeeded(visitor.sign_ins.prepare_first_factor(sign_in_id, strategy="email_code", email_address_id=address))

    code = target.code_sent(secured.email)
    answer = visitor.sign_ins.attempt_first_factor(sign_in_id, strategy="email_code", code=code)

    needs_second_factor(answer)
    not_signed_in(visitor.clients.read())


@proves(mfa.NEEDED_AFTER_RESET)
def test_a_new_password_is_not_enough(visitor: Actor, secured: Member, target: Target) -> None:
    strategy = "reset_password_email_code"
    attempt = visitor.sign_ins.create(identifier=secured.email)
    sign_in_id = present(attempt, "id")
    address = factor(attempt, strategy).get("email_address_id", "")
    succeeded(visitor.sign_ins.prepare_first_factor(sign_in_id, strategy=strategy, email_address_id=address))
    code = target.code_sent(secured.email)
    succeeded(visitor.sign_ins.attempt_first_factor(sign_in_id, strategy=strategy, code=code))

    answer = visitor.sign_ins.reset_password(sign_in_id, password=target.password())

    equals(succeeded(answer), status="needs_second_factor", created_session_id=None)
    not_signed_in(visitor.clients.read())


@proves(mfa.BY_TOTP, mfa.VERIFICATIONS, mfa.FACTOR_AGES)
def test_the_app_shows_the_code(visitor: Actor, secured: Member, waiting: str, target: Target) -> None:
    answer = visitor.sign_ins.attempt_second_factor(waiting, strategy="totp", code=code_of(secured, target))
    with step(mfa.BY_TOTP):
        session_id = complete(answer)
        signed_in(visitor.clients.read(), session_id)
        equals(visitor.me.read(), id=secured.user_id)
    with step(mfa.VERIFICATIONS):
        verified(answer, "first_factor_verification")
        verified(answer, "second_factor_verification")
        equals(answer, second_factor_verification__strategy="totp")
    with step(mfa.FACTOR_AGES):
        session_id = complete(answer)
        ages = present(visitor.sessions.read(session_id), "factor_verification_age")
        assert just_now(ages), f"factor_verification_age is {ages}"
        claims = read(present(visitor.sessions.token(session_id), "jwt")).claims
        if claims.get("v") != 2:
            raise NotTestable("the instance has not changed to tokens of version 2", remedy="update it to them")
        assert just_now(claims.get("fva")), f"fva is {claims.get('fva')}"


@proves(mfa.TOTP_SIGN_IN_WRONG)
def test_a_wrong_code(visitor: Actor, secured: Member, waiting: str) -> None:
    assert secured.authenticator is not None

    answer = visitor.sign_ins.attempt_second_factor(waiting, strategy="totp", code=secured.authenticator.wrong())

    refused(answer, 422, "form_code_incorrect")
    equals(visitor.sign_ins.read(waiting), status="needs_second_factor", created_session_id=None)
    not_signed_in(visitor.clients.read())


@proves(mfa.TOTP_WINDOW)
@pytest.mark.parametrize("steps", PERIODS_AWAY)
def test_a_code_of_another_time(steps: int, visitor: Actor, secured: Member, waiting: str) -> None:
    app = secured.authenticator
    assert app is not None
    distant = app.at(steps * 30 // app.period)
    if distant in {app.at(near) for near in (-2, -1, 0, 1, 2)}:
        raise NotTestable("that code happens to be the present one as well", remedy="run it again")

    answer = visitor.sign_ins.attempt_second_factor(waiting, strategy="totp", code=distant)

    refused(answer, (400, 401, 403, 422))  # that it is refused is certain, and not what it is called (SEC-133)
    not_signed_in(visitor.clients.read())


@proves(mfa.TOTP_REPLAYED)
def test_a_code_that_was_used(visitor: Actor, secured: Member, waiting: str, target: Target) -> None:
    """Whoever looked over the member's shoulder comes too late."""
    code = code_of(secured, target)
    complete(visitor.sign_ins.attempt_second_factor(waiting, strategy="totp", code=code))
    onlooker = target.visitor("onlooker")
    later = str(present(needs_second_factor(with_password(onlooker, secured)), "id"))

    answer = onlooker.sign_ins.attempt_second_factor(later, strategy="totp", code=code)

    refused(answer, (400, 403, 422))
    not_signed_in(onlooker.clients.read())


@proves(mfa.ONLY_WHEN_DUE)
def test_the_second_factor_first(visitor: Actor, secured: Member, target: Target) -> None:
    sign_in_id = present(visitor.sign_ins.create(identifier=secured.identifier), "id")

    answer = visitor.sign_ins.attempt_second_factor(sign_in_id, strategy="totp", code=code_of(secured, target))

    refused(answer, (400, 401, 403, 404, 422))
    equals(visitor.sign_ins.read(sign_in_id), status="needs_first_factor", created_session_id=None)
    not_signed_in(visitor.clients.read())


@proves(mfa.LOCKOUT)
def test_too_many_wrong_codes(visitor: Actor, secured: Member, waiting: str, target: Target) -> None:
    """Wrong backup codes count wherever there is a lockout (AUTH-364); which one is the first 403 is left open."""
    limit = int(target.environment.at("user_settings", "attack_protection", "user_lockout", "max_attempts"))
    assert secured.backup_codes is not None
    right = secured.backup_codes.take()
    codes: list[str] = []
    for turn in range(limit + 1):
        answer = visitor.sign_ins.attempt_second_factor(waiting, strategy="backup_code", code=mistyped(right, turn))
        if answer.status == 429 or "verification_failed" in answer.codes:  # neither need count as a failure (SEC-140)
            raise NotTestable("this sign-in takes no more codes, before the account is locked")
        refused(answer, (400, 403, 422))
        codes = [*answer.codes]
        if "user_locked" in codes:
            break

    assert "user_locked" in codes, f"after {limit + 1} wrong codes it is {codes}"
    refused(visitor.sign_ins.attempt_second_factor(waiting, strategy="backup_code", code=right), 403, "user_locked")
    not_signed_in(visitor.clients.read())


def mistyped(code: str, turn: int) -> str:
    """Another code of the same form: one of another form may be refused without being counted."""
    away = 1 + turn % 8
    shifted = {alphabet: alphabet[away:] + alphabet[:away] for alphabet in (digits, ascii_lowercase, ascii_uppercase)}
    return code.translate({ord(a): b for old, new in shifted.items() for a, b in zip(old, new, strict=True)})
