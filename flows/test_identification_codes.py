"""Proving an email address, phone number or wallet of the account: right, wrong, too often, too late, unasked."""

import pytest

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, outlived, present, refused, succeeded
from fapi_conformance.expect.look import ABSENT, at
from fapi_conformance.plugin.journey import step
from fapi_conformance.plugin.kinds import of_each_kind
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements.identification import Required
from fapi_conformance.target.identifications import (
    WALLET,
    Identification,
    Kind,
    added,
    message,
    prepared,
    proven,
    right,
    wrong,
)
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

MANY = 10
"""How many wrong codes are surely too many (GAP-080)."""
WRONG = {"code": "form_code_incorrect", "signature": "form_incorrect_signature"}


@pytest.fixture
def pending(target: Target, member: Member, kind: Kind) -> Identification:
    """One more of the member's, with its code on the way or its message to sign."""
    return prepared(target, member.actor, kind)


def try_wrong(item: Identification, target: Target) -> None:
    answer = item.area.attempt(item.id, **wrong(target, item))
    if "user_locked" in answer.codes:
        raise NotTestable("the account was locked first", remedy="allow more failures before a lockout")


def tries(answer: Answer, wanted: int) -> None:
    """So many tries are told; a target need not tell any (USER-201)."""
    if at(answer.resource, "verification.attempts") in (None, ABSENT):
        raise NotTestable("the verifications of this target do not say how often they were tried")
    equals(answer, verification__attempts=wanted)


def verified(item: Identification) -> bool:
    return bool(present(item.area.read(item.id), "verification.status") == "verified")


def verified_ever(item: Identification) -> bool:
    """As above, also where nothing was prepared, so that there is no verification to look at."""
    return bool(at(item.area.read(item.id).resource, "verification.status") == "verified")


@of_each_kind("prepared", "attempts", "proven")
def test_a_code_verifies(target: Target, member: Member, kind: Kind, must: Required) -> None:
    item = added(target, member.actor, kind)

    on_its_way = item.area.prepare(item.id, strategy=kind.by(target))
    with step(must.prepared):
        accepted(member.actor, on_its_way, "the code prepared")
        equals(on_its_way, verification__status="unverified", verification__strategy=kind.by(target))
        if kind is WALLET:
            message(on_its_way)
        else:
            present(on_its_way, "verification.expire_at")
    with step(must.attempts):
        tries(on_its_way, 0)

    answer = item.area.attempt(item.id, **right(target, item, on_its_way))
    with step(must.proven):
        succeeded(answer)
        equals(answer, verification__status="verified", verification__strategy=kind.by(target))
        equals(item.area.read(item.id), verification__status="verified")
    with step(must.attempts):
        tries(answer, 1)


@of_each_kind("wrong_code", "named", "attempts", "few_wrong_codes")
def test_wrong_codes_then_the_right_one(target: Target, pending: Identification, kind: Kind, must: Required) -> None:
    """One slip and another leave everything as it was, and do not matter in the end."""
    answer = pending.area.attempt(pending.id, **wrong(target, pending))
    with step(must.wrong_code):
        refused(answer, 422, WRONG[kind.proof])
        if kind is WALLET:  # its message may be good for one try (SEC-183)
            assert not verified_ever(pending), "it was verified all the same"
        else:
            equals(pending.area.read(pending.id), verification__status="unverified")
    with step(must.named):
        refused(answer, 422, WRONG[kind.proof], naming=kind.proof)
    with step(must.attempts):
        tries(pending.area.read(pending.id), 1)

    try_wrong(pending, target)
    with step(must.few_wrong_codes):
        equals(pending.area.attempt(pending.id, **right(target, pending)), verification__status="verified")


@of_each_kind("many_wrong_codes", "prepared_again")
def test_too_many_wrong_codes(target: Target, pending: Identification, kind: Kind, must: Required) -> None:
    for _ in range(MANY):
        try_wrong(pending, target)

    answer = pending.area.attempt(pending.id, **right(target, pending))
    with step(must.many_wrong_codes):
        refused(answer, 400, "verification_failed")
        assert not verified(pending), "it was verified all the same"

    again = pending.area.prepare(pending.id, strategy=kind.by(target))
    with step(must.prepared_again):
        equals(again, verification__status="unverified")
        assert at(again.resource, "verification.attempts") in (0, None, ABSENT), "the tries before still count"
        equals(pending.area.attempt(pending.id, **right(target, pending, again)), verification__status="verified")


@of_each_kind("expired")
def test_a_code_expires(target: Target, pending: Identification, must: Required) -> None:  # noqa: ARG001
    target.means.age(pending.id, outlived(pending.area.read(pending.id), "verification"))

    answer = pending.area.attempt(pending.id, **right(target, pending))

    refused(answer, 400, "verification_expired")
    assert not verified(pending), "it was verified all the same"


@of_each_kind("unprepared")
def test_a_code_that_nobody_asked_for(target: Target, member: Member, kind: Kind, must: Required) -> None:  # noqa: ARG001
    item = added(target, member.actor, kind)
    if at(item.area.read(item.id).resource, "verification") is not None:
        raise NotTestable("the verification of a new one starts at once here")  # table of section 4.1

    if kind is WALLET:
        refused(item.area.attempt(item.id, **wrong(target, item)), ANY_REFUSAL)
        assert not verified_ever(item), "it was verified all the same"
        return

    answer = item.area.attempt(item.id, code=target.public_code)

    refused(answer, 400, ("verification_missing", "verification_not_sent"))


@of_each_kind("proven_already")
def test_what_is_verified_stays_so(target: Target, member: Member, kind: Kind, must: Required) -> None:  # noqa: ARG001
    item = proven(target, member.actor, kind)

    prepared_again = item.area.prepare(item.id, strategy=kind.by(target))
    tried_again = item.area.attempt(item.id, **wrong(target, item))

    assert verified(item), "it is verified no more"
    refused(prepared_again, 400, "verification_already_verified")
    refused(tried_again, 400, "verification_already_verified")
