"""Where an application may have people sent to: to what was registered, to the letter, and to nothing else."""

from collections.abc import Iterator

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.form import OMIT
from fapi_conformance.devices.oauth_client import OAuthClient, Request, landing
from fapi_conformance.expect.answers import refused
from fapi_conformance.expect.applications import brings_no_code, is_not_sent_to, is_sent_nothing
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import oauth_authorize as required
from fapi_conformance.requirements import oauth_consent as consent
from fapi_conformance.target.member import Member
from fapi_conformance.target.oauth import KIND, agreed, ask, decide, new_redirect_uri, pursued
from fapi_conformance.target.target import Target

MISMATCH = "redirect_uri_mismatch"


@pytest.fixture(scope="module")
def application(target: Target) -> OAuthClient:
    return target.oauth_application()


@pytest.fixture(scope="module")
def another(target: Target) -> OAuthClient:
    """With two addresses."""
    return target.oauth_application(redirect_uris=[new_redirect_uri(), new_redirect_uri()])


def nearly(address: str) -> Iterator[str]:
    """What a careless comparison takes for that address: by its beginning, its end, its host, or another spelling."""
    scheme, _, rest = address.partition("://")
    host, _, path = rest.partition("/")
    yield f"{address}/more"
    yield f"{address}more"
    yield f"{address}/"
    yield f"{address}?more=1"
    yield f"{address}#more"
    yield f"{scheme}://{host}"
    yield f"{scheme}://{host}/{path.upper()}"
    yield f"{scheme}://{host}/{path}/../elsewhere"
    yield f"{scheme}://{host}/elsewhere/%2e%2e/{path}"
    yield f"{scheme}://{host}/{path}%2fmore"
    yield f"{scheme}://{host}:8443/{path}"
    yield f"http://{host}/{path}"
    yield f"{scheme}://more.{host}/{path}"
    yield f"{scheme}://{host}.elsewhere.test/{path}"
    yield f"{scheme}://{host}@elsewhere.test/{path}"
    yield f"{scheme}://elsewhere.test/{path}?{address}"
    yield f"{scheme}://elsewhere.test/{path}#{address}"
    yield f"//{host}/{path}"
    yield f"/{path}"
    yield "javascript:alert(1)"


@proves(required.REDIRECT_URI, required.REDIRECT_URI_CODE, consent.REDIRECT_URI)
def test_addresses_that_are_nearly_registered(application: OAuthClient, somebody: Member) -> None:
    agreed(somebody.actor, application)

    for wrong in nearly(application.redirect_uri):
        request = application.request(redirect_uri=wrong)
        with step(required.REDIRECT_URI):
            told = pursued(somebody.actor, request)
            is_sent_nothing(told, wrong)
            is_sent_nothing([ask(somebody.actor, request, intent=Intent.INVALID, by_post=True)], wrong)
        with step(required.REDIRECT_URI_CODE):
            refused(told[-1].answer, 400, MISMATCH)
        with step(consent.REDIRECT_URI):
            is_sent_nothing([decide(somebody.actor, request, intent=Intent.INVALID)], wrong)


@proves(required.REDIRECT_URI_TWICE, required.REDIRECT_URI_WHICH)
def test_two_addresses(application: OAuthClient, another: OAuthClient, somebody: Member) -> None:
    agreed(somebody.actor, application, another)
    elsewhere = new_redirect_uri()

    with step(required.REDIRECT_URI_TWICE):
        request = application.request()
        for both in ([elsewhere, application.redirect_uri], [application.redirect_uri, elsewhere]):
            query = [*({**request.parameters, "redirect_uri": OMIT}).items(), ("redirect_uri", both)]
            there = landing(somebody.actor.oauth.authorize_by(query, intent=Intent.INVALID))
            is_not_sent_to(there, elsewhere)
    with step(required.REDIRECT_URI_WHICH):
        brings_no_code(*pursued(somebody.actor, another.request(redirect_uri=OMIT)))


@proves(required.UNKNOWN_CLIENT, required.FOREIGN_CLIENT)
def test_of_another_application(application: OAuthClient, another: OAuthClient, somebody: Member) -> None:
    agreed(somebody.actor, application, another)

    with step(required.UNKNOWN_CLIENT):
        nobody = application.but(client_id=f"{application.client_id[:-4]}none")
        for by_post in (False, True):
            is_sent_nothing(pursued(somebody.actor, nobody.request(), by_post=by_post), nobody.redirect_uri)
    with step(required.FOREIGN_CLIENT):
        for by_post in (False, True):
            request = application.request(redirect_uri=another.redirect_uri)
            is_sent_nothing(pursued(somebody.actor, request, by_post=by_post), another.redirect_uri)


@proves(required.DELETED_CLIENT)
def test_an_application_that_was_deleted(somebody: Member, target: Target) -> None:
    application = target.oauth_application()
    agreed(somebody.actor, application)
    request: Request = application.request()
    target.means.dispose(KIND, str(application.id))

    told = [*pursued(somebody.actor, request), decide(somebody.actor, request, intent=Intent.INVALID)]

    is_sent_nothing(told, application.redirect_uri)
