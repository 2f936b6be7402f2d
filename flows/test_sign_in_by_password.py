"""A member signs in with a password, right and wrong, in one call and in two."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    factor,
    is_complete,
    not_signed_in,
    present,
    proven,
    refused,
    signed_in,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_in
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(sign_in.PASSWORD, sign_in.COMPLETED)
def test_identifier_then_password(visitor: Actor, member: Member) -> None:
    """Who one is, then the proof."""
    attempt = visitor.sign_ins.create(identifier=member.identifier)
    factor(attempt, "password")

    finished = visitor.sign_ins.attempt_first_factor(
        present(attempt, "id"), strategy="password", password=member.password
    )
    with step(sign_in.PASSWORD):
        proven(finished, "password")
        if is_complete(finished):
            signed_in(visitor.clients.read(), complete(finished))
    with step(sign_in.COMPLETED):
        if not is_complete(finished):
            raise NotTestable("device trust asks for one step more", remedy="switch it off")
        equals(finished, supported_first_factors=None, supported_second_factors=None, identifier=member.identifier)


@proves(sign_in.PASSWORD_AT_ONCE)
def test_identifier_and_password_at_once(visitor: Actor, member: Member) -> None:
    answer = visitor.sign_ins.create(identifier=member.identifier, password=member.password)

    proven(answer, "password")
    if is_complete(answer):
        signed_in(visitor.clients.read(), complete(answer))


@proves(sign_in.WRONG_PASSWORD_AT_ONCE)
def test_a_wrong_password_at_once(visitor: Actor, member: Member, target: Target) -> None:
    answer = visitor.sign_ins.create(identifier=member.identifier, password=target.password())

    refused(answer, 422, ("form_password_incorrect", "form_password_or_identifier_incorrect"))
    not_signed_in(visitor.clients.read())


@proves(sign_in.WRONG_PASSWORD, sign_in.CLIENT_IN_REFUSAL)
def test_a_wrong_password_leaves_the_attempt_unfinished(visitor: Actor, member: Member, target: Target) -> None:
    attempt = present(visitor.sign_ins.create(identifier=member.identifier), "id")

    answer = visitor.sign_ins.attempt_first_factor(attempt, strategy="password", password=target.password())

    with step(sign_in.WRONG_PASSWORD):
        refused(answer, 422, ("form_password_incorrect", "form_password_or_identifier_incorrect"))
        equals(visitor.sign_ins.read(attempt), status="needs_first_factor", created_session_id=None)
        not_signed_in(visitor.clients.read())
    with step(sign_in.CLIENT_IN_REFUSAL):
        equals(answer, meta__client__sign_in__id=attempt, meta__client__sign_in__status="needs_first_factor")


@proves(sign_in.REPLACED)
def test_only_the_newest_attempt_is_usable(visitor: Actor, member: Member) -> None:
    older = present(visitor.sign_ins.create(identifier=member.identifier), "id")
    newer = present(visitor.sign_ins.create(identifier=member.identifier), "id")

    answer = visitor.sign_ins.attempt_first_factor(older, strategy="password", password=member.password)

    refused(answer, (400, 401, 403, 404, 422))
    client = visitor.clients.read()
    not_signed_in(client)
    equals(client, sign_in__id=newer)


@proves(sign_in.SESSION_EXISTS)
def test_signing_in_while_somebody_is_signed_in(member: Member) -> None:
    answer = member.actor.sign_ins.create(identifier=member.identifier)

    refused(answer, 400, "session_exists")


@proves(sign_in.ALREADY_SIGNED_IN)
def test_signing_in_twice_on_one_client(member: Member) -> None:
    answer = member.actor.sign_ins.create(identifier=member.identifier)

    refused(answer, 400, "identifier_already_signed_in")
