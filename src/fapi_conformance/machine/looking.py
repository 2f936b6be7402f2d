"""After each act: every client as the target shows it, beside what the model says."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.expect.clients import SIGNED_IN
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.machine.belonging import belonging
from fapi_conformance.machine.known_by import known_by
from fapi_conformance.model.world import Attempt, Client
from fapi_conformance.requirements import machine

if TYPE_CHECKING:
    from fapi_conformance.machine.stage import Stage

NOBODY = frozenset({400, 401, 403, 404})
"""How a caller without a client may be answered (AUTH-142, AUTH-410)."""


def look(stage: "Stage", clients: Iterable[Client]) -> None:
    for client in clients:
        if client.contact:
            shown = _read(stage, client)
            _signed_in(stage, client, shown)
            _last_active(stage, client, shown)
            known_by(stage, client, shown)
            belonging(stage, client, shown)
            for kind in ("sign_in", "sign_up"):
                _attempt(stage, client, kind, at(shown, kind))


def _read(stage: "Stage", client: Client) -> Mapping[str, Json]:
    answer: Answer = stage.actors[client.name].clients.read()
    if answer.status in NOBODY:
        live = [one.name for one in stage.world.live(client)]
        stage.agree(machine.SIGNED_IN, not live, f"200, {', '.join(live)} signed in", outcome(answer), "status")
        return {}
    stage.taken(machine.SIGNED_IN, stage.actors[client.name], answer, f"the client of the {client.name}")
    return answer.resource if isinstance(answer.resource, dict) else {}


def _signed_in(stage: "Stage", client: Client, shown: Mapping[str, Json]) -> None:
    listed = {
        str(one["id"]): one
        for one in shown.get("sessions") or ()
        if isinstance(one, dict) and one.get("status") in SIGNED_IN
    }
    names = {one.id: f"{one.name} ({one.person.name})" for one in stage.world.sessions.values()}
    live = {one.id for one in stage.world.live(client)}
    stage.agree(
        machine.SIGNED_IN,
        listed.keys() == live,
        f"on the {client.name} signed in: {_said(live, names)}",
        _said(listed, names),
        "$.response.sessions[] signed in",
    )
    for session in stage.world.live(client):
        user = at(listed[session.id], "user.id")
        if isinstance(user, str):
            where = f"$.response.sessions[{session.name}].user.id"
            stage.agree(
                machine.SIGNED_IN, user == session.user_id, f"{session.person.name}, {session.user_id}", user, where
            )


def _said(ids: "set[str] | Mapping[str, Json]", names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(one, "a session of nobody here") for one in ids)) or "nobody"


def _last_active(stage: "Stage", client: Client, shown: Mapping[str, Json]) -> None:
    active = shown.get("last_active_session_id")
    if not client.sure_of_active:
        client.last_active, client.sure_of_active = active, True
        return
    if client.last_active is not None:
        names = {one.id: one.name for one in stage.world.sessions.values()}
        wanted, got = names.get(client.last_active, "another"), names.get(str(active), active)
        where = "$.response.last_active_session_id"
        stage.agree(machine.LAST_ACTIVE, active == client.last_active, f"{wanted} on the {client.name}", got, where)


def _attempt(stage: "Stage", client: Client, kind: str, shown: Json) -> None:
    """What is shown is the newest open attempt or nothing; where the model is unsure it learns which."""
    known = {one.id: one for one in stage.world.attempts.values() if one.kind == kind}
    found = known.get(str(at(shown, "id")))
    where = f"$.response.{kind}"
    if kind in client.unsure_of:
        foreign = found is not None and found.client is not client
        stage.agree(
            machine.NEWEST_ATTEMPT,
            not foreign,
            f"no attempt of another client on the {client.name}",
            _name(found),
            where,
        )
        return
    current = client.current(kind)
    if isinstance(shown, dict) and shown.get("status") != "complete":
        holds = found is current and current is not None
        wanted = f"on the {client.name} {_name(current)}"
        stage.agree(machine.NEWEST_ATTEMPT, holds, wanted, _name(found) if found else "an unknown one", where)
    if current is not None:
        status = at(shown, "status")
        holds = found is current and status == current.state
        got = f"{_name(found)} {status}" if isinstance(shown, dict) else "nothing"
        stage.agree(machine.ATTEMPT_KEPT, holds, f"on the {client.name} {current.name} {current.state}", got, where)


def _name(attempt: Attempt | None) -> str:
    return f"{attempt.name} ({attempt.client.name})" if attempt else "none"
