"""A session is verified anew by passkey: by one's own, in answer to this very question."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, factor, succeeded
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import passkey_reverification as passkey
from fapi_conformance.target.member import Member
from fapi_conformance.target.passkeys import Passkey, arranging, asked, enrolled, nonce
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target


@pytest.fixture
def held(member: Member, target: Target) -> Passkey:
    """A passkey of the member."""
    with arranging():
        return enrolled(target, member.actor)


def started(member: Member) -> Answer:
    answer = member.actor.sessions.verify.start(member.session_id, level="first_factor")
    return accepted(member.actor, answer, "a reverification")


def prepared(member: Member) -> Json:
    """What the device is asked for by a new reverification."""
    try:
        factor(started(member), "passkey")
    except AssertionError as problem:
        raise NotTestable("reverifications here do not offer the passkey") from problem
    answer = member.actor.sessions.verify.prepare_first_factor(member.session_id, strategy="passkey")
    return nonce(accepted(member.actor, answer, "the reverification prepared"), "first_factor_verification")


def attempt(member: Member, credential: str, *, intent: Intent = Intent.VALID) -> Answer:
    return member.actor.sessions.verify.attempt_first_factor(
        member.session_id, strategy="passkey", public_key_credential=credential, intent=intent
    )


def declined(member: Member, credential: str) -> None:
    answer = attempt(member, credential, intent=Intent.INVALID)
    if answer.status not in ANY_REFUSAL:
        raise Deviation(expected="a refusal", got=outcome(answer), where="status")


@proves(passkey.OFFERED, passkey.REVERIFIED)
def test_by_passkey(held: Passkey, member: Member) -> None:
    with step(passkey.OFFERED):
        factor(started(member), "passkey")
    with step(passkey.REVERIFIED):
        answer = succeeded(attempt(member, held.device.sign(prepared(member))))
        equals(answer, session__id=member.session_id)
        found = at(answer.resource, "status")
        if found not in ("complete", "needs_second_factor"):
            raise Deviation(expected="complete", got=repr(found), where="$.response.status")


@proves(passkey.OWNER)
def test_the_passkey_of_somebody_else(
    held: Passkey,  # noqa: ARG001  # without one of their own they are asked for none
    member: Member,
    new_member: Callable[..., Member],
    target: Target,
) -> None:
    other = new_member()
    with arranging():
        foreign = enrolled(target, other.actor)
        options = prepared(member)

    declined(member, foreign.device.sign(options, held=foreign.device.held[0]))


@proves(passkey.CHALLENGE)
def test_a_proof_for_a_sign_in(held: Passkey, member: Member, target: Target) -> None:
    with arranging():
        _, other = asked(target.visitor())
        prepared(member)

    declined(member, held.device.sign(other))
