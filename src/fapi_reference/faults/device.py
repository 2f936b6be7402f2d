"""Deviations of the sessions of an account on all its devices."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.faults.surgery import View
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference


@fault("device.list-wrapped", caught_by=("DEVICE.LISTED",))
def list_wrapped(server: Reference) -> None:
    """The list of sessions has the envelope that other answers have."""
    listed = server.views.sessions

    def wrapped(sessions: list[Session], exchange: Exchange) -> View:
        return {"response": listed(sessions, exchange), "client": None}

    server.views.sessions = wrapped  # type: ignore[assignment]


@fault("device.everybodys-sessions", caught_by=("DEVICE.LISTED", "DEVICE.ACTIVE"))
def everybodys_sessions(server: Reference) -> None:
    """The lists have the sessions of all people."""
    replace(server.sessions.of_user, lambda _user: list(server.store.sessions.values()))


@fault("device.this-one-alone", caught_by=("DEVICE.ACTIVE.EVERYWHERE",))
def this_one_alone(server: Reference) -> None:
    """The active sessions are the newest one alone."""
    live = server.sessions.live_of_user
    replace(live, lambda user: live(user)[-1:])


@fault("device.over-and-listed", caught_by=("DEVICE.ACTIVE.NONE-OVER",))
def over_and_listed(server: Reference) -> None:
    """A session that is over is still among the active ones, and said to be active."""
    replace(server.sessions.live_of_user, server.sessions.of_user)
    alter(server.views.active_session, lambda shown: shown | {"status": "active"})


@fault("device.all-desktops", caught_by=("DEVICE.ACTIVITY",))
def all_desktops(server: Reference) -> None:
    """Every device is taken for a desktop."""
    alter(server.views.activity, lambda shown: shown | {"is_mobile": False})


@fault("device.revoked-is-ended", caught_by=("DEVICE.REVOKED",))
def revoked_is_ended(server: Reference) -> None:
    """A revoked session is answered as one that has ended."""

    def revoke(session: Session) -> None:
        original(session)
        session.status = "ended"

    original = replace(server.sessions.revoke, revoke)


@fault("device.revoked-in-name", caught_by=("DEVICE.REVOKED.DEAD",))
def revoked_in_name(server: Reference) -> None:
    """A revoked session is listed as such where it was revoked, and goes on on its own device."""
    copies: dict[str, str] = {}
    view = server.views.session

    def revoke(session: Session) -> None:
        copies[session.id] = "revoked"

    def shown(session: Session, exchange: Exchange) -> View:
        own = exchange.client is not None and exchange.client.id == session.client_id
        return view(session, exchange) | ({"status": "revoked"} if session.id in copies and not own else {})

    replace(server.sessions.revoke, revoke)
    replace(view, shown)


@fault("device.revokes-all", caught_by=("DEVICE.REVOKED.ALONE",))
def revokes_all(server: Reference) -> None:
    """Revoking one session revokes all of its user."""

    def revoke(session: Session) -> None:
        for one in server.sessions.of_user(server.users.of(session)):
            original(one)

    original = replace(server.sessions.revoke, revoke)


@fault("device.revoked-twice", caught_by=("DEVICE.REVOKED.TWICE",))
def revoked_twice(server: Reference) -> None:
    """A session can be revoked over and over."""
    need = server.sessions.need_live
    replace(need, lambda session: None if session.status == "revoked" else need(session))


@fault("device.anybodys-session", caught_by=("DEVICE.REVOKED.FOREIGN",))
def anybodys_session(server: Reference) -> None:
    """Whoever knows the id of a session can revoke it."""
    own = server.sessions.of_user_named

    def named(user: User, session_id: str) -> Session:
        return server.store.sessions.get(session_id) or own(user, session_id)

    replace(own, named)


@fault("device.own-skipped", caught_by=("DEVICE.REVOKED.SELF",))
def own_skipped(server: Reference) -> None:
    """Revoking the only session that somebody has answers as if it worked, and it goes on."""

    def revoke(session: Session) -> None:
        if any(one is not session for one in server.sessions.live_of_user(server.users.of(session))):
            original(session)

    original = replace(server.sessions.revoke, revoke)


@fault("device.never-the-last", caught_by=("DEVICE.REVOKED.ALL-OTHERS",))
def never_the_last(server: Reference) -> None:
    """Of three devices two cannot be taken back: the newest one stays among the active ones."""
    live = server.sessions.live_of_user

    def lingering(user: User) -> list[Session]:
        listed = server.sessions.of_user(user)
        return live(user) + [one for one in listed[2:] if one.status == "revoked"]

    replace(live, lingering)
