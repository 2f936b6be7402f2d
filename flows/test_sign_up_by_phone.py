"""A stranger signs up with a phone number, alone or beside an address."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    awaits,
    complete,
    equals,
    excludes,
    includes,
    is_complete,
    outlived,
    present,
    refused,
    verified,
)
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_up_phone
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member, identifications
from fapi_conformance.target.target import Target


@pytest.fixture
def number(target: Target) -> str:
    return target.phone_number()


@pytest.fixture
def sent(visitor: Actor, target: Target, number: str) -> str:
    """The id of a sign-up whose number was sent a code."""
    attempt = visitor.sign_ups.create(**target.newcomer(phone_number=number), strategy="phone_code")
    return str(present(attempt, "id"))


@proves(
    sign_up_phone.UNVERIFIED,
    sign_up_phone.PREPARED,
    sign_up_phone.VERIFIED,
    sign_up_phone.ONE_OF_TWO,
    sign_up_phone.COMPLETE,
)
def test_with_a_number(visitor: Actor, target: Target, number: str) -> None:
    """The number is proven first, and what else the instance asks for afterwards."""
    started = visitor.sign_ups.create(**target.newcomer(phone_number=number), strategy="phone_code")
    sign_up_id = present(started, "id")
    with step(sign_up_phone.UNVERIFIED):
        includes(started, "unverified_fields", "phone_number")
        excludes(started, "missing_fields", "phone_number")
    with step(sign_up_phone.PREPARED):
        awaits(started, "verifications.phone_number")
        equals(started, verifications__phone_number__strategy="phone_code", verifications__email_address=None)

    proven = visitor.sign_ups.attempt(sign_up_id, strategy="phone_code", code=target.code_sent(number))
    with step(sign_up_phone.VERIFIED):
        verified(proven, "verifications.phone_number")
        excludes(proven, "unverified_fields", "phone_number")
    with step(sign_up_phone.ONE_OF_TWO):
        equals(proven, status="missing_requirements", created_session_id=None)
        includes(proven, "unverified_fields", "email_address")

    finished = proven if is_complete(proven) else by_email(visitor, proven, target)
    with step(sign_up_phone.COMPLETE):
        complete(finished)
        numbers = identifications(visitor.me.read().resource, "phone_number")
        assert number in numbers, f"the number that was proven is not among {numbers}"


def by_email(visitor: Actor, attempt: Answer, target: Target) -> Answer:
    """What is left of a sign-up whose number is proven: the code of its address."""
    if at(attempt.resource, "unverified_fields") != ["email_address"]:
        raise NotTestable("more than an address is left to prove")
    if target.capabilities[Capability.SIGN_UP_BOTH_CODES] is not True:
        raise NotTestable("the address is not proven by a code")
    sign_up_id = present(attempt, "id")
    awaits(visitor.sign_ups.prepare(sign_up_id, strategy="email_code"), "verifications.email_address")
    code = target.code_sent(present(attempt, "email_address"))
    return visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code)


@proves(sign_up_phone.WRONG)
def test_a_wrong_code_verifies_no_number(visitor: Actor, sent: str, target: Target) -> None:
    answer = visitor.sign_ups.attempt(sent, strategy="phone_code", code=target.wrong_code)

    refused(answer, 422, "form_code_incorrect", naming="code")
    attempt = visitor.sign_ups.read(sent)
    equals(attempt, status="missing_requirements")
    includes(attempt, "unverified_fields", "phone_number")


@proves(sign_up_phone.EXPIRED)
def test_the_code_of_a_number_expires(visitor: Actor, sent: str, number: str, target: Target) -> None:
    target.means.age(sent, outlived(visitor.sign_ups.read(sent), "verifications.phone_number"))

    answer = visitor.sign_ups.attempt(sent, strategy="phone_code", code=target.code_sent(number))

    refused(answer, 400, "verification_expired")
    includes(visitor.sign_ups.read(sent), "unverified_fields", "phone_number")


@proves(sign_up_phone.OTHER_STRATEGY)
def test_a_code_that_went_to_the_address(visitor: Actor, target: Target) -> None:
    both = target.newcomer(phone_number=target.phone_number())
    sign_up_id = present(visitor.sign_ups.create(**both, strategy="email_code"), "id")

    code = target.code_sent(both["email_address"])
    answer = visitor.sign_ups.attempt(sign_up_id, strategy="phone_code", code=code)

    refused(answer, (400, 401, 403, 422))
    includes(visitor.sign_ups.read(sign_up_id), "unverified_fields", "phone_number", "email_address")


@proves(sign_up_phone.TAKEN)
def test_a_number_that_a_user_has(visitor: Actor, new_member: Callable[..., Member], target: Target) -> None:
    holder = new_member(phone_number=target.phone_number())

    answer = visitor.sign_ups.create(**target.newcomer(phone_number=holder.phone_number))

    refused(answer, 422, "form_identifier_exists")


@proves(sign_up_phone.MALFORMED)
def test_text_that_is_no_number(visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.newcomer(phone_number="+1 call me"), intent=Intent.INVALID)

    refused(answer, 422, "form_param_format_invalid", naming="phone_number")
