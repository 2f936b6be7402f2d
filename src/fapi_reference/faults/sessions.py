"""Deviations of sessions."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference

SINGLE = "[instance]\nsingle_session_mode = true\n"


@fault("session.id-unread", caught_by=("SESSION.READ", "SESSION.TOUCHED"))
def id_unread(server: Reference) -> None:
    """The last active session of the client answers, whichever was named."""

    def of_client(client: Client, session_id: str) -> Session:
        return server.clients.active_session(client) or original(client, session_id)

    original = replace(server.sessions.of_client, of_client)


@fault("session.touch-keeps-last-active", caught_by=("SESSION.TOUCHED",))
def touch_keeps_last_active(server: Reference) -> None:
    """Touching a session notes the time and leaves the last active session of the client."""

    def touch(client: Client, session: Session) -> None:
        last_active = client.last_active_session_id
        original(client, session)
        client.last_active_session_id = last_active

    original = replace(server.sessions.touch, touch)


@fault("session.empty-organization", caught_by=("SESSION.TOUCHED.PERSONAL", "TOKEN.EMPTY-ORGANIZATION"))
def empty_organization(server: Reference) -> None:
    """An empty organization is looked up like any other, and there is none of that name."""

    def without_one(_session: Session) -> str | None:
        raise refuse("organization_not_found_or_unauthorized")

    replace(server.active_organizations.without_one, without_one)


@fault("session.end-ends-nothing", caught_by=("SESSION.ENDED",))
def end_ends_nothing(server: Reference) -> None:
    """Ending a session answers as if it worked and leaves the session as it is."""
    replace(server.sessions.end, lambda _client, _session: None)


@fault("session.ended-stays-active", caught_by=("SESSION.ENDED.NOT-SIGNED-IN",))
def ended_stays_active(server: Reference) -> None:
    """An ended session is still the last active one of its client, and reads its user."""
    replace(server.clients.live_sessions, lambda client: list(client.sessions))


@fault("session.remove-forgets-to", caught_by=("SESSION.REMOVED",))
def remove_forgets_to(server: Reference) -> None:
    """Removing a session answers as if it worked and leaves the session as it is."""
    replace(server.sessions.remove, lambda _client, _session: None)


@fault("session.removed-stays-listed", caught_by=("SESSION.REMOVED.NOT-LISTED",))
def removed_stays_listed(server: Reference) -> None:
    """Removing a session only ends it."""
    replace(server.sessions.remove, server.sessions.end)


@fault("session.newcomer-takes-over", caught_by=("SESSION.SEVERAL",))
def newcomer_takes_over(server: Reference) -> None:
    """Whoever signs in ends the sessions that were there before."""

    def rotate(client: Client) -> None:
        for session in client.sessions[:-1]:
            server.sessions.end(client, session)
        original(client)

    original = replace(server.clients.rotate_on_sign_in, rotate)


@fault("session.name-unread", caught_by=("SESSION.SEVERAL.NAMED",))
def name_unread(server: Reference) -> None:
    """Operations on the user act for the active session, whichever is named."""

    def selected(exchange: Exchange) -> Session:
        return server.clients.active_session(exchange.caller()) or original(exchange)

    original = replace(server.sessions.selected, selected)


@fault("session.all-leave-with-one", caught_by=("SESSION.SEVERAL.LEAVING",))
def all_leave_with_one(server: Reference) -> None:
    """Removing one session of a client signs everybody out."""

    def remove(client: Client, session: Session) -> None:
        for one in list(client.sessions):
            original(client, one)
        session.status = "removed"

    original = replace(server.sessions.remove, remove)


@fault("session.no-limit", caught_by=("SESSION.SINGLE",), settings=SINGLE)
def no_limit(server: Reference) -> None:
    """Where a client may have one session, a second person signs in beside the first."""
    replace(server.sign_ins.refuse_session_beside, lambda _client: None)


@fault("session.never-again", caught_by=("SESSION.SINGLE.AFTER-LEAVING",), settings=SINGLE)
def never_again(server: Reference) -> None:
    """Where a client may have one session, nobody else signs in on it even after that is removed."""

    def refuse_beside(client: Client | None) -> None:
        if client and client.known_users:
            raise refuse("session_exists")

    replace(server.sign_ins.refuse_session_beside, refuse_beside)


@fault("session.never-expires", caught_by=("SESSION.EXPIRED",))
def never_expires(server: Reference) -> None:
    """A session tells when it expires, and nobody looks at that."""

    def status(session: Session) -> str:
        found = original(session)
        return session.status if found in {"expired", "abandoned"} else found

    original = replace(server.sessions.status, status)
