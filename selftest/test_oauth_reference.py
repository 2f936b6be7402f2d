"""The reference as an OAuth provider, where the suite does not look: what a browser keeps, what ends with what."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import httpx
import pytest

from fapi_reference.services.registrable_domains import registrable_domain
from selftest.test_reference import VERSION, started

STATE = "a-state-of-ours"
ADDRESS = "https://app.example.com/callback"
ORIGIN = {"Origin": "https://accounts.example.com"}


@dataclass(frozen=True)
class Stage:
    """A server, its Backend API, and somebody who is signed in in a browser."""

    front: httpx.Client
    back: httpx.Client
    user_id: str

    def sign_in(self) -> None:
        ticket = self.back.post("/v1/sign_in_tokens", json={"user_id": self.user_id}).json()["token"]
        asked = {"strategy": "ticket", "ticket": ticket}
        assert self.front.post("/v1/client/sign_ins", data=asked).json()["response"]["status"] == "complete"

    def application(self, scopes: str = "email offline_access", **more: Any) -> dict[str, Any]:
        wanted = {"name": "app", "redirect_uris": [ADDRESS], "scopes": scopes, "consent_screen_enabled": False, **more}
        made: dict[str, Any] = self.back.post("/v1/oauth_applications", json=wanted).json()
        return made

    def ask(self, application: dict[str, Any], **more: str) -> httpx.Response:
        asked = {"response_type": "code", "client_id": application["client_id"], "state": STATE, **more}
        return self.front.get("/oauth/authorize", params=asked)

    def exchange(self, application: dict[str, Any], **form: str) -> httpx.Response:
        return self.front.post("/oauth/token", data=form, auth=credentials(application))

    def tokens(self, application: dict[str, Any], **more: str) -> dict[str, Any]:
        code = led_to(self.ask(application, **more))["code"]
        answer = self.exchange(application, grant_type="authorization_code", code=code)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def refresh(self, application: dict[str, Any], token: str) -> httpx.Response:
        return self.exchange(application, grant_type="refresh_token", refresh_token=token)

    def user_info(self, token: str) -> httpx.Response:
        return self.front.get("/oauth/userinfo", headers={"Authorization": f"Bearer {token}"})


def credentials(application: dict[str, Any]) -> tuple[str, str]:
    return application["client_id"], application["client_secret"]


def led_to(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 303, answer.text
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, Any]]:
    with started("--backend-port", "0") as announced:
        yield announced


@pytest.fixture
def stage(server: dict[str, Any]) -> Iterator[Stage]:
    key = {"Authorization": f"Bearer {server['secret_key']}"}
    with (
        httpx.Client(base_url=server["base_url"], params=VERSION, headers=ORIGIN) as front,
        httpx.Client(base_url=server["backend_url"], headers=key) as back,
    ):
        front.params = front.params.set("__clerk_db_jwt", front.post("/v1/dev_browser").json()["id"])
        someone = {"email_address": [f"{uuid4().hex}+clerk_test@example.com"], "skip_password_requirement": True}
        user_id = back.post("/v1/users", json=someone).json()["id"]
        made = Stage(front, back, user_id)
        made.sign_in()
        yield made


def test_who_has_to_sign_in_anew_comes_back_with_a_sign_in_of_since(stage: Stage) -> None:
    application = stage.application()
    page = stage.ask(application, prompt="login").headers["location"]
    back = dict(parse_qsl(urlsplit(page).query))["redirect_url"]
    again = stage.front.get(back, params=stage.front.params.merge(httpx.URL(back).params))
    assert urlsplit(again.headers["location"]).path == "/sign-in"
    stage.front.request("DELETE", "/v1/client/sessions")
    stage.sign_in()
    done = stage.front.get(back, params=stage.front.params.merge(httpx.URL(back).params))
    assert "code" in led_to(done)


def test_a_refresh_token_that_is_shown_again_ends_the_grant(stage: Stage) -> None:
    application = stage.application(jwt_access_tokens=False)
    first = stage.tokens(application, scope="offline_access")
    second = stage.refresh(application, first["refresh_token"]).json()
    assert stage.user_info(second["access_token"]).status_code == 200
    assert stage.refresh(application, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert stage.refresh(application, second["refresh_token"]).json()["error"] == "invalid_grant"
    assert stage.user_info(second["access_token"]).status_code == 401


class Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("name"):
            self.found[str(given["name"])] = given.get("value")


def fields_of(page: httpx.Response) -> dict[str, str | None]:
    fields = Fields()
    fields.feed(page.text)
    return fields.found


@pytest.mark.parametrize("state", ["with\r\nline breaks", "\"><script>alert('x')</script>", "&amp;&#65; twice"])
def test_a_page_that_posts_an_answer_has_the_state_as_it_came(stage: Stage, state: str) -> None:
    answer = stage.ask(stage.application(), response_mode="form_post", state=state)
    assert fields_of(answer)["state"] == state
    assert "<script>" not in answer.text


def test_scripts_of_other_sites_do_not_read_where_a_code_goes(stage: Stage) -> None:
    answer = stage.ask(stage.application(), response_mode="form_post")
    assert (answer.status_code, "code" in fields_of(answer)) == (200, True)
    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-origin" in stage.front.get("/.well-known/openid-configuration").headers


def test_a_secret_is_told_once_and_dies_when_it_is_rotated(stage: Stage) -> None:
    application = stage.application()
    at = f"/v1/oauth_applications/{application['id']}"
    assert "client_secret" not in stage.back.get(at).json()
    rotated = stage.back.post(f"{at}/rotate_secret").json()
    assert stage.exchange(application, grant_type="refresh_token", refresh_token="x").status_code == 401
    known = stage.exchange(rotated, grant_type="refresh_token", refresh_token="x")
    assert known.json()["error"] == "invalid_grant"


def test_what_is_told_of_an_organization_ends_with_the_membership(stage: Stage) -> None:
    made = stage.back.post("/v1/organizations", json={"name": "Guild", "created_by": stage.user_id}).json()
    application = stage.application("openid user:org:read", consent_screen_enabled=True)
    form = {"response_type": "code", "state": STATE, "scope": "openid user:org:read", "consented": "true"}
    consent = f"/v1/me/oauth/consent/{application['client_id']}"
    answer = stage.front.post(consent, data={**form, "organization_id": made["id"]})
    told = stage.exchange(application, grant_type="authorization_code", code=led_to(answer)["code"]).json()
    claims = json.loads(base64.urlsafe_b64decode(told["id_token"].split(".")[1] + "=="))
    assert claims["org_id"] == made["id"]
    assert stage.user_info(told["access_token"]).json()["org_name"] == "Guild"
    assert "code" in led_to(stage.ask(application, scope="openid user:org:read"))
    stage.back.delete(f"/v1/organizations/{made['id']}")
    assert "org_id" not in stage.user_info(told["access_token"]).json()
    asked_again = stage.ask(application, scope="openid user:org:read")
    assert urlsplit(asked_again.headers["location"]).path == "/oauth-consent"


@pytest.mark.parametrize("gone", ["application", "user"])
def test_tokens_end_with_whom_they_are_of(stage: Stage, gone: str) -> None:
    application = stage.application()
    told = stage.tokens(application, scope="offline_access")
    assert stage.user_info(told["access_token"]).status_code == 200
    one = f"/v1/oauth_applications/{application['id']}" if gone == "application" else f"/v1/users/{stage.user_id}"
    stage.back.delete(one)
    assert stage.user_info(told["access_token"]).status_code == 401
    assert stage.refresh(application, told["refresh_token"]).status_code in (400, 401)


def test_nobody_is_authorized_on_a_satellite_domain(stage: Stage) -> None:
    application = stage.application()
    assert "code" in led_to(stage.ask(application))
    stage.back.post(
        "/v1/domains", json={"name": "far.example", "is_satellite": True, "proxy_url": "https://far.example/api"}
    )
    stage.front.headers["Host"] = "far.example"
    there = stage.ask(application)
    assert (there.status_code, there.json()["errors"][0]["code"]) == (403, "operation_not_allowed_on_satellite_domain")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        pytest.param("https://shop.example.co.uk/cb", "example.co.uk", id="below a suffix of two labels"),
        pytest.param("https://example.com:8443/", "example.com", id="itself"),
        pytest.param("https://co.uk/cb", None, id="a suffix alone"),
        pytest.param("http://127.0.0.1:3000/cb", None, id="a number"),
        pytest.param("http://localhost/cb", None, id="this machine"),
        pytest.param("com.example.app:/cb", None, id="an app"),
        pytest.param("https://[::1", None, id="no address"),
    ],
)
def test_the_domain_that_somebody_has_registered(address: str, domain: str | None) -> None:
    assert registrable_domain(address) == domain
