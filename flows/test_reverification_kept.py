"""A session that is old stays so: after a reverification that is complete, and by what proves no first factor."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.look import say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import reverification_kept as kept
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

MINUTES = 20
FIRST = "first_factor"
NO_FIRST_FACTOR = (
    {"strategy": "totp", "code": "123456"},
    {"strategy": "backup_code", "code": "12345678"},
    {"strategy": "email_link", "token": "nothing"},
    {"strategy": "ticket", "ticket": "nothing"},
)
"""What may prove something elsewhere."""


@pytest.fixture
def aged(member: Member, target: Target) -> Member:
    """Signed in twenty minutes ago."""
    return grown_old(member, target)


def grown_old(member: Member, target: Target) -> Member:
    target.means.age(member.session_id, MINUTES * 60)
    return member


def is_old(member: Member) -> None:
    first = present(succeeded(member.actor.sessions.read(member.session_id)), "factor_verification_age")[0]
    if first < MINUTES:
        raise Deviation(expected=f"at least {MINUTES}", got=say(first), where="$.response.factor_verification_age[0]")


@proves(kept.AFTERWARDS)
def test_after_it_is_complete(member: Member, target: Target) -> None:
    verify, session_id = member.actor.sessions.verify, member.session_id
    accepted(member.actor, verify.start(session_id, level=FIRST), "a reverification")
    proven = verify.attempt_first_factor(session_id, strategy="password", password=member.password)
    equals(accepted(member.actor, proven, "the session verified anew"), status="complete")
    grown_old(member, target)

    verify.attempt_first_factor(session_id, strategy="password", password=member.password, intent=Intent.OPEN)
    verify.prepare_first_factor(session_id, strategy="email_code", intent=Intent.OPEN)
    verify.prepare_second_factor(session_id, strategy="phone_code", intent=Intent.OPEN)

    is_old(member)


@proves(kept.OTHER_STRATEGY)
def test_what_is_no_first_factor(aged: Member) -> None:
    verify, session_id = aged.actor.sessions.verify, aged.session_id
    accepted(aged.actor, verify.start(session_id, level=FIRST), "a reverification")

    for form in NO_FIRST_FACTOR:
        refused(verify.attempt_first_factor(session_id, intent=Intent.INVALID, **form), ANY_REFUSAL)

    is_old(aged)


@proves(kept.GUESSED)
def test_guessing_the_password_in_a_session(member: Member, visitor: Actor, target: Target) -> None:
    """Whoever took over a browser tries passwords there."""
    limit = target.environment.lockout_attempts or 0
    verify, session_id = member.actor.sessions.verify, member.session_id
    accepted(member.actor, verify.start(session_id, level=FIRST), "a reverification")
    for _ in range(limit):
        guess = target.password()
        answer = verify.attempt_first_factor(session_id, strategy="password", password=guess, intent=Intent.INVALID)
        if answer.status == 429:
            raise NotTestable("a rate limit comes before the account is locked")
        refused(answer, ANY_REFUSAL)

    refused(visitor.sign_ins.create(identifier=member.identifier, password=member.password), 403, "user_locked")
