"""The reference, started as its users start it and spoken to over HTTP: main paths, and faults that really deviate."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest

from fapi_reference.records.sessions import IssuedToken
from fapi_reference.reference import Reference
from fapi_reference.settings import Settings

SOURCE = Path(__file__).resolve().parent.parent / "src"
CODE, PASSWORD = "424242", "lantern-Orbit-73"
VERSION = {"__clerk_api_version": "2025-04-10"}
SIGN_UPS, SIGN_INS = "/v1/client/sign_ups", "/v1/client/sign_ins"


def command(*options: str) -> list[str]:
    return [sys.executable, "-m", "fapi_reference", "--port", "0", *options]


def run(*options: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    return subprocess.run(
        command(*options),
        env=environment,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def started(*options: str) -> Iterator[dict[str, Any]]:
    process = subprocess.Popen(
        command("--announce", "json", "--until-stdin-closes", *options),
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout
        assert process.stdin
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            assert process.wait(timeout=5) == 0


@pytest.fixture(scope="module")
def clean() -> Iterator[dict[str, Any]]:
    with started() as server:
        yield server


@contextmanager
def browser(server: dict[str, Any]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server["base_url"], params=VERSION) as http:
        token = http.post("/v1/dev_browser").json()["id"]
        http.params = http.params.set("__clerk_db_jwt", token)
        yield http


@contextmanager
def native(server: dict[str, Any]) -> Iterator[httpx.Client]:
    """Like the native clients: the token of each answer is the one of the next request."""

    def keep(answer: httpx.Response) -> None:
        if answer.headers.get("authorization"):
            http.headers["authorization"] = answer.headers["authorization"]

    with httpx.Client(
        base_url=server["base_url"], params=VERSION | {"_is_native": "1"}, event_hooks={"response": [keep]}
    ) as http:
        yield http


def address() -> str:
    return f"{uuid4().hex}+clerk_test@example.com"


def refused(answer: httpx.Response, status: int, code: str) -> None:
    body = answer.json()
    assert (answer.status_code, body["errors"][0]["code"]) == (status, code), body
    assert body["clerk_trace_id"] == answer.headers["x-clerk-trace-id"]


def sign_up(http: httpx.Client, email: str) -> dict[str, Any]:
    opened = http.post(SIGN_UPS, data={"email_address": email, "password": PASSWORD}).json()["response"]
    http.post(f"{SIGN_UPS}/{opened['id']}/prepare_verification", data={"strategy": "email_code"})
    answer = http.post(f"{SIGN_UPS}/{opened['id']}/attempt_verification", data={"strategy": "email_code", "code": CODE})
    assert answer.status_code == 200, answer.text
    done: dict[str, Any] = answer.json()
    return done


def provision(server: dict[str, Any], path: str, **body: Any) -> httpx.Response:
    key = {"authorization": f"Bearer {server['secret_key']}"}
    return httpx.post(server["backend_url"] + path, json=body, headers=key)


def test_sign_up_by_code_makes_a_user_with_a_session(clean: dict[str, Any]) -> None:
    email = address()
    with browser(clean) as http:
        opened = http.post(SIGN_UPS, data={"email_address": email, "password": PASSWORD}).json()
        attempt = f"{SIGN_UPS}/{opened['response']['id']}/attempt_verification"
        assert opened["response"]["unverified_fields"] == ["email_address"]
        assert opened["client"]["sign_up"] == opened["response"]

        refused(http.post(attempt, data={"strategy": "email_code", "code": CODE}), 400, "verification_not_sent")
        http.post(attempt.replace("attempt_", "prepare_"), data={"strategy": "email_code"})
        refused(http.post(attempt, data={"strategy": "email_code", "code": "424243"}), 422, "form_code_incorrect")
        done = http.post(attempt, data={"strategy": "email_code", "code": CODE}).json()

        assert done["response"]["status"] == "complete"
        assert done["client"]["sign_up"] is None
        assert done["client"]["last_active_session_id"] == done["response"]["created_session_id"]
        assert http.get("/v1/me").json()["response"]["email_addresses"][0]["email_address"] == email


@pytest.mark.parametrize("speak", [browser, native], ids=["browser", "native"])
def test_sign_in_by_password_and_by_code(clean: dict[str, Any], speak: Any) -> None:
    email = address()
    with speak(clean) as http:
        sign_up(http, email)
    with speak(clean) as http:
        wrong = http.post(SIGN_INS, data={"identifier": email, "password": "not-" + PASSWORD})
        refused(wrong, 422, "form_password_incorrect")
        attempt = wrong.json()["meta"]["client"]["sign_in"]
        assert attempt["status"] == "needs_first_factor"
        right = http.post(
            f"{SIGN_INS}/{attempt['id']}/attempt_first_factor", data={"strategy": "password", "password": PASSWORD}
        ).json()
        assert right["response"]["status"] == "complete"
    with speak(clean) as http:
        prepared = http.post(SIGN_INS, data={"identifier": email, "strategy": "email_code"}).json()["response"]
        assert prepared["first_factor_verification"]["attempts"] == 0
        attempt_url = f"{SIGN_INS}/{prepared['id']}/attempt_first_factor"
        refused(http.post(attempt_url, data={"strategy": "email_code", "code": "424243"}), 422, "form_code_incorrect")
        right = http.post(attempt_url, data={"strategy": "email_code", "code": CODE}).json()
        assert right["client"]["sessions"][0]["id"] == right["response"]["created_session_id"]


def test_tokens_verify_against_the_published_key(clean: dict[str, Any]) -> None:
    with browser(clean) as http:
        done = sign_up(http, address())
        session_id = done["response"]["created_session_id"]
        answer = http.post(
            f"/v1/client/sessions/{session_id}/tokens",
            data={"organization_id": ""},
            headers={"origin": "https://app.example"},
        )
        key = jwt.PyJWK(http.get("/.well-known/jwks.json").json()["keys"][0])

    token = answer.json()["jwt"]
    claims = jwt.decode(token, key, algorithms=["RS256"], issuer=clean["issuer"])
    assert (claims["sid"], claims["sub"]) == (session_id, done["response"]["created_user_id"])
    assert (claims["azp"], claims["v"], claims["fva"]) == ("https://app.example", 2, [0, -1])
    assert claims["exp"] - claims["iat"] == 60
    assert jwt.get_unverified_header(token)["kid"] == key.key_id
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token[:-8] + "AAAAAAAA", key, algorithms=["RS256"])


def test_a_sign_in_rotates_the_native_token(clean: dict[str, Any]) -> None:
    with native(clean) as http:
        http.post("/v1/client")
        before = http.headers["authorization"]
        done = sign_up(http, address())
        assert http.headers["authorization"] != before
        assert http.get("/v1/me").json()["response"]["id"] == done["response"]["created_user_id"]

        http.headers["authorization"] = before
        assert http.get("/v1/client").json()["response"]["sessions"] == []


def test_a_production_browser_is_known_by_its_cookie(tmp_path: Path) -> None:
    settings = tmp_path / "production.toml"
    settings.write_text('[instance]\nenvironment = "production"\nsingle_session_mode = true\n')
    with started("--settings", str(settings)) as server, httpx.Client(base_url=server["base_url"]) as http:
        http.get("/v1/client")
        before = http.cookies["__client"]
        assert http.cookies["__client_uat"] == "0"
        sign_up(http, address())

        assert http.cookies["__client"] != before
        assert int(http.cookies["__client_uat"]) > 0
        assert http.get("/v1/me").status_code == 200
        refused(http.post(SIGN_INS, data={"identifier": address()}), 400, "session_exists")
        stolen = {"cookie": f"__client={before}"}
        refused(httpx.get(server["base_url"] + "/v1/me", headers=stolen), 401, "signed_out")


def test_override_and_real_verb_do_the_same(clean: dict[str, Any]) -> None:
    with browser(clean) as http:
        sign_up(http, address())
        by_override = http.post("/v1/me", params={"_method": "PATCH"}, data={"first_name": "Ada"}).json()
        by_verb = http.patch("/v1/me", data={"last_name": "L"}).json()
        assert by_override["response"]["first_name"] == "Ada"
        assert (by_verb["response"]["first_name"], by_verb["response"]["last_name"]) == ("Ada", "L")
        assert http.post("/v1/client", data={"_method": "GET"}).json()["response"]["sessions"] != []
        assert http.post("/v1/me").status_code == 405


def test_an_aged_code_has_expired(clean: dict[str, Any]) -> None:
    email = address()
    made = provision(clean, "/v1/users", email_address=[email], password=PASSWORD)
    assert made.status_code == 200, made.text
    with browser(clean) as http:
        attempt = http.post(SIGN_INS, data={"identifier": email, "strategy": "email_code"}).json()["response"]
        assert provision(clean, "/v1/age", object_id=attempt["id"], seconds=601).status_code == 200
        late = http.post(
            f"{SIGN_INS}/{attempt['id']}/attempt_first_factor", data={"strategy": "email_code", "code": CODE}
        )
        refused(late, 400, "verification_expired")
    assert provision(clean, "/v1/age", object_id="sia_none", seconds=1).status_code == 404
    assert httpx.post(clean["backend_url"] + "/v1/users").status_code == 401


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        pytest.param("application/json", b"{}", 415, "unsupported_content_type", id="json"),
        pytest.param(None, b"identifier=%ff", 422, "form_param_value_invalid", id="not utf-8"),
        pytest.param(None, b"identifier=%q", 400, "malformed_request_parameters", id="broken escape"),
        pytest.param(None, b"identifier=a&identifier=b", 422, "form_param_duplicate", id="twice"),
        pytest.param(None, b"emailAddress=a", 422, "form_param_unknown", id="unknown"),
        pytest.param(None, b"identifier=" + b"a" * 300_000, 413, "request_body_too_large", id="too large"),
    ],
)
def test_bodies_out_of_form_are_refused(
    clean: dict[str, Any], content_type: str | None, body: bytes, status: int, code: str
) -> None:
    with browser(clean) as http:
        kind = {"content-type": content_type or "application/x-www-form-urlencoded"}
        refused(http.post(SIGN_INS, content=body, headers=kind), status, code)


def test_a_seeded_fault_deviates_and_the_clean_server_does_not(clean: dict[str, Any]) -> None:
    email = address()
    with started("--fault", "sign-in.any-password") as faulty:
        for server, status in ((faulty, 200), (clean, 422)):
            assert provision(server, "/v1/users", email_address=[email], password=PASSWORD).status_code == 200
            with browser(server) as http:
                answer = http.post(SIGN_INS, data={"identifier": email, "password": "not-" + PASSWORD})
                assert answer.status_code == status, answer.text


def test_a_token_from_before_the_cookie_is_not_shown_again() -> None:
    """The official server SDK compares whole seconds."""
    server: Any = Reference(Settings(), "http://127.0.0.1:1")
    server.clients.signed_in_since = lambda _client: 11
    server.store.clients["client_1"] = object()
    session = SimpleNamespace(client_id="client_1")

    shown = [server.tokens.outdated(session, IssuedToken(jwt="", says=(), issued_at=at)) for at in (10_999, 11_000)]

    assert shown == [True, False]


def test_every_fault_can_be_seeded() -> None:
    from fapi_reference.faults import catalogue
    from fapi_reference.reference import Reference
    from fapi_reference.settings import Settings

    assert catalogue()
    server = Reference(Settings(), "http://127.0.0.1:1")  # one for all: each leaves it as it was
    for fault in catalogue().values():
        with fault.seeded(server):
            pass


def test_what_cannot_start_says_so_in_one_line(tmp_path: Path) -> None:
    settings = tmp_path / "bad.toml"
    settings.write_text("[password]\nmin_lenght = 9\n")
    for options, expected in (
        (("--settings", str(settings)), "unknown key password.min_lenght"),
        (("--settings", str(tmp_path / "none.toml")), "No such file"),
        (("--fault", "sign-in.any-passwort"), "near: sign-in.any-password"),
    ):
        ended = run(*options)
        assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
        assert expected in ended.stderr
