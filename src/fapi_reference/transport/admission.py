"""Who is calling: how a caller is recognised, its client, and whether the operation is open to it (section 5)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange, Mode
from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import DevBrowser
from fapi_reference.routes import Access

if TYPE_CHECKING:
    from fapi_reference.records.sessions import Client, Session
    from fapi_reference.reference import Reference

NATIVE_VALUES = frozenset({"1", "true"})
DEV_BROWSER_COOKIE = "__client"
"""What a development browser has of the API's own host: good for passing by, as from a link in a mail, and no more."""


def native(server: "Reference", exchange: Exchange) -> None:
    """The instance may have native calls off (AUTH-087)."""
    exchange.mode = server.callers.mode(exchange)
    if exchange.mode is Mode.NATIVE and not server.settings.instance.native_api:
        raise refuse("native_api_disabled")


def recognise(server: "Reference", exchange: Exchange) -> None:
    if exchange.operation is None or exchange.operation.access is Access.OPEN:
        return
    if server.callers.shows_session_token(exchange):
        exchange.session = server.callers.session(exchange)
    elif exchange.mode is Mode.NATIVE:
        exchange.client = server.callers.native(exchange)
    elif exchange.mode is Mode.DEVELOPMENT:
        exchange.dev_browser = server.callers.development(exchange)
        exchange.client = server.store.clients.get(exchange.dev_browser.client_id or "")
    else:
        exchange.client = server.callers.cookie(exchange)


def admit(server: "Reference", exchange: Exchange) -> None:
    """Authentication comes before every look-up (AUTH-103)."""
    access = exchange.operation.access if exchange.operation else Access.OPEN
    if access is Access.CLIENT or (access in {Access.SESSION, Access.SESSION_TOKEN} and exchange.session is None):
        exchange.caller()
    if access is Access.SESSION or (access is Access.SESSION_TOKEN and exchange.session is None):
        exchange.session = server.sessions.selected(exchange)
    if access in {Access.SESSION, Access.SESSION_TOKEN} and exchange.session:
        exchange.user = server.users.of(exchange.session)


def readmit(server: "Reference", exchange: Exchange) -> None:
    """Others were served while this one waited for a provider: the caller may have gone, or been signed out."""
    if exchange.client and exchange.client.id not in server.store.clients:
        exchange.client = None
    admit(server, exchange)


def freshness(server: "Reference", exchange: Exchange) -> None:
    """Before anything is looked up or changed (AUTH-349)."""
    if server.reverifications.sensitive(exchange):
        server.reverifications.need_fresh(exchange)


class Callers:
    """The three ways to recognise a caller, each a method of its own."""

    def __init__(self, server: "Reference") -> None:
        self.server = server

    def mode(self, exchange: Exchange) -> Mode:
        if self.says_native(exchange):
            return Mode.NATIVE
        production = self.server.settings.instance.environment == "production"
        return Mode.COOKIE if production else Mode.DEVELOPMENT

    def says_native(self, exchange: Exchange) -> bool:
        """The flag is true in two spellings (AUTH-081)."""
        return exchange.first("_is_native") in NATIVE_VALUES

    def native(self, exchange: Exchange) -> "Client | None":
        """The token comes bare or as bearer (AUTH-082); an unusable one is nobody, not an error (AUTH-407)."""
        words = (exchange.header("authorization") or "").split()
        if len(words) > 2 or (len(words) == 2 and words[0].lower() != "bearer"):
            raise refuse("authorization_header_format_invalid")
        exchange.presented = "" if not words or words[-1].lower() == "bearer" else words[-1]
        nonce = exchange.first("rotating_token_nonce")
        rotated = self.server.rotating_nonces.redeem(nonce, exchange.presented) if nonce else None
        return rotated or self.by_token(exchange.presented)

    def shows_session_token(self, exchange: Exchange) -> bool:
        """Official browser clients do so outside of `/v1`; the bearer of a native app is its client token."""
        known = exchange.operation is not None and exchange.operation.access is Access.SESSION_TOKEN
        return known and exchange.mode is not Mode.NATIVE and bool(exchange.header("authorization"))

    def session(self, exchange: Exchange) -> "Session":
        """Of a session that is signed in and a token of it that has not expired. Its client stays unknown: who has a
        session token gets no token of the client for it.
        """
        words = (exchange.header("authorization") or "").split()
        claims = self.server.keys.read(words[-1]) if len(words) == 2 and words[0].lower() == "bearer" else None
        session = self.server.store.sessions.get(str((claims or {}).get("sid")))
        if claims is None or session is None or claims.get("sub") != session.user_id:
            raise refuse("authentication_invalid")
        late = not isinstance(claims.get("exp"), int) or self.server.clock.seconds() >= claims["exp"]
        if late or not self.server.sessions.is_live(session):
            raise refuse("authentication_invalid")
        return session

    def cookie(self, exchange: Exchange) -> "Client | None":
        exchange.presented = exchange.request.cookies.get("__client", "")
        return self.by_token(exchange.presented)

    def by_token(self, token: str) -> "Client | None":
        """Only the newest token of a client is known: a rotated one is nobody's (AUTH-077)."""
        return self.server.store.client_tokens.get(token)

    def development(self, exchange: Exchange) -> DevBrowser:
        """A browser that only passes by has no token in its query, but perhaps one in its cookie; else it is new here,
        and gets its token with what it came for (AUTH-149).
        """
        if exchange.operation is None or exchange.operation.access is not Access.PASSING:
            return self.dev_browser(exchange)
        token = self.dev_browser_token(exchange) or exchange.request.cookies.get(DEV_BROWSER_COOKIE, "")
        return self.server.store.dev_browsers.get(token) or self.new_dev_browser()

    def new_dev_browser(self) -> DevBrowser:
        browser = DevBrowser(id=new_id("dvb"), created_at=self.server.clock.now())
        self.server.store.dev_browsers[browser.id] = browser
        return browser

    def dev_browser(self, exchange: Exchange) -> DevBrowser:
        """Unknown or missing: 401 (AUTH-096)."""
        found = self.server.store.dev_browsers.get(self.dev_browser_token(exchange))
        if found is None:
            raise refuse("dev_browser_unauthenticated")
        return found

    def dev_browser_token(self, exchange: Exchange) -> str:
        """The query has it under its newer or its older name (AUTH-094)."""
        return exchange.first("__clerk_db_jwt") or exchange.first("__dev_session") or ""
