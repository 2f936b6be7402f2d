"""How old the proofs of a session are, and how verifying it anew makes them young."""

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, present, succeeded
from fapi_conformance.expect import member as member_of
from fapi_conformance.expect.look import say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import reverification
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read

MINUTES = 20
YOUNG = (0, 1)
"""A minute may pass while a test runs."""


@pytest.fixture
def aged(member: Member, target: Target) -> Member:
    """Signed in twenty minutes ago."""
    target.means.age(member.session_id, MINUTES * 60)
    return member


def ages(member: Member) -> list[int]:
    answer = member.actor.sessions.read(member.session_id)
    found: list[int] = member_of(succeeded(answer), "factor_verification_age")
    return found


def old(member: Member) -> None:
    first, _ = ages(member)
    if first < MINUTES:
        raise Deviation(expected=f"at least {MINUTES}", got=say(first), where="$.response.factor_verification_age[0]")


@proves(reverification.AGES_STARTED, reverification.AGES, reverification.AGES_OTHER)
def test_a_reverification_of_an_old_session(aged: Member, target: Target) -> None:
    verify, session_id = aged.actor.sessions.verify, aged.session_id
    second = ages(aged)[1]

    succeeded(verify.start(session_id, level="first_factor"))
    with step(reverification.AGES_STARTED):
        old(aged)

    proven = verify.attempt_first_factor(session_id, strategy="password", password=aged.password)
    equals(succeeded(proven), status="complete")
    with step(reverification.AGES):
        now = ages(aged)[0]
        if now not in YOUNG:
            raise Deviation(expected="0", got=say(now), where="$.response.factor_verification_age[0]")
        if not target.environment.session_minter:  # else its tokens may come from a cache for a while (AUTH-210)
            claims = read(present(aged.actor.sessions.token(session_id), "jwt")).claims
            if claims.get("v") == 2 and claims["fva"][0] not in YOUNG:
                raise Deviation(expected="0", got=say(claims["fva"]), where="claim fva[0]")
    with step(reverification.AGES_OTHER):
        other = ages(aged)[1]
        if other < second or (second == -1 and other != -1):
            raise Deviation(expected=say(second), got=say(other), where="$.response.factor_verification_age[1]")


@proves(reverification.AGES_REFUSED)
def test_a_refused_one(aged: Member, target: Target) -> None:
    verify, session_id = aged.actor.sessions.verify, aged.session_id
    succeeded(verify.start(session_id, level="first_factor"))

    verify.attempt_first_factor(session_id, strategy="password", password=target.password(), intent=Intent.INVALID)

    old(aged)
