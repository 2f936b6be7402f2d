"""The reference as an OpenID provider, to a client that we did not write: Authlib's, unmodified, which finds everything
in the discovery document, exchanges its code with PKCE, and verifies the ID token by the published keys.
"""

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from joserfc.errors import JoseError
from starlette.requests import Request

from selftest.test_reference import address, browser, sign_up, started

CALLBACK = "https://client.example/callback"
SCOPE = "openid profile email offline_access"
APPLICATION = {"origin": "http://localhost:3000"}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, Any]]:
    with started() as told:
        yield told


@pytest.fixture(scope="module")
def person(server: dict[str, Any]) -> Iterator["Person"]:
    with browser(server) as http:
        email = address()
        sign_up(http, email)
        yield Person(http, email)


class Person:
    """Somebody in front of a browser: goes where a client leads, and agrees to what is asked there."""

    def __init__(self, http: httpx.Client, email: str) -> None:
        self.http = http
        self.email = email
        self.user_id = http.get("/v1/me").json()["response"]["id"]

    def visit(self, url: str, *, consents: bool) -> str:
        """Where the client is come back to."""
        asked = dict(parse_qsl(urlsplit(url).query))
        sent_on = self.http.get(urlsplit(url).path, params=asked)
        assert sent_on.status_code in {302, 303}, sent_on.text
        assert not sent_on.headers["location"].startswith(CALLBACK), "nobody was asked"
        told = self.http.get(f"/v1/me/oauth/consent/{asked['client_id']}", params={"scope": asked["scope"]})
        assert {one["scope"] for one in told.json()["scopes"]} <= set(SCOPE.split())
        decided = self.http.post(
            f"/v1/me/oauth/consent/{asked['client_id']}",
            data={**asked, "consented": str(consents).lower()},
            headers=APPLICATION,
        )
        assert decided.status_code in {302, 303}, decided.text
        return str(decided.headers["location"])


class Application:
    """What somebody writes with Authlib. ``session`` is where it keeps what it has to know when a person comes back."""

    def __init__(self, server: dict[str, Any], *, public: bool = False) -> None:
        self.session: dict[str, Any] = {}
        method = "none" if public else "client_secret_basic"
        wanted = {"redirect_uris": [CALLBACK], "token_endpoint_auth_method": method, "scope": SCOPE}
        self.registered = httpx.post(f"{server['base_url']}/oauth/register", json=wanted).json()
        found: StarletteOAuth2App = OAuth().register(
            "conformance",
            client_id=self.registered["client_id"],
            client_secret=self.registered.get("client_secret"),
            server_metadata_url=f"{server['base_url']}/.well-known/openid-configuration",
            client_kwargs={
                "scope": SCOPE,
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": method,
            },
        )
        self.client = found

    def leads_to(self) -> str:
        redirect = asyncio.run(self.client.authorize_redirect(self.request(), CALLBACK))
        return str(redirect.headers["location"])

    def come_back(self, url: str) -> dict[str, Any]:
        request = self.request(urlsplit(url).query)
        token: dict[str, Any] = asyncio.run(self.client.authorize_access_token(request))
        return token

    def request(self, query: str = "") -> Request:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": query.encode()}
        return Request(scope | {"session": self.session})

    def userinfo(self, token: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = asyncio.run(self.client.userinfo(token=token))
        return told

    def discovered(self) -> dict[str, Any]:
        metadata: dict[str, Any] = asyncio.run(self.client.load_server_metadata())
        return metadata

    def itself(self) -> OAuth2Client:
        """Without any person: by the client beneath, and the credentials that it registered."""
        return OAuth2Client(self.registered["client_id"], self.registered["client_secret"], scope=SCOPE)


@pytest.mark.parametrize("public", [False, True], ids=["confidential", "public"])
def test_a_stranger_s_client_signs_somebody_in(server: dict[str, Any], person: Person, public: bool) -> None:
    application = Application(server, public=public)

    token = application.come_back(person.visit(application.leads_to(), consents=True))

    assert token["token_type"].lower() == "bearer"
    assert (token["userinfo"]["sub"], token["userinfo"]["email"]) == (person.user_id, person.email)
    told = application.userinfo(token)
    assert (told["sub"], told["email"]) == (person.user_id, person.email)


def test_it_refreshes_and_revokes(server: dict[str, Any], person: Person) -> None:
    application = Application(server)
    token = application.come_back(person.visit(application.leads_to(), consents=True))
    places = application.discovered()

    with application.itself() as itself:
        fresh = itself.refresh_token(places["token_endpoint"], refresh_token=token["refresh_token"])
        assert application.userinfo(fresh)["sub"] == person.user_id
        newest = fresh.get("refresh_token") or token["refresh_token"]
        told = itself.introspect_token(places["introspection_endpoint"], token=newest).json()
        assert (told["active"], told["sub"]) == (True, person.user_id)

        done = itself.revoke_token(places["revocation_endpoint"], token=newest)
        assert (done.status_code, done.content) == (200, b"")
        with pytest.raises(OAuthError, match="invalid_grant"):
            itself.refresh_token(places["token_endpoint"], refresh_token=newest)


def test_it_is_told_of_a_no(server: dict[str, Any], person: Person) -> None:
    application = Application(server)

    with pytest.raises(OAuthError, match="access_denied"):
        application.come_back(person.visit(application.leads_to(), consents=False))


@pytest.mark.parametrize(
    "fault",
    ["oauth-id-token.nonce-lost", "oauth-id-token.for-everybody", "oauth-id-token.unsigned"],
)
def test_it_believes_no_faulty_token(fault: str) -> None:
    """That it is a second opinion at all: what our faults break, it stumbles over."""
    with started("--fault", fault) as server, browser(server) as http:
        email = address()
        sign_up(http, email)
        person, application = Person(http, email), Application(server)
        back = person.visit(application.leads_to(), consents=True)

        with pytest.raises(JoseError):
            application.come_back(back)
