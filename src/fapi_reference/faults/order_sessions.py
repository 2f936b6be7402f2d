"""Deviations of sessions that one session does not show: it takes several, an order, or another client."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.ids import new_id
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference


@fault("order.touch-after-an-end", caught_by=("MACHINE.TOUCHED",), searched=True)
def touch_after_an_end(server: Reference) -> None:
    """On a client that lists an ended session, a touch leaves the last active one as it is."""

    def touch(client: Client, session: Session) -> None:
        before = client.last_active_session_id
        original(client, session)
        if any(one.status == "ended" for one in client.sessions):
            client.last_active_session_id = before

    original = replace(server.sessions.touch, touch)


@fault("order.ended-comes-back", caught_by=("MACHINE.SIGNED-IN",), searched=True)
def ended_comes_back(server: Reference) -> None:
    """Who signs in again on a client gets their ended session there back, beside the new one."""

    def start(client: Client, user: User, strategy: str | None, **more: bool) -> Session:
        for session in client.sessions:
            if session.user_id == user.id and session.status == "ended":
                session.status = "active"
        return original(client, user, strategy, **more)

    original = replace(server.sessions.start, start)


@fault("order.touched-stays", caught_by=("MACHINE.SIGNED-IN",), searched=True)
def touched_stays(server: Reference) -> None:
    """Signing out everywhere leaves a session that was touched while another one was the last active."""
    kept: set[str] = set()

    def touch(client: Client, session: Session) -> None:
        if client.last_active_session_id != session.id:
            kept.add(session.id)
        original(client, session)

    def remove_all(client: Client) -> None:
        for session in list(client.sessions):
            if session.id not in kept:
                server.sessions.remove(client, session)

    original = replace(server.sessions.touch, touch)
    replace(server.sessions.remove_all, remove_all)


@fault("order.deleted-user-lingers", caught_by=("MACHINE.SIGNED-IN",), searched=True)
def deleted_user_lingers(server: Reference) -> None:
    """The sessions of a deleted user end, but for those on a client where somebody else is the last active."""

    def remove(client: Client, session: Session) -> None:
        if session.user_id not in server.store.users or client.last_active_session_id in (session.id, None):
            original(client, session)

    def remove_of_user(user: User) -> None:
        replaced = replace(server.sessions.remove, remove)
        original_all(user)
        server.sessions.remove = replaced  # type: ignore[method-assign]

    original = server.sessions.remove
    original_all = replace(server.sessions.remove_of_user, remove_of_user)


@fault("order.token-of-the-first", caught_by=("MACHINE.TOKEN",), searched=True)
def token_of_the_first(server: Reference) -> None:
    """A person who signs in again on a client gets tokens of the session that they had there first."""
    first: dict[tuple[str, str], Session] = {}

    def issue(session: Session, exchange: Exchange, organization_id: str | None = None) -> str:
        return original(first.setdefault((session.client_id, session.user_id), session), exchange, organization_id)

    original = replace(server.tokens.issue, issue)


@fault("order.token-beside-a-live-one", caught_by=("MACHINE.OVER",), searched=True)
def token_beside_a_live_one(server: Reference) -> None:
    """A session that is over gets tokens as long as somebody else is signed in on its client."""

    def refuse_over(session: Session) -> None:
        client = server.store.clients.get(session.client_id)
        if client is None or not server.clients.live_sessions(client):
            original(session)

    original = replace(server.tokens.refuse_over, refuse_over)


@fault("order.token-where-one-was", caught_by=("MACHINE.APART",), searched=True)
def token_where_one_was(server: Reference) -> None:
    """A client on which a person has been signed in before may use their sessions on other clients."""

    def of_client(client: Client, session_id: str) -> Session:
        session = server.store.sessions.get(session_id)
        return session if session and session.user_id in client.known_users else original(client, session_id)

    original = replace(server.sessions.of_client, of_client)


@fault("order.sign-up-signs-out", caught_by=("MACHINE.SIGNED-IN",), searched=True)
def sign_up_signs_out(server: Reference) -> None:
    """A sign-up that is completed on a client where somebody is signed in ends their session."""

    def start(client: Client, user: User, strategy: str | None, **more: bool) -> Session:
        if user.last_sign_in_at is None:
            for session in server.clients.live_sessions(client):
                session.status = "ended"
        return original(client, user, strategy, **more)

    original = replace(server.sessions.start, start)


@fault("order.new-client-after-two", caught_by=("MACHINE.SAME-CLIENT",), searched=True)
def new_client_after_two(server: Reference) -> None:
    """Signing out everywhere gives a client that held two people at once a new id."""

    def remove_all(client: Client) -> None:
        several = len({session.user_id for session in server.clients.live_sessions(client)}) > 1
        original(client)
        if several:
            before, client.id = client.id, new_id("client")
            server.store.clients[client.id] = server.store.clients.pop(before)
            for browser in server.store.dev_browsers.values():
                browser.client_id = client.id if browser.client_id == before else browser.client_id

    original = replace(server.sessions.remove_all, remove_all)


@fault("order.revoked-where-touched", caught_by=("MACHINE.OVER", "MACHINE.SIGNED-IN"), searched=True)
def revoked_where_touched(server: Reference) -> None:
    """A session that is revoked from another client lives on where it was touched before."""
    touched: set[str] = set()

    def touch(client: Client, session: Session) -> None:
        touched.add(session.id)
        original(client, session)

    def revoke(session: Session) -> None:
        if session.id not in touched:
            original_revoke(session)

    original = replace(server.sessions.touch, touch)
    original_revoke = replace(server.sessions.revoke, revoke)


@fault("order.begun-after-a-touch", caught_by=("MACHINE.LAST-ACTIVE",), searched=True)
def begun_after_a_touch(server: Reference) -> None:
    """A session that begins beside one that was touched does not become the last active one."""
    touched: set[str] = set()
    touch, start = server.sessions.touch, server.sessions.start

    def note(client: Client, session: Session) -> None:
        touch(client, session)
        touched.add(session.id)

    def beside(client: Client, user: User, strategy: str | None, **options: bool) -> Session:
        before = client.last_active_session_id
        session = start(client, user, strategy, **options)
        if before in touched and any(one.id == before for one in server.clients.live_sessions(client)):
            client.last_active_session_id = before
        return session

    replace(touch, note)
    replace(start, beside)


@fault("order.acts-for-the-last", caught_by=("MACHINE.ACTS-FOR",), searched=True)
def acts_for_the_last(server: Reference) -> None:
    """Whichever session an operation of the user names, it acts for the last active one."""
    selected = server.sessions.selected

    def last(exchange: Exchange) -> Session:
        named = selected(exchange)
        return (server.clients.active_session(exchange.client) if exchange.client else None) or named

    replace(selected, last)


@fault("order.ended-is-touched", caught_by=("MACHINE.OVER.ACTIONS",), searched=True)
def ended_is_touched(server: Reference) -> None:
    """What is over may still be touched and ended."""
    replace(server.sessions.need_live, lambda _session: None)


@fault("order.dead-keep-their-address", caught_by=("MACHINE.FREED",), searched=True)
def dead_keep_their_address(server: Reference) -> None:
    """Nobody can sign up with the address of who deleted themself."""
    delete, taken = server.users.delete, server.identifiers.taken
    held: set[tuple[str, str]] = set()

    def remember(user: User) -> None:
        held.update((item.kind, item.value) for item in user.identifications())
        delete(user)

    replace(delete, remember)
    replace(
        taken,
        lambda kind, value, **options: (
            (kind, server.identifiers.normal(kind, value)) in held or taken(kind, value, **options)
        ),
    )


@fault("order.end-forgets-the-attempt", caught_by=("MACHINE.ATTEMPT-KEPT",), searched=True)
def end_forgets_the_attempt(server: Reference) -> None:
    """With a session that ends the sign-in that is open beside it is forgotten."""
    end = server.sessions.end

    def forgetful(client: Client, session: Session) -> None:
        end(client, session)
        client.sign_in = None

    replace(end, forgetful)
