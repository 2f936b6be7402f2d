"""Deviations of the handshake."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from starlette.responses import RedirectResponse

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.handlers import handshake as handler
from fapi_reference.problems import refuse
from fapi_reference.records.sessions import DevBrowser, Session
from fapi_reference.reference import Reference
from fapi_reference.services.keys import Keys

PATH = "/v1/client/handshake"
PRODUCTION = """
[instance]
environment = "production"
domain = "localhost"
"""


def _instead(server: Reference, handle: Any) -> None:
    """Another handler in the place of the handshake's, as far as a request can show."""
    operation = server.routes.resources[PATH].verbs["GET"]
    object.__setattr__(operation, "handler", handle)


@fault("handshake.to-the-home-page", caught_by=("HANDSHAKE.REDIRECTS",))
def to_the_home_page(server: Reference) -> None:
    """Whatever page the browser came from, it is sent to the first one."""
    original = replace(server.redirects.read, lambda url, *rest: original(url, *rest)._replace(path="/", query=""))


@fault("handshake.payload-lost", caught_by=("HANDSHAKE.PAYLOAD.QUERY",))
def payload_lost(server: Reference) -> None:
    """A development browser gets the payload under another name."""
    original = replace(
        server.handshakes.with_payload, lambda target, _name, payload: original(target, "__clerk_payload", payload)
    )


def _in_query(server: Reference, exchange: Exchange) -> Any:
    session = server.handshakes.session(exchange)
    payload = server.handshakes.sealed(server.handshakes.directives(exchange, session, suffixed=False))
    target = server.redirects.read(exchange.first("redirect_url"))
    return RedirectResponse(server.handshakes.with_payload(target, "__clerk_handshake", payload), 307)


@fault("handshake.payload-in-query", caught_by=("HANDSHAKE.PAYLOAD.COOKIE",), settings=PRODUCTION)
def payload_in_query(server: Reference) -> None:
    """A production browser gets the payload in the address, as in development."""
    _instead(server, _in_query)


@fault("handshake.open-redirect", caught_by=("HANDSHAKE.FOREIGN-TARGET",), settings=PRODUCTION)
def open_redirect(server: Reference) -> None:
    """The payload goes in the address to whoever asks for it."""
    replace(server.redirects.belongs, lambda _parts: True)
    _instead(server, _in_query)


@fault("handshake.foreign-host", caught_by=("HANDSHAKE.FOREIGN-TARGET.REFUSED",), settings=PRODUCTION)
def foreign_host(server: Reference) -> None:
    """A browser is sent back to any host."""
    replace(server.redirects.belongs, lambda _parts: True)


@fault("handshake.key-of-nobody", caught_by=("HANDSHAKE.SIGNED",))
def key_of_nobody(server: Reference) -> None:
    """The payload is signed with a key that is published nowhere."""
    other = Keys(server.keys.kid)
    replace(
        server.handshakes.sealed,
        lambda directives: other.sign(server.tokens.header(), {"handshake": directives}),
    )


@fault("handshake.without-session", caught_by=("HANDSHAKE.SESSION",))
def without_session(server: Reference) -> None:
    """The payload takes `__session` away, whoever is signed in."""
    original = replace(
        server.handshakes.lines,
        lambda name, value, *, suffixed: original(name, None if name == "__session" else value, suffixed=suffixed),
    )


@fault("handshake.without-time", caught_by=("HANDSHAKE.SINCE",))
def without_time(server: Reference) -> None:
    """The payload does not say since when somebody is signed in."""
    original = replace(
        server.handshakes.lines,
        lambda name, value, *, suffixed: [] if name == "__client_uat" else original(name, value, suffixed=suffixed),
    )


@fault("handshake.one-name", caught_by=("HANDSHAKE.DEV-BROWSER.BOTH-NAMES",))
def one_name(server: Reference) -> None:
    """An application that did not ask for suffixed cookies gets none, not even that of a new browser."""
    original = replace(
        server.handshakes.lines,
        lambda name, value, *, suffixed: original(name, value, suffixed=suffixed and name != "__clerk_db_jwt"),
    )


@fault("handshake.payload-stays", caught_by=("HANDSHAKE.PAYLOAD.COOKIE-GONE",), settings=PRODUCTION)
def payload_stays(server: Reference) -> None:
    """The cookie that carries the payload is left to expire."""
    replace(server.handshakes.farewell, lambda _name: [])


@fault("handshake.strict", caught_by=("HANDSHAKE.SDK",))
def strict(server: Reference) -> None:
    """A parameter that the published document does not have is refused."""
    known = {"redirect_url", "format", "organization_id", "satellite_fapi"}

    def handle(given: Reference, exchange: Exchange) -> Any:
        names = {name for name in exchange.request.query_params if not name.startswith(("__clerk_", "_clerk_"))}
        if names - known or exchange.first("__clerk_hs_reason"):
            raise refuse("invalid_handshake")
        return handler.handshake(given, exchange)

    _instead(server, handle)


@fault("handshake.no-nonce", caught_by=("HANDSHAKE.NONCE",))
def no_nonce(server: Reference) -> None:
    """Nobody gets a nonce: the form is not known."""

    def handle(given: Reference, exchange: Exchange) -> Any:
        if exchange.first("format") == "nonce":
            raise refuse("invalid_handshake")
        return handler.handshake(given, exchange)

    _instead(server, handle)


@fault("handshake.organization-needed", caught_by=("HANDSHAKE.ORGANIZATION",))
def organization_needed(server: Reference) -> None:
    """An organization that there is not ends the handshake."""

    def handle(given: Reference, exchange: Exchange) -> Any:
        if exchange.first("organization_id"):
            raise refuse("organization_not_found_or_unauthorized")
        return handler.handshake(given, exchange)

    _instead(server, handle)


@fault("handshake.somebody-else", caught_by=("HANDSHAKE.SIGNED-OUT",))
def somebody_else(server: Reference) -> None:
    """Where nobody is signed in, the session that was used last is handed out."""

    def session(exchange: Exchange) -> Session | None:
        return original(exchange) or next(reversed(server.store.sessions.values()), None)

    original = replace(server.handshakes.session, session)


@fault("handshake.after-the-end", caught_by=("HANDSHAKE.ENDED-SESSION",))
def after_the_end(server: Reference) -> None:
    """A client's last session is handed out, ended or not."""

    def session(exchange: Exchange) -> Session | None:
        kept = exchange.client.sessions if exchange.client else []
        return original(exchange) or (kept[-1] if kept else None)

    original = replace(server.handshakes.session, session)


@fault("handshake.any-browser", caught_by=("HANDSHAKE.FORGED",))
def any_browser(server: Reference) -> None:
    """A browser token is not looked at closely: one that is unknown is taken for the newest one."""

    def development(exchange: Exchange) -> DevBrowser:
        known = list(server.store.dev_browsers.values())
        shown = server.store.dev_browsers.get(server.callers.dev_browser_token(exchange))
        held = [one for one in known if one.client_id]
        return shown or (held[-1] if held and exchange.path == PATH else original(exchange))

    original = replace(server.callers.development, development)


@fault("handshake.to-a-script", caught_by=("HANDSHAKE.SCRIPT-TARGET",))
def to_a_script(server: Reference) -> None:
    """Any scheme will do for the address to go back to."""

    def read(url: str | None, *rest: str) -> SplitResult:
        return urlsplit(url) if url and "script:" in url.lower() else original(url, *rest)

    original = replace(server.redirects.read, read)


@fault("handshake.proxy-believed", caught_by=("HANDSHAKE.PROXY",))
def proxy_believed(server: Reference) -> None:
    """Whatever calls itself a proxy is the issuer of the tokens."""

    def claims(session: Session, exchange: Exchange) -> dict[str, Any]:
        proxy = exchange.header("clerk-proxy-url")
        return original(session, exchange) | ({"iss": proxy} if proxy else {})

    original = replace(server.tokens.common_claims, claims)


@fault("handshake.browser-untold", caught_by=("HANDSHAKE.DEV-BROWSER",))
def browser_untold(server: Reference) -> None:
    """A development browser is not told its token."""
    original = replace(
        server.handshakes.lines,
        lambda name, value, *, suffixed: [] if name == "__clerk_db_jwt" else original(name, value, suffixed=suffixed),
    )


@fault("handshake.no-suffix", caught_by=("HANDSHAKE.SUFFIXED",))
def no_suffix(server: Reference) -> None:
    """An application that wants suffixed cookies gets the plain ones alone."""
    original = replace(server.handshakes.lines, lambda name, value, **_: original(name, value, suffixed=False))


@fault("handshake.anywhere", caught_by=("HANDSHAKE.BROKEN-TARGET",))
def anywhere(server: Reference) -> None:
    """Without an address to go back to, the browser is sent to the issuer."""

    def read(url: str | None, *rest: str) -> SplitResult:
        return original(url if url and "://" in url else server.issuer, *rest)

    original = replace(server.redirects.read, read)
