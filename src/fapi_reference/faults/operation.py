"""Operations that are not served, or served to the wrong people."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.reference import Reference
from fapi_reference.store import Client, Session, SignIn


@fault("operation.not-served", caught_by=("OPERATION.SUCCEEDS",))
def not_served(server: Reference) -> None:
    """A client is replaced by POST only; PUT is not served."""
    del server.routes.resources["/v1/client"].verbs["PUT"]


@fault("operation.live-session-refused", caught_by=("OPERATION.SUCCEEDS",))
def live_session_refused(server: Reference) -> None:
    """No session can be ended: even a live one is told to be in the wrong state."""

    def never(_session: Session) -> None:
        raise refuse("invalid_action_for_session")

    replace(server.sessions.need_live, never)


@fault("operation.default-strategy", caught_by=("OPERATION.REQUIRED-PARAMETER",))
def default_strategy(server: Reference) -> None:
    """A first factor that is prepared without a strategy is prepared by email code."""
    check = server.transport.hooks["parameters"]

    def with_default(server: Reference, exchange: Exchange) -> None:
        check(server, exchange)
        if exchange.path.endswith("/prepare_first_factor"):
            exchange.form.values.setdefault("strategy", ["email_code"])

    server.transport.hooks["parameters"] = with_default


@fault("operation.nobody-is-null", caught_by=("OPERATION.SIGNED-OUT",))
def nobody_is_null(server: Reference) -> None:
    """Who is signed out and reads themself gets 200 and null in the place of a refusal."""
    let_in(server, "GET", "/v1/me")


@fault("operation.nobody-may-leave", caught_by=("OPERATION.SIGNED-OUT",))
def nobody_may_leave(server: Reference) -> None:
    """Who is signed out can end any session they name: leaving always works."""
    let_in(server, "POST", "/end")


def let_in(server: Reference, method: str, path: str) -> None:
    """Answer 200 and null to whoever would be refused for being signed out."""
    admit = server.transport.hooks["access"]

    def or_null(server: Reference, exchange: Exchange) -> None:
        try:
            admit(server, exchange)
        except Problem:
            if exchange.method != method or not exchange.path.endswith(path):
                raise
            server.transport.answer(exchange, 200, server.views.client_envelope(None))
            exchange.finished = True

    server.transport.hooks["access"] = or_null


@fault("operation.any-id-is-current", caught_by=("OPERATION.UNKNOWN-ID",))
def any_id_is_current(server: Reference) -> None:
    """The id of a sign-in is not looked at: every one means the attempt in progress."""
    own = server.sign_ins.own

    def current(client: Client, sign_in_id: str) -> SignIn:
        return client.sign_in or own(client, sign_in_id)

    replace(own, current)


@fault("operation.foreign-sign-in", caught_by=("OPERATION.FOREIGN-ID",))
def foreign_sign_in(server: Reference) -> None:
    """A sign-in is anybody's who knows its id."""
    replace(server.sign_ins.belongs, lambda _attempt, _client: True)


@fault("operation.foreign-sign-up", caught_by=("OPERATION.FOREIGN-ID",))
def foreign_sign_up(server: Reference) -> None:
    """A sign-up is anybody's who knows its id."""
    replace(server.sign_ups.belongs, lambda _attempt, _client: True)


@fault("operation.foreign-session", caught_by=("OPERATION.FOREIGN-ID",))
def foreign_session(server: Reference) -> None:
    """Whoever has a client can use every session whose id they know."""
    mine = server.sessions.of_client
    replace(mine, lambda client, session_id: server.store.sessions.get(session_id) or mine(client, session_id))


@fault("operation.refusal-shows", caught_by=("OPERATION.FOREIGN-ID",))
def refusal_shows(server: Reference) -> None:
    """Who asks for somebody else's session is refused, and told whose it is."""
    mine = server.sessions.of_client

    def told(client: Client, session_id: str) -> Session:
        session = server.store.sessions.get(session_id)
        if session and session.client_id != client.id:
            raise refuse("resource_not_found", user=server.users.of(session).id)
        return mine(client, session_id)

    replace(mine, told)
