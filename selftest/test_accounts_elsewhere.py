"""The reference as a client of OpenID providers: of one that we did not write, and of some that nobody should.

What a provider of our own can do is judged by the suite; here is the second opinion, and what happens when the other
side hangs, floods or talks nonsense.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from fapi_reference.services.redirects import joined
from fapi_reference.services.relying_party import is_address

SOURCE = Path(__file__).resolve().parent.parent / "src"
STRATEGY = "oauth_custom_conformance"
THERE = "https://app.example/back"
MOCK = """
import sys, warnings
warnings.simplefilter("ignore")
from oidc_provider_mock import run_server_in_thread
with run_server_in_thread(require_nonce=True) as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""
HURRIED = "[social]\ntimeout_seconds = 1\n"


class Server:
    """A reference, its development browsers, and where its connection leads."""

    def __init__(self, announced: dict[str, Any]) -> None:
        self.announced = announced
        self.http = httpx.Client(base_url=announced["base_url"], timeout=20)

    def leads_to(self, issuer: str, strategy: str = STRATEGY) -> dict[str, Any]:
        registration = {"strategy": strategy, "issuer": issuer, "client_id": "us", "client_secret": "a secret of ours"}
        answer = httpx.post(
            f"{self.announced['backend_url']}/v1/openid_providers",
            json=registration,
            headers={"authorization": f"Bearer {self.announced['secret_key']}"},
        )
        told: dict[str, Any] = answer.raise_for_status().json()
        return told

    def browser(self) -> str:
        return str(self.http.post("/v1/dev_browser").json()["id"])

    def call(self, browser: str, method: str, path: str, **form: str) -> httpx.Response:
        query = {"__clerk_db_jwt": browser, "__clerk_api_version": "2025-04-10"}
        return self.http.request(method, path, params=query, data=form if method != "GET" else None)

    def begin(self, browser: str, path: str, **form: str) -> dict[str, Any]:
        answer = self.call(browser, "POST", path, strategy=STRATEGY, redirect_url=THERE, **form)
        attempt: dict[str, Any] = answer.raise_for_status().json()["response"]
        return attempt


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = tmp_path_factory.mktemp("hurried") / "settings.toml"
    settings.write_text(HURRIED)
    command = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--until-stdin-closes", "--port", "0"]
    with subprocess.Popen(
        [*command, "--settings", str(settings)],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        made = Server(json.loads(process.stdout.readline()))
        yield made
        made.http.close()
        process.stdin.close()


@pytest.fixture(scope="module")
def mock() -> Iterator[str]:
    """The issuer of a provider that somebody else wrote."""
    with subprocess.Popen(
        [sys.executable, "-c", MOCK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield f"http://localhost:{process.stdout.readline().strip()}"
        process.stdin.close()


def person(mock: str, subject: str, **claims: Any) -> str:
    httpx.put(f"{mock}/users/{subject}", json=claims).raise_for_status()
    return subject


def agree(url: str, subject: str) -> str:
    """Go there and agree: the address to come back by."""
    return str(httpx.post(url, data={"sub": subject}).headers["location"])


def way(attempt: dict[str, Any]) -> str:
    found = (attempt.get("verifications") or {}).get("external_account") or attempt["first_factor_verification"]
    return str(found["external_verification_redirect_url"])


def test_somebody_new_and_again(server: Server, mock: str) -> None:
    redirect_uri = server.leads_to(mock)["redirect_uri"]
    ada = person(mock, "ada", email="ada@example.com", email_verified=True, given_name="Ada")
    here, there = server.browser(), server.browser()

    attempt = server.begin(here, "/v1/client/sign_ups", action_complete_redirect_url="/done")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(way(attempt)).query).items()}
    back = agree(way(attempt), ada)
    landed = httpx.get(back)
    user = server.call(here, "GET", "/v1/me").json()["response"]
    again = server.begin(there, "/v1/client/sign_ins")
    httpx.get(agree(way(again), ada))

    assert asked["redirect_uri"] == redirect_uri
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert (landed.status_code, landed.headers["location"]) == (303, "https://app.example/done")
    (account,) = user["external_accounts"]
    assert (user["first_name"], account["provider_user_id"]) == ("Ada", "ada")
    assert account["verification"]["status"] == "verified"
    assert user["email_addresses"][0]["linked_to"] == [{"type": STRATEGY, "id": account["identification_id"]}]
    assert server.call(there, "GET", "/v1/me").json()["response"]["id"] == user["id"]
    assert httpx.get(back).json()["errors"][0]["code"] == "oauth_callback_invalid"


def test_an_address_that_nobody_vouches_for(server: Server, mock: str) -> None:
    """It is asked to be proven, and signs nobody in."""
    server.leads_to(mock)
    here, there = server.browser(), server.browser()
    bee = person(mock, "b2", email="b@x.com", email_verified=True)
    httpx.get(agree(way(server.begin(here, "/v1/client/sign_ups")), bee))
    stranger = person(mock, "b3", email="b@x.com", email_verified=False)

    attempt = server.begin(there, "/v1/client/sign_ins")
    httpx.get(agree(way(attempt), stranger))

    read = server.call(there, "GET", f"/v1/client/sign_ins/{attempt['id']}").json()["response"]
    assert (read["status"], read["first_factor_verification"]) == ("needs_first_factor", None)
    assert server.call(there, "GET", "/v1/me").status_code == 401


def id_token(mock: str, subject: str, client_id: str = "us") -> str:
    """As an app gets it that talks to the provider by itself."""
    asked = {
        "client_id": client_id,
        "redirect_uri": THERE,
        "response_type": "code",
        "scope": "openid email",
        "nonce": "n",
    }
    back = agree(str(httpx.URL(f"{mock}/oauth2/authorize", params=asked)), subject)
    code = parse_qs(urlsplit(back).query)["code"][0]
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": THERE}
    return str(httpx.post(f"{mock}/oauth2/token", data=fields, auth=(client_id, "x")).json()["id_token"])


@pytest.mark.parametrize("strategy", ["google_one_tap", "oauth_token_google"])
def test_who_brings_an_id_token(server: Server, mock: str, strategy: str) -> None:
    server.leads_to(mock, "oauth_google")
    subject = person(mock, f"{strategy}-s", email=f"{strategy.replace('_', '-')}@x.com", email_verified=True)
    here, there, account = server.browser(), server.browser(), "/v1/me/external_accounts"
    token = id_token(mock, subject)
    forged = token[:-8] + ("A" * 8 if not token.endswith("A" * 8) else "B" * 8)

    def tried(browser: str, path: str, token: str) -> tuple[int, str | None]:
        answer = server.call(browser, "POST", path, strategy=strategy, token=token)
        body = answer.json()
        return answer.status_code, body["errors"][0]["code"] if "errors" in body else body["response"]["status"]

    refused = "google_one_tap_token_invalid" if strategy == "google_one_tap" else "oauth_token_exchange_error"
    assert tried(here, "/v1/client/sign_ins", token) == (404, "external_account_not_found")
    for wrong in (forged, "x", id_token(mock, subject, client_id="others")):
        assert tried(here, "/v1/client/sign_ups", wrong) == (400, refused)
    assert tried(here, "/v1/client/sign_ups", token) == (200, "complete")
    assert tried(there, "/v1/client/sign_ins", token) == (200, "complete")
    (linked,) = server.call(there, "GET", "/v1/me").json()["response"]["external_accounts"]
    assert (linked["provider_user_id"], linked["verification"]["status"]) == (subject, "verified")
    gone = server.call(there, "DELETE", f"{account}/{linked['id']}")
    assert gone.json()["response"]["deleted"] is True
    assert tried(there, "/v1/client/sign_ins", forged) == (400, refused)


# Providers that nobody should have


Answers = Callable[[socket.socket], None]


def hangs(connection: socket.socket) -> None:
    connection.recv(65_536)
    time.sleep(3)


def drips(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    for _ in range(30):
        connection.sendall(b" ")
        time.sleep(0.1)


def floods(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65_536)


def answers(body: bytes, status: str = "200 OK", *headers: str) -> Answers:
    def answer(connection: socket.socket) -> None:
        connection.recv(65_536)
        head = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", "connection: close", *headers, "", ""]
        connection.sendall("\r\n".join(head).encode() + body)

    return answer


@contextmanager
def crooked(answer: Answers) -> Iterator[str]:
    """Something that listens and answers so."""

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=converse, args=(connection,), daemon=True).start()

    def converse(connection: socket.socket) -> None:
        with connection:
            try:
                answer(connection)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


NOT_ITS_OWN = json.dumps(
    {"issuer": "https://elsewhere.example", "authorization_endpoint": "https://x.example/"}
).encode()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(hangs, id="hangs"),
        pytest.param(drips, id="drips"),
        pytest.param(floods, id="floods"),
        pytest.param(answers(b"no json"), id="nonsense"),
        pytest.param(answers(b"[" * 100_000), id="deep"),
        pytest.param(answers(b"[]"), id="no-object"),
        pytest.param(answers(b"\xff\xfe"), id="no-text"),
        pytest.param(answers(b"", "302 Found", "location: /elsewhere"), id="redirects"),
        pytest.param(answers(b"{}", "500 Oh"), id="fails"),
        pytest.param(answers(NOT_ITS_OWN), id="of-another-issuer"),
        pytest.param(lambda connection: connection.close(), id="hangs-up"),
        pytest.param(lambda connection: connection.sendall(b"\0" * 99), id="no-http"),
    ],
)
def test_a_provider_that_cannot_be_discovered(server: Server, answer: Answers) -> None:
    with crooked(answer) as issuer:
        server.leads_to(issuer)

        refused = server.call(server.browser(), "POST", "/v1/client/sign_ins", strategy=STRATEGY, redirect_url=THERE)

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "misconfigured_oauth_provider")


def test_others_are_served_while_a_provider_hangs(server: Server) -> None:
    browser = server.browser()
    waits = {"strategy": STRATEGY, "redirect_url": THERE}
    with crooked(hangs) as issuer:
        server.leads_to(issuer)
        waiting = threading.Thread(target=server.call, args=(browser, "POST", "/v1/client/sign_ins"), kwargs=waits)
        waiting.start()
        time.sleep(0.2)
        served = [server.call(browser, "GET", "/v1/environment").status_code for _ in range(3)]
        still_waiting = waiting.is_alive()
        waiting.join()

    assert served == [200, 200, 200]
    assert still_waiting


@pytest.mark.parametrize(
    "issuer", ["javascript:alert(1)", "http://", "http://a b/", "ftp://x.example", "x", "http://[::1"]
)
def test_what_is_no_address_of_a_provider(issuer: str) -> None:
    assert not is_address(issuer)


@pytest.mark.parametrize(
    ("base", "url", "meant"),
    [
        ("https://a.example/b/c", "/done", "https://a.example/done"),
        ("https://a.example/b/c", "https://x.example/", "https://x.example/"),
        ("app://callback", "/done", "app://callback/done"),
        ("com.example.app:/callback", "done?x=1", "com.example.app:/done?x=1"),
        ("https://a.example/", "//x.example/", "https://x.example/"),
        ("https://a.example/", "http://[", "http://["),
    ],
)
def test_an_address_as_seen_from_another(base: str, url: str, meant: str) -> None:
    assert joined(base, url) == meant
