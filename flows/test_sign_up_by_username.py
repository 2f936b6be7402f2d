"""A stranger signs up with a username: their own, somebody else's, and names that are none."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_up_username
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@pytest.fixture
def named(new_member: Callable[..., Member], target: Target) -> Member:
    """A member with a username."""
    return new_member(username=target.username())


@proves(sign_up_username.GIVEN, sign_up_username.SIGNS_IN)
def test_a_name_of_ones_own(named: Member, visitor: Actor) -> None:
    with step(sign_up_username.GIVEN):
        equals(named.actor.me.read(), username=named.username)

    answer = visitor.sign_ins.create(identifier=named.username)
    with step(sign_up_username.SIGNS_IN):
        succeeded(answer)
        equals(answer, status="needs_first_factor")


@proves(sign_up_username.TAKEN)
def test_a_name_that_a_user_has(named: Member, visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.newcomer(username=named.username))

    refused(answer, 422, "form_identifier_exists")


@proves(sign_up_username.LENGTH)
def test_a_name_that_is_too_short(visitor: Actor, target: Target) -> None:
    too_short = target.username()[: target.environment.shortest_username - 1]

    answer = visitor.sign_ups.create(**target.newcomer(username=too_short), intent=Intent.INVALID)

    refused(answer, 422, ("form_username_invalid_length", "form_param_nil"), naming="username")


@proves(sign_up_username.CHARACTER)
def test_a_name_with_a_space(visitor: Actor, target: Target) -> None:
    with_space = f"{target.username()[:8]} {target.username()[:8]}"

    answer = visitor.sign_ups.create(**target.newcomer(username=with_space), intent=Intent.INVALID)

    refused(answer, 422, "form_username_invalid_character", naming="username")


@proves(sign_up_username.NUMERIC)
def test_a_name_of_digits(visitor: Actor, target: Target) -> None:
    digits = str(int(target.username()[1:17], 16))[:12].ljust(12, "7")

    answer = visitor.sign_ups.create(**target.newcomer(username=digits), intent=Intent.INVALID)

    refused(answer, 422, "form_username_needs_non_number_char", naming="username")
