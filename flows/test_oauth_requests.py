"""Requests of an application that something is wrong with, in the browser of somebody who has agreed to it."""

from collections.abc import Callable, Iterator

import pytest

from fapi_conformance.client.form import OMIT, FormValue
from fapi_conformance.devices.oauth_client import Landing, OAuthClient, Request, challenge_of, new_verifier
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.applications import brings_no_code, brings_no_token, errs, names
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_authorize as required
from fapi_conformance.target.means import lacking
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import KIND, Granted, agreed, pursued, tokens
from fapi_conformance.target.target import Target

NO_CHALLENGE = {"code_challenge": OMIT, "code_challenge_method": OMIT}
RESPONSE_TYPES = ("token", "id_token", "code token", "code id_token", "none")
UNHEARD_OF = "conformance"
RESPONSE_MODES = ("fragment", "web_message")
CHALLENGES = ("tooshort00", "A" * 200, "=" * 43)
UNASSIGNED = "private_metadata"
UNKNOWN = "conformance:unknown"
BY = pytest.param(False, id="address"), pytest.param(True, id="form")
Asks = Callable[..., tuple[Landing, ...]]


@pytest.fixture(scope="module")
def application(target: Target) -> OAuthClient:
    return target.oauth_application()


@pytest.fixture
def consenting(application: OAuthClient, somebody: Member) -> Member:
    """Somebody who has agreed to it: then nothing but the request can be why there is no code."""
    agreed(somebody.actor, application)
    return somebody


@proves(
    required.STATE_NEEDED,
    required.STATE_SHORT,
    required.RESPONSE_TYPE,
    required.RESPONSE_MODE,
    required.PKCE_PLAIN,
    required.PKCE_HALF,
    required.PKCE_FORM,
    required.ERROR,
    required.ERROR_NAMED,
)
@pytest.mark.parametrize("by_post", BY)
def test_what_is_wrong(application: OAuthClient, consenting: Member, *, by_post: bool) -> None:
    def sent(request: Request) -> tuple[Landing, ...]:
        return pursued(consenting.actor, request, by_post=by_post)

    with step(required.STATE_NEEDED):
        brings_no_code(*sent(application.request(state=OMIT, **NO_CHALLENGE)))
    with step(required.STATE_SHORT):
        brings_no_code(*sent(application.request(state="1234567", **NO_CHALLENGE)))
    with step(required.RESPONSE_TYPE):
        for kind in RESPONSE_TYPES:
            brings_no_code(*sent(application.request(response_type=kind)))
    with step(required.RESPONSE_MODE):
        for mode in RESPONSE_MODES:
            brings_no_token(*sent(application.request(response_mode=mode)))

    with step(required.PKCE_PLAIN):
        plain = new_verifier()
        brings_no_code(*sent(application.request(code_challenge=plain, code_challenge_method="plain")))
    with step(required.PKCE_HALF):
        for half in halves():
            brings_no_code(*sent(application.request(**half)))
    with step(required.PKCE_FORM):
        for challenge in CHALLENGES:
            brings_no_code(*sent(application.request(code_challenge=challenge)))

    request = application.request(response_type=UNHEARD_OF)  # an error of `token` may be told behind the `#`
    told = sent(request)
    with step(required.ERROR):
        errs(told, request)
    with step(required.ERROR_NAMED):
        names(told, "unsupported_response_type", "invalid_request", "unauthorized_client")


def halves() -> Iterator[dict[str, FormValue]]:
    """Either half of a code challenge alone; with a state, so that this is all that is wrong."""
    yield {"code_challenge": challenge_of(new_verifier()), "code_challenge_method": OMIT}
    yield {"code_challenge": OMIT, "code_challenge_method": "S256"}


@proves(required.SCOPE, required.SCOPE_CODE)
@pytest.mark.parametrize("scope", [UNASSIGNED, UNKNOWN, f"email {UNASSIGNED}", f"email {UNKNOWN}"])
def test_a_scope_that_it_may_not_ask_for(
    application: OAuthClient, consenting: Member, target: Target, scope: str
) -> None:
    if UNASSIGNED in application.scopes:
        raise NotTestable(f"the application may ask for {UNASSIGNED}")
    request = application.request(scope)

    told = pursued(consenting.actor, request)

    with step(required.SCOPE):
        code = told[-1].code
        if code is None:
            errs(told, request)
        else:
            got = tokens(target, Granted(request=request, landing=told[-1], code=code)).scopes
            if beyond := got & {UNASSIGNED, UNKNOWN}:
                raise Deviation(expected="nothing of it", got=" ".join(sorted(beyond)), where="$.scope")
    with step(required.SCOPE_CODE):
        names(told, "invalid_scope")


@proves(required.PKCE_PUBLIC)
@pytest.mark.parametrize("by_post", BY)
def test_an_application_without_a_secret(somebody: Member, target: Target, *, by_post: bool) -> None:
    public = target.oauth_application(public=True)
    if public.id is None:  # who registers itself needs no challenge (OAUTH-033)
        raise lacking(KIND)
    agreed(somebody.actor, public)

    told = pursued(somebody.actor, public.request(**NO_CHALLENGE), by_post=by_post)

    brings_no_code(*told)
