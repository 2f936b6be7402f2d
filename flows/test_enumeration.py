"""Where nobody is told who has an account: somebody and nobody are answered alike."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.expect import awaits, equals, factor, includes, not_signed_in, present, refused
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import enumeration
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(enumeration.ADDRESS)
def test_an_address_that_a_user_has_at_sign_up(visitor: Actor, member: Member, target: Target) -> None:
    free = visitor.sign_ups.create(**target.newcomer(), strategy="email_code")

    taken = visitor.sign_ups.create(**target.newcomer(email_address=member.email), strategy="email_code")

    equals(taken, status=at(free.resource, "status"))
    includes(taken, "unverified_fields", "email_address")
    awaits(taken, "verifications.email_address")


@proves(enumeration.PASSWORD)
def test_a_password_for_somebody_and_for_nobody(visitor: Actor, member: Member, target: Target) -> None:
    nobody = str(next(iter(target.identifier().values())))

    for identifier in (member.identifier, nobody):
        answer = visitor.sign_ins.create(identifier=identifier, password=target.password())
        refused(answer, 422, "form_password_or_identifier_incorrect")


@proves(enumeration.CODE, enumeration.NOBODY)
def test_a_code_for_nobody(visitor: Actor, target: Target) -> None:
    """An address that nobody has is asked for a code, and no code is the right one."""
    attempt = visitor.sign_ins.create(identifier=target.address())
    with step(enumeration.CODE):
        equals(attempt, status="needs_first_factor")
        address = factor(attempt, "email_code").get("email_address_id", "")
        sign_in_id = present(attempt, "id")
        prepared = visitor.sign_ins.prepare_first_factor(sign_in_id, strategy="email_code", email_address_id=address)
        awaits(prepared, "first_factor_verification")
    with step(enumeration.NOBODY):
        if attempt.ok:
            answer = visitor.sign_ins.attempt_first_factor(
                present(attempt, "id"), strategy="email_code", code=target.public_code
            )
            refused(answer, (400, 401, 403, 404, 422))
        not_signed_in(visitor.clients.read())
