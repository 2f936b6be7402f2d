"""Satellites: further domains of an instance, whose clients are linked with those of the primary domain (AUTH-156).

The primary gives a token for one arrival (sync). The satellite's Frontend API takes it (link), and from then on the
browser is the same client there.

| token | event | answer |
|---|---|---|
| open | arrives | back to the page, linked |
| used | arrives again | 403 sync_nonce_already_consumed |
| too old, forged | arrives | 400 invalid_handshake |
"""

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from fapi_reference.clock import MINUTE
from fapi_reference.exchange import Exchange, Mode
from fapi_reference.ids import new_id, random_text
from fapi_reference.problems import refuse
from fapi_reference.records.domains import ClientLink, SatelliteDomain
from fapi_reference.services.redirects import with_parameters

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LIVES = MINUTE
SYNCED = "__clerk_synced"
"""What official clients look for, so as not to begin again (GAP-043)."""


class Satellites:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    # the domains

    def add(self, name: str, proxy_url: str | None) -> SatelliteDomain:
        if self.named(name):
            raise refuse("form_identifier_exists", "name")
        made = SatelliteDomain(id=new_id("dmn"), name=name, proxy_url=proxy_url)
        self.server.store.domains[made.id] = made
        return made

    def named(self, name: str) -> SatelliteDomain | None:
        return next((one for one in self.server.store.domains.values() if name in {one.name, one.id}), None)

    def frontend_api(self, domain: SatelliteDomain) -> str:
        """Where its Frontend API is: behind its proxy; else in development that of all, in production its own.

        Without https there are no names to be had: this server is then found under its own address alone.
        """
        if domain.proxy_url:
            return domain.proxy_url.rstrip("/")
        production = self.server.settings.instance.environment == "production"
        named = production and self.server.base_url.startswith("https://")
        return f"https://clerk.{domain.name}" if named else self.server.base_url

    def asked(self, exchange: Exchange) -> SatelliteDomain | None:
        """At whose Frontend API a request was made, where that is not the primary domain's too."""
        host, own = exchange.header("host") or "", urlsplit(self.server.base_url).netloc
        found = (one for one in self.server.store.domains.values() if urlsplit(self.frontend_api(one)).netloc == host)
        return None if host == own else next(found, None)

    def need_primary(self, exchange: Exchange) -> None:
        """What goes by the primary domain alone (GEN-036, OAUTH-012)."""
        if self.asked(exchange):
            raise refuse("operation_not_allowed_on_satellite_domain")

    def belongs(self, domain: SatelliteDomain, page: SplitResult) -> bool:
        """The rule for pages of the application: anywhere in development, the satellite's own in production."""
        if self.server.settings.instance.environment != "production":
            return True
        host = page.hostname or ""
        return host == domain.name or host.endswith(f".{domain.name}")

    # linking

    def depart(self, exchange: Exchange, domain_name: str, redirect_url: str | None) -> str:
        """Where the browser goes with its token."""
        domain = self.named(domain_name)
        if domain is None:
            raise refuse("form_param_value_invalid", "link_domain")
        page = self.server.redirects.web(redirect_url)
        if not self.belongs(domain, page):
            raise refuse("redirect_url_not_associated_with_instance", "redirect_url")
        token = self.token(exchange, domain, page.geturl())
        return with_parameters(f"{self.frontend_api(domain)}/v1/client/link", {"__clerk_token": token})

    def token(self, exchange: Exchange, domain: SatelliteDomain, redirect_url: str) -> str:
        nonce, now = random_text(), self.server.clock.now()
        self.server.store.links[nonce] = ClientLink(
            client_id=exchange.client.id if exchange.client else "",
            domain_id=domain.id,
            redirect_url=redirect_url,
            until=now + LIVES,
        )
        claims = {"nonce": nonce, "dom": domain.id, "exp": (now + LIVES) // 1_000}
        return self.server.keys.sign({"alg": "RS256", "typ": "JWT"}, claims)

    def read(self, token: str) -> ClientLink:
        claims = self.server.keys.read(token) or {}
        link = self.server.store.links.get(str(claims.get("nonce")))
        if link is None or self.server.clock.now() >= link.until:
            raise refuse("invalid_handshake")
        return link

    def arrive(self, exchange: Exchange, token: str) -> str:
        """The browser is that client from now on. Returns where it goes."""
        link = self.read(token)
        if link.used:
            raise refuse("sync_nonce_already_consumed")
        self.consume(link)
        client = self.server.store.clients.get(link.client_id)
        if client is None:
            return with_parameters(link.redirect_url, {SYNCED: "true"})
        exchange.client = client
        if exchange.mode is Mode.DEVELOPMENT and exchange.dev_browser:
            exchange.dev_browser.client_id = client.id
            told = {SYNCED: "true", "__clerk_db_jwt": exchange.dev_browser.id}
            return with_parameters(link.redirect_url, told)
        return with_parameters(link.redirect_url, {SYNCED: "true"})

    def consume(self, link: ClientLink) -> None:
        link.used = True
