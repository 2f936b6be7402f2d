"""New passwords that a change does not take: each published rule, where the environment announces it."""

import string
from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import refused, succeeded
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import password_rules as rule
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

NAME = "new_password"
BREACHED = "Password123!"
"""In every list of breached passwords, and otherwise what rules ask for."""


def changed(of: Member, new: str) -> Answer:
    if of.password is None:
        raise NotTestable("the member has no password")
    return of.actor.me.change_password(current_password=of.password, new_password=new, intent=Intent.INVALID)


def breaks(requirement: Requirement, code: str, by: Callable[[str], str]) -> object:
    """A good password is spoiled in one way, and refused with this code."""
    return pytest.param(code, by, marks=proves(requirement), id=requirement.id.rpartition(".")[2])


def without(letters: str) -> Callable[[str], str]:
    return lambda password: "".join("x" if letter in letters else letter for letter in password)


def without_specials(password: str) -> str:
    return "".join(letter if letter in string.ascii_letters + string.digits else "x" for letter in password)


@pytest.mark.parametrize(
    ("code", "spoilt"),
    [
        breaks(rule.NO_UPPERCASE, "form_password_no_uppercase", by=str.lower),
        breaks(rule.NO_LOWERCASE, "form_password_no_lowercase", by=str.upper),
        breaks(rule.NO_NUMBER, "form_password_no_number", by=without(string.digits)),
        breaks(rule.NO_SPECIAL, "form_password_no_special_char", by=without_specials),
    ],
)
def test_a_new_password_without(code: str, spoilt: Callable[[str], str], member: Member, target: Target) -> None:
    refused(changed(member, spoilt(target.password())), 422, code, naming=NAME)


@proves(rule.TOO_SHORT)
def test_a_new_password_that_is_too_short(member: Member, target: Target) -> None:
    too_short, codes = target.short_password()

    answer = changed(member, too_short)

    refused(answer, 422, codes)  # one that is too weak as well need not be named
    succeeded(
        target.visitor("by the old password").sign_ins.create(
            strategy="password", identifier=member.identifier, password=member.password
        )
    )


@proves(rule.TOO_LONG)
def test_a_new_password_above_the_maximum(member: Member, target: Target) -> None:
    longest = target.environment.longest_password
    assert longest is not None, "the requirement applies only where a maximum is announced"
    too_long = (target.password() * (longest // 8 + 1))[: longest + 1]

    answer = changed(member, too_long)

    # Where the maximum is the limit of the hash as well, either of them may be named.
    refused(answer, 422, ("form_password_length_too_long", "form_password_size_in_bytes_exceeded"), naming=NAME)


@proves(rule.PWNED)
def test_a_new_password_of_a_breach(member: Member, target: Target) -> None:
    rules = target.environment.password_rules
    if not rules.min_length <= len(BREACHED) <= rules.max_length:
        raise NotTestable("the lengths that are allowed leave out the breached password that everybody knows")

    refused(changed(member, BREACHED), 422, "form_password_pwned", naming=NAME)


@proves(rule.IDENTIFIER)
def test_a_new_password_that_is_the_address(member: Member, target: Target) -> None:
    if len(member.email) > target.environment.password_rules.max_length:
        raise NotTestable("an address is longer than passwords may be")

    refused(changed(member, member.email), 422, "form_password_matches_identifier", naming=NAME)


@proves(rule.SAME)
def test_the_same_password_once_more(member: Member) -> None:
    refused(changed(member, member.password or ""), 422, "form_new_password_matches_current", naming=NAME)
