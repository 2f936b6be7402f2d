"""Doors that should be shut: other people's pages and sessions, no credentials, verbs that only read, ids as tokens."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.problems import Problem
from fapi_reference.records.attempts import SignIn
from fapi_reference.records.identities import Identification
from fapi_reference.records.sessions import Client, DevBrowser, Session
from fapi_reference.reference import Reference


@fault("isolation.page-of-everybody", caught_by=("ISOLATION.COLLECTIONS",))
def page_of_everybody(server: Reference) -> None:
    """Where a page of a list is asked for, it is cut out of the list of all people."""
    own = server.views.identifications
    admit = server.transport.hooks["access"]
    paged: list[Exchange] = []

    def remember(server: Reference, exchange: Exchange) -> None:
        admit(server, exchange)
        paged[:] = [exchange] if exchange.first("offset") is not None else []

    def shown(items: list[Identification]) -> list[dict[str, object]]:
        return own(list(server.store.identifications.values()) if paged else items)

    server.transport.hooks["access"] = remember
    replace(own, shown)


@fault("isolation.sessions-of-everybody", caught_by=("ISOLATION.COLLECTIONS",))
def sessions_of_everybody(server: Reference) -> None:
    """The active sessions of a person are those of all people."""
    everybody = server.store.sessions
    replace(
        server.sessions.live_of_user, lambda _user: [one for one in everybody.values() if server.sessions.is_live(one)]
    )


@fault("isolation.named-session-is-trusted", caught_by=("ISOLATION.SESSION-NAMED",))
def named_session_is_trusted(server: Reference) -> None:
    """Whoever has a client may name any session there is, and acts for whoever it is of."""
    own = server.sessions.selected

    def named(exchange: Exchange) -> Session:
        wanted = server.store.sessions.get(exchange.first("_clerk_session_id") or "")
        return wanted if wanted and server.sessions.is_live(wanted) else own(exchange)

    replace(own, named)


@fault("isolation.anybody-may-read-numbers", caught_by=("ISOLATION.NO-CREDENTIALS",))
def anybody_may_read_numbers(server: Reference) -> None:
    """One route was forgotten when the guard was put up: there, whoever shows nothing acts for the newest user."""
    recognise, admit = server.transport.hooks["caller"], server.transport.hooks["access"]

    def lenient(server: Reference, exchange: Exchange) -> None:
        try:
            recognise(server, exchange)
        except Problem:
            if exchange.path != "/v1/me/phone_numbers":
                raise

    def unguarded(server: Reference, exchange: Exchange) -> None:
        if exchange.path == "/v1/me/phone_numbers" and exchange.client is None and exchange.dev_browser is None:
            exchange.user = next(reversed(server.store.users.values()))
        else:
            admit(server, exchange)

    server.transport.hooks |= {"caller": lenient, "access": unguarded}


@fault("isolation.get-signs-out", caught_by=("ISOLATION.SAFE-METHODS",))
def get_signs_out(server: Reference) -> None:
    """A link is enough to end a session: the route is registered for every verb."""
    end = server.routes.resources["/v1/client/sessions/{session_id}/end"]
    end.verbs["GET"] = end.verbs["POST"]


@fault("isolation.head-revokes", caught_by=("ISOLATION.SAFE-METHODS",))
def head_revokes(server: Reference) -> None:
    """A HEAD of the address at which sessions are revoked revokes them."""
    revoke = server.routes.resources["/v1/me/sessions/{session_id}/revoke"]
    revoke.verbs["HEAD"] = revoke.verbs["POST"]


@fault("isolation.client-id-opens", caught_by=("ISOLATION.CLIENT-ID",))
def client_id_opens(server: Reference) -> None:
    """A client is looked up by what is presented, and its id will do as well as its token."""
    known = server.callers.by_token

    def by_either(token: str) -> Client | None:
        return known(token) or server.store.clients.get(token)

    replace(known, by_either)


@fault("isolation.client-id-is-browser", caught_by=("ISOLATION.CLIENT-ID",))
def client_id_is_browser(server: Reference) -> None:
    """A development browser is found by the id of its client as well."""
    known = server.callers.dev_browser

    def by_either(exchange: Exchange) -> DevBrowser:
        shown = server.callers.dev_browser_token(exchange)
        of_client = [one for one in server.store.dev_browsers.values() if shown and one.client_id == shown]
        return of_client[0] if of_client else known(exchange)

    replace(known, by_either)


@fault("isolation.ids-count", caught_by=("ISOLATION.UNGUESSABLE",))
def ids_count(server: Reference) -> None:
    """The ids of sign-ins are numbers, one after the other."""

    def opened(client: Client) -> SignIn:
        attempt = original(client)
        server.store.sign_ins.pop(attempt.id)
        attempt.id = f"sia_{len(server.store.sign_ins) + 1:027}"
        server.store.sign_ins[attempt.id] = attempt
        return attempt

    original = replace(server.sign_ins.open, opened)
