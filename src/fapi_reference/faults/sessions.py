"""Deviations of sessions."""

from fapi_reference.exchange import Form
from fapi_reference.faults import fault, replace
from fapi_reference.problems import refuse
from fapi_reference.reference import Reference
from fapi_reference.store import Client, Session


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

    def need_personal(form: Form, param: str) -> None:
        if param in form:
            raise refuse("organization_not_found_or_unauthorized")

    replace(server.sessions.need_personal, need_personal)


@fault("session.end-ends-nothing", caught_by=("SESSION.ENDED",))
def end_ends_nothing(server: Reference) -> None:
    """Ending a session answers as if it worked and leaves the session as it is."""
    replace(server.sessions.end, lambda _client, _session: None)


@fault("session.ended-stays-active", caught_by=("SESSION.ENDED.NOT-SIGNED-IN",))
def ended_stays_active(server: Reference) -> None:
    """An ended session is still the last active one of its client, and reads its user."""
    replace(server.clients.live_sessions, lambda client: list(client.sessions))
