"""The domains of the instance: its own, and the satellites that the application has added (published operations).

What its Frontend API is called on the own one is also the issuer of its tokens.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fapi_reference.backend.body import Body
from fapi_reference.problems import refuse
from fapi_reference.records.domains import SatelliteDomain

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def listed(server: "Reference", _body: dict[str, Any], _id: str) -> Any:
    """GET /v1/domains."""
    host = urlsplit(server.issuer).hostname or ""
    own = {
        "object": "domain",
        "id": f"dmn_{server.instance_id.removeprefix('ins_')}",
        "name": host,
        "is_satellite": False,
        "frontend_api_url": server.issuer,
        "accounts_portal_url": None,
        "development_origin": "",
    }
    satellites = [view(server, one) for one in server.store.domains.values()]
    return {"data": [own, *satellites], "total_count": 1 + len(satellites)}


def create(server: "Reference", body: dict[str, Any], _id: str) -> Any:
    """Whether its proxy works is not looked at: that is what `proxy-health` is for."""
    given = Body(body, frozenset({"name", "is_satellite", "proxy_url"}))
    if not server.settings.instance.satellites:
        raise refuse("feature_not_enabled")
    if given.flag("is_satellite") is not True:
        raise refuse("form_param_value_invalid", "is_satellite")
    return view(server, server.satellites.add(_name(given.need("name")), _proxy(server, given.text("proxy_url"))))


def update(server: "Reference", body: dict[str, Any], domain_id: str) -> Any:
    given, domain = Body(body, frozenset({"name", "proxy_url", "is_secondary"})), _found(server, domain_id)
    if "proxy_url" in body:
        domain.proxy_url = _proxy(server, given.text("proxy_url"))
    domain.name = _name(given.text("name") or domain.name)
    return view(server, domain)


def delete(server: "Reference", _body: dict[str, Any], domain_id: str) -> Any:
    del server.store.domains[_found(server, domain_id).id]
    return server.views.deleted("domain", domain_id)


def view(server: "Reference", domain: SatelliteDomain) -> dict[str, Any]:
    return {
        "object": "domain",
        "id": domain.id,
        "name": domain.name,
        "is_satellite": True,
        "frontend_api_url": server.satellites.frontend_api(domain),
        "accounts_portal_url": None,
        "proxy_url": domain.proxy_url,
        "development_origin": "",
    }


def _found(server: "Reference", domain_id: str) -> SatelliteDomain:
    if domain_id not in server.store.domains:
        raise refuse("resource_not_found")
    return server.store.domains[domain_id]


def _name(name: str) -> str:
    if not HOST.fullmatch(name):
        raise refuse("form_param_format_invalid", "name")
    return name


def _proxy(server: "Reference", proxy_url: str | None) -> str | None:
    return server.redirects.web(proxy_url, "proxy_url").geturl() if proxy_url else None


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "/v1/domains": {"GET": listed, "POST": create},
    "/v1/domains/{id}": {"PATCH": update, "DELETE": delete},
}
