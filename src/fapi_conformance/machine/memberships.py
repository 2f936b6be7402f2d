"""The members of organizations: added, listed, given other roles, removed; leaving; and seats."""

from collections import Counter
from collections.abc import Callable

from fapi_conformance.client.exchange import Answer
from fapi_conformance.expect.look import at
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.companies import (
    belongs,
    choices,
    manages,
    named,
    others,
    plain,
    read,
    send,
    taken,
    there,
    wherever,
)
from fapi_conformance.machine.stage import Stage
from fapi_conformance.model.organizations import Organization
from fapi_conformance.model.world import Person, Session
from fapi_conformance.requirements import machine_organizations as required
from fapi_conformance.target.organizations import ALL, READ_MEMBERS, listed

ADD, UPDATE, REMOVE = "CreateOrganizationMembership", "UpdateOrganizationMembership", "removeOrganizationMember"
LEAVE, LIST = "deleteOrganizationMemberships", "ListOrganizationMemberships"
AT_ONCE = 10
"""Invitations of one request (ORG-304)."""

Whom = Callable[[Stage, Session, Organization], list[Person]]


def _with(whom: Whom) -> Callable[[Stage], list[Names]]:
    """Choices: whom of its people somebody does something to in an organization."""
    return lambda stage: [
        named(session, organization.name, person.name)
        for session, organization in wherever(stage, belongs)
        for person in whom(stage, session, organization)
    ]


def strangers(stage: Stage, organization: Organization) -> list[Person]:
    """Who has an account and is neither in it nor invited."""
    pending = stage.world.organizations.pending
    return [
        one
        for one in stage.world.people.values()
        if one.exists and one not in organization.members and not pending(organization, one)
    ]


# added


def _addable(stage: Stage, session: Session, organization: Organization) -> list[Person]:
    room = manages(session, organization) and stage.world.organizations.room(organization)
    return strangers(stage, organization) if room else []


@act("{1} adds {4} to {3}, to manage it, by {0} on the {2}", _with(_addable))
def add_manager(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    organization = stage.world.organizations.named[which]
    _add(stage, name, which, whom, organization.manager)


@act("{1} adds {4} to {3} by {0} on the {2}", _with(_addable))
def add_member(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    organization = stage.world.organizations.named[which]
    _add(stage, name, which, whom, organization.plain)


def _add(stage: Stage, name: str, which: str, whom: str, role: str) -> None:
    session, organization = there(stage, name, which)
    person = stage.world.people[whom]
    answer = send(stage, session, ADD, organization, user_id=str(person.user_id), role=role)
    _has(stage, session, answer, role, f"{whom} added")
    organization.members[person] = role


def _has(stage: Stage, session: Session, answer: Answer, role: str, expected: str) -> None:
    taken(stage, required.MANAGED, session, answer, expected)
    shown = at(answer.resource, "role")
    stage.agree(required.MANAGED, shown == role, role, shown, "$.response.role")


def _not_permitted(stage: Stage, session: Session, organization: Organization) -> list[Person]:
    return strangers(stage, organization) if plain(session, organization) else []


@act("{1}, who may not, tries to add {4} to {3} by {0} on the {2}", _with(_not_permitted))
def add_not_permitted(stage: Stage, name: str, person: str, _client: str, which: str, whom: str) -> None:
    session, organization = there(stage, name, which)
    user = str(stage.world.people[whom].user_id)
    answer = send(stage, session, ADD, organization, user_id=user, role=organization.plain)
    stage.refused(required.PERMITTED, answer, f"{person} may not add anybody")


# listed


def _reads(session: Session, organization: Organization) -> bool:
    return belongs(session, organization) and organization.may(session.person, READ_MEMBERS)


@act("{1} lists the members of {3} by {0} on the {2}", choices(_reads))
def list_members(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = read(stage, session, LIST, organization, limit=ALL, paginated="true")
    taken(stage, required.MEMBERS, session, answer, f"the members of {which}")
    names = {str(one.user_id): one.name for one in stage.world.people.values()}
    found = Counter(
        f"{names.get(str(at(one, 'public_user_data.user_id')))} as {at(one, 'role')}" for one in listed(answer)
    )
    wanted = Counter(f"{one.name} as {role}" for one, role in organization.members.items())
    stage.agree(
        required.MEMBERS,
        found == wanted,
        ", ".join(sorted(wanted.elements())),
        ", ".join(sorted(found.elements())),
        "$.response.data[]",
    )


# given another role


def _lower(_stage: Stage, session: Session, organization: Organization) -> list[Person]:
    """Managers whom another one is left beside."""
    managers = organization.managers()
    return managers if manages(session, organization) and len(managers) > 1 else []


@act("{1} lets {4} manage {3} no more, by {0} on the {2}", _with(_lower))
def demote(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    _assign(stage, name, which, whom, stage.world.organizations.named[which].plain)


def _higher(_stage: Stage, session: Session, organization: Organization) -> list[Person]:
    managed = manages(session, organization)
    return [one for one in others(session, organization) if managed and not organization.manages(one)]


@act("{1} lets {4} manage {3}, by {0} on the {2}", _with(_higher))
def promote(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    _assign(stage, name, which, whom, stage.world.organizations.named[which].manager)


def _assign(stage: Stage, name: str, which: str, whom: str, role: str) -> None:
    session, organization = there(stage, name, which)
    person = stage.world.people[whom]
    answer = send(stage, session, UPDATE, organization, person, role=role)
    _has(stage, session, answer, role, f"{whom} as {role}")
    organization.members[person] = role


def _oneself(_stage: Stage, session: Session, organization: Organization) -> list[Person]:
    return [session.person] if plain(session, organization) else []


@act("{1}, who may not, tries to let themself manage {3} by {0} on the {2}", _with(_oneself))
def promote_oneself(stage: Stage, name: str, person: str, _client: str, which: str, whom: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, UPDATE, organization, stage.world.people[whom], role=organization.manager)
    stage.refused(required.PERMITTED, answer, f"{person} may not manage {which}")


def _alone(session: Session, organization: Organization) -> bool:
    return organization.last_manager(session.person)


@act("{1}, who alone manages {3}, tries to give that up by {0} on the {2}", choices(_alone))
def demote_last(stage: Stage, name: str, person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, UPDATE, organization, session.person, role=organization.plain)
    stage.refused(required.LAST, answer, f"nobody but {person} manages {which}")


# removed, and leaving


def _removable(_stage: Stage, session: Session, organization: Organization) -> list[Person]:
    return others(session, organization) if manages(session, organization) else []


@act("{1} removes {4} from {3} by {0} on the {2}", _with(_removable))
def remove_member(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    session, organization = there(stage, name, which)
    person = stage.world.people[whom]
    answer = send(stage, session, REMOVE, organization, person)
    taken(stage, required.MANAGED, session, answer, f"{whom} removed")
    gone(stage, organization, person)


def _not_removable(_stage: Stage, session: Session, organization: Organization) -> list[Person]:
    return others(session, organization) if plain(session, organization) else []


@act("{1}, who may not, tries to remove {4} from {3} by {0} on the {2}", _with(_not_removable))
def remove_not_permitted(stage: Stage, name: str, person: str, _client: str, which: str, whom: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, REMOVE, organization, stage.world.people[whom])
    stage.refused(required.PERMITTED, answer, f"{person} may not remove anybody")


def gone(stage: Stage, organization: Organization, person: Person) -> None:
    stage.world.organizations.end(organization, person, stage.world.live())


def _may_leave(session: Session, organization: Organization) -> bool:
    return belongs(session, organization) and not organization.last_manager(session.person)


@act("{1} leaves {3} by {0} on the {2}", choices(_may_leave))
def leave(stage: Stage, name: str, person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, LEAVE, organization)
    taken(stage, required.BELONGS, session, answer, f"{person} out of {which}")
    gone(stage, organization, session.person)


@act("{1}, who alone manages {3}, tries to leave it by {0} on the {2}", choices(_alone))
def leave_last(stage: Stage, name: str, person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    answer = send(stage, session, LEAVE, organization)
    stage.refused(required.LAST, answer, f"nobody but {person} manages {which}")


# seats


def _free(stage: Stage, organization: Organization) -> int:
    return organization.limit - stage.world.organizations.seats(organization)


def _fillable(stage: Stage) -> list[Names]:
    few = wherever(stage, manages)
    return [named(session, one.name) for session, one in few if one.limit and 1 < _free(stage, one) <= AT_ONCE + 1]


@act("{1} invites so many strangers to {3} that one seat is left, by {0} on the {2}", _fillable)
def fill(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    seats = _free(stage, organization) - 1
    addresses = [stage.target.mail_address() for _ in range(seats)]
    form = {"email_address": addresses, "role": organization.plain}
    answer = send(stage, session, "bulkCreateOrganizationInvitations", organization, **form)
    if not answer.ok:
        stage.end()  # how many may be invited at once is nowhere published
    organization.guests += seats


def _full(stage: Stage, session: Session, organization: Organization) -> list[Person]:
    full = manages(session, organization) and not stage.world.organizations.room(organization)
    return strangers(stage, organization) if full else []


@act("{1} tries to add {4} to {3}, which is full, by {0} on the {2}", _with(_full))
def add_full(stage: Stage, name: str, _person: str, _client: str, which: str, whom: str) -> None:
    session, organization = there(stage, name, which)
    user = str(stage.world.people[whom].user_id)
    answer = send(stage, session, ADD, organization, user_id=user, role=organization.plain)
    stage.refused(required.SEATS, answer, f"all {organization.limit} seats of {which} are taken")
