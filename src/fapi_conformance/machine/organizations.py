"""Organizations as such: made, read by those who belong to them and by those who do not, deleted."""

from fapi_conformance.client.exchange import Json
from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.belonging import own
from fapi_conformance.machine.companies import (
    acting,
    belongs,
    choices,
    manages,
    named,
    outside,
    plain,
    read,
    send,
    taken,
    there,
)
from fapi_conformance.machine.stage import Stage
from fapi_conformance.model.organizations import Organization
from fapi_conformance.model.world import Session
from fapi_conformance.requirements import machine_organizations as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.organizations import (
    ALL,
    DELETE_PROFILE,
    MANAGE_MEMBERS,
    READ_MEMBERS,
    listed,
    permissions_of,
)

MOST = 2
"""Organizations that are there at once."""


def _founding(stage: Stage) -> list[Names]:
    few = sum(1 for _ in stage.world.organizations.there()) < MOST
    return [named(session) for session in acting(stage)] if few else []


@act("{1} makes an organization by {0} on the {2}", _founding)
def found(stage: Stage, name: str, person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.by(session, "createOrganization", name=f"Organization {stage.target.name()}")
    taken(stage, required.BELONGS, session, answer, f"an organization of {person}")
    made = answer.resource
    role, permits = _own_role(stage, session, str(at(made, "id"))), _roles(stage, session, str(at(made, "id")))
    lower = [one for one in permits if MANAGE_MEMBERS not in permits[one]]
    if not lower or not {MANAGE_MEMBERS, READ_MEMBERS} <= permits.get(role, frozenset()):
        stage.end()  # the roles of this instance are other ones than everything here is about
    limit = at(made, "max_allowed_memberships")
    stage.world.organizations.make(
        Organization(
            name=stage.world.organizations.next_name,
            id=str(at(made, "id")),
            maker=session.person,
            manager=role,
            plain=max(lower, key=lambda one: len(permits[one])),
            permits=permits,
            limit=limit if isinstance(limit, int) else 0,
            deletable=_deletable(stage, made) and DELETE_PROFILE in permits[role],
        ),
        session,
    )


def _deletable(stage: Stage, made: Json) -> bool:
    return stage.can(Capability.ORGANIZATION_ADMIN_DELETE) and at(made, "admin_delete_enabled") is True


def _own_role(stage: Stage, session: Session, organization_id: str) -> str:
    """What whoever makes an organization is in it (ORG-102)."""
    answer = read(stage, session, "getOrganizationMemberships", limit=ALL, paginated="true")
    taken(stage, required.BELONGS, session, answer, "one's own memberships")
    roles = {at(one, "organization.id"): at(one, "role") for one in listed(answer)}
    found = roles.get(organization_id)
    stage.agree(required.BELONGS, isinstance(found, str), "a role in the new organization", found, "$.response.data[]")
    return str(found)


def _roles(stage: Stage, session: Session, organization_id: str) -> dict[str, frozenset[str]]:
    """The roles that the organization lists, with what they permit; never known otherwise (ORG-101)."""
    query = {"_clerk_session_id": session.id, "limit": ALL}
    answer = stage.on(session.client).act("ListOrganizationRoles", {"organization_id": organization_id}, query=query)
    taken(stage, required.MANAGED, session, answer, "the roles of the organization")
    return {str(at(one, "key")): permissions_of(one) for one in listed(answer)}


# read


def _acting(stage: Stage) -> list[Names]:
    return [named(session) for session in acting(stage)] if stage.world.organizations.named else []


@act("{1} reads by {0} on the {2} in which organizations they are", _acting)
def read_own(stage: Stage, name: str, _person: str, _client: str) -> None:
    own(stage, stage.world.sessions[name])


@act("{1} reads {3} by {0} on the {2}", choices(belongs))
def read_organization(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, "getOrganization", organization)
    taken(stage, required.BELONGS, session, answer, which)
    shown = at(answer.resource, "id")
    stage.agree(required.BELONGS, shown == organization.id, which, shown, "$.response.id")


@act("{1}, who is not in {3}, tries to read it by {0} on the {2}", outside)
def read_outside(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    _shut(stage, name, which, "getOrganization")


@act("{1}, who is not in {3}, tries to list its members by {0} on the {2}", outside)
def list_outside(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    _shut(stage, name, which, "ListOrganizationMemberships")


@act("{1}, who is not in {3}, tries to leave it by {0} on the {2}", outside)
def leave_outside(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    _shut(stage, name, which, "deleteOrganizationMemberships")


def _shut(stage: Stage, name: str, which: str, operation: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, operation, organization)
    stage.refused(required.OUTSIDE, answer, f"{session.person.name} is not in {which}")


# deleted


@act("{1} deletes {3} by {0} on the {2}", choices(lambda session, one: manages(session, one) and one.deletable))
def delete_organization(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, "deleteOrganization", organization)
    taken(stage, required.MANAGED, session, answer, f"{which} deleted")
    stage.world.organizations.delete(organization, stage.world.live())


def _may_not_delete(session: Session, one: Organization) -> bool:
    return one.deletable and plain(session, one) and not one.may(session.person, DELETE_PROFILE)


@act("{1}, who may not, tries to delete {3} by {0} on the {2}", choices(_may_not_delete))
def delete_not_permitted(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, "deleteOrganization", organization)
    stage.refused(required.PERMITTED, answer, f"{session.person.name} may not delete {which}")
