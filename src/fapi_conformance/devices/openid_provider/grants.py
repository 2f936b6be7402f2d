"""What the provider grants, over authlib's framework-neutral server: codes with PKCE, tokens, their end.

Everything is in memory: clients that were registered, codes that are due, tokens that were given.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationCodeGrant, AuthorizationServer
from authlib.oauth2.rfc6749.errors import OAuth2Error
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload, OAuth2Request
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode

from fapi_conformance.devices.openid_provider.id_tokens import Keys, id_token
from fapi_conformance.devices.openid_provider.visit import Conduct, Person

ACCESS_SECONDS, CODE_SECONDS = 3600, 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Somebody who sends people here. What may be asked of it stands in authlib's ``ClientMixin``."""

    client_id: str
    secret: str = field(repr=False)
    redirect_uris: tuple[str, ...]

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uris[0]

    def get_allowed_scope(self, scope: str | None) -> str:
        return scope or "openid"

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirect_uris

    def check_client_secret(self, secret: str) -> bool:
        return secrets.compare_digest(self.secret, secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002
        return method in {"client_secret_basic", "client_secret_post"}

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in {"authorization_code", "refresh_token"}


@dataclass(slots=True, kw_only=True)
class Visit:
    """One stay of a person: what was asked for, the code that it ended with, and what became of that."""

    client_id: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    person: Person
    conduct: Conduct
    code: str = ""
    until: float = 0.0
    tokens: dict[str, str] = field(default_factory=dict)
    exchanges: int = 0
    looks: int = 0
    revoked: list[str] = field(default_factory=list)

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None

    def check_client(self, client: Client) -> bool:
        return client.client_id == self.client_id

    def told(self) -> dict[str, Any]:
        """For the suite: what happened with the code of this visit."""
        return {
            "scope": self.scope,
            "code_challenge_method": self.code_challenge_method,
            "nonce": self.nonce,
            "tokens": self.tokens,
            "exchanges": self.exchanges,
            "looks": self.looks,
            "revoked": self.revoked,
        }


class Request(OAuth2Request):  # type: ignore[misc]
    """A request as authlib looks at it: ``args`` from its query, ``form`` from its body, ``payload`` both."""

    def __init__(self, method: str, uri: str, args: Mapping[str, str], form: Mapping[str, str], headers: Any) -> None:
        super().__init__(method, uri, headers=headers)
        self._args, self._form = args, form
        self.payload = BasicOAuth2Payload({**args, **form})

    @property
    def args(self) -> Mapping[str, str]:
        return self._args

    @property
    def form(self) -> Mapping[str, str]:
        return self._form

    @property
    def asked(self) -> Mapping[str, str]:
        """Everything in it, by name."""
        told: Mapping[str, str] = self.payload.data
        return told


class Provider(AuthorizationServer):  # type: ignore[misc]
    """``issuer`` is its address, as its clients know it."""

    def __init__(self, issuer: str) -> None:
        super().__init__()
        self.issuer = issuer
        self.keys = Keys()
        self.clients: dict[str, Client] = {}
        self.visits: dict[str, Visit] = {}
        self.register_token_generator("default", _bearer)
        self.register_grant(_Code, [CodeChallenge(required=False), _IdToken(self)])
        self.register_endpoint(_Revocation)

    def visit_of(self, token: str) -> Visit | None:
        """The visit that this token came of, where it still counts."""
        given = (one for one in self.visits.values() if token in one.tokens.values() and token not in one.revoked)
        return next(given, None)

    # what authlib asks of an integration

    def query_client(self, client_id: str) -> Client | None:
        return self.clients.get(client_id)

    def save_token(self, token: Mapping[str, str], request: Request) -> None:
        kept = ("access_token", "refresh_token")
        request.authorization_code.tokens |= {name: token[name] for name in kept if name in token}

    def create_oauth2_request(self, request: Request) -> Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> tuple[int, Any, Any]:
        return status, body, headers

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""


def _bearer(*, scope: str, **_: object) -> dict[str, Any]:
    return {
        "token_type": "Bearer",
        "access_token": f"opat_{secrets.token_urlsafe(32)}",
        "refresh_token": f"oprt_{secrets.token_urlsafe(32)}",
        "expires_in": ACCESS_SECONDS,
        "scope": scope,
    }


class _Code(AuthorizationCodeGrant):  # type: ignore[misc]
    def save_authorization_code(self, code: str, request: Request) -> None:
        person, conduct = request.user
        self.server.visits[code] = Visit(
            client_id=request.client.client_id,
            redirect_uri=request.asked["redirect_uri"],
            scope=request.scope,
            nonce=request.asked.get("nonce"),
            code_challenge=request.asked.get("code_challenge"),
            code_challenge_method=request.asked.get("code_challenge_method"),
            person=person,
            conduct=conduct,
            code=code,
            until=time.monotonic() + CODE_SECONDS,
        )

    def query_authorization_code(self, code: str, client: Client) -> Visit | None:
        """A code counts once (RFC 6749, section 4.1.2): from then on the visit is only remembered."""
        visit: Visit | None = self.server.visits.get(code)
        if visit is None or visit.client_id != client.client_id:
            return None
        visit.exchanges += 1
        if visit.exchanges > 1 or time.monotonic() > visit.until or visit.conduct.refuses_code:
            return None
        return visit

    def delete_authorization_code(self, authorization_code: Visit) -> None:
        """It is used up already."""

    def authenticate_user(self, authorization_code: Visit) -> Person:
        return authorization_code.person


class _IdToken(OpenIDCode):  # type: ignore[misc]
    def __init__(self, provider: Provider) -> None:
        super().__init__(require_nonce=False)
        self._provider = provider

    def exists_nonce(self, nonce: str, request: Request) -> bool:  # noqa: ARG002
        return False

    def encode_id_token(self, token: Mapping[str, str], request: Request) -> str:
        visit: Visit = request.authorization_code
        made = id_token(
            self._provider.keys,
            person=visit.person,
            conduct=visit.conduct,
            issuer=self._provider.issuer,
            audience=visit.client_id,
            scopes=frozenset(token["scope"].split()),
            nonce=visit.nonce,
        )
        visit.tokens["id_token"] = made
        return made


class _Revocation(RevocationEndpoint):  # type: ignore[misc]
    """RFC 7009. The end of a refresh token is the end of its access token too."""

    CLIENT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")

    def query_token(self, token: str, hint: str | None) -> Visit | None:  # noqa: ARG002
        visit: Visit | None = self.server.visit_of(token)
        return visit

    def revoke_token(self, visit: Visit, request: Request) -> None:
        ended = [request.form["token"]]
        if ended[0] == visit.tokens.get("refresh_token"):
            ended.append(visit.tokens["access_token"])
        visit.revoked += ended


__all__ = ["Client", "OAuth2Error", "Provider", "Request", "Visit"]
