"""Domains of the instance beside its own, and how a client comes to be known on them."""

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class SatelliteDomain:
    """``proxy_url``: where the application forwards what is meant for the Frontend API, if it does."""

    id: str
    name: str
    proxy_url: str | None = None


@dataclass(slots=True, kw_only=True)
class ClientLink:
    """A client of the primary domain on its way to a satellite: good for one arrival, and soon."""

    client_id: str
    domain_id: str
    redirect_url: str
    until: int
    used: bool = False
