"""Clients: one device or browser, its attempts and its sessions (facts, section 8)."""

from typing import TYPE_CHECKING

from fapi_reference.clock import DAY, SECOND
from fapi_reference.exchange import Exchange, Mode
from fapi_reference.ids import new_id
from fapi_reference.records.attempts import SignIn, SignUp
from fapi_reference.records.sessions import Client, Session
from fapi_reference.transport.devices import calling

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

COOKIE_DAYS = 400


class Clients:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def of(self, exchange: Exchange) -> Client:
        """The caller's client; one is made where there is none yet (AUTH-078, AUTH-083)."""
        return exchange.client or self.make(exchange)

    def make(self, exchange: Exchange) -> Client:
        """A new client in place of whatever the caller had (AUTH-128, GAP-009)."""
        if exchange.client:
            self.forget(exchange.client)
        now = self.server.clock.now()
        client = Client(id=new_id("client"), created_at=now, updated_at=now)
        self.server.store.clients[client.id] = client
        if exchange.dev_browser:
            exchange.dev_browser.client_id = client.id
        else:
            self.rotate(client)
        if exchange.mode is Mode.COOKIE:
            client.cookie_expires_at = now + COOKIE_DAYS * DAY
        exchange.client = client
        client.device = calling(exchange)
        return client

    def rotate(self, client: Client) -> None:
        """A new token; the old one is nobody's from now on (AUTH-076, AUTH-077)."""
        self.server.store.client_tokens.pop(client.token, None)
        client.token = self.server.tokens.for_client(client)
        self.server.store.client_tokens[client.token] = client

    def rotate_on_sign_in(self, client: Client) -> None:
        """Against session fixation. A development browser keeps its token (AUTH-076).

        Not at once: a link may be opened in one browser for a client that waits in another, and only an answer to that
        client itself can hand out the new token.
        """
        client.rotates = bool(client.token)

    def rotate_if_due(self, client: Client) -> None:
        if client.rotates:
            client.rotates = False
            self.rotate(client)

    def dismiss(self, exchange: Exchange) -> None:
        """DELETE `/v1/client`: the sessions end, and the caller is without a client afterwards (AUTH-130, GAP-013)."""
        client = exchange.caller()
        self.server.sessions.remove_all(client)
        self.forget(client)
        if exchange.dev_browser:
            exchange.dev_browser.client_id = None

    def forget(self, client: Client) -> None:
        self.server.sessions.remove_all(client)
        self.server.store.client_tokens.pop(client.token, None)
        self.server.store.clients.pop(client.id, None)

    def changed(self, client: Client) -> None:
        client.updated_at = max(self.server.clock.now(), client.updated_at)

    def listed(self, client: Client) -> list[Session]:
        """What the client shows: its own sessions, the ended ones too (AUTH-174)."""
        return client.sessions

    def live_sessions(self, client: Client) -> list[Session]:
        return [session for session in client.sessions if self.server.sessions.is_live(session)]

    def active_session(self, client: Client) -> Session | None:
        """The last active one if it is still signed in, else the one used last (AUTH-135)."""
        live = self.live_sessions(client)
        named = next((session for session in live if session.id == client.last_active_session_id), None)
        return named or max(live, key=lambda session: session.last_active_at, default=None)

    def signed_in_since(self, client: Client) -> int:
        """The value of `__client_uat`: zero while nobody is signed in (AUTH-074)."""
        return client.updated_at // SECOND if self.live_sessions(client) else 0

    def current_sign_in(self, client: Client) -> SignIn | None:
        """The attempt in progress; a day later it is abandoned and told no more (AUTH-237)."""
        attempt = client.sign_in
        return None if attempt is None or self.server.sign_ins.abandoned(attempt) else attempt

    def current_sign_up(self, client: Client) -> SignUp | None:
        attempt = client.sign_up
        return None if attempt is None or self.server.sign_ups.abandoned(attempt) else attempt
