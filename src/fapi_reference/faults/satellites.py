"""Deviations of satellite domains, and of the proxies before them."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault, replace
from fapi_reference.handlers import proxies
from fapi_reference.problems import Problem
from fapi_reference.records.domains import ClientLink, SatelliteDomain
from fapi_reference.reference import Reference
from fapi_reference.services.redirects import with_parameters

HEALTH = "/v1/proxy-health"
PRODUCTION = """
[instance]
environment = "production"
domain = "localhost"
"""


@fault("satellite.straight-back", caught_by=("SATELLITE.SYNC",))
def straight_back(server: Reference) -> None:
    """The primary domain sends the browser back without a token."""
    replace(server.satellites.depart, lambda _exchange, _domain, redirect_url: redirect_url or "/")


@fault("satellite.stranger", caught_by=("SATELLITE.LINK",))
def stranger(server: Reference) -> None:
    """On the satellite the browser stays who it was."""

    def arrive(exchange: Exchange, token: str) -> str:
        before, client_id = exchange.client, exchange.dev_browser.client_id if exchange.dev_browser else None
        where = original(exchange, token)
        exchange.client = before
        if exchange.dev_browser:
            exchange.dev_browser.client_id = client_id
        return where

    original = replace(server.satellites.arrive, arrive)


@fault("satellite.home-page", caught_by=("SATELLITE.LINK.BACK",))
def home_page(server: Reference) -> None:
    """From the satellite every browser is sent to its first page."""
    original = replace(
        server.satellites.arrive,
        lambda exchange, token: original(exchange, token).replace("/welcome", "/"),
    )


@fault("satellite.synced-unsaid", caught_by=("SATELLITE.LINK.SYNCED",))
def synced_unsaid(server: Reference) -> None:
    """The page is not told that all is done."""
    original = replace(
        server.satellites.arrive,
        lambda exchange, token: original(exchange, token).replace("__clerk_synced", "__clerk_done"),
    )


@fault("satellite.token-again", caught_by=("SATELLITE.LINK.ONCE",))
def token_again(server: Reference) -> None:
    """A token links as many browsers as show it."""
    replace(server.satellites.consume, lambda _link: None)


@fault("satellite.token-unread", caught_by=("SATELLITE.LINK.FORGED",))
def token_unread(server: Reference) -> None:
    """Whatever is shown on a satellite links the browser with who came last."""

    def read(token: str) -> ClientLink:
        try:
            return original(token)
        except Problem:
            if not server.store.links:
                raise
            return list(server.store.links.values())[-1]

    original = replace(server.satellites.read, read)


@fault("satellite.any-domain", caught_by=("SATELLITE.SYNC.UNKNOWN-DOMAIN",))
def any_domain(server: Reference) -> None:
    """A token goes to whatever domain asks for one."""

    def depart(exchange: Exchange, name: str, redirect_url: str | None) -> str:
        try:
            return original(exchange, name, redirect_url)
        except Problem:
            domain = SatelliteDomain(id="dmn_of_nobody", name=name)
            token = server.satellites.token(exchange, domain, redirect_url or "")
            return with_parameters(f"https://{name}/v1/client/link", {"__clerk_token": token})

    original = replace(server.satellites.depart, depart)


@fault("satellite.any-page", caught_by=("SATELLITE.SYNC.FOREIGN-PAGE",), settings=PRODUCTION)
def any_page(server: Reference) -> None:
    """A browser is sent back to anybody's page."""
    replace(server.satellites.belongs, lambda _domain, _page: True)


def _health(server: Reference, handle: Any) -> None:
    object.__setattr__(server.routes.resources[HEALTH].verbs["GET"], "handler", handle)


def _healthy(exchange: Exchange) -> dict[str, Any]:
    return {"status": "healthy", "x_forwarded_for": exchange.header("x-forwarded-for") or ""}


@fault("proxy.never-healthy", caught_by=("PROXY.HEALTHY",))
def never_healthy(server: Reference) -> None:
    """A proxy that is set up well is told that it is not."""
    _health(server, lambda _server, _exchange: {"status": "unhealthy", "message": "It does not work."})


@fault("proxy.without-key", caught_by=("PROXY.SECRET",))
def without_key(server: Reference) -> None:
    """The secret key is not asked for."""

    def health(reference: Reference, exchange: Exchange) -> Any:
        known = exchange.first("domain_id") in reference.store.domains
        return _healthy(exchange) if known else proxies.health(reference, exchange)

    _health(server, health)


@fault("proxy.any-address", caught_by=("PROXY.OTHER",))
def any_address(server: Reference) -> None:
    """Whose proxy it is is not looked at."""

    def health(reference: Reference, exchange: Exchange) -> Any:
        answer = proxies.health(reference, exchange)
        return _healthy(exchange) if not isinstance(answer, dict) else answer

    _health(server, health)


@fault("proxy.any-domain", caught_by=("PROXY.UNKNOWN-DOMAIN",))
def any_health(server: Reference) -> None:
    """Which domain it is for is not looked at."""

    def health(reference: Reference, exchange: Exchange) -> Any:
        try:
            return proxies.health(reference, exchange)
        except Problem as problem:
            if problem.code != "bad_request":
                raise
            return _healthy(exchange)

    _health(server, health)
