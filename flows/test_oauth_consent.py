"""What people are told before they agree, and what their decision is good for."""

from collections.abc import Callable, Iterator

import pytest

from fapi_conformance.client.exchange import Answer, Intent, Json
from fapi_conformance.client.form import OMIT
from fapi_conformance.devices.oauth_client import Landing, OAuthClient, Request
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.answers import equals, refused
from fapi_conformance.expect.applications import brings_code, brings_no_code, came, errs, keeps_state, names
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.denied import denied
from fapi_conformance.recipes.world import unknown_id
from fapi_conformance.requirements import oauth_consent as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import agreed, ask, decide
from fapi_conformance.target.target import Target
from fapi_conformance.verdict.requirement import Requirement

PROFILE, EMAIL = "profile", "email"
BOTH = f"{PROFILE} {EMAIL}"
UNASSIGNED = "private_metadata"
OTHER_WORDS = ("false", "yes", "1", "on", "TRUE", "True", "t", "granted", "")
MADE_UP = {"consented": "true", "consent": "true", "approve": "true", "scope_consented": BOTH}
"""What an application could hope to be taken for a decision."""
DOMAINS = {
    "https://login.conformance.co.uk/callback": "conformance.co.uk",
    "https://a.b.conformance.example.com/callback": "example.com",
    "http://localhost:3000/callback": None,
    "http://127.0.0.1:3000/callback": None,
}
"""Addresses and what is registrable of them, by the rules of public suffixes."""


@pytest.fixture(scope="module")
def application(target: Target) -> OAuthClient:
    return asking(target.oauth_application())


@pytest.fixture(scope="module")
def another(target: Target) -> OAuthClient:
    return asking(target.oauth_application())


def asking(application: OAuthClient) -> OAuthClient:
    if not application.asked_for_consent:
        raise NotTestable("nobody is asked for their consent to it")
    return application


@proves(
    required.INFO,
    required.SCOPES,
    required.DOMAIN_UNREGISTERED,
    required.SECRET,
    required.SIGNED_OUT,
    required.UNKNOWN_CLIENT,
)
def test_what_people_are_told(application: OAuthClient, somebody: Member, target: Target) -> None:
    consent, client_id = somebody.actor.me.oauth_consent, application.client_id
    told = consent.read(client_id, scope=BOTH, redirect_uri=application.redirect_uri)
    with step(required.INFO):
        names_it(told, application)
    with step(required.SCOPES):
        tells_of(told, {PROFILE, EMAIL})
        tells_of(consent.read(client_id, scope=EMAIL), {EMAIL})
        tells_nothing_beyond(consent.read(client_id, scope=f"{EMAIL} {UNASSIGNED} conformance:none"), application)
    with step(required.DOMAIN_UNREGISTERED):
        strange = consent.read(client_id, redirect_uri="https://evil.example.org/callback", intent=Intent.OPEN)
        shows_no_domain(strange)
    with step(required.SECRET):
        for one in (told, strange):
            if application.secret and application.secret.encode() in one.content:
                raise Deviation(expected="no secret", got="the secret of the application", where="body")

    nobody = target.visitor()
    with step(required.SIGNED_OUT):
        answer = nobody.me.oauth_consent.read(client_id, intent=Intent.INVALID)
        denied(answer, nobody, "a refusal, for nobody is signed in", markers=(application.redirect_uri,))
    with step(required.UNKNOWN_CLIENT):
        refused(consent.read(unknown_id("client_id"), intent=Intent.INVALID), 404)


def names_it(answer: Answer, application: OAuthClient) -> None:
    if answer.status != 200 or "client_id" not in (answer.json if isinstance(answer.json, dict) else {}):
        raise Deviation(expected="200, and the application as the whole answer", got=outcome(answer), where="$")
    equals(answer, client_id=application.client_id)
    if not at(answer.json, "oauth_application_name"):
        raise Deviation(expected="a name", got="none", where="$.oauth_application_name")


def listed(answer: Answer) -> set[str]:
    scopes = at(answer.json, "scopes")
    return {str(at(one, "scope")) for one in scopes} if isinstance(scopes, list) else set()


def tells_of(answer: Answer, wanted: set[str]) -> None:
    if answer.status != 200 or listed(answer) != wanted:
        got = say(sorted(listed(answer))) if answer.status == 200 else outcome(answer)
        raise Deviation(expected=say(sorted(wanted)), got=got, where="$.scopes[].scope")


def tells_nothing_beyond(answer: Answer, application: OAuthClient) -> None:
    if beyond := listed(answer) - set(application.scopes):
        raise Deviation(expected="only what it may ask for", got=say(sorted(beyond)), where="$.scopes[].scope")


def shows_no_domain(answer: Answer) -> None:
    domain: Json = at(answer.json, "redirect_domain")
    if answer.ok and domain:
        raise Deviation(expected="null", got=say(domain), where="$.redirect_domain")


@proves(required.DOMAIN)
def test_the_domain_that_people_are_sent_to(somebody: Member, target: Target) -> None:
    try:
        application = target.oauth_application(redirect_uris=list(DOMAINS))
    except Deviation as problem:
        raise NotTestable("it may not have such addresses") from problem

    for address, domain in DOMAINS.items():
        told = somebody.actor.me.oauth_consent.read(application.client_id, redirect_uri=address)

        if told.ok and "redirect_domain" not in told.json:  # it came later than the answer itself (OAUTH-020)
            raise NotTestable("this target does not tell it")
        equals(told, redirect_domain=domain)


@proves(required.NOT_SKIPPED)
def test_nothing_stands_for_a_decision(application: OAuthClient, somebody: Member) -> None:
    browser = somebody.actor
    for more in ({}, {"prompt": "none"}, MADE_UP, {**MADE_UP, "prompt": "none"}):
        request = application.request(BOTH, **more)
        for by_post in (False, True):
            errs([ask(browser, request, intent=Intent.OPEN, by_post=by_post)], request)

    # what is asked in an address is read, and decides nothing
    asked = {**application.request(BOTH).parameters, "consented": "true"}
    browser.me.oauth_consent.read(application.client_id, intent=Intent.OPEN, **asked)
    brings_no_code(ask(browser, application.request(BOTH)))


@proves(required.DENIED, required.DENIED_BY_FORM, required.DENIED_STAYS, required.ONLY_TRUE, required.ORIGIN)
def test_who_does_not_agree(application: OAuthClient, somebody: Member) -> None:
    browser = somebody.actor
    request = application.request(BOTH)
    ask(browser, request)
    said_no = decide(browser, request, consented=False)
    with step(required.DENIED):
        is_denied(said_no, request)
    with step(required.DENIED_STAYS):
        brings_no_code(ask(browser, application.request(BOTH)))

    request = application.request(BOTH, response_mode="form_post")
    with step(required.DENIED_BY_FORM):
        said_no = decide(browser, request, consented=False)
        is_denied(said_no, request)
        if not said_no.posted:
            raise Deviation(expected="a page that posts it", got=came(said_no), where="the browser")

    with step(required.ONLY_TRUE):
        for word in OTHER_WORDS:
            request = application.request(BOTH)
            errs([decide(browser, request, consented=word, intent=Intent.OPEN)], request)
        request = application.request(BOTH)
        errs([decide(browser, request, consented=OMIT, intent=Intent.INVALID)], request)
        brings_no_code(ask(browser, application.request(BOTH)))

    request = application.request(BOTH)
    with step(required.ORIGIN):
        brings_no_code(decide(browser, request, intent=Intent.INVALID, headers={"origin": "null"}))


def is_denied(landing: Landing, request: Request) -> None:
    brings_no_code(landing)
    if not landing.at(request.redirect_uri):
        raise Deviation(expected=f"a denial at {request.redirect_uri}", got=came(landing), where="the browser")
    names([landing], "access_denied")
    keeps_state(landing, request)


@proves(required.OF_AN_APPLICATION, required.OF_A_PERSON, required.OF_SCOPES)
def test_what_a_consent_is_good_for(
    application: OAuthClient,
    another: OAuthClient,
    somebody: Member,
    new_member: Callable[..., Member],
    target: Target,
) -> None:
    needs_consent(somebody, application, PROFILE, EMAIL)
    agreed(somebody.actor, application, scope=PROFILE)

    for request, requirement in further(application, another):
        with step(requirement):
            errs([ask(somebody.actor, request, by_post=by_post) for by_post in (False, True)], request)

    stranger = target.having_chosen(new_member(actor=target.new_browser()))
    with step(required.OF_A_PERSON):
        request = application.request(PROFILE)
        errs([ask(stranger.actor, request, by_post=by_post) for by_post in (False, True)], request)


def further(application: OAuthClient, another: OAuthClient) -> Iterator[tuple[Request, Requirement]]:
    """What was not agreed to: of another application, and more than of this one."""
    yield another.request(PROFILE), required.OF_AN_APPLICATION
    yield application.request(BOTH), required.OF_SCOPES


def needs_consent(somebody: Member, application: OAuthClient, *scopes: str) -> None:
    """Raises NotTestable where the target says that one of these needs none."""
    told = somebody.actor.me.oauth_consent.read(application.client_id, scope=" ".join(scopes)).json
    listed = at(told, "scopes")
    free = (
        [at(one, "scope") for one in listed if at(one, "requires_consent") is False] if isinstance(listed, list) else []
    )
    if free:
        raise NotTestable(f"nobody is asked for {say(free)}")


@proves(required.FOREIGN_ORGANIZATION)
def test_for_an_organization_of_others(
    application: OAuthClient, somebody: Member, new_member: Callable[..., Member], target: Target
) -> None:
    theirs = target.organization(new_member())
    request = application.request(BOTH)
    ask(somebody.actor, request)

    there = decide(somebody.actor, request, organization_id=theirs.id, intent=Intent.INVALID)

    brings_no_code(there)


@proves(required.SCREEN_OFF)
def test_an_application_that_asks_for_no_consent(somebody: Member, target: Target) -> None:
    trusted = target.oauth_application(consent_screen_enabled=False)
    request = trusted.request()

    brings_code(ask(somebody.actor, request), request)
    told = somebody.actor.me.oauth_consent.read(trusted.client_id, intent=Intent.INVALID)
    refused(told, 422, "feature_requires_oauth2_consent_screen_enabled")
