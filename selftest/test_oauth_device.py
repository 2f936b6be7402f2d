"""The application that lets people in by a target: what it asks, and how it reads where a browser is sent."""

import base64

import pytest

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Answer, Exchange, Request
from fapi_conformance.client.form import OMIT
from fapi_conformance.client.oauth import Credentials
from fapi_conformance.contract.disclosure import Disclosure
from fapi_conformance.devices.oauth_client import OAuthClient, challenge_of, landing
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.applications import brings_code, brings_no_code, errs, is_sent_nothing, names
from fapi_conformance.target.provider_metadata import offered

HOME = "https://app.example.com/callback"
CLIENT = OAuthClient(client_id="abc", secret="s", redirect_uris=(HOME,), scopes=("profile",))
PAGE = (
    '<form method="POST" action="{}"><input type=hidden name="code" value="c-1"><input name="state" value="{}"></form>'
)


def redirect(location: str, status: int = 303) -> Answer:
    return Answer(status, (("location", location),), b"")


def page(html: str) -> Answer:
    return Answer(200, (("content-type", "text/html"),), html.encode())


def test_a_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_each_request_has_a_state_and_a_verifier_of_its_own() -> None:
    one, other = CLIENT.request("profile"), CLIENT.request("profile")

    assert one.state != other.state
    assert one.verifier != other.verifier
    assert one.parameters["code_challenge"] == challenge_of(one.verifier)
    assert one.but(state=OMIT).state is None


def test_credentials_are_encoded_before_they_are_joined() -> None:
    shown = Credentials("a:b", "c d%").header().removeprefix("Basic ")

    assert base64.b64decode(shown) == b"a%3Ab:c+d%25"


def test_a_code_by_address_and_by_form() -> None:
    request = CLIENT.request(state="state-with-<markup>&more")
    encoded, escaped = "state-with-%3Cmarkup%3E%26more", "state-with-&lt;markup&gt;&amp;more"

    assert brings_code(landing(redirect(f"{HOME}?code=c-1&state={encoded}")), request) == "c-1"
    assert brings_code(landing(page(PAGE.format(HOME, escaped))), request) == "c-1"


@pytest.mark.parametrize(
    "answer",
    [
        redirect(f"{HOME}?code=c-1&state=another-state"),
        redirect(f"{HOME}?code=c-1&state=right-state&state=right-state"),
        redirect(f"{HOME}?code=c-1"),
        redirect(f"{HOME}?state=right-state"),
        redirect(f"{HOME}?code=c-1&state=right-state&error=access_denied"),
        redirect(f"{HOME}/more?code=c-1&state=right-state"),
        redirect("/sign-in"),
        page("<h1>Agree?</h1>"),
        Answer(400, (), b"{}"),
    ],
)
def test_what_is_no_code_for_it(answer: Answer) -> None:
    with pytest.raises(Deviation):
        brings_code(landing(answer), CLIENT.request(state="right-state"))


def test_a_consent_page_is_no_answer_to_the_application() -> None:
    there = landing(page('<form method="post" action="/v1/me/oauth/consent/abc"><input name="state" value="x"></form>'))

    assert there.posted
    assert not there.at(HOME)
    brings_no_code(there)


@pytest.mark.parametrize("where", [f"{HOME}#access_token=x", f"{HOME}?id_token=x", f"{HOME}#code=x", f"{HOME}?code=x"])
def test_what_is_in_an_address(where: str) -> None:
    with pytest.raises(Deviation):
        brings_no_code(landing(redirect(where)))


@pytest.mark.parametrize(
    ("wrong", "location"),
    [
        (f"{HOME}/more", f"{HOME}/more?error=invalid_request"),
        (f"{HOME}?more=1", f"{HOME}?more=1&error=invalid_request"),
        (f"{HOME}#more", f"{HOME}?error=invalid_request#more"),
        ("https://app.example.com/callback/../elsewhere", "https://app.example.com/elsewhere?error=x"),
        ("https://elsewhere.test/callback", "https://ELSEWHERE.test/callback?error=x"),
        (f"{HOME}/", f"{HOME}?code=x"),
    ],
)
def test_who_is_sent_to_a_wrong_address(wrong: str, location: str) -> None:
    with pytest.raises(Deviation):
        is_sent_nothing([landing(redirect(location))], wrong)


@pytest.mark.parametrize("location", [f"{HOME}?error=invalid_request", "https://accounts.example.com/error"])
@pytest.mark.parametrize("wrong", [f"{HOME}/", f"{HOME}?more=1", f"{HOME}#more", "javascript:alert(1)"])
def test_who_is_not(wrong: str, location: str) -> None:
    is_sent_nothing([landing(redirect(location)), landing(Answer(400, (), b""))], wrong)


def test_errors_go_to_the_registered_address_with_the_state() -> None:
    request = CLIENT.request(state="right-state")
    told = landing(redirect(f"{HOME}?error=invalid_scope&state=right-state"))

    errs([told, landing(Answer(400, (), b""))], request)
    names([told], "invalid_scope")
    with pytest.raises(Deviation):
        errs([landing(redirect(f"{HOME}?error=invalid_scope"))], request)
    with pytest.raises(Deviation):
        names([landing(Answer(400, (), b""))], "invalid_scope")


@pytest.mark.parametrize(
    ("document", "provider", "registration"),
    [
        (None, None, None),
        ({}, False, False),
        ({"authorization_endpoint": "https://x/oauth/authorize"}, True, False),
        ({"authorization_endpoint": "https://x/a", "registration_endpoint": "https://x/r"}, True, True),
    ],
)
def test_what_a_provider_offers(document: object, provider: bool | None, registration: bool | None) -> None:
    told = offered(document)

    assert told["oauth-provider"] is provider
    assert told["dynamic-registration"] is registration
    assert told["no-dynamic-registration"] is (None if registration is None else not registration)


def test_nothing_that_opens_anything_is_shown() -> None:
    shown = masking.text(f"{HOME}?code=c-12345&state=s-12345 " + PAGE.format(HOME, "s-12345")) + masking.text("oat_abc")

    for secret in ("c-1", "s-12345", "oat_abc"):
        assert secret not in shown
    assert ("code_verifier", "***") in masking.pairs([("code_verifier", "v-1")])


@pytest.mark.parametrize(("path", "broken"), [("/oauth/register", 0), ("/v1/me/oauth/consent/abc", 1)])
def test_a_secret_is_told_to_who_registers_alone(path: str, broken: int) -> None:
    exchange = Exchange(
        number=1,
        actor="application",
        base_url="http://x",
        request=Request(method="POST", sent_method="POST", path=path),
        answer=Answer(201, (), b'{"client_id": "abc", "client_secret": "of-the-application"}'),
        failure=None,
        started=0.0,
        took=0.0,
    )

    found = dict(Disclosure().look(exchange))

    assert len(found["DISCLOSURE.MEMBERS"]) == broken
