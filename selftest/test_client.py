"""Actors put on the wire what official clients do, keep what they are given, and show no secret."""

import gzip
import inspect
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import parse_qsl

import pytest

from fapi_conformance.client import form as forms
from fapi_conformance.client import masking
from fapi_conformance.client.actor import SILENCE, Actor
from fapi_conformance.client.area import Area
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.cookies import CookieJar
from fapi_conformance.client.curl import curl
from fapi_conformance.client.endpoint import Endpoint
from fapi_conformance.client.exchange import Answer, Exchange, Intent
from fapi_conformance.client.form import Parameters
from fapi_conformance.client.native import NativeApp
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.client.routes import ROUTES, expand
from fapi_conformance.client.upload import Upload, file
from fapi_conformance.errors import NotTestable, TransportFailure
from selftest.scripted import Reply, Scripted, Seen, scripted


def answers(body: object = None, *headers: tuple[str, str], status: int = 200) -> Callable[[Seen], Reply]:
    reply = Reply(status=status, body=json.dumps(body or {}), headers=(("content-type", "application/json"), *headers))
    return lambda _: reply


@contextmanager
def actor(
    kind: type[Actor], reply: Callable[[Seen], Reply], *, prefix: str = "", **settings: Any
) -> Iterator[tuple[Any, Scripted]]:
    with ExitStack() as stack:
        server = stack.enter_context(scripted(reply))
        endpoint = Endpoint(base_url=server.base_url + prefix, **settings)
        stack.callback(endpoint.wire.close)
        yield kind("someone", endpoint, Recorder()), server


# form


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        pytest.param({"a": "b c+&é"}, "a=b%20c%2B%26%C3%A9", id="text"),
        pytest.param({"a": True, "b": False}, "a=true&b=false", id="booleans"),
        pytest.param({"a": None, "b": ...}, "a=", id="null-and-absent"),
        pytest.param({"a": {"k": [1, {"z": "é"}]}}, 'a={"k":[1,{"z":"é"}]}', id="nested-object"),
        pytest.param({"a": ["x", None, "", 2]}, "a=x&a=&a=&a=2", id="list"),
        pytest.param({"a": []}, "", id="empty-list"),
        pytest.param([("a", "1"), ("a", "2")], "a=1&a=2", id="pairs"),
    ],
)
def test_form_encoding(given: Any, sent: str) -> None:
    encoded = forms.encode(forms.pairs(given))

    assert parse_qsl(encoded, keep_blank_values=True) == parse_qsl(sent, keep_blank_values=True)


def test_a_lone_surrogate_can_be_sent() -> None:
    assert forms.encode(forms.pairs({"a": "\ud800"})) == "a=%ED%A0%80"


def test_path_parameters_stay_one_segment() -> None:
    assert expand("/v1/client/sessions/{session_id}/touch", {"session_id": "../me?x"}) == (
        "/v1/client/sessions/..%2Fme%3Fx/touch"
    )
    assert expand("/v1/client/sessions/{session_id}", {"session_id": ".."}).endswith("/%2E%2E")


# browser


def test_a_browser_sends_what_the_official_client_sends() -> None:
    with actor(Browser, answers(), origin="https://app.example") as (browser, server):
        browser.sign_ups.create(email_address="a+b@example.com", unsafe_metadata={"a": 1}, password=None)

    assert server.last.method == "POST"
    assert server.last.path == "/v1/client/sign_ups"
    assert server.last.query == {"__clerk_api_version": "2025-04-10", "_clerk_js_version": "5.98.0"}
    assert server.last.form == [("email_address", "a+b@example.com"), ("unsafe_metadata", '{"a":1}'), ("password", "")]
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"
    assert server.last.headers["origin"] == "https://app.example"
    assert server.last.headers["accept-encoding"] == "identity"
    assert server.last.headers["user-agent"].startswith("fapi-conformance/")


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
def test_a_browser_overrides_methods(method: str) -> None:
    with actor(Browser, answers()) as (browser, server):
        browser.call(method, "/v1/client")
        browser.call(method, "/v1/client", sent_method=method)

    first, second = server.seen
    assert (first.method, first.query["_method"]) == ("POST", method)
    assert second.method == method
    assert "_method" not in second.query


def test_a_production_browser_keeps_cookies() -> None:
    cookies = [("set-cookie", "__client=c1; Path=/; Secure; HttpOnly"), ("set-cookie", "__client_uat=0; Path=/")]
    with actor(Browser, answers({}, *cookies)) as (browser, server):
        browser.clients.read()
        browser.clients.read()

    assert "cookie" not in server.seen[0].headers
    assert server.seen[1].headers["cookie"] == "__client=c1; __client_uat=0"
    assert not any(one.path == "/v1/dev_browser" for one in server.seen)


def test_cookies_are_replaced_expired_and_refused() -> None:
    jar = CookieJar("api.example.com")
    jar.take([("set-cookie", "a=1; Domain=example.com"), ("set-cookie", "b=2; Domain=evil.com"), ("set-cookie", "c=3")])
    jar.take([("set-cookie", "a=4; Domain=.example.com"), ("set-cookie", "c=; Max-Age=0"), ("set-cookie", "garbage")])
    jar.take([("set-cookie", "p=5; Path=/v1/client"), ("set-cookie", "e=6; Expires=Thu, 01 Jan 1970 00:00:00 GMT")])

    assert jar.header("/v1/me") == "a=4"
    assert jar.header("/v1/client/sessions") == "a=4; p=5"
    assert "4" not in repr(jar)


def test_what_a_cookie_told_is_known_although_a_browser_would_not_keep_it() -> None:
    jar = CookieJar("127.0.0.1")
    jar.take([("set-cookie", "__client_uat=1; Domain=example.com"), ("set-cookie", "__client=c; httponly; Path=/")])
    jar.take([("set-cookie", "__client_uat=0; Domain=example.com")])

    uat, client = jar.told("__client_uat"), jar.told("__client")
    assert uat
    assert client
    assert (uat.value, uat.http_only, client.http_only) == ("0", False, True)
    assert jar.header("/") == "__client=c"
    assert jar.told("__session") is None


def dev_browser(seen: Seen) -> Reply:
    if seen.path == "/v1/dev_browser":
        return Reply(body='{"id": "dvb_one", "token": "dvb_one"}')
    rotated = (("clerk-db-jwt", "dvb_two"),) if seen.path == "/v1/me" else ()
    return Reply(headers=(("set-cookie", "__client=no"), *rotated))


def test_a_development_browser_gets_its_token_at_first_use() -> None:
    with actor(Browser, dev_browser, development=True) as (browser, server):
        browser.environment.read()
        browser.clients.read()
        browser.me.read()
        browser.clients.read()

    assert [one.path for one in server.seen] == [
        "/v1/environment",
        "/v1/dev_browser",
        "/v1/client",
        "/v1/me",
        "/v1/client",
    ]
    assert [one.query.get("__clerk_db_jwt") for one in server.seen] == [None, None, "dvb_one", "dvb_one", "dvb_two"]
    assert not any("cookie" in one.headers for one in server.seen)


def test_a_call_may_replace_or_take_away_what_the_actor_adds() -> None:
    with actor(Browser, dev_browser, development=True, origin="https://app.example") as (browser, server):
        token = browser.dev_browser_token
        query = [("__clerk_db_jwt", None), ("__dev_session", token), ("__clerk_api_version", "1999-01-01")]
        browser.call("GET", "/v1/client", query=query, headers={"Origin": None, "X-One": "1"})
        browser.call("GET", "/v1/client", headers={"clerk-api-version": "2025-04-10"})

    _, first, second = server.seen
    assert first.query["__dev_session"] == "dvb_one"
    assert "__clerk_db_jwt" not in first.query
    assert first.query["__clerk_api_version"] == "1999-01-01"
    assert "origin" not in first.headers
    assert first.headers["x-one"] == "1"
    assert "__clerk_api_version" not in second.query


def test_a_target_that_gives_no_dev_browser_is_not_testable_by_browser() -> None:
    untestable = pytest.raises(NotTestable, match="no dev browser could be had")
    with actor(Browser, answers(status=500), development=True) as (browser, _), untestable:
        browser.clients.read()


@pytest.mark.parametrize("given", [True, False])
def test_a_browser_finds_out_what_nobody_told_it(given: bool) -> None:
    reply = dev_browser if given else answers(status=400)
    with actor(Browser, reply, development=None) as (browser, server):
        browser.clients.read()
        browser.clients.read()

    assert [one.path for one in server.seen] == ["/v1/dev_browser", "/v1/client", "/v1/client"]
    assert server.last.query.get("__clerk_db_jwt") == ("dvb_one" if given else None)
    assert browser.endpoint.development is given


def test_the_session_is_named_outside_the_client_only() -> None:
    client = {
        "sessions": [{"id": "sess_1", "status": "ended"}, {"id": "sess_2", "status": "active"}],
        "last_active_session_id": "sess_1",
    }
    with actor(Browser, answers({"response": {}, "client": client})) as (browser, server):
        browser.sign_ins.create(identifier="a@example.com")
        browser.me.read()
        browser.sign_ins.create(identifier="a@example.com")

    assert browser.session_id == "sess_2"
    assert [one.query.get("_clerk_session_id") for one in server.seen] == [None, "sess_2", None]


def test_the_client_is_followed_through_answers_and_errors() -> None:
    def reply(seen: Seen) -> Reply:
        match seen.path, seen.method:
            case "/v1/client", "GET":
                return Reply(body='{"response": {"id": "client_1"}, "client": null}')
            case "/v1/client", _:
                return Reply(body='{"response": null, "client": null}')
            case "/v1/client/sign_ins", _:
                return Reply(status=422, body='{"errors": [], "meta": {"client": {"id": "client_2"}}}')
            case _:
                return Reply(body="[]")

    with actor(Browser, reply) as (browser, _):
        assert browser.seen_client is None
        browser.clients.read()
        assert browser.seen_client == {"id": "client_1"}
        browser.sign_ins.create()
        browser.health.read()
        assert browser.seen_client == {"id": "client_2"}
        browser.clients.delete()
        assert browser.seen_client is None


# native


def test_a_native_app_rotates_its_token_on_every_answer() -> None:
    tokens = iter(["t1", "Bearer t2", "", "bearer", "t3"])

    def reply(_: Seen) -> Reply:
        return Reply(status=401, headers=(("authorization", next(tokens)),))

    with actor(NativeApp, reply, origin="https://app.example") as (app, server):
        for _ in range(5):
            app.call("DELETE", "/v1/me")

    assert [one.headers.get("authorization") for one in server.seen] == [None, "t1", *["Bearer t2"] * 3]
    assert app.token == "t3"
    assert server.last.method == "DELETE"
    assert server.last.query == {"_is_native": "1"}
    assert server.last.headers["clerk-api-version"] == "2025-04-10"
    assert not {"origin", "cookie"} & server.last.headers.keys()


def test_requests_of_one_native_app_never_overlap() -> None:
    under_way = 0
    most = 0

    def reply(_: Seen) -> Reply:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        threading.Event().wait(0.02)
        under_way -= 1
        return Reply()

    with actor(NativeApp, reply) as (app, _):
        threads = [threading.Thread(target=app.clients.read) for _ in range(5)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    assert most == 1


# recording


def test_every_exchange_is_recorded_as_it_was() -> None:
    heard: list[Exchange] = []
    with actor(Browser, answers({"response": {"id": "x"}, "client": None}), prefix="/proxy/") as (browser, server):
        stop = browser.recorder.listen(heard.append)
        browser.me.update(first_name="Ann", intent=Intent.INVALID)
        stop()
        browser.me.read()

    (exchange,) = heard
    assert server.seen[0].path == "/proxy/v1/me"
    assert exchange.request.path == "/v1/me"
    assert exchange.base_url == server.base_url + "/proxy"
    assert (exchange.request.method, exchange.request.sent_method) == ("PATCH", "POST")
    assert exchange.request.form == (("first_name", "Ann"),)
    assert exchange.request.content == b"first_name=Ann"
    assert dict(exchange.request.headers)["content-length"] == "14"
    assert exchange.intent is Intent.INVALID
    assert exchange.number == 1
    assert exchange.answer is not None
    assert exchange.answer.resource == {"id": "x"}
    assert 0 < exchange.took < 5
    assert browser.recorder.count == 2


def test_a_failure_is_recorded_with_its_cause() -> None:
    heard: list[Exchange] = []
    endpoint = Endpoint(base_url="http://127.0.0.1:9")
    browser = Browser("nobody", endpoint, recorder := Recorder())
    recorder.listen(heard.append)

    with pytest.raises(TransportFailure, match="connection refused") as caught:
        browser.clients.read()

    assert heard[0].answer is None
    assert heard[0].failure == caught.value.cause
    assert caught.value.exchange is heard[0]


def test_the_purpose_stands_in_the_user_agent() -> None:
    with actor(Browser, answers()) as (browser, server):
        browser.endpoint.purpose = "SIGN-IN.PASSWORD"
        browser.clients.read()

    assert server.last.headers["user-agent"].endswith("(+requirement SIGN-IN.PASSWORD)")


def test_an_answer_that_is_compressed_unasked_is_read() -> None:
    packed = gzip.compress(b'{"a": 1}').decode("latin-1")

    class Latin(str):
        __slots__ = ()

        def encode(self, *_: object) -> bytes:
            return str.encode(self, "latin-1")

    with actor(Browser, lambda _: Reply(body=Latin(packed), headers=(("content-encoding", "gzip"),))) as (browser, _):
        assert browser.clients.read().json == {"a": 1}


# patience


def test_a_rate_limit_is_waited_for_and_never_an_answer() -> None:
    replies = iter([Reply(status=429, headers=(("retry-after", "0"),)), Reply(body='{"ok": true}')])
    with actor(NativeApp, lambda _: next(replies)) as (app, server):
        answer = app.clients.read()

    assert answer.json == {"ok": True}
    assert len(server.seen) == app.recorder.count == 2


def test_a_rate_limit_that_stays_is_the_runs_problem() -> None:
    limited = pytest.raises(TransportFailure, match="rate limited")
    with actor(NativeApp, answers(status=429)) as (app, server), limited as caught:
        app.clients.read()

    assert len(server.seen) == 3
    assert caught.value.exchange is app.last


@pytest.mark.parametrize(("method", "tries"), [("GET", 2), ("POST", 1)])
def test_a_gateways_refusal_is_the_networks(method: str, tries: int) -> None:
    with actor(NativeApp, answers(status=502)) as (app, server):
        if method == "GET":
            with pytest.raises(TransportFailure, match="gateway answered 502"):
                app.call(method, "/v1/client")
        else:
            assert app.call(method, "/v1/client").status == 502

    assert len(server.seen) == tries


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/client", {"errors": [{"code": "maintenance"}]}), ("/v1/health", {"status": "unhealthy"})]
)
def test_a_503_of_the_api_itself_is_an_answer(path: str, body: object) -> None:
    with actor(NativeApp, answers(body, status=503)) as (app, server):
        assert app.call("GET", path).status == 503

    assert len(server.seen) == 1


# secrets

SECRETS = (
    "dvb_s3cret",
    "eyJhbGciOi.eyJzdWIiOiJ1.c2lnbmF0dXJl",
    "s3cret-pw!",
    "135790",
    "sk_test_s3cret",
    "1700000000-c_abcdefghijklmnopqrstuvwxyz1",
)


def test_nothing_secret_is_left_after_masking() -> None:
    dev, jwt, password, code, key, testing = SECRETS
    shown = [
        masking.pairs(
            [("__clerk_db_jwt", dev), ("password", password), ("code", code), ("__clerk_testing_token", testing)]
        ),
        masking.headers([("authorization", jwt), ("cookie", f"__client={jwt}; __session={jwt}; __client_uat=1")]),
        masking.headers(
            [("set-cookie", f"__client={jwt}; Path=/"), ("location", f"https://x/?a=1&__clerk_db_jwt={dev}")]
        ),
        masking.body({"id": dev, "jwt": jwt, "codes": [code], "response": [{"code": code, "token": "x"}], "k": key}),
        masking.text(f"Authorization: {jwt} password={password} {key} {testing}"),
    ]

    assert not [secret for secret in SECRETS if secret in repr(shown)]
    assert "__client_uat=1" in repr(shown)


def test_masking_leaves_what_a_reader_needs() -> None:
    error = {
        "errors": [{"code": "form_password_incorrect", "meta": {"param_name": "password"}}],
        "password_enabled": True,
    }

    assert masking.body(error) == error
    assert masking.pairs([("code", "424242"), ("strategy", "password")]) == (
        ("code", "424242"),
        ("strategy", "password"),
    )


def test_an_exchange_as_one_curl_line() -> None:
    with actor(Browser, dev_browser, development=True, origin="https://app.example") as (browser, server):
        browser.me.update(first_name="O'Neil", password="s3cret-pw!")
        line = curl(browser.last)

    assert line.startswith(f"curl -sS -i -X POST '{server.base_url}/v1/me?")
    assert "_method=PATCH" in line
    assert "__clerk_db_jwt=***" in line
    assert "first_name=O%27Neil&password=***" in line
    assert "-H 'origin: https://app.example'" in line
    assert "\n" not in line


def test_actors_show_no_secret() -> None:
    with actor(NativeApp, answers({}, ("authorization", "eyJhbGciOi.s3cret"))) as (app, _):
        app.clients.create()

        assert "s3cret" not in repr(app) + repr(app.endpoint)


OTHERS: Mapping[object, Any] = {Upload: file(b"x"), Parameters: {}, Mapping[str, str]: {}}
"""What an operation is given where it asks for something other than an id."""


def call_everything(area: object) -> None:
    """Every operation of an area and of those within it, with an x for each id."""
    for name, found in inspect.getmembers(area):
        if name.startswith("_"):
            continue
        if isinstance(found, Area):
            call_everything(found)
        elif isinstance(area, Area) and inspect.ismethod(found):
            asked = inspect.signature(found).parameters.values()
            wanted = [one for one in asked if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
            named = [one.name for one in asked if one.kind is one.KEYWORD_ONLY and one.default is one.empty]
            found(*[OTHERS.get(one.annotation, "x") for one in wanted], **dict.fromkeys(named, "x"))


def test_every_area_calls_a_known_operation() -> None:
    with actor(NativeApp, answers()) as (app, server):
        call_everything(app)
        call_everything(app.organization("x"))

    expected = {(one.method, re.sub(r"{\w+}", "x", one.path)) for one in ROUTES.values()}
    assert {(one.method, one.path.rstrip("/")) for one in server.seen} == expected


def test_an_answer_with_no_json_says_so() -> None:
    assert not Answer(200, (), b"<html>").is_json
    assert Answer(200, (), b"null").is_json


def test_a_target_that_fell_silent_is_not_asked_for_ever() -> None:
    with scripted(lambda _: Reply(body="{}")) as server:
        endpoint = Endpoint(base_url=server.base_url)
        endpoint.unanswered = SILENCE + 1
        actor = NativeApp("app", endpoint, Recorder())

        with pytest.raises(TransportFailure, match="not sent"):
            actor.clients.read()

        assert server.seen == []
        endpoint.wire.close()


def test_the_ticket_in_a_link_is_masked_wherever_the_link_stands() -> None:
    link = "https://app.test/join?__clerk_ticket=orgticketofsomebody&__clerk_status=sign_up"

    told = masking.body({"url": link, "status": "pending"})

    assert told == {
        "url": f"https://app.test/join?__clerk_ticket={masking.MASK}&__clerk_status=sign_up",
        "status": "pending",
    }
    assert "orgticketofsomebody" not in masking.text(f"see {link}")
