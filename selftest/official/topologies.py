"""Where a page and its Frontend API live relative to each other: origins, cookies, how callers are known.

Every name leads to this machine: the browser is told so.
"""

from dataclasses import dataclass

SHORT = ("sign-up by email code", "sign-in by password", "session tokens", "guarded page")
"""What is travelled where only the surroundings differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """``api_host``: the host in the key; empty: the reference's own listener. ``proxy_url``: where the client is told
    to call instead. ``settings``: what the reference of this topology switches, as a settings file.
    """

    name: str
    page_host: str
    page_scheme: str = "https"
    api_host: str = ""
    proxy_url: str = ""
    settings: str = ""
    journeys: tuple[str, ...] | None = SHORT


def production(domain: str, issuer: str) -> str:
    return f"""
[instance]
environment = "production"
domain = "{domain}"
issuer = "{issuer}"
[cookies]
secure = true
domain = "{domain}"
"""


DEVELOPMENT_HOST = "reference.clerk.accounts.dev"
"""Only with a key of such a host does the client ask for a development browser. The name never leaves the machine."""

DEVELOPMENT = f'[instance]\nissuer = "https://{DEVELOPMENT_HOST}"\n'

TOPOLOGIES = (
    Topology(
        name="development, another site",
        page_host="app.apart.test",
        api_host=DEVELOPMENT_HOST,
        settings=DEVELOPMENT,
        journeys=None,
    ),
    Topology(
        name="development, another port, no TLS",
        page_host="localhost",
        page_scheme="http",
        proxy_url="{upstream}",
        settings=DEVELOPMENT,
    ),
    Topology(name="development, same origin", page_host="app.beside.test", proxy_url="/__clerk", settings=DEVELOPMENT),
    Topology(
        name="production, subdomain",
        page_host="app.shop.test",
        api_host="clerk.shop.test",
        settings=production("shop.test", "https://clerk.shop.test"),
        journeys=None,
    ),
    Topology(
        name="production, same origin",
        page_host="app.store.test",
        proxy_url="https://app.store.test/__clerk",
        settings=production("store.test", "https://app.store.test/__clerk"),
    ),
)
