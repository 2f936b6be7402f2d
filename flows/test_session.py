"""A session that is alive: read and touched."""

from fapi_conformance.expect import equals, present, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import session
from fapi_conformance.target.member import Member


@proves(session.READ, session.FACTOR_AGES)
def test_reading_a_session(member: Member) -> None:
    answer = member.actor.sessions.read(member.session_id)

    with step(session.READ):
        succeeded(answer)
        equals(answer, id=member.session_id, status="active", user__id=member.user_id)
    with step(session.FACTOR_AGES):
        equals(answer, factor_verification_age=[0, -1])


@proves(session.TOUCHED)
def test_touching_a_session(member: Member) -> None:
    answer = member.actor.sessions.touch(member.session_id)

    succeeded(answer)
    equals(answer, id=member.session_id, status="active")
    equals(member.actor.clients.read(), last_active_session_id=member.session_id)


@proves(session.TOUCHED_PERSONAL)
def test_touching_with_no_organization(member: Member) -> None:
    """What the official browser client always sends: the parameter, empty."""
    answer = member.actor.sessions.touch(member.session_id, active_organization_id="")

    succeeded(answer)
    equals(answer, last_active_organization_id=None)
    present(answer, "last_active_at")
