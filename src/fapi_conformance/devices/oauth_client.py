"""An application elsewhere that lets people in by the instance: an OAuth client, with its own keys and its own memory.

It asks by sending a browser to the instance, and is answered by where the browser is sent then. Nobody listens at its
address: what a browser would bring there is read from the redirect, or from the page that posts it.
"""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.client.oauth import Credentials

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthClient:
    """``secret`` is None for a public one. ``id`` is what means know it by; None where it registered by itself.

    ``scopes`` is all that it may ask for, as far as that is known. ``asked_for_consent``: its consent screen is on.
    """

    client_id: str
    secret: str | None = field(repr=False)
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]
    id: str | None = None
    asked_for_consent: bool = True

    @property
    def public(self) -> bool:
        return self.secret is None

    @property
    def redirect_uri(self) -> str:
        return self.redirect_uris[0]

    @property
    def credentials(self) -> Credentials | None:
        """For HTTP Basic; None for a public one."""
        return None if self.secret is None else Credentials(self.client_id, self.secret)

    def but(self, **changed: Any) -> Self:
        """The same, otherwise in one way or another: with a wrong secret, or another address."""
        return replace(self, **changed)

    def request(self, scope: FormValue = OMIT, **more: FormValue) -> "Request":
        """What it asks of somebody: a code for these scopes, with a state, a nonce and a challenge of its own."""
        verifier = new_verifier()
        parameters: dict[str, FormValue] = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": scope,
            "state": secrets.token_urlsafe(16),
            "nonce": secrets.token_urlsafe(16),
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
        }
        return Request(client=self, parameters={**parameters, **more}, verifier=verifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``parameters`` are those of the authorization request, ``verifier`` proves that the code is its own."""

    client: OAuthClient
    parameters: Mapping[str, FormValue]
    verifier: str = field(repr=False)

    def but(self, **changed: FormValue) -> Self:
        """The same with other parameters; ``OMIT`` leaves one out."""
        return replace(self, parameters={**self.parameters, **changed})

    def told(self, name: str) -> str | None:
        value = self.parameters.get(name)
        return value if isinstance(value, str) else None

    @property
    def redirect_uri(self) -> str:
        """Where it is answered: what it names, else the only one it has."""
        return self.told("redirect_uri") or self.client.redirect_uri

    @property
    def state(self) -> str | None:
        return self.told("state")

    @property
    def nonce(self) -> str | None:
        return self.told("nonce")

    def exchange(self, code: str, /, **changed: FormValue) -> dict[str, FormValue]:
        """The form by which that code is exchanged, with the credentials in it for a client that has no secret."""
        proven = {"code_verifier": self.verifier} if self.told("code_challenge") else {}
        named = {"client_id": self.client.client_id} if self.client.public else {}
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.redirect_uri, **proven, **named}
        return {**form, **changed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Where an answer sends the browser: ``url`` without query, ``given`` what it brings, ``posted`` in a form.

    ``url`` is None where the browser stays with a page or a refusal of the target.
    """

    answer: Answer
    url: str | None
    given: tuple[tuple[str, str], ...] = ()
    fragment: str = ""
    posted: bool = False

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for given, value in self.given if given == name)

    def told(self, name: str) -> str | None:
        """The first of that name."""
        return next(iter(self.all(name)), None)

    @property
    def code(self) -> str | None:
        return self.told("code")

    @property
    def error(self) -> str | None:
        return self.told("error")

    @property
    def state(self) -> str | None:
        return self.told("state")

    def at(self, redirect_uri: str) -> bool:
        """Whether it is that address of an application, whatever it brings there."""
        return self.url is not None and self.url == redirect_uri.partition("?")[0].partition("#")[0]


def landing(answer: Answer) -> Landing:
    """Read where a browser goes with that answer: by a redirect, or by a page whose form posts itself."""
    where = answer.header("location") if answer.status in REDIRECTS else None
    if where is not None:
        parts = urlsplit(where)
        given = tuple(parse_qsl(parts.query, keep_blank_values=True))
        bare = parts._replace(query="", fragment="").geturl()
        return Landing(answer=answer, url=bare, given=given, fragment=parts.fragment)
    if answer.ok and b"<form" in answer.content.lower():
        page = _Page()
        page.feed(answer.content.decode("utf-8", "replace"))
        if page.method == "post" and page.action is not None:
            return Landing(answer=answer, url=page.action.partition("?")[0], given=tuple(page.fields), posted=True)
    return Landing(answer=answer, url=None)


def new_verifier() -> str:
    return secrets.token_urlsafe(48)


def challenge_of(verifier: str) -> str:
    """Method S256 (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class _Page(HTMLParser):
    """The first form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.method = ""
        self.fields: list[tuple[str, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and self.action is None:
            self._inside, self.action, self.method = True, given.get("action", ""), given.get("method", "get").lower()
        elif tag in {"input", "textarea"} and self._inside and given.get("name"):
            self.fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
