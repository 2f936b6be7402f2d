"""After each act: in which organizations each person is, and which one is active, as clients show it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fapi_conformance.client.exchange import Json
from fapi_conformance.expect.look import at
from fapi_conformance.machine.companies import read
from fapi_conformance.model.world import Client, Person, Session
from fapi_conformance.requirements import machine_organizations as required
from fapi_conformance.target.organizations import ALL, listed

if TYPE_CHECKING:
    from fapi_conformance.machine.stage import Stage


def belonging(stage: "Stage", client: Client, shown: Mapping[str, Json]) -> None:
    if not stage.organizing or not stage.world.organizations.named:
        return
    told = {at(one, "id"): one for one in shown.get("sessions") or ()}
    for session in stage.world.live(client):
        if session.id in told:
            _memberships(stage, session, at(told[session.id], "user.organization_memberships"))
            _active(stage, session, told[session.id])


def _memberships(stage: "Stage", session: Session, told: Json) -> None:
    """Beside everything else a client tells them; where that disagrees, the person's own list is asked."""
    wanted = stage.world.organizations.of(session.person)
    found = _roles(stage, told)
    if isinstance(told, list) and found == wanted:
        stage.agree(required.ON_CLIENTS, True, "", "")
        return
    if session not in stage.world.foremost():
        return
    own(stage, session)
    if isinstance(told, list):
        where = f"$.response.sessions[{session.name}].user.organization_memberships"
        expected = f"{session.person.name} on the {session.client.name}: {_said(stage, wanted)}"
        stage.agree(required.ON_CLIENTS, False, expected, _said(stage, found), where)


def own(stage: "Stage", session: Session) -> None:
    """What a person reads of themself is as it should be."""
    answer = read(stage, session, "getOrganizationMemberships", limit=ALL, paginated="true")
    stage.taken(required.BELONGS, stage.actors[session.client.name], answer, f"what {session.person.name} is in")
    wanted, found = stage.world.organizations.of(session.person), _roles(stage, listed(answer))
    expected = f"{session.person.name} in {_said(stage, wanted)}"
    stage.agree(required.BELONGS, found == wanted, expected, _said(stage, found), "$.response.data[].role")


def _roles(stage: "Stage", told: Json) -> dict[str, str]:
    """The roles by organization; those that nobody here has made are left out."""
    ours = {one.id for one in stage.world.organizations.named.values()}
    held = told if isinstance(told, list) else []
    found = {str(at(one, "organization.id")): str(at(one, "role")) for one in held}
    return {organization: role for organization, role in found.items() if organization in ours}


def _said(stage: "Stage", roles: Mapping[str, str]) -> str:
    names = {one.id: one.name for one in stage.world.organizations.named.values()}
    return ", ".join(sorted(f"{names[one]} as {role}" for one, role in roles.items())) or "none"


def _active(stage: "Stage", session: Session, shown: Json) -> None:
    company = stage.world.organizations
    active = at(shown, "last_active_organization_id")
    names: dict[object, str] = {one.id: one.name for one in company.named.values()}
    where = f"$.response.sessions[{session.name}].last_active_organization_id"
    got = names.get(active, active)
    if active in names:
        expected = f"{session.name} for an organization that {session.person.name} is in"
        stage.agree(required.ACTIVE_LEFT, _is_in(stage, session.person, active), expected, got, where)
    if session.name in company.chosen:
        wanted = company.chosen[session.name]
        expected = f"{names[wanted] if wanted else 'none'} in {session.name} on the {session.client.name}"
        stage.agree(required.ACTIVE_KEPT, active == wanted, expected, got, where)


def _is_in(stage: "Stage", person: Person, organization_id: Json) -> bool:
    return organization_id in stage.world.organizations.of(person)
