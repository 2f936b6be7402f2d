"""Liberties of sessions: verified anew, handed over by a handshake, given a token by a template; and of documents."""

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fapi_reference.faults.surgery import View, alter, replace
from fapi_reference.liberties.registry import liberty
from fapi_reference.problems import Problem, refuse
from fapi_reference.records.sessions import Client, Session

if TYPE_CHECKING:
    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference


@liberty("second-factor-wanted", fact="REV-003")
def second_factor_wanted(server: "Reference") -> None:
    """Whoever has a second factor needs it for sensitive operations, also in a session that never saw it."""

    def fresh(session: Session) -> bool:
        unseen = server.second_factors.enrolled(server.users.of(session)) and session.second_factor_at is None
        return not unseen and original(session)

    original = replace(server.reverifications.fresh, fresh)


@liberty("factors-always-told", fact="AUTH-342")
def factors_always_told(server: "Reference") -> None:
    """A reverification has no id, and lists every factor of the person whichever is due."""

    def told(session: Session, exchange: "Exchange") -> View:
        user = server.users.of(session)
        shown = original(session, exchange) | {
            "supported_first_factors": server.reverifications.first_factors(user),
            "supported_second_factors": server.reverifications.second_factors(user),
        }
        return {name: value for name, value in shown.items() if name != "id"}

    original = replace(server.views.reverification, told)


@liberty("reverification-in-other-words", fact="AUTH-348, SEC-146")
def in_other_words(server: "Reference") -> None:
    """What is wrong with a reverification is refused in other words."""
    plain = server.transport.refuse
    other = {"session_reverification_missing", "invalid_action_for_session_reverification"}

    def otherwise(exchange: "Exchange", problem: Problem) -> None:
        plain(exchange, refuse("verification_missing") if problem.code in other else problem)

    replace(plain, otherwise)


@liberty("reverification-starts-over", fact="GAP-080")
def starts_over(server: "Reference") -> None:
    """After one wrong password or code a reverification has to be started again."""

    def attempt(session: Session, strategy: str, secret: str) -> None:
        try:
            original(session, strategy, secret)
        except Problem:
            session.reverification = None
            raise

    original = replace(server.reverifications.attempt_first, attempt)


@liberty("reverification-alone", fact="GEN-004")
def reverification_alone(server: "Reference") -> None:
    """A reverification is answered with no client beside it, and does not say how often its codes were tried."""
    answer = server.transport.answer

    def alone(exchange: "Exchange", status: int, body: Any) -> None:
        bare = status == 200 and "/verify" in exchange.path and exchange.path.startswith("/v1/client/sessions/")
        if bare:
            proofs = [body["response"][name] for name in ("first_factor_verification", "second_factor_verification")]
            for proof in proofs:
                if proof:
                    proof["attempts"] = None
        answer(exchange, status, body | {"client": None} if bare else body)

    replace(answer, alone)


@liberty("query-in-any-order", fact="GAP-042")
def query_in_any_order(server: "Reference") -> None:
    """A handshake puts the query of its address together anew, in the order of the alphabet."""
    original = replace(
        server.handshakes.with_payload,
        lambda target, name, payload: _in_order(original(target, name, payload)),
    )


def _in_order(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))))


@liberty("removed-stays-listed", fact="AUTH-174")
def removed_stays_listed(server: "Reference") -> None:
    """A removed session stays in the list of its client, and says that it is removed."""

    def remove(client: Client, session: Session) -> None:
        session.status = "removed"
        session.updated_at = server.clock.now()
        server.clients.changed(client)

    replace(server.sessions.remove, remove)


@liberty("handshake-refused", fact="SEC-107")
def handshake_refused(server: "Reference") -> None:
    """Whoever has no session is refused at the handshake."""
    directives = server.handshakes.directives

    def only_with_session(exchange: "Exchange", session: Session | None, *, suffixed: bool) -> list[str]:
        if session is None:
            raise refuse("invalid_handshake")
        return directives(exchange, session, suffixed=suffixed)

    replace(directives, only_with_session)


@liberty("handshake-of-the-essence", fact="AUTH-149")
def handshake_of_the_essence(server: "Reference") -> None:
    """The payload sets the session alone, and is silent where there is none; its header says no category."""

    def lines(name: str, value: str | None, **_: Any) -> list[str]:
        return original(name, value, suffixed=False) if name == "__session" and value else []

    original = replace(server.handshakes.lines, lines)
    sealed = server.handshakes.sealed

    def unmarked(directives: list[str]) -> str:
        header = {name: value for name, value in server.tokens.header().items() if name != "cat"}
        return server.keys.sign(header, {"handshake": directives})

    replace(sealed, unmarked)


@liberty("registration-offered", fact="WK-005")
def registration_offered(server: "Reference") -> None:
    """Clients can be registered dynamically, and the documents name where; more grants and claims are supported."""

    def more(shown: View) -> View:
        return shown | {
            "registration_endpoint": f"{server.issuer}/oauth/register",
            "service_documentation": "https://docs.example.com",
            "scopes_supported": [*shown["scopes_supported"], "user:org:read"],
            "response_types_supported": ["none", *shown["response_types_supported"]],
        }

    alter(server.views.authorization_server, more)
    alter(server.views.openid_configuration, _of_openid)


def _of_openid(shown: View) -> View:
    """Members that only the other document may have."""
    others = {"registration_endpoint", "service_documentation"}
    return {name: value for name, value in shown.items() if name not in others}


@liberty("no-apps", fact="GAP-049")
def no_apps(server: "Reference") -> None:
    """The host vouches for no app, and the association is an empty object."""
    replace(server.views.asset_links, list)
    replace(server.views.site_association, dict)
