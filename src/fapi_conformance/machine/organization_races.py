"""Two requests at once in an organization, from two clients, where a fact makes the outcome certain."""

from collections.abc import Callable, Iterator

from fapi_conformance.client.at_once import at_once
from fapi_conformance.client.exchange import Answer
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.companies import acting, manages, send, settled, told, wherever
from fapi_conformance.machine.memberships import ADD, LEAVE, UPDATE, gone, strangers
from fapi_conformance.machine.organization_invitations import accept_by, acceptable, revocable, revoke_by
from fapi_conformance.machine.stage import Stage
from fapi_conformance.model.organizations import Invitation, Organization
from fapi_conformance.model.world import Person, Session
from fapi_conformance.requirements import machine_organizations as required


def _two(stage: Stage) -> Iterator[tuple[Session, Session, Organization]]:
    """Two people on two clients, who both manage an organization."""
    managing = list(wherever(stage, manages))
    for number, (one, organization) in enumerate(managing):
        for other, same in managing[number + 1 :]:
            if same is organization and one.client is not other.client and one.person is not other.person:
                yield one, other, organization


def _last_two(stage: Stage) -> list[Names]:
    return [
        (one.name, other.name, one.person.name, other.person.name, organization.name)
        for one, other, organization in _two(stage)
        if len(organization.managers()) == 2
    ]


def _both(stage: Stage, name: str, other: str, which: str) -> tuple[list[Session], Organization]:
    return [stage.world.sessions[name], stage.world.sessions[other]], stage.world.organizations.named[which]


@act("{2} and {3}, who alone manage {4}, leave it at once, by {0} and {1}", _last_two)
def race_leaving(stage: Stage, name: str, other: str, _one: str, _other: str, which: str) -> None:
    sessions, organization = _both(stage, name, other, which)
    answers = at_once(*(_leaving(stage, one, organization) for one in sessions))
    _one_is_left(stage, answers)
    for session, answer in zip(sessions, answers, strict=True):
        if answer.ok:
            gone(stage, organization, session.person)


def _leaving(stage: Stage, session: Session, organization: Organization) -> Callable[[], Answer]:
    return lambda: send(stage, session, LEAVE, organization)


@act("{2} and {3}, who alone manage {4}, take that from each other at once, by {0} and {1}", _last_two)
def race_demoting(stage: Stage, name: str, other: str, _one: str, _other: str, which: str) -> None:
    sessions, organization = _both(stage, name, other, which)
    people = [one.person for one in sessions]
    answers = at_once(*(_demoting(stage, *one, organization) for one in zip(sessions, reversed(people), strict=True)))
    _one_is_left(stage, answers)
    for person, answer in zip(reversed(people), answers, strict=True):
        if answer.ok:
            organization.members[person] = organization.plain


def _demoting(stage: Stage, session: Session, whom: Person, organization: Organization) -> Callable[[], Answer]:
    return lambda: send(stage, session, UPDATE, organization, whom, role=organization.plain)


def _one_is_left(stage: Stage, answers: list[Answer]) -> None:
    settled(stage, answers)
    both = all(answer.ok for answer in answers)
    stage.agree(required.LAST_AT_ONCE, not both, "one of them refused", told(answers), "status")


def _candidates(stage: Stage) -> list[Names]:
    return [
        (one.name, other.name, one.person.name, other.person.name, organization.name, person.name)
        for one, other, organization in _two(stage)
        if stage.world.organizations.room(organization, 2)
        for person in strangers(stage, organization)
    ]


@act("{2} and {3} add {5} to {4} at once, by {0} and {1}", _candidates)
def race_adding(stage: Stage, name: str, other: str, _one: str, _other: str, which: str, whom: str) -> None:
    sessions, organization = _both(stage, name, other, which)
    person = stage.world.people[whom]
    answers = at_once(*(_adding(stage, one, person, organization) for one in sessions))
    settled(stage, answers)
    both = all(answer.ok for answer in answers)
    stage.agree(required.AT_ONCE, not both, "one of them refused", told(answers), "status")
    if any(answer.ok for answer in answers):
        organization.members[person] = organization.plain


def _adding(stage: Stage, session: Session, person: Person, organization: Organization) -> Callable[[], Answer]:
    user, role = str(person.user_id), organization.plain
    return lambda: send(stage, session, ADD, organization, user_id=user, role=role)


def _one_seat(stage: Stage) -> list[Names]:
    room = stage.world.organizations.room
    return [
        (one.name, other.name, one.person.name, other.person.name, organization.name, *(each.name for each in found))
        for one, other, organization in _two(stage)
        if room(organization) and not room(organization, 2)
        if len(found := strangers(stage, organization)[:2]) == 2
    ]


@act("{2} and {3} add {5} and {6} to {4}, which has one seat left, at once, by {0} and {1}", _one_seat)
def race_last_seat(stage: Stage, name: str, other: str, *names: str) -> None:
    _one, _other, which, *whom = names
    sessions, organization = _both(stage, name, other, which)
    people = [stage.world.people[one] for one in whom]
    answers = at_once(*(_adding(stage, *one, organization) for one in zip(sessions, people, strict=True)))
    settled(stage, answers)
    both = all(answer.ok for answer in answers)
    stage.agree(required.SEATS_AT_ONCE, not both, "one of them refused", told(answers), "status")
    for person, answer in zip(people, answers, strict=True):
        if answer.ok:
            organization.members[person] = organization.plain


def _invited_twice(stage: Stage) -> list[Names]:
    """Invitations that their person can accept on two clients."""
    return [
        (one.name, other.name, one.person.name, invitation.name, invitation.organization.name)
        for one, invitation in _accepting(stage)
        for other, same in _accepting(stage)
        if same is invitation and one.name < other.name and one.client is not other.client
    ]


def _accepting(stage: Stage) -> list[tuple[Session, Invitation]]:
    return [
        (session, invitation)
        for session in acting(stage)
        for invitation in stage.world.organizations.invitations.values()
        if acceptable(stage, session, invitation)
    ]


@act("{2} accepts {3} to {4} by {0} and by {1} at once", _invited_twice)
def race_accepting(stage: Stage, name: str, other: str, _person: str, which: str, _organization: str) -> None:
    sessions = [stage.world.sessions[name], stage.world.sessions[other]]
    invitation = stage.world.organizations.invitations[which]
    answers = at_once(*(_accept(stage, one, invitation) for one in sessions))
    settled(stage, answers)
    both = all(answer.ok for answer in answers)
    stage.agree(required.AT_ONCE, not both, "one of them refused", told(answers), "status")
    for session, answer in zip(sessions, answers, strict=True):
        if answer.ok:
            stage.world.organizations.accept(invitation, session)


def _accept(stage: Stage, session: Session, invitation: Invitation) -> Callable[[], Answer]:
    return lambda: accept_by(stage, session, invitation)


def _revoked_meanwhile(stage: Stage) -> list[Names]:
    return [
        (one.name, other.name, one.person.name, other.person.name, invitation.name, invitation.organization.name)
        for one, invitation in _accepting(stage)
        for other in acting(stage)
        if other.client is not one.client and revocable(stage, other, invitation)
    ]


@act("{2} accepts {4} to {5}, and {3} revokes it at once, by {0} and {1}", _revoked_meanwhile)
def race_revoking(stage: Stage, name: str, other: str, _one: str, _other: str, which: str, _company: str) -> None:
    sessions = [stage.world.sessions[name], stage.world.sessions[other]]
    invitation = stage.world.organizations.invitations[which]
    answers = at_once(_accept(stage, sessions[0], invitation), lambda: revoke_by(stage, sessions[1], invitation))
    settled(stage, answers)
    accepted, revoked = answers
    both = accepted.ok and revoked.ok
    stage.agree(required.AT_ONCE, not both, "one of them refused", told(answers), "status")
    if accepted.ok:
        stage.world.organizations.accept(invitation, sessions[0])
    elif revoked.ok:
        invitation.state = "revoked"
