"""A stranger signs up with an email address, a code and a password."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.expect import (
    awaits,
    complete,
    equals,
    excludes,
    includes,
    outlived,
    present,
    refused,
    signed_in,
    succeeded,
    verified,
)
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import sign_up
from fapi_conformance.target.target import Target


@proves(
    sign_up.UNVERIFIED_EMAIL,
    sign_up.NOTHING_PREPARED,
    sign_up.PREPARED,
    sign_up.VERIFIED_FIRST,
    sign_up.COMPLETED_BY_UPDATE,
    sign_up.MISSING_SHRINKS,
)
def test_step_by_step(visitor: Actor, target: Target) -> None:
    """Address, code, password: what is missing and what is unverified shrink until a user is made."""
    newcomer = target.newcomer()
    attempt = visitor.sign_ups.create(email_address=newcomer["email_address"])
    sign_up_id = present(attempt, "id")
    with step(sign_up.UNVERIFIED_EMAIL):
        equals(attempt, status="missing_requirements")
        includes(attempt, "unverified_fields", "email_address")
        excludes(attempt, "missing_fields", "email_address")
    with step(sign_up.NOTHING_PREPARED):
        equals(attempt, verifications__email_address=None)

    prepared = visitor.sign_ups.prepare(sign_up_id, strategy="email_code")
    with step(sign_up.PREPARED):
        awaits(prepared, "verifications.email_address")
        equals(prepared, verifications__email_address__next_action="needs_attempt")

    code = target.code_sent(newcomer["email_address"])
    proven = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code)
    with step(sign_up.VERIFIED_FIRST):
        verified(proven, "verifications.email_address")
        equals(proven, status="missing_requirements")
        excludes(proven, "unverified_fields", "email_address")
        includes(proven, "missing_fields", "password")

    still_missing = {name: newcomer[name] for name in present(proven, "missing_fields")}
    finished = visitor.sign_ups.update(sign_up_id, **still_missing)
    with step(sign_up.MISSING_SHRINKS):
        succeeded(finished)
        excludes(finished, "missing_fields", "password")
    with step(sign_up.COMPLETED_BY_UPDATE):
        complete(finished)


@proves(sign_up.STRATEGY_PREPARES, sign_up.COMPLETE)
def test_all_at_once(visitor: Actor, target: Target) -> None:
    """Everything in the first call, with the strategy: one code away from a user."""
    newcomer = target.newcomer()
    started = visitor.sign_ups.create(**newcomer, strategy="email_code")
    with step(sign_up.STRATEGY_PREPARES):
        awaits(started, "verifications.email_address")
        equals(started, verifications__email_address__next_action="needs_attempt")
        includes(started, "verifications.email_address.supported_strategies", "email_code")

    code = target.code_sent(newcomer["email_address"])
    finished = visitor.sign_ups.attempt(present(started, "id"), strategy="email_code", code=code)
    with step(sign_up.COMPLETE):
        session = complete(finished)
        present(finished, "created_user_id")
        client = visitor.clients.read()
        signed_in(client, session)
        equals(client, last_active_session_id=session, sign_up=None)


@proves(sign_up.WRONG_CODE)
def test_a_wrong_code_verifies_nothing(visitor: Actor, target: Target) -> None:
    attempt = visitor.sign_ups.create(**target.newcomer(), strategy="email_code")
    sign_up_id = present(attempt, "id")

    answer = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=target.wrong_code)

    refused(answer, 422, "form_code_incorrect", naming="code")
    left = visitor.sign_ups.read(sign_up_id)
    equals(left, status="missing_requirements", verifications__email_address__status="unverified")


@proves(sign_up.EXPIRED_CODE)
def test_a_code_expires(visitor: Actor, target: Target) -> None:
    newcomer = target.newcomer()
    attempt = visitor.sign_ups.create(**newcomer, strategy="email_code")
    sign_up_id = present(attempt, "id")
    target.means.age(sign_up_id, outlived(attempt, "verifications.email_address"))

    code = target.code_sent(newcomer["email_address"])
    answer = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code)

    refused(answer, 400, "verification_expired")
    equals(visitor.sign_ups.read(sign_up_id), status="missing_requirements")


@proves(sign_up.UNPREPARED_CODE)
def test_a_code_needs_a_prepared_verification(visitor: Actor, target: Target) -> None:
    attempt = visitor.sign_ups.create(**target.newcomer())
    sign_up_id = present(attempt, "id")

    answer = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=target.public_code)

    refused(answer, 400, ("verification_missing", "verification_not_sent"))
    equals(visitor.sign_ups.read(sign_up_id), status="missing_requirements")


@proves(sign_up.REUSED_CODE)
def test_a_code_works_once(visitor: Actor, target: Target) -> None:
    address = target.address()
    sign_up_id = present(visitor.sign_ups.create(email_address=address, strategy="email_code"), "id")
    code = target.code_sent(address)
    verified(visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code), "verifications.email_address")

    answer = visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code)

    refused(answer, (400, 401, 403, 409, 422))


@proves(sign_up.CHANGED_EMAIL)
def test_another_address_starts_unverified(visitor: Actor, target: Target) -> None:
    address = target.address()
    sign_up_id = present(visitor.sign_ups.create(email_address=address, strategy="email_code"), "id")
    code = target.code_sent(address)
    verified(visitor.sign_ups.attempt(sign_up_id, strategy="email_code", code=code), "verifications.email_address")

    answer = visitor.sign_ups.update(sign_up_id, email_address=target.address())

    if answer.ok:  # a refusal is conformant too (SEC-170)
        includes(answer, "unverified_fields", "email_address")
        equals(answer, status="missing_requirements")
    else:
        refused(answer, (400, 401, 403, 404, 422))  # AUTH-288
