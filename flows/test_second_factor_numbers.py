"""A phone number becomes a second factor, one of several the default, and then none any more.

What it is good for at a sign-in is a story of its own.
"""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.expect import member as value_at
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import second_factor_number as required
from fapi_conformance.target.identifications import PHONE, Identification, added, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target


@pytest.fixture
def number(target: Target, member: Member) -> Identification:
    """A verified number of the member's."""
    return proven(target, member.actor, PHONE)


def reserve(number: Identification) -> None:
    answer = number.actor.me.phone_numbers.update(number.id, reserved_for_second_factor=True)
    accepted(number.actor, answer, "the number, reserved")


def defaults(member: Member) -> list[str]:
    """The ids of the numbers that are the default."""
    return [
        str(at(one, "id"))
        for one in value_at(member.actor.me.read(), "phone_numbers")
        if at(one, "default_second_factor") is True
    ]


@proves(required.RESERVED, required.NOT_IDENTIFIER)
def test_reserving_a_number(member: Member, number: Identification, visitor: Actor) -> None:
    """From now on there are two factors, and the number is no more one of the first."""
    answer = member.actor.me.phone_numbers.update(number.id, reserved_for_second_factor=True)

    with step(required.RESERVED):
        equals(succeeded(answer), id=number.id, reserved_for_second_factor=True)
        equals(number.area.read(number.id), reserved_for_second_factor=True)
        equals(member.actor.me.read(), two_factor_enabled=True)
    with step(required.NOT_IDENTIFIER):
        offered = value_at(visitor.sign_ins.create(identifier=member.identifier), "supported_first_factors")
        numbers = [at(one, "phone_number_id") for one in offered or []]
        assert number.id not in numbers, "a sign-in offers it as a first factor"


@proves(required.UNPROVEN)
def test_an_unverified_number_is_not_reserved(target: Target, newcomer: Member) -> None:
    number = added(target, newcomer.actor, PHONE)

    answer = newcomer.actor.me.phone_numbers.update(number.id, reserved_for_second_factor=True)

    refused(answer, 400, "identification_update_second_factor_unverified")
    equals(newcomer.actor.me.read(), two_factor_enabled=False)


@proves(required.FOREIGN)
def test_another_persons_number_is_not_reserved(number: Identification, new_member: Callable[..., Member]) -> None:
    before = number.area.read(number.id)
    numbers = new_member().actor.me.phone_numbers

    reserved = numbers.update(number.id, reserved_for_second_factor=True, intent=Intent.INVALID)
    made_default = numbers.update(number.id, default_second_factor=True, intent=Intent.INVALID)

    refused(reserved, 404, "resource_not_found")
    refused(made_default, 404, "resource_not_found")
    assert number.area.read(number.id).resource == before.resource, "it is not what it was before"


@proves(required.DEFAULT, required.DEFAULT_KEPT)
def test_one_of_two_is_the_default(target: Target, member: Member, number: Identification) -> None:
    second = proven(target, member.actor, PHONE)
    reserve(number)
    reserve(second)
    numbers = member.actor.me.phone_numbers

    with step(required.DEFAULT):
        assert defaults(member) == [number.id], "the first one is not the one default"
        equals(succeeded(numbers.update(second.id, default_second_factor=True)), default_second_factor=True)
        assert defaults(member) == [second.id], "the one that was told to be is not the one default"
    with step(required.DEFAULT_KEPT):
        refused(
            numbers.update(second.id, default_second_factor=False),
            422,
            "form_disable_default_second_factor_not_allowed",
        )


@proves(required.RELEASED)
@pytest.mark.parametrize("way", ["released", "deleted"])
def test_without_a_reserved_number_there_is_one_factor(member: Member, number: Identification, way: str) -> None:
    reserve(number)
    numbers = member.actor.me.phone_numbers

    if way == "released":
        answer = numbers.update(number.id, reserved_for_second_factor=False)
    else:
        answer = numbers.delete(number.id)

    succeeded(answer)
    equals(member.actor.me.read(), two_factor_enabled=False)
