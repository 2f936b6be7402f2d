"""Exchanges written as HAR and read again, and recorded traffic that is judged."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.client import har
from fapi_conformance.client.exchange import Answer, Exchange, Request
from fapi_conformance.errors import BadInput
from fapi_conformance.plugin.recording import Recording, join
from fapi_conformance.verdict import __main__ as command

HEALTHY = Answer(status=200, headers=(("content-type", "application/json"),), content=b'{"status":"healthy"}')
HEALTH = Exchange(
    number=1,
    actor="reader",
    base_url="https://fapi.test",
    request=Request(method="GET", sent_method="GET", path="/v1/health", headers=(("accept", "*/*"),)),
    answer=HEALTHY,
    failure=None,
    started=1_795_893_851.0,
    took=0.25,
)
SIGN_IN = replace(
    HEALTH,
    request=Request(
        method="PATCH",
        sent_method="POST",
        path="/v1/me",
        query=(("_method", "PATCH"), ("__clerk_db_jwt", "dvb_secret")),
        headers=(("cookie", "__client=secret"), ("content-type", har.FORM)),
        form=(("first_name", "Ann"), ("password", "secret-hunter2")),
        content=b"first_name=Ann&password=secret-hunter2",
    ),
    answer=Answer(
        status=200,
        headers=(("set-cookie", "__client=secret; Path=/"), ("content-type", "application/json")),
        content=json.dumps({"response": {"jwt": "eyJsecret.eyJsecret.x", "code": "424242"}}).encode(),
    ),
)
REFUSED = replace(HEALTH, answer=None, failure="connection refused")


def written(folder: Path, *exchanges: Exchange) -> bytes:
    recording = Recording(folder)
    for one in exchanges:
        recording.saw(one)
    recording.close()
    return "".join(join(folder, creator="1")).encode()


def test_what_was_written_is_read_as_it_was(tmp_path: Path) -> None:
    health, sign_in, refused = har.exchanges(written(tmp_path, HEALTH, SIGN_IN, REFUSED))

    assert (health.request, health.answer, health.took) == (HEALTH.request, HEALTHY, 0.25)
    assert (sign_in.request.method, sign_in.request.sent_method, sign_in.request.path) == ("PATCH", "POST", "/v1/me")
    assert sign_in.request.form == (("first_name", "Ann"), ("password", "***"))
    assert (refused.answer, refused.started) == (None, HEALTH.started)


def test_nothing_secret_is_in_it(tmp_path: Path) -> None:
    text = written(tmp_path, SIGN_IN)

    assert b"secret" not in text
    assert b"424242" in text, "the public code is none"


def test_what_a_killed_process_had_begun_to_write_is_left_out(tmp_path: Path) -> None:
    written(tmp_path, HEALTH)
    (tmp_path / "9.entries").write_text('{"startedDateTime": "2026')

    assert len(list(har.exchanges("".join(join(tmp_path, creator="1")).encode()))) == 1


def test_what_was_sent_is_on_the_disk_before_the_process_can_be_killed(tmp_path: Path) -> None:
    recording = Recording(tmp_path)
    recording.saw(HEALTH)

    assert len(list(har.exchanges("".join(join(tmp_path, creator="1")).encode()))) == 1
    recording.close()


def test_where_nothing_can_be_written_the_run_goes_on(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "nowhere")
    recording.saw(HEALTH)
    recording.saw(HEALTH)
    recording.close()

    assert recording.problem == "No such file or directory"


BROWSER = {
    "startedDateTime": "2026-11-28T10:00:00.000Z",
    "time": 12,
    "request": {
        "method": "POST",
        "url": "https://fapi.test/v1/client/sign_ins?__clerk_api_version=2025-04-10",
        "headers": [{"name": ":method", "value": "POST"}, {"name": "Content-Type", "value": har.FORM}],
        "postData": {"mimeType": har.FORM, "text": "identifier=ann%40example.com"},
    },
    "response": {
        "status": 422,
        "headers": [{"name": "Content-Type", "value": "application/json"}],
        "content": {"encoding": "base64", "text": "eyJlcnJvcnMiOltdfQ=="},
    },
}


def recorded(*entries: Any) -> str:
    return json.dumps({"log": {"entries": list(entries)}})


def test_what_browsers_write_is_read() -> None:
    broken: list[Any] = [{"request": {}}, 5, {**BROWSER, "startedDateTime": "soon"}]
    asked: Any = BROWSER["request"]
    broken += [{**BROWSER, "request": {**asked, "headers": [{"name": "host", "value": None}]}}]
    broken += [{**BROWSER, "request": {**asked, "postData": {"mimeType": har.FORM, "params": [{"name": []}]}}}]
    broken += [{**BROWSER, "response": {"status": float("inf")}}]

    (one,) = har.exchanges(("\ufeff" + recorded(*broken, BROWSER)).encode())

    assert one.request.form == (("identifier", "ann@example.com"),)
    assert one.request.headers == (("content-type", har.FORM),)
    assert one.answer
    assert one.answer.json == {"errors": []}


@pytest.mark.parametrize(("sent", "meant"), [("POST", "DELETE"), ("GET", "GET")])
def test_only_of_a_post_the_method_may_stand_in_the_query(sent: str, meant: str) -> None:
    (one,) = har.exchanges(recorded(spoken("https://fapi.test/v1/me?_method=DELETE", text({}), method=sent)).encode())

    assert (one.request.sent_method, one.request.method) == (sent, meant)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"log": {"entries": [', "cut off"),
        ('{"entries": []}', "no HAR"),
        ('{"log": {"entries": {}}}', "no HAR"),
        (recorded(), "none of its 0 exchanges"),
        (recorded({**BROWSER, "request": {**BROWSER["request"], "url": "https://x.test/other"}}), "none of its 1"),  # type: ignore[dict-item]
    ],
)
def test_what_is_no_recording_of_this_api_is_said_in_a_line(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.har"
    file.write_text(text)

    assert command.main(["judge", str(file)]) == 4
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def spoken(url: str, answer: dict[str, Any], *, method: str = "GET") -> dict[str, Any]:
    """As a browser keeps it that speaks HTTP/2."""
    pseudo = [{"name": ":authority", "value": "x"}, {"name": ":path", "value": "/"}]
    headers = [{"name": "content-type", "value": "application/json"}]
    asked = {
        "method": method,
        "url": url,
        "httpVersion": "http/2.0",
        "headers": pseudo,
        "queryString": [],
        "bodySize": 0,
    }
    told = {"status": 200, "httpVersion": "http/2.0", "headers": headers, "redirectURL": "", **answer}
    return {"startedDateTime": "2026-11-28T10:00:00.000Z", "time": 3.2, "request": asked, "response": told}


def text(body: object) -> dict[str, Any]:
    return {"content": {"mimeType": "application/json", "text": json.dumps(body)}}


OURS = "https://app.test/__clerk/v1/health?__clerk_api_version=2025-04-10"
KEPT = spoken(OURS, {"content": {"encoding": "base64", "text": "eyJzdGF0dXMiOiAiaGVhbHRoeSJ9", "size": 21}})
NOT_OURS = {
    "of the application's own server": spoken("https://app.test/v1/health", text({"up": True})),
    "of somebody else": spoken("https://other.test/v1/health", text({"up": True})),
    "asked before by the browser": spoken(OURS, text([]), method="OPTIONS"),
    "answered by its cache": spoken(OURS, {"status": 304, "content": {"size": 0}}),
    "of which the body was not kept": spoken(OURS, {"content": {"mimeType": "application/json", "size": 21}}),
    "of which a file has the body": spoken(OURS, {"content": {"_file": "8f2c.json", "size": 0}}),
    "with a body that is cut": spoken(OURS, {"content": {"encoding": "base64", "text": "eyJzd"}}),
    "that was broken off": spoken(OURS, {"status": -1, "headers": [], "content": {"size": 0}}),
}


@pytest.mark.parametrize("other", NOT_OURS.values(), ids=list(NOT_OURS))
def test_what_says_nothing_of_the_target_accuses_it_of_nothing(
    other: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.har"
    file.write_text(recorded(other, KEPT))

    assert command.main(["judge", str(file)]) == 0
    assert "1 of 150 operations reached" in capsys.readouterr().out


def test_an_instance_behind_a_proxy_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.har"
    file.write_text(recorded(spoken(OURS, text({"up": True}))))

    assert command.main(["judge", str(file)]) == 1
    assert "EXCHANGE.BODY" in capsys.readouterr().out


def test_recorded_traffic_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    well, ill = tmp_path / "well.har", tmp_path / "ill.har"
    well.write_bytes(written(tmp_path, HEALTH))
    broken = replace(HEALTH, answer=replace(HEALTHY, content=b'{"status": 5}'))
    (tmp_path / "ill").mkdir()
    ill.write_bytes(written(tmp_path / "ill", broken))

    assert command.main(["judge", str(well), "-o", str(tmp_path / "well.json")]) == 0
    assert command.main(["judge", str(ill)]) == 1
    assert "EXCHANGE.BODY" in capsys.readouterr().out

    with pytest.raises(BadInput):
        list(har.exchanges(b"{"))
