"""An application sends somebody to the instance, who agrees; the browser comes back with a code."""

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.form import OMIT
from fapi_conformance.devices.oauth_client import Landing, OAuthClient, Request
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.applications import brings_code, brings_no_code, came, errs, keeps_state, names
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_authorize as required
from fapi_conformance.requirements import oauth_consent as consent
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import SCOPES, agreed, ask, decide, pursued
from fapi_conformance.target.target import Target

ODD_STATES = (
    "a <b>&\"'#%+;=?/ b%41",
    "--><script>alert(1)</script>",
    "é-ü-√-aaaa",
    "line\r\nX-Conformance: 1\r\n\r\nmore",
)
"""Printable, markup, of other alphabets, and of several lines."""
PROFILE = SCOPES[0]
ISSUER_ANNOUNCED = "authorization_response_iss_parameter_supported"


@pytest.fixture(scope="module")
def application(target: Target) -> OAuthClient:
    """One for the tests of this module; each of them has somebody new."""
    return target.oauth_application()


def answered(somebody: Member, request: Request, *, by_post: bool = False) -> Landing:
    """The last that comes of a request which is agreed to."""
    return pursued(somebody.actor, request, by_post=by_post)[-1]


@proves(
    required.CODE,
    required.REDIRECT_STATUS,
    required.POSTED,
    required.FORM_POST,
    required.STATE,
    required.STATE_OR_PKCE,
    required.REDIRECT_URI_ONLY,
)
def test_somebody_agrees(application: OAuthClient, somebody: Member, target: Target) -> None:
    request = application.request()
    there = answered(somebody, request)
    with step(required.CODE):
        brings_code(there, request)
    with step(required.REDIRECT_STATUS):
        answers_well(there, target)

    request = application.request()
    with step(required.POSTED):
        posted = answered(somebody, request, by_post=True)
        brings_code(posted, request)

    request = application.request(response_mode="form_post")
    with step(required.FORM_POST):
        posted = answered(somebody, request)
        brings_code(posted, request)
        if not posted.posted:
            raise Deviation(expected="a page that posts them", got=came(posted), where="the browser")

    with step(required.STATE):
        for state in ODD_STATES:
            for mode in ("query", "form_post"):
                request = application.request(state=state, response_mode=mode)
                there = answered(somebody, request)
                if there.at(request.redirect_uri):  # what is no text of one line may be refused
                    keeps_state(there, request)
                if there.answer.header("x-conformance") is not None:
                    raise Deviation(expected="no header of the state's", got="one", where="X-Conformance")

    request = application.request(state=OMIT)
    with step(required.STATE_OR_PKCE):
        brings_code(answered(somebody, request), request)

    request = application.request(redirect_uri=OMIT)
    with step(required.REDIRECT_URI_ONLY):
        brings_code(answered(somebody, request), request)


def answers_well(landing: Landing, target: Target) -> None:
    if landing.answer.status not in (302, 303):
        raise Deviation(expected="302 or 303", got=str(landing.answer.status), where="status")
    metadata = target.provider_metadata
    if isinstance(metadata, dict) and metadata.get(ISSUER_ANNOUNCED) is True and not landing.told("iss"):
        raise Deviation(expected="the issuer", got="none", where="the address: iss")


@proves(required.SIGNED_OUT, required.TO_SIGN_IN, consent.OF_A_SESSION, required.PROMPT_NONE)
def test_nobody_is_signed_in(application: OAuthClient, target: Target) -> None:
    browser = target.new_browser()
    request = application.request()

    there = ask(browser, request)
    with step(required.SIGNED_OUT):
        errs([there, ask(browser, request, by_post=True)], request)
    with step(required.TO_SIGN_IN):
        if there.url is None or there.at(request.redirect_uri):
            raise Deviation(expected="a page to sign in at", got=came(there), where="the browser")

    with step(consent.OF_A_SESSION):
        errs([decide(browser, request, intent=Intent.INVALID)], request)

    quiet = request.but(prompt="none")
    with step(required.PROMPT_NONE):
        names([ask(browser, quiet)], "login_required", "interaction_required")


@proves(required.PROMPT_NONE, required.PROMPT_NONE_ALONE, required.PROMPT_LOGIN, required.PROMPT_CONSENT)
def test_prompts(application: OAuthClient, somebody: Member) -> None:
    browser = somebody.actor
    quiet = application.request(prompt="none")
    with step(required.PROMPT_NONE):
        if not application.asked_for_consent:
            raise NotTestable("nobody is asked for their consent to it")
        names([ask(browser, quiet)], "consent_required", "interaction_required")
    with step(required.PROMPT_NONE_ALONE):
        names([ask(browser, quiet.but(prompt="none login"), intent=Intent.OPEN)], "invalid_request")

    agreed(browser, application)
    with step(required.PROMPT_LOGIN):
        brings_no_code(ask(browser, application.request(prompt="login")))
    with step(required.PROMPT_CONSENT):
        brings_no_code(ask(browser, application.request(prompt="consent")))


@proves(consent.REMEMBERED)
def test_who_has_agreed_is_not_asked_again(application: OAuthClient, somebody: Member) -> None:
    agreed(somebody.actor, application, scope=PROFILE)

    again = application.request(PROFILE, prompt="none")

    brings_code(ask(somebody.actor, again), again)
