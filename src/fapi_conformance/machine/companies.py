"""Between whom something can happen in organizations, and how it is asked for and judged."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.machine.acts import Names
from fapi_conformance.machine.disagreement import Ended
from fapi_conformance.model.organizations import Organization
from fapi_conformance.model.world import Person, Session
from fapi_conformance.verdict.requirement import Requirement

if TYPE_CHECKING:
    from fapi_conformance.machine.stage import Stage

Where = tuple[Session, Organization]
Test = Callable[[Session, Organization], bool]


def named(session: Session, *more: str) -> Names:
    return (session.name, session.person.name, session.client.name, *more)


def acting(stage: "Stage") -> list[Session]:
    """The sessions by which people do something in organizations."""
    return stage.world.foremost() if stage.organizing else []


def wherever(stage: "Stage", test: Test) -> Iterator[Where]:
    """The sessions and organizations for which it holds; a deleted one holds for nobody."""
    for session in acting(stage):
        for organization in stage.world.organizations.there():
            if test(session, organization):
                yield session, organization


def choices(test: Test) -> Callable[["Stage"], list[Names]]:
    return lambda stage: [named(session, one.name) for session, one in wherever(stage, test)]


def outside(stage: "Stage") -> list[Names]:
    """Choices: the organizations, also those that are deleted, and who does not belong to them."""
    return [
        named(session, one.name)
        for session in acting(stage)
        for one in stage.world.organizations.named.values()
        if not belongs(session, one)
    ]


def belongs(session: Session, organization: Organization) -> bool:
    return session.person in organization.members


def manages(session: Session, organization: Organization) -> bool:
    return organization.manages(session.person)


def plain(session: Session, organization: Organization) -> bool:
    """They belong to it, and do not manage its members."""
    return belongs(session, organization) and not manages(session, organization)


def others(session: Session, organization: Organization) -> list[Person]:
    return [one for one in organization.members if one is not session.person]


def there(stage: "Stage", name: str, organization: str) -> Where:
    return stage.world.sessions[name], stage.world.organizations.named[organization]


def send(
    stage: "Stage",
    session: Session,
    operation: str,
    organization: Organization,
    member: Person | None = None,
    /,
    **form: FormValue,
) -> Answer:
    """What somebody does in an organization, or to a member of it."""
    path = {"organization_id": organization.id}
    if member is not None:
        path["user_id"] = str(member.user_id)
    return stage.by(session, operation, path, **form)


def read(
    stage: "Stage", session: Session, operation: str, organization: Organization | None = None, /, **query: FormValue
) -> Answer:
    """With parameters in the query."""
    path = {"organization_id": organization.id} if organization else None
    asked = {"_clerk_session_id": session.id, **query}
    return stage.on(session.client).act(operation, path, query=asked)


def taken(stage: "Stage", by: Requirement, session: Session, answer: Answer, expected: str) -> Answer:
    """It has to be 200; what the instance keeps people from by its settings ends the course of events, and no more."""
    try:
        return stage.taken(by, stage.actors[session.client.name], answer, expected)
    except NotTestable:
        raise Ended from None


def settled(stage: "Stage", answers: list[Answer]) -> None:
    """One was kept from what the other was changing (AUTH-046), or something went wrong: nothing more is known."""
    if any(answer.status in (409, 429) or answer.status >= 500 for answer in answers):
        stage.end()


def told(answers: list[Answer]) -> str:
    return " and ".join(outcome(answer) for answer in answers)
