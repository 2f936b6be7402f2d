"""The provider as tests use it: people go there by an authorization URL, decide, and come back by a callback URL."""

import json
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.transport import Wire
from fapi_conformance.devices.openid_provider.running import Running
from fapi_conformance.devices.openid_provider.visit import DENIED, HONEST, Conduct, Person, as_form
from fapi_conformance.errors import Deviation, NotTestable, SuiteProblem


class OpenidProvider:
    """``strategy`` is the target's name of the connection to it, ``redirect_uri`` where people come back to."""

    def __init__(self, running: Running, *, strategy: str, redirect_uri: str) -> None:
        self.strategy = strategy
        self.redirect_uri = redirect_uri
        self.issuer = running.issuer
        self.client_id = running.client_id
        self.client_secret = running.client_secret
        self._running = running
        self._wire = Wire(running.address)

    def __repr__(self) -> str:
        return f"<OpenidProvider {self.strategy}>"

    def register(self) -> None:
        """Let the provider know the target and its callback."""
        told = {"secret": self._running.client_secret, "redirect_uris": [self.redirect_uri]}
        self._told("PUT", f"/conformance/clients/{quote(self.client_id, safe='')}", told)

    @staticmethod
    def person(email: str | None, **wants: Any) -> Person:
        """Somebody new, whom nobody else can be."""
        return Person(subject=f"sub-{secrets.token_hex(12)}", email=email, **wants)

    def consent(self, url: str, person: Person, conduct: Conduct = HONEST) -> str:
        """Go to that authorization URL as this person and agree: the callback URL that the browser is sent to.

        Raises :class:`Deviation` where the URL does not lead here, or the provider cannot make sense of it;
        :class:`NotTestable` where it leads to the target first: that it does not is only inferred.
        """
        asked = urlsplit(url)
        if urlsplit(url).netloc == urlsplit(self.redirect_uri).netloc != urlsplit(self.issuer).netloc:
            raise NotTestable("people are led to the provider by an address of the target's own (USER-323)")
        if not url.startswith(f"{self.issuer}/authorize?"):
            raise Deviation(expected=f"{self.issuer}/authorize", got=url.partition("?")[0], where="authorization URL")
        answer = self._send("POST", f"/authorize?{asked.query}", urlencode(as_form(person, conduct)).encode(), FORM)
        location = answer.header("location")
        if answer.status != 302 or location is None:
            said = answer.content.decode("utf-8", "replace").rpartition("<p>")[2]
            raise Deviation(expected="an authorization request that a provider understands", got=said)
        return location

    def deny(self, url: str) -> str:
        """Go there and say no: the callback URL."""
        return self.consent(url, self.person(None), DENIED)

    def visit(self, callback: str) -> Mapping[str, Any]:
        """What became of the code of a callback URL: ``scope``, ``tokens``, ``exchanges``, ``looks``, ``revoked``."""
        told = self._told("GET", f"/conformance/visits/{quote(parameters(callback)['code'], safe='')}", None)
        return told if isinstance(told, dict) else {}

    def id_token(self, person: Person, conduct: Conduct = HONEST, *, nonce: str | None = None) -> str:
        """An ID token for the target, as an app gets it that talks to the provider by itself."""
        wanted = {**as_form(person, conduct), "audience": self.client_id, "nonce": nonce}
        return str(self._told("POST", "/conformance/id_tokens", wanted)["id_token"])

    def _told(self, method: str, path: str, body: Any) -> Any:
        answer = self._send(method, path, b"" if body is None else json.dumps(body).encode(), "application/json")
        if not answer.ok:
            raise SuiteProblem(f"our own OpenID provider answered {answer.status} to {method} {path.partition('?')[0]}")
        return answer.json

    def _send(self, method: str, path: str, content: bytes, content_type: str) -> Answer:
        headers = [
            ("host", self._wire.host),
            ("authorization", f"Bearer {self._running.key}"),
            ("content-type", content_type),
            ("content-length", str(len(content))),
        ]
        return self._wire.send(method, path, headers, content)

    def close(self) -> None:
        self._wire.close()


FORM = "application/x-www-form-urlencoded"


def parameters(url: str) -> dict[str, str]:
    """The query of a URL; of a repeated name its last value."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def edited(url: str, **changes: str | None) -> str:
    """The URL with other parameters in its query; None takes one away."""
    kept = {name: value for name, value in {**parameters(url), **changes}.items() if value is not None}
    return urlunsplit(urlsplit(url)._replace(query=urlencode(kept)))
