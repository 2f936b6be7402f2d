"""Proxies: what an application has put before the Frontend API can be looked at from behind it."""

from fapi_conformance.requirements.area import SHOULD, Area

_proxy = Area(
    name="PROXY",
    profile="proxy",
    operations=("getProxyHealth",),
    twins=("HEALTHY",),
    means=("satellite", "secret_key"),
    risks=("destructive",),
)

HEALTHY = _proxy(
    "HEALTHY",
    SHOULD,
    "A proxy that says of itself all that it has to is told that it is healthy, and for whom it has asked.",
    "getProxyHealth 200",
    "AUTH-025",
    twins=(),
)
SECRET = _proxy(
    "SECRET",
    SHOULD,
    "A proxy that shows no secret key, or a wrong one, is not told that it is healthy.",
    "getProxyHealth 400",
    "AUTH-026",
)
OTHER = _proxy(
    "OTHER",
    SHOULD,
    "A proxy that is not the one of the domain is not told that it is healthy.",
    "getProxyHealth 503",
    "AUTH-025",
)
UNKNOWN_DOMAIN = _proxy(
    "UNKNOWN-DOMAIN",
    SHOULD,
    "No proxy of a domain that is none of the instance's is told that it is healthy.",
    "getProxyHealth 400",
    "AUTH-025",
)
