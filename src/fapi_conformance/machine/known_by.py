"""After each act: what each person on a client is known by, as the target shows it, beside what the model says."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fapi_conformance.client.exchange import Json
from fapi_conformance.expect.look import at
from fapi_conformance.model.world import Client, Person, Session
from fapi_conformance.requirements import machine
from fapi_conformance.target.member import LISTS

if TYPE_CHECKING:
    from fapi_conformance.machine.stage import Stage

NEVER_DANGLES = ("email_address", "phone_number")
"""Of these a fact says that the primary one is one that the user has (USER-009)."""


def known_by(stage: "Stage", client: Client, shown: Mapping[str, Json]) -> None:
    """The users in a client's sessions tell it beside everything else; where they disagree, the person is asked."""
    if not stage.identifying:
        return
    listed = {at(one, "id"): at(one, "user") for one in shown.get("sessions") or ()}
    for session in stage.world.live(client):
        user = listed.get(session.id)
        if isinstance(user, dict):
            _person(stage, session, user)


def _person(stage: "Stage", session: Session, user: Json) -> None:
    person = session.person
    if not person.first:
        added = {one.id for one in person.items}
        person.first.update({kind: frozenset(_ids(user, kind).keys() - added) for kind in LISTS})
    if _as_it_should(person, user):
        if person.items:
            stage.agree(machine.IDENTIFICATIONS, True, "", "")
        if person.primary:
            stage.agree(machine.PRIMARY, True, "", "")
        return
    if session not in stage.world.foremost():
        return
    answer = stage.by(session, "getUser")
    stage.taken(machine.IDENTIFICATIONS, stage.actors[session.client.name], answer, person.name)
    _judged(stage, session, answer.resource)


def _judged(stage: "Stage", session: Session, user: Json) -> None:
    person = session.person
    for kind, name in LISTS.items():
        wanted, found = _own(person, kind), _ids(user, kind)
        names = {one.id: one.name for one in stage.world.items()}
        stage.agree(
            machine.IDENTIFICATIONS,
            _are(person, kind, found),
            f"{person.name} on the {session.client.name} with {_said(wanted, names)}",
            _said({one: proven for one, proven in found.items() if one not in person.first[kind]}, names),
            f"$.response.{name}",
        )
        leads = at(user, f"primary_{kind}_id")
        where = f"$.response.primary_{kind}_id"
        if kind in person.primary:
            wanted_one = names.get(person.primary[kind], "")
            got = names.get(str(leads), leads)
            stage.agree(machine.PRIMARY, leads == person.primary[kind], wanted_one, got, where)
        elif kind in NEVER_DANGLES:
            holds = leads is None or leads in found
            stage.agree(machine.PRIMARY, holds, f"one that {person.name} has", names.get(str(leads), leads), where)


def _as_it_should(person: Person, user: Json) -> bool:
    return all(
        _are(person, kind, found := _ids(user, kind))
        and at(user, f"primary_{kind}_id") in ((person.primary[kind],) if kind in person.primary else (None, *found))
        for kind in LISTS
    )


def _own(person: Person, kind: str) -> dict[str, bool]:
    return {one.id: one.verified for one in person.items if one.kind == kind and not one.rivalled}


def _are(person: Person, kind: str, found: Mapping[str, bool]) -> bool:
    """Those that they surely have, as they are; and perhaps such as somebody else has proven, but never as theirs."""
    wanted = _own(person, kind)
    rivalled = {one.id for one in person.items if one.kind == kind and one.rivalled}
    surely = wanted.keys() | person.first[kind]
    return (
        wanted.items() <= found.items()
        and surely <= found.keys() <= surely | rivalled
        and not any(found.get(one) for one in rivalled)
    )


def _ids(user: Json, kind: str) -> dict[str, bool]:
    """The ids in that list of the user, each with whether it is verified."""
    listed = at(user, LISTS[kind])
    items = listed if isinstance(listed, list) else []
    return {str(at(one, "id")): at(one, "verification.status") == "verified" for one in items}


def _said(ids: Mapping[str, bool], names: Mapping[str, str]) -> str:
    told = sorted(f"{names.get(one, 'an unknown one')}{' verified' if proven else ''}" for one, proven in ids.items())
    return ", ".join(told) or "nothing further"
