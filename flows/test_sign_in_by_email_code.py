"""A member signs in with a code sent by email: right, wrong, too late, too early, twice."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.expect import (
    awaits,
    equals,
    factor,
    not_signed_in,
    present,
    proven,
    refused,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_in
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

AN_HOUR = 3600
"""Seconds; codes live minutes (AUTH-312), attempts a day (AUTH-289)."""


@pytest.fixture
def email_code(visitor: Actor, member: Member) -> str:
    """The id of a sign-in whose email code was sent."""
    attempt = visitor.sign_ins.create(identifier=member.email)
    sign_in_id = present(attempt, "id")
    address = factor(attempt, "email_code").get("email_address_id", "")
    visitor.sign_ins.prepare_first_factor(sign_in_id, strategy="email_code", email_address_id=address)
    return str(sign_in_id)


@proves(sign_in.FACTOR_IDS, sign_in.CODE_PREPARED, sign_in.CODE)
def test_a_code_signs_in(visitor: Actor, member: Member, target: Target) -> None:
    attempt = visitor.sign_ins.create(identifier=member.email)
    sign_in_id = present(attempt, "id")
    offered = factor(attempt, "email_code")
    with step(sign_in.FACTOR_IDS):
        assert offered.get("email_address_id"), f"the email_code factor has no email_address_id: {offered}"

    prepared = visitor.sign_ins.prepare_first_factor(
        sign_in_id, strategy="email_code", email_address_id=offered.get("email_address_id", "")
    )
    with step(sign_in.CODE_PREPARED):
        awaits(prepared, "first_factor_verification")
        equals(prepared, status="needs_first_factor", first_factor_verification__strategy="email_code")

    finished = visitor.sign_ins.attempt_first_factor(sign_in_id, strategy="email_code", code=target.code)
    with step(sign_in.CODE):
        proven(finished, "email_code")


@proves(sign_in.WRONG_CODE, sign_in.CODE_ATTEMPTS)
def test_a_wrong_code_leaves_the_attempt_unfinished(visitor: Actor, email_code: str, target: Target) -> None:
    answer = visitor.sign_ins.attempt_first_factor(email_code, strategy="email_code", code=target.wrong_code)

    with step(sign_in.WRONG_CODE):
        refused(answer, 422, "form_code_incorrect", naming="code")
        equals(visitor.sign_ins.read(email_code), status="needs_first_factor", created_session_id=None)
        not_signed_in(visitor.clients.read())
    with step(sign_in.CODE_ATTEMPTS):
        equals(visitor.sign_ins.read(email_code), first_factor_verification__attempts=1)


@proves(sign_in.EXPIRED_CODE)
def test_a_code_expires(visitor: Actor, email_code: str, target: Target) -> None:
    target.means.age(email_code, AN_HOUR)

    answer = visitor.sign_ins.attempt_first_factor(email_code, strategy="email_code", code=target.code)

    refused(answer, 400, "verification_expired")
    not_signed_in(visitor.clients.read())


@proves(sign_in.UNPREPARED_CODE)
def test_a_code_needs_a_prepared_factor(visitor: Actor, member: Member, target: Target) -> None:
    sign_in_id = present(visitor.sign_ins.create(identifier=member.email), "id")

    answer = visitor.sign_ins.attempt_first_factor(sign_in_id, strategy="email_code", code=target.code)

    refused(answer, 400, ("verification_missing", "verification_not_sent"))
    not_signed_in(visitor.clients.read())


@proves(sign_in.REUSED_CODE)
def test_a_code_works_once(visitor: Actor, email_code: str, target: Target) -> None:
    proven(visitor.sign_ins.attempt_first_factor(email_code, strategy="email_code", code=target.code), "email_code")

    answer = visitor.sign_ins.attempt_first_factor(email_code, strategy="email_code", code=target.code)

    refused(answer, (400, 401, 403, 404, 422))
