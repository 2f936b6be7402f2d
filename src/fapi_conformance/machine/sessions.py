"""Sessions that live and sessions that are over: touched, asked for tokens, read, ended, signed out, from anywhere."""

from collections.abc import Iterable

from fapi_conformance import tokens
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.machine.acts import Names, act
from fapi_conformance.machine.stage import OPEN, Stage
from fapi_conformance.model.world import Session
from fapi_conformance.requirements import machine


def _named(sessions: Iterable[Session]) -> list[Names]:
    return [(one.name, one.person.name, one.client.name) for one in sessions]


def _live(stage: Stage) -> list[Names]:
    return _named(stage.world.live())


def _over(stage: Stage) -> list[Names]:
    return _named(stage.world.over())


@act("{0} ({1}, {2}) is touched", _live)
def touch(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    actor = stage.on(session.client)
    stage.taken(machine.TOUCHED, actor, actor.sessions.touch(session.id), f"{name} touched")
    answer = actor.clients.read()
    active = at(answer.resource, "last_active_session_id")
    stage.agree(machine.TOUCHED, active == session.id, name, active, "$.response.last_active_session_id")
    session.client.last_active, session.client.sure_of_active = session.id, True


@act("a token is asked for {0} ({1}, {2})", _live)
def token(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    actor = stage.on(session.client)
    answer = stage.taken(machine.TOKEN, actor, actor.sessions.token(session.id), f"a token of {name}")
    claims = tokens.read(at(answer.json, "jwt")).claims
    for claim, wanted in (("sid", session.id), ("sub", session.user_id)):
        stage.agree(machine.TOKEN, claims.get(claim) == wanted, wanted, claims.get(claim), f"claim {claim}")


@act("{0} ({1}, {2}) is read by its id", _live)
def read(stage: Stage, name: str, person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    actor = stage.on(session.client)
    answer = stage.taken(machine.SIGNED_IN, actor, actor.sessions.read(session.id), name)
    stage.agree(
        machine.SIGNED_IN, at(answer.resource, "id") == session.id, name, at(answer.resource, "id"), "$.response.id"
    )
    user = at(answer.resource, "user.id")
    if isinstance(user, str):
        stage.agree(machine.SIGNED_IN, user == session.user_id, person, user, "$.response.user.id")


@act("{1} reads themself by {0} on the {2}", _live)
def read_me(stage: Stage, name: str, person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.on(session.client).act("getUser", query={"_clerk_session_id": session.id})
    stage.agree(machine.ACTS_FOR, answer.ok, f"200, {person}", outcome(answer), "status")
    user = at(answer.resource, "id")
    stage.agree(machine.ACTS_FOR, user == session.user_id, person, user, "$.response.id")


@act("{0} ({1}) is ended on the {2}", _live)
def end(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    actor = stage.on(session.client)
    stage.taken(machine.SIGNED_IN, actor, actor.sessions.end(session.id), f"{name} ended")
    stage.world.finish(session, "end")


@act("{0} ({1}) is removed on the {2}", _live)
def remove(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    actor = stage.on(session.client)
    stage.taken(machine.SIGNED_IN, actor, actor.sessions.remove(session.id), f"{name} removed")
    stage.world.finish(session, "remove")


def _revocable(stage: Stage) -> list[Names]:
    """A session of the same person on another client; revoking one's own is left open (USER-108)."""
    return [
        (one.name, other.name, one.person.name, one.client.name, other.client.name)
        for one in stage.world.foremost()
        for other in stage.world.live()
        if one.person is other.person and one is not other
    ]


@act("{2} revokes {1} ({4}) by {0} ({3})", _revocable)
def revoke(stage: Stage, name: str, other: str, _person: str, _here: str, _there: str) -> None:
    session, revoked = stage.world.sessions[name], stage.world.sessions[other]
    answer = stage.by(session, "revokeSession", {"session_id": revoked.id})
    stage.taken(machine.SIGNED_IN, stage.actors[session.client.name], answer, f"{other} revoked")
    stage.world.finish(revoked, "revoke")


def _anothers(stage: Stage) -> list[Names]:
    return [
        (one.name, other.name, one.person.name, other.person.name)
        for one in stage.world.foremost()
        for other in stage.world.live()
        if one.person is not other.person
    ]


@act("{2} tries to revoke {1} ({3}) by {0}", _anothers)
def revoke_anothers(stage: Stage, name: str, other: str, _person: str, _owner: str) -> None:
    actor = stage.on(stage.world.sessions[name].client)
    query = {"_clerk_session_id": stage.world.sessions[name].id}
    path = {"session_id": stage.world.sessions[other].id}
    answer = actor.act("revokeSession", path, query=query, intent=OPEN)
    stage.refused(machine.APART, answer, f"{other} is another person's")


def _with_sessions(stage: Stage) -> list[Names]:
    return [(client.name,) for client in stage.world.clients.values() if stage.world.live(client)]


@act("everybody is signed out on the {0}", _with_sessions)
def sign_out(stage: Stage, name: str) -> None:
    client = stage.world.clients[name]
    actor = stage.on(client)
    before = at(actor.clients.read().resource, "id")
    stage.taken(machine.SIGNED_IN, actor, actor.sessions.sign_out_everywhere(), "a client without sessions")
    after = at(actor.clients.read().resource, "id")
    stage.agree(machine.SAME_CLIENT, before == after, str(before), after, "$.response.id")
    for session in stage.world.live(client):
        stage.world.finish(session, "sign out")
    stage.world.lose(client, "sign_in", "sign_up")  # whether an open attempt stays is nowhere said (AUTH-131)


@act("the client of the {0} is deleted", _with_sessions)
def delete_client(stage: Stage, name: str) -> None:
    """Its actor asks for a token once more, and is somebody new afterwards."""
    client = stage.world.clients[name]
    actor = stage.on(client)
    stage.taken(machine.SIGNED_IN, actor, actor.clients.delete(), "a client without sessions")
    for session in stage.world.live(client):
        stage.world.finish(session, "sign out")
        _no_token(stage, session)
    stage.world.forget(client)
    stage.renew(name)


def _no_token(stage: Stage, session: Session) -> None:
    answer = stage.actors[session.client.name].sessions.token(session.id, intent=OPEN)
    if stage.target.environment.session_minter is not True:  # a cache may mint for a minute (AUTH-210)
        stage.refused(machine.OVER, answer, f"{session.name} is over")


@act("a token is asked for {0} ({1}, {2}), which is over", _over)
def token_over(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    session.client.contact = True
    _no_token(stage, session)


@act("{0} ({1}, {2}), which is over, is touched", _over)
def touch_over(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.on(session.client).sessions.touch(session.id, intent=OPEN)
    stage.refused(machine.OVER_UNTOUCHED, answer, f"{name} is over")


@act("{0} ({1}, {2}), which is over, is ended", _over)
def end_over(stage: Stage, name: str, _person: str, _client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.on(session.client).sessions.end(session.id, intent=OPEN)
    stage.refused(machine.OVER_UNTOUCHED, answer, f"{name} is over")


def _elsewhere(stage: Stage) -> list[Names]:
    """A live session and another client, on which its person is not signed in: that case is left open (SEC-023)."""
    world = stage.world
    return [
        (one.name, one.person.name, one.client.name, client.name)
        for one in world.live()
        for client in world.clients.values()
        if client is not one.client and not world.signed_in(client, one.person)
    ]


@act("a token is asked for {0} ({1}, {2}) on the {3}", _elsewhere)
def token_elsewhere(stage: Stage, name: str, _person: str, _home: str, client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.on(stage.world.clients[client]).sessions.token(session.id, intent=OPEN)
    stage.refused(machine.APART, answer, f"{name} belongs to the {session.client.name}")


@act("{0} ({1}, {2}) is ended on the {3}", _elsewhere)
def end_elsewhere(stage: Stage, name: str, _person: str, _home: str, client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.on(stage.world.clients[client]).sessions.end(session.id, intent=OPEN)
    stage.refused(machine.APART, answer, f"{name} belongs to the {session.client.name}")


@act("{0} ({1}, {2}) is touched on the {3}", _elsewhere)
def touch_elsewhere(stage: Stage, name: str, _person: str, _home: str, client: str) -> None:
    session = stage.world.sessions[name]
    answer = stage.on(stage.world.clients[client]).sessions.touch(session.id, intent=OPEN)
    stage.refused(machine.APART, answer, f"{name} belongs to the {session.client.name}")
