"""Which client of the provider is calling, and whether it is the one (OAUTH-041)."""

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from fapi_reference.exchange import Exchange
from fapi_reference.oauth_problems import OAuthProblem
from fapi_reference.records.oauth import OAuthApplication

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


@dataclass(frozen=True, slots=True)
class Credentials:
    client_id: str
    secret: str


class OAuthClients:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def calling(self, exchange: Exchange) -> OAuthApplication:
        """A public client shows no secret: what it has to show it shows with its code."""
        given = self.credentials(exchange)
        application = self.server.oauth_applications.find(given.client_id) if given else None
        if given is None or application is None or not self.is_it(application, given.secret):
            raise OAuthProblem("invalid_client")
        return application

    def confidential(self, exchange: Exchange) -> OAuthApplication:
        """Whoever knows the client id of a public one could ask in its name (OAUTH-081)."""
        application = self.calling(exchange)
        if application.public:
            raise OAuthProblem("invalid_client")
        return application

    def is_it(self, application: OAuthApplication, secret: str) -> bool:
        return not secret if application.public else self.server.oauth_applications.proves(application, secret)

    def credentials(self, exchange: Exchange) -> Credentials | None:
        """From the header, or from the form; two that disagree are none (SEC-216)."""
        in_header, in_form = self.basic(exchange.header("authorization")), self.in_form(exchange)
        if in_header is None:
            return in_form
        if in_form and (in_form.client_id != in_header.client_id or in_form.secret not in ("", in_header.secret)):
            raise OAuthProblem("invalid_client")
        return in_header

    def in_form(self, exchange: Exchange) -> Credentials | None:
        client_id, secret = exchange.form.get("client_id"), exchange.form.get("client_secret")
        return Credentials(client_id, secret or "") if client_id else None

    def basic(self, header: str | None) -> Credentials | None:
        """RFC 6749, section 2.3.1: both halves are form-encoded before they are joined."""
        if not header:
            return None
        scheme, _, encoded = header.partition(" ")
        if scheme.lower() != "basic":
            raise OAuthProblem("invalid_client")
        try:
            text = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, ValueError):
            raise OAuthProblem("invalid_client") from None
        client_id, _, secret = text.partition(":")
        return Credentials(unquote_plus(client_id), unquote_plus(secret))
