"""GET /v1/proxy-health: does a proxy in front of a domain say all that it has to? (AUTH-025, AUTH-026)."""

import hmac
from typing import TYPE_CHECKING, Any

from fapi_reference.exchange import Exchange, Json
from fapi_reference.problems import refuse

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


def health(server: "Reference", exchange: Exchange) -> Any:
    """First who asks, then about which domain, then whether what the proxy says of itself is so."""
    key, client = exchange.header("clerk-secret-key"), exchange.header("x-forwarded-for")
    if not key:
        raise refuse("proxy_request_missing_secret_key")
    if not hmac.compare_digest(key.encode(), server.secret_key.encode()):
        raise refuse("proxy_request_invalid_secret_key")
    domain = server.store.domains.get(exchange.first("domain_id") or "")
    proxy_url = exchange.header("clerk-proxy-url")
    if domain is None or not proxy_url or not client:
        raise refuse("bad_request")
    if domain.proxy_url is None or domain.proxy_url.rstrip("/") != proxy_url.rstrip("/"):
        return Json({"status": "unhealthy", "message": "The domain is not behind this proxy."}, 503)
    return {"status": "healthy", "x_forwarded_for": client}
