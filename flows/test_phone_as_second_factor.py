"""A member whose phone number is their second factor signs in."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    needs_second_factor,
    not_signed_in,
    on_its_way,
    outlived,
    present,
    refused,
    second_factor,
    succeeded,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import second_factor as mfa
from fapi_conformance.target.identifications import Identification
from fapi_conformance.target.member import Member
from fapi_conformance.target.second_factors import with_phone
from fapi_conformance.target.target import Target


@pytest.fixture
def number(member: Member, target: Target) -> Identification:
    """A number of the member, reserved for the second factor."""
    try:
        return with_phone(target, member)
    except AssertionError as problem:
        raise NotTestable("no number could be reserved for the second factor") from problem


@pytest.fixture
def waiting(visitor: Actor, member: Member, number: Identification) -> str:
    """The id of a sign-in that waits for the second factor."""
    answer = visitor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)
    try:
        second_factor(needs_second_factor(answer), "phone_code", phone_number_id=number.id)
    except AssertionError as problem:
        raise NotTestable("the number is not asked for at a sign-in") from problem
    return str(present(answer, "id"))


@pytest.fixture
def prepared(visitor: Actor, waiting: str, number: Identification) -> str:
    """The same, with the code on its way."""
    succeeded(visitor.sign_ins.prepare_second_factor(waiting, strategy="phone_code", phone_number_id=number.id))
    return waiting


@proves(mfa.PHONE_OFFERED, mfa.PHONE_PREPARED, mfa.BY_PHONE)
def test_a_code_to_the_number(visitor: Actor, member: Member, number: Identification, target: Target) -> None:
    attempt = visitor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)
    sign_in_id = present(attempt, "id")
    with step(mfa.PHONE_OFFERED):
        second_factor(needs_second_factor(attempt), "phone_code", phone_number_id=number.id)

    answer = visitor.sign_ins.prepare_second_factor(sign_in_id, strategy="phone_code", phone_number_id=number.id)
    with step(mfa.PHONE_PREPARED):
        on_its_way(answer, "second_factor_verification")
        equals(answer, status="needs_second_factor", second_factor_verification__strategy="phone_code")

    code = target.code_sent(number.value)
    finished = visitor.sign_ins.attempt_second_factor(sign_in_id, strategy="phone_code", code=code)
    with step(mfa.BY_PHONE):
        complete(finished)
        equals(visitor.me.read(), id=member.user_id)


@proves(mfa.PHONE_WRONG)
def test_a_wrong_code(visitor: Actor, prepared: str, target: Target) -> None:
    answer = visitor.sign_ins.attempt_second_factor(prepared, strategy="phone_code", code=target.wrong_code)

    refused(answer, 422, "form_code_incorrect")
    equals(visitor.sign_ins.read(prepared), status="needs_second_factor", created_session_id=None)
    not_signed_in(visitor.clients.read())


@proves(mfa.PHONE_UNPREPARED)
def test_a_code_that_was_not_sent(visitor: Actor, waiting: str, target: Target) -> None:
    answer = visitor.sign_ins.attempt_second_factor(waiting, strategy="phone_code", code=target.public_code)

    refused(answer, (400, 401, 403, 404, 422))
    not_signed_in(visitor.clients.read())


@proves(mfa.PHONE_EXPIRED)
def test_a_code_that_comes_too_late(visitor: Actor, prepared: str, number: Identification, target: Target) -> None:
    lives = outlived(visitor.sign_ins.read(prepared), "second_factor_verification")
    target.means.age(prepared, lives)

    code = target.code_sent(number.value)
    answer = visitor.sign_ins.attempt_second_factor(prepared, strategy="phone_code", code=code)

    refused(answer, 400, "verification_expired")
    not_signed_in(visitor.clients.read())


@proves(mfa.WITHOUT_FACTOR)
def test_a_factor_that_one_does_not_have(visitor: Actor, waiting: str) -> None:
    answer = visitor.sign_ins.attempt_second_factor(waiting, strategy="totp", code="123456")

    refused(answer, (400, 403, 422))


@proves(mfa.SEVERAL)
def test_beside_an_authenticator_app(visitor: Actor, member: Member, number: Identification, target: Target) -> None:
    target.secured(member)
    attempt = visitor.sign_ins.create(strategy="password", identifier=member.identifier, password=member.password)

    second_factor(attempt, "totp")
    offered = second_factor(attempt, "phone_code", phone_number_id=number.id)
    assert offered.get("default") is True, f"the number {number.id} is not told as the default: {offered}"
