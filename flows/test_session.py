"""A session that is alive: read and touched."""

from collections.abc import Callable

import pytest

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, present, succeeded
from fapi_conformance.expect import member as value_at
from fapi_conformance.expect.clients import SIGNED_IN
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import session
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


def is_of(answer: Answer, member: Member) -> None:
    """The session is this member's; it may be shown without its user (AUTH-159)."""
    if isinstance(at(answer.resource, "user"), dict):
        equals(answer, user__id=member.user_id)


def is_signed_in(answer: Answer) -> None:
    """Active, or pending where the instance has a task for everybody (AUTH-180)."""
    status = value_at(answer, "status")
    assert status in SIGNED_IN, f"the session is {status!r}"


@pytest.fixture
def earlier(member: Member, new_member: Callable[..., Member], target: Target) -> Member:
    """A member on whose client somebody else has signed in since."""
    if target.capabilities[Capability.MULTI_SESSION] is not True:
        raise NotTestable("the environment does not say that a client may have several sessions")
    target.sign_in(new_member(), member.actor)
    return member


@proves(session.READ, session.FACTOR_AGES)
def test_reading_a_session(member: Member) -> None:
    answer = member.actor.sessions.read(member.session_id)

    with step(session.READ):
        succeeded(answer)
        equals(answer, id=member.session_id)
        is_signed_in(answer)
        is_of(answer, member)
    with step(session.FACTOR_AGES):
        equals(answer, factor_verification_age=[0, -1])


@proves(session.READ)
def test_reading_one_of_two_sessions(earlier: Member) -> None:
    answer = earlier.actor.sessions.read(earlier.session_id)

    succeeded(answer)
    equals(answer, id=earlier.session_id)
    is_of(answer, earlier)


@proves(session.TOUCHED)
def test_touching_a_session(member: Member) -> None:
    answer = member.actor.sessions.touch(member.session_id)

    succeeded(answer)
    equals(answer, id=member.session_id)
    is_signed_in(answer)
    equals(member.actor.clients.read(), last_active_session_id=member.session_id)


@proves(session.TOUCHED)
def test_touching_one_of_two_sessions(earlier: Member) -> None:
    """Whoever signs in is the active one (AUTH-136), until the other is touched."""
    answer = earlier.actor.sessions.touch(earlier.session_id)

    succeeded(answer)
    equals(earlier.actor.clients.read(), last_active_session_id=earlier.session_id)


@proves(session.TOUCHED_PERSONAL)
def test_touching_with_no_organization(member: Member) -> None:
    """What the official browser client always sends: the parameter, empty."""
    answer = member.actor.sessions.touch(member.session_id, active_organization_id="")

    succeeded(answer)
    equals(answer, last_active_organization_id=None)
    present(answer, "last_active_at")
