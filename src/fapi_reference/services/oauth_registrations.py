"""Clients that register themselves (RFC 7591; section 14.3)."""

import ipaddress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.problems import refuse
from fapi_reference.records.oauth import OAuthApplication
from fapi_reference.services.redirects import BROWSERS_OWN

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

METHODS = ("client_secret_basic", "client_secret_post", "none")
LENGTHS = {"client_name": 256, "client_uri": 1024, "logo_uri": 1024, "scope": 1024}
MOST_ADDRESSES = 50
UNUSED = frozenset(
    {"grant_types", "response_types", "contacts", "tos_uri", "policy_uri", "jwks_uri", "jwks"}
    | {"software_id", "software_version", "software_statement"}
)
"""Known to the standard, and of no consequence here: what is registered instead is in the answer."""
KNOWN = UNUSED | LENGTHS.keys() | {"redirect_uris", "token_endpoint_auth_method"}


class OAuthRegistrations:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def need_enabled(self) -> None:
        """OAUTH-030."""
        if not self.server.oauth_applications.dynamic_registration:
            raise refuse("feature_requires_dynamic_oauth_client_registration")

    def register(self, told: dict[str, Any]) -> tuple[OAuthApplication, str | None]:
        """With its secret, unless it says that it cannot keep one. It is always asked for consent (OAUTH-033)."""
        self.need_known(told)
        method = told.get("token_endpoint_auth_method")
        if method not in (None, *METHODS):
            raise OAuthProblem("invalid_client_metadata")
        addresses = self.addresses(told.get("redirect_uris"))
        texts = {name: self.text(told, name, longest) for name, longest in LENGTHS.items()}
        for name in ("client_uri", "logo_uri"):
            self.need_web_address(texts[name])
        made = self.server.oauth_applications.new(texts["client_name"])
        made.redirect_uris = addresses
        made.scopes = self.scopes(texts["scope"]) or made.scopes
        made.client_uri, made.logo_uri = texts["client_uri"], texts["logo_uri"]
        made.authentication_method = method or METHODS[0]
        made.public = method == "none"
        made.dynamically_registered = True
        return made, self.server.oauth_applications.make(made)

    def need_known(self, told: dict[str, Any]) -> None:
        if not told.keys() <= KNOWN:
            raise OAuthProblem("invalid_client_metadata")

    def text(self, told: dict[str, Any], name: str, longest: int) -> str | None:
        value = told.get(name)
        if value is not None and (not isinstance(value, str) or len(value) > longest):
            raise OAuthProblem("invalid_client_metadata")
        return value or None

    def scopes(self, text: str | None) -> tuple[str, ...]:
        wanted = tuple(dict.fromkeys((text or "").split()))
        if not set(wanted) <= set(self.server.oauth_applications.registrable_scopes()):
            raise OAuthProblem("invalid_client_metadata")
        return wanted

    def addresses(self, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list) or not 0 < len(given) <= MOST_ADDRESSES:
            raise OAuthProblem("invalid_redirect_uri")
        if not all(isinstance(one, str) and self.good(one) for one in given):
            raise OAuthProblem("invalid_redirect_uri")
        return tuple(dict.fromkeys(given))

    def good(self, address: str) -> bool:
        """Somewhere that a code can be sent to: the web by https, this machine, or an app (SEC-229)."""
        if not address.isascii() or not address.isprintable() or set(address) & set(' "<>\\^`{|}*#'):
            return False
        try:
            parts = urlsplit(address)
            _ = parts.port
        except ValueError:
            return False
        if not parts.scheme or parts.scheme in BROWSERS_OWN:
            return False
        if parts.scheme not in ("http", "https"):
            return bool(parts.netloc or parts.path)
        if not parts.hostname or parts.username is not None or parts.password is not None:
            return False
        return parts.scheme == "https" or is_loopback(parts.hostname)

    def need_web_address(self, address: str | None) -> None:
        if address is None:
            return
        try:
            parts = urlsplit(address)
        except ValueError:
            raise OAuthProblem("invalid_client_metadata") from None
        if parts.scheme not in ("http", "https") or not parts.hostname or not address.isprintable():
            raise OAuthProblem("invalid_client_metadata")


def is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
