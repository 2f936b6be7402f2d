"""Nothing secret is in anything that is printed or written. One run against a reference that tells secrets, with tests
that fail in every way; a plugin in it writes down what was secret on the wire, and each sink is searched for all of it.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Answer, Exchange, Request
from fapi_conformance.expect.look import say
from fapi_conformance.plugin.evidence import evidence_of
from fapi_reference.faults import chosen
from selftest.planted import FOLDER
from selftest.serving import reference

ROOT = Path(__file__).resolve().parent.parent
TELLING = (
    "history.password-in-refusal",
    "history.app-secret-in-user",
    "mfa.secret-on-the-user",
    "disclosure.key-in-environment",
    "disclosure.trace-in-refusal",
    "api-key.secret-kept",
    "external-account.tokens-told",
)
"""Faults whose answers hold secrets that nobody expects there."""
RUN = """
flows/test_authenticator_app.py
flows/test_backup_codes.py::test_each_works_once
flows/test_email_links.py::test_opened_in_the_browser_that_waits
flows/test_password_change.py
flows/test_password_proof.py
flows/test_oauth_story.py
flows/test_oauth_refresh.py::test_refreshing
flows/test_saml_sign_in.py::test_there_and_back
flows/test_passkeys.py::test_making_one
flows/test_passkeys.py::test_another_challenge
flows/test_wallet_sign_in.py::test_a_signature_signs_in
flows/test_handshake.py::test_somebody_is_signed_in
flows/test_handshake.py::test_by_nonce
flows/test_native_app.py::test_the_token_rotates_at_sign_in
flows/test_sign_in_tokens.py::test_a_ticket_signs_in
flows/test_api_keys.py
flows/test_social_sign_in.py::test_there_and_back
flows/test_mailed_codes.py::test_the_code_that_arrives
""".split()  # noqa: SIM905
LEAKING = '''
"""Tests that fail as ours never should: with whatever they know."""

import logging

import httpx
from hypothesis import given, settings, strategies

from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import user


@proves(user.READ)
def test_locals(member):
    password, cookies = member.password, member.actor.cookies
    logging.getLogger("leaking").warning("signed in by %s", password)
    print("printed", password)
    raise RuntimeError(f"the password {password} is not liked, nor {password[:14]}… and ...{password[8:]}")


@proves(user.READ)
def test_an_address(member):
    httpx.get(f"http://127.0.0.1:9/v1/me?x={member.password}", timeout=2)


@proves(user.READ)
def test_an_example(member):
    @settings(max_examples=2, database=None)
    @given(strategies.just(member.password))
    def falsified(anything):
        assert anything != member.password, f"met {anything}"

    falsified()


@proves(user.READ)
def test_a_comparison(member):
    assert {"given": member.password, "sent": member.actor.last.request.query} == {"given": "x" + member.password}
'''


@dataclass(frozen=True)
class Searched:
    """``kinds``: the values that were on the wire; ``sinks``: whatever was printed or written, as text."""

    kinds: Mapping[str, set[str]]
    sinks: Mapping[str, str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Searched:
    folder = tmp_path_factory.mktemp("leaking")
    (folder / "planted").mkdir()
    (folder / "test_leaking.py").write_text(LEAKING)
    with reference(*chosen([*TELLING])) as means:
        words = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "2",
            "-p",
            "selftest.planted",
            "-c",
            str(ROOT / "pyproject.toml"),
        ]
        words += ["-vv", "-l", "-rA", "--tb=long", "-o", "junit_logging=all", "--log-file", str(folder / "log.txt")]
        words += ["--base-url", means["base_url"], "--backend-url", means["backend_url"], "--log-file-level=DEBUG"]
        words += [f"--alluredir={folder / 'allure'}", f"--junitxml={folder / 'junit.xml'}", *RUN, str(folder)]
        words += [f"--{name}={folder / file}" for name, file in FILES.items()] + ["-o", f"cache_dir={folder / 'cache'}"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CLERK", "COV"))}
        kept |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", FOLDER: str(folder / "planted"), "NO_COLOR": "1"}
        kept |= {"CLERK_SECRET_KEY": means["secret_key"]}
        done = subprocess.run(words, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1, done.stdout[-3000:] + done.stderr[-3000:]
    kinds: dict[str, set[str]] = {"key of the Backend API": {means["secret_key"]}}
    for file in (folder / "planted").iterdir():
        for kind, value in map(json.loads, file.read_text().splitlines()):
            kinds.setdefault(kind, set()).add(value)
    return Searched(kinds, dict(_sinks(folder, done)))


FILES = {"results": "x.json", "har": "x.har", "html": "x.html", "markdown": "x.md", "write-baseline": "x.toml"}
SHOWS = {
    "x.json": "HISTORY.SECRETS",
    "x.har": "attempt_first_factor",
    "x.html": "HISTORY.SECRETS",
    "x.md": "HISTORY",
    "x.toml": "HISTORY.SECRETS",
    "junit.xml": "HISTORY",
    "log.txt": "signed in by",
    "allure": "HISTORY.SECRETS",
    "cache": "test_leaking.py",
    "printed": "the password *** is not liked, nor ***",
    "verdict html": "HISTORY.SECRETS",
    "verdict merge": "HISTORY.SECRETS",
    "verdict judge": "DISCLOSURE.MEMBERS",
    "verdict diff": "HISTORY.SECRETS",
}
"""What each sink has in it, so that one that is empty is no proof."""


def _sinks(folder: Path, done: "subprocess.CompletedProcess[str]") -> Iterator[tuple[str, str]]:
    for name in (*FILES.values(), "junit.xml", "log.txt"):
        yield name, (folder / name).read_text()
    for name in ("allure", "cache"):
        yield name, "\n".join(one.read_text() for one in sorted((folder / name).rglob("*")) if one.is_file())
    yield "printed", done.stdout + done.stderr
    results, before = folder / "x.json", folder / "before.json"
    without = json.loads(results.read_text())
    before.write_text(json.dumps(without | {"findings": []}))
    for name, words in (
        ("verdict html", ["html", str(results), "-o", str(folder / "again.html")]),
        ("verdict merge", ["merge", str(results), "-o", str(folder / "merged.json")]),
        ("verdict judge", ["judge", str(folder / "x.har"), "-o", str(folder / "judged.json")]),
        ("verdict diff", ["diff", str(before), str(results)]),
    ):
        asked = [sys.executable, "-m", "fapi_conformance.verdict", *words]
        told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        written = Path(words[-1]).read_text() if "-o" in words else ""
        yield name, told.stdout + told.stderr + written


def _real(value: str) -> bool:
    """Not what the suite itself makes up where it sends nonsense: words, zeros."""
    return (
        len(value) >= 6
        and len(set(value)) >= 5
        and (any(one.isdigit() for one in value) or value.lower() != value != value.upper())
    )


def _found(secret: str, text: str) -> int:
    """Where it stands, or -1. What is short is met by chance in what is long: six digits in any digest."""
    at = text.find(secret)
    while (
        len(secret) < 12
        and at >= 0
        and (text[at - 1 : at].isalnum() or text[at + len(secret) : at + len(secret) + 1].isalnum())
    ):
        at = text.find(secret, at + 1)
    return at


def _spelled(secret: str) -> Iterator[str]:
    """As it is, encoded, and two parts of a long one: half a secret is still a secret."""
    yield secret
    yield quote(secret, safe="")
    yield json.dumps(secret)[1:-1]
    if len(secret) >= 12:
        yield base64.b64encode(secret.encode()).decode().rstrip("=")[:-1]
    if len(secret) >= 32 and "{" not in secret:
        yield from (part for part in (secret[-16:], secret[len(secret) // 2 :][:16]) if _real(part))


def test_many_kinds_of_secrets_were_on_the_wire(run: Searched) -> None:
    seen = sorted(kind for kind, values in run.kinds.items() if any(map(_real, values)))

    assert len(seen) >= 30, seen


@pytest.mark.parametrize("sink", SHOWS)
def test_none_of_them_is_in(sink: str, run: Searched) -> None:
    text = run.sinks[sink]
    met = {
        kind: text[max(at - 60, 0) : at + 60]
        for kind, values in run.kinds.items()
        for value in filter(_real, values)
        for spelled in _spelled(value)
        if (at := _found(spelled, text)) >= 0
    }

    assert SHOWS[sink] in text
    assert met == {}, met


def test_what_a_reader_needs_is_left(run: Searched) -> None:
    for told in ('"status":"needs_first_factor"', '"code":"form_password_incorrect"', '"id":"user_', "/v1/me/totp"):
        assert told in run.sinks["x.har"].replace("\\", "")


# by itself


@pytest.fixture(autouse=True)
def masked() -> Iterator[None]:
    yield
    masking.reveal(False)


SECRET = "hV7q+Zt93kLmWx2/Yb5"


def exchanged(form: tuple[tuple[str, str], ...] = (), told: object = None, *headers: tuple[str, str]) -> Exchange:
    return Exchange(
        number=1,
        actor="reader",
        base_url="https://fapi.test",
        request=Request(method="POST", sent_method="POST", path="/v1/me", form=form),
        answer=Answer(200, (("content-type", "application/json"), *headers), json.dumps(told).encode()),
        failure=None,
        started=0.0,
        took=0.0,
    )


@pytest.mark.parametrize(
    "said",
    [
        SECRET,
        quote(SECRET, safe=""),
        json.dumps(json.dumps({"x": SECRET})),
        base64.b64encode(SECRET.encode()).decode(),
        f"{SECRET[:12]}…",
        f"...{SECRET[-14:]}",
    ],
)
def test_what_was_secret_once_is_known_wherever_it_turns_up(said: str) -> None:
    masking.learn(exchanged((("password", SECRET),)))

    shown = masking.text(f"Sorry, ({said}) is taken") + json.dumps(masking.body({"message": f"no {said}"}))

    assert not [part for part in ("hV7", "Zt93", "kLm", "aFY3", "bVd4") if part in shown]


def test_secrets_are_known_from_wherever_they_stood() -> None:
    told = {
        "codes": ["k3j4h5g6f7"],
        "nested": [{"totp_secret": "JBSWY3DPEHPK3PXP"}],
        "nonce": '{"challenge": "q8W7e6R5"}',
    }
    moved = ("location", "https://app.test/#state=u1I2o3P4a5&x=y")
    masking.learn(exchanged((), told, moved, ("set-cookie", "__client=z9X8c7V6b5; Path=/")))

    told_again = "k3j4h5g6f7 JBSWY3DPEHPK3PXP q8W7e6R5 u1I2o3P4a5 z9X8c7V6b5"

    assert masking.text(told_again) == " ".join([masking.MASK] * 5)


def test_what_stands_open_beside_it_is_no_secret() -> None:
    masking.learn(
        exchanged(
            (
                ("identifier", "ann93@example.com"),
                ("password", "ann93@example.com"),
                ("username", "Xy93zz"),
                ("new_password", "Xy93zz"),
            )
        )
    )

    assert masking.text("ann93@example.com is Xy93zz") == "ann93@example.com is Xy93zz"


@pytest.mark.parametrize(
    "written",
    [
        "{'password': 'pass word'}",
        '{"client_secret": "abc"}',
        '"{\\"ticket\\": \\"abc\\"}"',
        "(('password', 'abc'), ('x', 'y'))",
        "sign_in(password='abc')",
        "b'x=1&new_password=abc&y=2'",
        "https://x.test/cb?code=a1b2&state=abc",
        '<input name="SAMLResponse" value="abc">',
    ],
)
def test_secrets_are_seen_by_their_names_as_code_writes_them(written: str) -> None:
    shown = masking.text(written)

    assert masking.MASK in shown
    assert not [secret for secret in ("abc", "pass word", "a1b2") if secret in shown]


@pytest.mark.parametrize(
    "said",
    [
        "expected ['password', 'email_code']; got ['password']",
        '{"code": "form_password_incorrect", "meta": {"param_name": "password"}}',
        '{"id": "user_2abcDEF3ghiJKL4mnoPQR5stuVWX", "status": "complete", "password_enabled": true}',
        "the ids user_2abcDEF3ghiJKL4mno… and sess_…",
        "status=422 code=form_code_incorrect strategy=web3_metamask_signature",
    ],
)
def test_what_is_no_secret_stays(said: str) -> None:
    assert masking.text(said) == said


def test_what_is_cut_was_masked_before() -> None:
    masking.learn(exchanged((("password", SECRET),)))

    assert SECRET[:6] not in say("x" * 232 + " " + SECRET)
    assert SECRET[:6] not in (evidence_of(exchanged((), {"x": "y" * 3985 + " " + SECRET})).came)


def test_a_body_as_deep_as_it_may_be_is_looked_into() -> None:
    told: object = {"secret": "k3j4h5g6f7"}
    for _ in range(400):
        told = [told]

    masking.learn(exchanged((), told))

    assert masking.text("k3j4h5g6f7") == masking.MASK


def test_revealed_is_everything() -> None:
    masking.reveal()

    assert masking.text("password=abc eyJhbGciOi.x.y") == "password=abc eyJhbGciOi.x.y"
    assert masking.pairs([("password", "abc")]) == (("password", "abc"),)
    assert masking.headers([("cookie", "__client=abc")]) == (("cookie", "__client=abc"),)
    assert masking.body({"jwt": "abc", "codes": ["abc"]}) == {"jwt": "abc", "codes": ["abc"]}
