"""A member signs in with a code sent by email or to a telephone: right, wrong, too late, too early, twice."""

from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.expect import (
    awaits,
    equals,
    factor,
    not_signed_in,
    outlived,
    present,
    proven,
    refused,
)
from fapi_conformance.plugin.journey import step
from fapi_conformance.plugin.kinds import of_each_code
from fapi_conformance.requirements.sign_in_by_code import ByCode
from fapi_conformance.target import identifications
from fapi_conformance.target.identifications import EMAIL, Kind
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@pytest.fixture
def identifier(target: Target, member: Member, kind: Kind) -> str:
    """What the member types to sign in."""
    return member.email if kind is EMAIL else identifications.proven(target, member.actor, kind).value


@dataclass(frozen=True, slots=True)
class Sent:
    """A sign-in whose code was sent to there."""

    actor: Actor
    id: str
    strategy: str
    to: str

    def prove(self, code: str) -> Answer:
        return self.actor.sign_ins.attempt_first_factor(self.id, strategy=self.strategy, code=code)


@pytest.fixture
def sent(visitor: Actor, identifier: str, kind: Kind) -> Sent:
    attempt = visitor.sign_ins.create(identifier=identifier)
    sign_in_id = str(present(attempt, "id"))
    prepare(visitor, sign_in_id, kind, factor(attempt, kind.strategy))
    return Sent(visitor, sign_in_id, kind.strategy, identifier)


def prepare(visitor: Actor, sign_in_id: str, kind: Kind, offered: Json) -> Answer:
    asked: dict[str, Json] = {"strategy": kind.strategy, kind.factor_id: offered.get(kind.factor_id, "")}
    return visitor.sign_ins.prepare_first_factor(sign_in_id, **asked)


@of_each_code("factor_ids", "prepared", "right")
def test_a_code_signs_in(visitor: Actor, identifier: str, target: Target, kind: Kind, must: ByCode) -> None:
    attempt = visitor.sign_ins.create(identifier=identifier)
    sign_in_id = str(present(attempt, "id"))
    offered = factor(attempt, kind.strategy)
    with step(must.factor_ids):
        assert offered.get(kind.factor_id), f"the {kind.strategy} factor has no {kind.factor_id}: {offered}"

    prepared = prepare(visitor, sign_in_id, kind, offered)
    with step(must.prepared):
        awaits(prepared, "first_factor_verification")
        equals(prepared, status="needs_first_factor", first_factor_verification__strategy=kind.strategy)

    code = target.code_sent(identifier)
    finished = visitor.sign_ins.attempt_first_factor(sign_in_id, strategy=kind.strategy, code=code)
    with step(must.right):
        proven(finished, kind.strategy)


@of_each_code("wrong", "attempts")
def test_a_wrong_code_leaves_the_attempt_unfinished(
    visitor: Actor,
    sent: Sent,
    target: Target,
    kind: Kind,  # noqa: ARG001
    must: ByCode,
) -> None:
    answer = sent.prove(target.wrong_code)

    with step(must.wrong):
        refused(answer, 422, "form_code_incorrect", naming="code")
        equals(visitor.sign_ins.read(sent.id), status="needs_first_factor", created_session_id=None)
        not_signed_in(visitor.clients.read())
    with step(must.attempts):
        equals(visitor.sign_ins.read(sent.id), first_factor_verification__attempts=1)


@of_each_code("expired")
def test_a_code_expires(visitor: Actor, sent: Sent, target: Target, kind: Kind, must: ByCode) -> None:  # noqa: ARG001
    target.means.age(sent.id, outlived(visitor.sign_ins.read(sent.id), "first_factor_verification"))

    answer = sent.prove(target.code_sent(sent.to))

    refused(answer, 400, "verification_expired")
    not_signed_in(visitor.clients.read())


@of_each_code("unprepared")
def test_a_code_needs_a_prepared_factor(
    visitor: Actor,
    identifier: str,
    target: Target,
    kind: Kind,
    must: ByCode,  # noqa: ARG001
) -> None:
    sign_in_id = str(present(visitor.sign_ins.create(identifier=identifier), "id"))

    answer = visitor.sign_ins.attempt_first_factor(sign_in_id, strategy=kind.strategy, code=target.public_code)

    refused(answer, 400, ("verification_missing", "verification_not_sent"))
    not_signed_in(visitor.clients.read())


@of_each_code("reused")
def test_a_code_works_once(sent: Sent, target: Target, kind: Kind, must: ByCode) -> None:  # noqa: ARG001
    code = target.code_sent(sent.to)
    proven(sent.prove(code), kind.strategy)

    answer = sent.prove(code)

    refused(answer, (400, 401, 403, 404, 422))
