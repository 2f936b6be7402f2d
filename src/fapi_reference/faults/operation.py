"""Operations that are not served, or served to the wrong people."""

from collections.abc import Callable

from fapi_reference.exchange import Exchange, Form, Mode
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference

Values = dict[str, list[str]]


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


@fault("operation.two-wrongs", caught_by=("OPERATION.REQUIRED-PARAMETER",))
def two_wrongs(server: Reference) -> None:
    """Where a parameter comes twice the rest of the form is taken for checked, and what is missing for usual."""
    check = server.transport.hooks["parameters"]

    def lenient(server: Reference, exchange: Exchange) -> None:
        values = exchange.form.values
        if exchange.path.endswith("/prepare_first_factor") and any(len(one) > 1 for one in values.values()):
            if "strategy" in values:
                raise refuse("form_param_duplicate")
            exchange.form.values |= {name: several[:1] for name, several in values.items()}
            exchange.form.values["strategy"] = ["email_code"]
        check(server, exchange)

    server.transport.hooks["parameters"] = lenient


@fault("operation.empty-is-usual", caught_by=("OPERATION.EMPTY-PARAMETER",))
def empty_is_usual(server: Reference) -> None:
    """A first factor that is prepared with an empty strategy is prepared by email code."""
    before_parameters(server, "/prepare_first_factor", lambda values: fill(values, "strategy", "email_code"))


def fill(values: Values, name: str, value: str) -> None:
    if values.get(name) == [""]:
        values[name] = [value]


@fault("operation.unknown-ignored", caught_by=("OPERATION.CLOSED-BODY",))
def unknown_ignored(server: Reference) -> None:
    """Proving a sign-up ignores parameters that it does not have."""
    known = frozenset({"strategy", "code", "signature", "token"})
    drop = "/attempt_verification"
    before_parameters(server, drop, lambda values: [values.pop(name) for name in list(values) if name not in known])


@fault("operation.last-one-counts", caught_by=("OPERATION.REPEATED-PARAMETER",))
def last_one_counts(server: Reference) -> None:
    """Of a parameter that comes twice the last one is taken, below the sessions of a client."""
    before_parameters(
        server, "/touch", lambda values: values.update({name: several[-1:] for name, several in values.items()})
    )


@fault("operation.any-intent", caught_by=("OPERATION.VALUE",))
def any_intent(server: Reference) -> None:
    """A session is touched with whatever intent."""
    before_parameters(server, "/touch", lambda values: values.pop("intent", None))


def before_parameters(server: Reference, path: str, change: Callable[[Values], object]) -> None:
    """Change the form of an operation before it is checked."""
    check = server.transport.hooks["parameters"]

    def changed(server: Reference, exchange: Exchange) -> None:
        if exchange.path.endswith(path):
            change(exchange.form.values)
        check(server, exchange)

    server.transport.hooks["parameters"] = changed


@fault("operation.browsers-only", caught_by=("OPERATION.NATIVE",))
def browsers_only(server: Reference) -> None:
    """A sign-up is told more by browsers alone: of a native app it has to be complete at once."""
    admit = server.transport.hooks["access"]

    def not_natively(server: Reference, exchange: Exchange) -> None:
        admit(server, exchange)
        if exchange.mode is Mode.NATIVE and exchange.method == "PATCH" and "/sign_ups/" in exchange.path:
            raise refuse("authentication_invalid")

    server.transport.hooks["access"] = not_natively


@fault("operation.factor-of-anybody", caught_by=("OPERATION.FOREIGN-PARAMETER",))
def factor_of_anybody(server: Reference) -> None:
    """A sign-in can be proven by the code of any address that is known, whoever's it is."""
    own = server.factors.chosen

    def anybodys(attempt: SignIn, strategy: str, form: Form) -> str:
        named = server.store.identifications.get(form.get("email_address_id") or "")
        return named.value if named else own(attempt, strategy, form)

    replace(own, anybodys)


@fault("operation.primary-of-anybody", caught_by=("OPERATION.FOREIGN-PARAMETER",))
def primary_of_anybody(server: Reference) -> None:
    """The first address of a user may be anybody's."""
    replace(server.profiles.primary_problems, lambda _user, _name, _wanted: [])


@fault("operation.unknown-factor", caught_by=("OPERATION.UNKNOWN-PARAMETER",))
def unknown_factor(server: Reference) -> None:
    """The id of a factor that does not exist is as good as none."""
    before_parameters(server, "/prepare_first_factor", forget_unknown(server))


def forget_unknown(server: Reference) -> Callable[[Values], object]:
    def forget(values: Values) -> None:
        if values.get("email_address_id", [""])[0] not in server.store.identifications:
            values.pop("email_address_id", None)

    return forget


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


@fault("operation.reading-counts", caught_by=("OPERATION.READ-CHANGES-NOTHING",))
def reading_counts(server: Reference) -> None:
    """How often users read themselves is kept where they keep their own things."""
    admit = server.transport.hooks["access"]

    def counting(server: Reference, exchange: Exchange) -> None:
        admit(server, exchange)
        if exchange.user is not None and exchange.method == "GET" and exchange.path == "/v1/me/email_addresses":
            metadata = exchange.user.unsafe_metadata
            exchange.user.unsafe_metadata = {**metadata, "visits": metadata.get("visits", 0) + 1}

    server.transport.hooks["access"] = counting


@fault("operation.stored-until-refused", caught_by=("OPERATION.REFUSAL-CHANGES-NOTHING",))
def stored_until_refused(server: Reference) -> None:
    """A profile is stored parameter by parameter, up to the one that is refused."""
    whole = server.profiles.update

    def bit_by_bit(user: User, form: Form, version: str) -> None:
        if first_name := form.get("first_name"):
            user.first_name = first_name
        whole(user, form, version)

    replace(whole, bit_by_bit)


@fault("operation.refused-and-done", caught_by=("OPERATION.REFUSAL-CHANGES-NOTHING",))
def refused_and_done(server: Reference) -> None:
    """Whoever may not end a session is told so when it has ended."""
    mine = server.sessions.of_client

    def ended(client: Client, session_id: str) -> Session:
        session = server.store.sessions.get(session_id)
        if session and session.client_id != client.id:
            session.status = "ended"
        return mine(client, session_id)

    replace(mine, ended)
