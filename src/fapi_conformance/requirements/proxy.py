"""Proxies: what an application has put before the Frontend API can be looked at from behind it."""

from fapi_conformance.verdict.requirement import Level, Requirement

MEANS = ("satellite", "secret_key")
HEALTH = ("getProxyHealth",)


def _proxy(name: str, says: str, *sources: str, twins: tuple[str, ...] = ("PROXY.HEALTHY",)) -> Requirement:
    return Requirement(
        id=f"PROXY.{name}",
        level=Level.SHOULD,
        says=says,
        sources=sources,
        profile="proxy",
        operations=HEALTH,
        means=MEANS,
        risks=("destructive",),
        twins=twins,
    )


HEALTHY = _proxy(
    "HEALTHY",
    "A proxy that says of itself all that it has to is told that it is healthy, and for whom it has asked.",
    "getProxyHealth 200",
    "AUTH-025",
    twins=(),
)
SECRET = _proxy(
    "SECRET",
    "A proxy that shows no secret key, or a wrong one, is not told that it is healthy.",
    "getProxyHealth 400",
    "AUTH-026",
)
OTHER = _proxy(
    "OTHER",
    "A proxy that is not the one of the domain is not told that it is healthy.",
    "getProxyHealth 503",
    "AUTH-025",
)
UNKNOWN_DOMAIN = _proxy(
    "UNKNOWN-DOMAIN",
    "No proxy of a domain that is none of the instance's is told that it is healthy.",
    "getProxyHealth 400",
    "AUTH-025",
)
