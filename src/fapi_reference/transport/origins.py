"""Origin and Authorization: what they may be, and that they exclude each other (AUTH-086, AUTH-111, AUTH-408)."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fapi_reference.exchange import Exchange
from fapi_reference.problems import refuse
from fapi_reference.routes import Access

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

WEB = ("http://", "https://")


def check(server: "Reference", exchange: Exchange) -> None:
    if exchange.operation and exchange.operation.access is Access.SESSION_TOKEN:
        exchange.origin = own_page(server, exchange)
        return
    if not exchange.path.startswith("/v1/"):
        exchange.origin = exchange.header("origin") if knows_nobody(exchange) else None
        return
    origins = exchange.request.headers.getlist("origin")
    credentials = exchange.request.headers.getlist("authorization")
    if len(origins) > 1:
        raise refuse("multiple_origin_header_values_forbidden")
    if len(credentials) > 1:
        raise refuse("multiple_authorization_header_values_forbidden")
    origin = origins[0] if origins else ""
    if not origin or (exchange.operation and exchange.operation.from_elsewhere):
        return
    if not server.origins.belongs(origin):
        raise refuse("origin_invalid")
    exchange.origin = origin
    if credentials and server.origins.conflicts(origin, credentials[0]):
        raise refuse("origin_authorization_headers_conflict")


def own_page(server: "Reference", exchange: Exchange) -> str | None:
    """A page of the application shows a session token as bearer, beside its origin."""
    origin = exchange.header("origin")
    if origin and not server.origins.belongs(origin):
        raise refuse("origin_invalid")
    return origin or None


def knows_nobody(exchange: Exchange) -> bool:
    """Its answers are the same for everybody, so scripts of any site may read them. A code for an application, which a
    browser's cookie is good for, is not.
    """
    return exchange.operation is None or exchange.operation.access is Access.OPEN


class Origins:
    """Which origins belong to the instance."""

    def __init__(self, server: "Reference") -> None:
        self.server = server

    def belongs(self, origin: str) -> bool:
        """Listed ones always; web origins everywhere in development, below the application's domain in production."""
        instance = self.server.settings.instance
        if origin in instance.allowed_origins or origin == "null":
            return True
        if not origin.startswith(WEB):
            return False
        if instance.environment != "production" or not instance.domain:
            return True
        try:
            host = urlsplit(origin).hostname or ""
        except ValueError:
            return False
        return host == instance.domain or host.endswith("." + instance.domain)

    def conflicts(self, origin: str, credential: str) -> bool:
        """An empty Authorization is what native clients send on first contact (AUTH-083): it is no credential."""
        return bool(credential) and origin not in self.server.settings.instance.allowed_origins
