"""What people do with their account: have one, leave it."""

from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.stage import Stage
from fapi_conformance.requirements import machine
from fapi_conformance.target.capabilities import Capability


def _without(stage: Stage) -> list[Names]:
    """Only before anything else has happened."""
    people = stage.world.people.values()
    begun = any(line.act != "have_account" for line in stage.lines)
    return [] if begun else [(one.name,) for one in people if not one.exists]


@act("{0} has an account", _without)
def have_account(stage: Stage, name: str) -> None:
    person = stage.world.people[name]
    member = stage.target.member(email_address=person.email, password=person.password or None)
    person.user_id = member.user_id


def _deletable(stage: Stage) -> list[Names]:
    if not stage.can(Capability.DELETE_SELF):
        return []
    return [(one.name, one.person.name, one.client.name) for one in stage.world.foremost()]


@act("{1} deletes their account by {0} on the {2}", _deletable)
def delete_user(stage: Stage, name: str, person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.by(session, "deleteUser")
    stage.taken(machine.SIGNED_IN, stage.actors[session.client.name], answer, f"{person} deleted")
    stage.world.delete(session.person)
