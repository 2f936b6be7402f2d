"""People choose for which organization a session acts, and ask for tokens."""

from fapi_conformance import tokens
from fapi_conformance.expect.look import at
from fapi_conformance.expect.organization_claims import organization_in
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.companies import acting, belongs, choices, named, outside, taken, there
from fapi_conformance.machine.stage import OPEN, Stage
from fapi_conformance.model.world import Session
from fapi_conformance.requirements import machine_organizations as required


def _choose(stage: Stage, session: Session, organization_id: str | None) -> None:
    actor = stage.on(session.client)
    answer = actor.sessions.touch(session.id, active_organization_id=organization_id or "")
    taken(stage, required.ACTIVE, session, answer, f"{session.name} touched")
    shown = at(answer.resource, "last_active_organization_id") or None
    names = {one.id: one.name for one in stage.world.organizations.named.values()}
    wanted = names.get(str(organization_id), "none")
    where = "$.response.last_active_organization_id"
    stage.agree(required.ACTIVE, shown == organization_id, wanted, names.get(str(shown), shown), where)
    stage.world.organizations.chosen[session.name] = organization_id
    session.client.last_active, session.client.sure_of_active = session.id, True


@act("{1} chooses {3} in {0} on the {2}", choices(belongs))
def choose(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    session, organization = there(stage, name, which)
    _choose(stage, session, organization.id)


def _with_a_choice(stage: Stage) -> list[Names]:
    """Where one was chosen before: the rest is what it is anyhow."""
    return [named(session) for session in acting(stage) if stage.world.organizations.chosen.get(session.name)]


@act("{1} chooses no organization in {0} on the {2}", _with_a_choice)
def choose_none(stage: Stage, name: str, _person: str, _client: str) -> None:
    _choose(stage, stage.world.sessions[name], None)


@act("{1}, who is not in {3}, tries to choose it in {0} on the {2}", outside)
def choose_foreign(stage: Stage, name: str, _person: str, _client: str, which: str) -> None:
    """Refused or passed over, it is not the active one afterwards: that is looked at. Which one is may be another."""
    session, organization = there(stage, name, which)
    actor = stage.on(session.client)
    answer = actor.sessions.touch(session.id, active_organization_id=organization.id, intent=OPEN)
    shown = at(answer.resource, "last_active_organization_id") if answer.ok else None
    where = "$.response.last_active_organization_id"
    stage.agree(required.OUTSIDE, shown != organization.id, f"not {which}", which, where)
    if answer.ok:
        stage.world.organizations.unsure(session)
        session.client.last_active, session.client.sure_of_active = session.id, True


def _claiming(stage: Stage) -> list[Names]:
    """A cache may mint tokens for a minute (AUTH-210)."""
    minted = stage.target.environment.session_minter is True
    return [] if minted or not stage.world.organizations.named else [named(session) for session in acting(stage)]


@act("a token is asked for {0} of {1} on the {2}, and which organization it claims is read", _claiming)
def claim(stage: Stage, name: str, _person: str, _client: str) -> None:
    session, actor = stage.world.sessions[name], stage.on(stage.world.sessions[name].client)
    shown = taken(stage, required.CLAIMED, session, actor.sessions.read(session.id), name).resource
    active = at(shown, "last_active_organization_id") or None
    answer = taken(stage, required.CLAIMED, session, actor.sessions.token(session.id), f"a token of {name}")
    found = organization_in(tokens.read(at(answer.json, "jwt")))
    names: dict[object, str] = {one.id: one.name for one in stage.world.organizations.named.values()}
    claimed = found.organization_id if found else None
    roles = stage.world.organizations.of(session.person)
    if claimed in names and claimed not in roles:
        return  # that somebody is not in it any more may come into tokens a minute later (SEC-050)
    wanted = names.get(active, active or "none")
    stage.agree(required.CLAIMED, claimed == active, str(wanted), names.get(claimed, claimed or "none"), "claims")
    if found and found.role is not None and claimed in roles:
        role = roles[found.organization_id]
        holds = _bare(found.role) == _bare(role)
        stage.agree(required.CLAIMED_ROLE, holds, f"{session.person.name} as {role}", found.role, "claims")


def _bare(role: str) -> str:
    """Version 2 does not tell whether the key had a beginning (AUTH-201)."""
    return role.removeprefix("org:")
