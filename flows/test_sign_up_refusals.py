"""What a sign-up does not accept, and what takes its place."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import equals, present, refused
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import sign_up
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(sign_up.IDENTIFIER_TAKEN)
def test_an_address_that_a_user_has(visitor: Actor, member: Member, target: Target) -> None:
    answer = visitor.sign_ups.create(**target.newcomer(email_address=member.email))

    refused(answer, 422, "form_identifier_exists")


@proves(sign_up.UNKNOWN_PARAMETER)
def test_a_parameter_that_does_not_exist(visitor: Actor) -> None:
    answer = visitor.sign_ups.create(shoe_size="42", intent=Intent.INVALID)

    refused(answer, 422, "form_param_unknown", naming="shoe_size")


@proves(sign_up.SHORT_PASSWORD)
def test_a_password_below_the_minimum(visitor: Actor, target: Target) -> None:
    too_short, codes = target.short_password()

    answer = visitor.sign_ups.create(email_address=target.address(), password=too_short)

    refused(answer, 422, codes, naming="password")


@proves(sign_up.MALFORMED_EMAIL)
def test_text_that_is_no_address(visitor: Actor) -> None:
    answer = visitor.sign_ups.create(email_address="not an address", intent=Intent.INVALID)

    refused(answer, 422, "form_param_format_invalid", naming="email_address")


@proves(sign_up.REPLACED)
def test_the_newest_sign_up_is_the_current_one(visitor: Actor, target: Target) -> None:
    older = present(visitor.sign_ups.create(email_address=target.address()), "id")

    newer = present(visitor.sign_ups.create(email_address=target.address()), "id")

    assert newer != older, "the second sign-up has the id of the first"
    equals(visitor.clients.read(), sign_up__id=newer)
