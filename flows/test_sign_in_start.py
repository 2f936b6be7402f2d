"""How a sign-in begins: with nothing, with somebody, with nobody."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import equals, not_signed_in, present, refused, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_in
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(sign_in.EMPTY)
def test_with_nothing(visitor: Actor) -> None:
    answer = visitor.sign_ins.create()

    succeeded(answer)
    equals(answer, status="needs_identifier", created_session_id=None)
    present(answer, "id")


@proves(sign_in.IDENTIFIED, sign_in.NO_SESSION_BEFORE)
def test_with_somebody(visitor: Actor, member: Member, target: Target) -> None:
    """An identifier leads to the first factor, and gives nothing away before that is proven."""
    attempt = visitor.sign_ins.create(identifier=member.identifier)
    with step(sign_in.IDENTIFIED):
        succeeded(attempt)
        equals(attempt, status="needs_first_factor", first_factor_verification=None, created_session_id=None)
        if target.typing_signs_in():
            present(attempt, "supported_first_factors")
    with step(sign_in.NO_SESSION_BEFORE):
        not_signed_in(visitor.clients.read())
        refused(visitor.me.read(intent=Intent.INVALID), 401)


@proves(sign_in.UNKNOWN_IDENTIFIER)
def test_with_an_identifier_that_nobody_has(visitor: Actor, target: Target) -> None:
    answer = visitor.sign_ins.create(identifier=next(iter(target.identifier().values())))

    refused(answer, 422, "form_identifier_not_found")


@proves(sign_in.LETTER_CASE)
def test_with_an_address_in_capitals(visitor: Actor, member: Member) -> None:
    answer = visitor.sign_ins.create(identifier=member.email.upper())

    succeeded(answer)
    equals(answer, status="needs_first_factor")


@proves(sign_in.UNKNOWN_PARAMETER)
def test_with_a_parameter_that_does_not_exist(visitor: Actor, member: Member) -> None:
    answer = visitor.sign_ins.create(identifier=member.identifier, shoe_size="42", intent=Intent.INVALID)

    refused(answer, 422, "form_param_unknown", naming="shoe_size")


@proves(sign_in.UNKNOWN_STRATEGY)
def test_with_a_strategy_that_does_not_exist(visitor: Actor, member: Member) -> None:
    answer = visitor.sign_ins.create(identifier=member.identifier, strategy="carrier_pigeon", intent=Intent.INVALID)

    refused(answer, 422, "form_param_value_invalid")
