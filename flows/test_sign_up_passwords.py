"""Passwords that a sign-up does not take: each published rule, where the environment announces it."""

import string
from collections.abc import Callable

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import refused
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import sign_up_password as rule
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

BREACHED = "Password123!"
"""In every list of breached passwords, and otherwise what rules ask for."""


def breaks(requirement: Requirement, *codes: str, by: Callable[[str], str]) -> object:
    """A good password is spoiled in one way, and refused with one of these codes."""
    return pytest.param(codes, by, marks=proves(requirement), id=requirement.id.rpartition(".")[2])


def without_digits(password: str) -> str:
    return "".join("x" if letter in string.digits else letter for letter in password)


def without_specials(password: str) -> str:
    return "".join(letter if letter in string.ascii_letters + string.digits else "x" for letter in password)


@pytest.mark.parametrize(
    ("codes", "spoilt"),
    [
        breaks(rule.NO_UPPERCASE, "form_password_no_uppercase", by=str.lower),
        breaks(rule.NO_LOWERCASE, "form_password_no_lowercase", by=str.upper),
        breaks(rule.NO_NUMBER, "form_password_no_number", by=without_digits),
        breaks(rule.NO_SPECIAL, "form_password_no_special_char", by=without_specials),
    ],
)
def test_a_password_without(
    codes: tuple[str, ...], spoilt: Callable[[str], str], visitor: Actor, target: Target
) -> None:
    answer = visitor.sign_ups.create(**target.identifier(), password=spoilt(target.password()))

    refused(answer, 422, codes, naming="password")


@proves(rule.TOO_LONG)
def test_a_password_above_the_maximum(visitor: Actor, target: Target) -> None:
    longest = target.environment.longest_password
    assert longest is not None, "the requirement applies only where a maximum is announced"
    too_long = (target.password() * (longest // 8 + 1))[: longest + 1]

    answer = visitor.sign_ups.create(**target.identifier(), password=too_long)

    # Where the maximum is the limit of the hash as well, either of them may be named.
    refused(answer, 422, ("form_password_length_too_long", "form_password_size_in_bytes_exceeded"), naming="password")


@proves(rule.PWNED)
def test_a_password_of_a_breach(visitor: Actor, target: Target) -> None:
    rules = target.environment.password_rules
    if not rules.min_length <= len(BREACHED) <= rules.max_length:
        raise NotTestable("the lengths that are allowed leave out the breached password that everybody knows")

    answer = visitor.sign_ups.create(**target.identifier(), password=BREACHED)

    refused(answer, 422, "form_password_pwned", naming="password")


@proves(rule.IDENTIFIER)
def test_a_password_that_is_the_address(visitor: Actor, target: Target) -> None:
    address = target.address().capitalize()
    if len(address) > target.environment.password_rules.max_length:
        raise NotTestable("an address is longer than passwords may be")

    answer = visitor.sign_ups.create(email_address=address, password=address)

    refused(answer, 422, "form_password_matches_identifier", naming="password")
