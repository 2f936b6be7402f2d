"""A production browser: what its cookies tell scripts and the application's server."""

import re

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import signed_in, succeeded
from fapi_conformance.expect.cookies import for_the_api, hidden, of_own_site, since, telling, twin
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import cookie
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

UAT = "__client_uat"


@pytest.fixture
def browser(target: Target) -> Browser:
    """One without a past."""
    return target.new_browser()


@proves(cookie.HIDDEN, cookie.OWN_SITE, cookie.SCOPE, cookie.SIGNED_IN, cookie.SUFFIXED, cookie.SIGNED_OUT)
def test_signing_in_and_out(browser: Browser, member: Member, target: Target) -> None:
    """Each time the client is read afterwards: a server may tell it then."""
    session = target.sign_in(member, browser)
    signed_in(browser.clients.read(), session)
    with step(cookie.HIDDEN):
        hidden(browser.cookies, "__client")
    with step(cookie.OWN_SITE):
        partitioned = target.environment.at("partitioned_cookies") is True
        of_own_site(browser.cookies, "__client", partitioned=partitioned, https=target.base_url.startswith("https:"))
    with step(cookie.SCOPE):
        wire = target.endpoint.wire  # on this machine it may stand for a host of another name
        host = None if target.endpoint.loopback else wire.url.host
        for_the_api(browser.cookies, "__client", host=host, prefix=wire.prefix)
    with step(cookie.SIGNED_IN):
        since(browser.cookies, UAT)
    with step(cookie.SUFFIXED):
        twin(browser.cookies, UAT, re.compile(rf"{UAT}_[\w-]{{8}}"))

    succeeded(browser.sessions.sign_out_everywhere())
    succeeded(browser.clients.read())
    with step(cookie.SIGNED_OUT):
        telling(browser.cookies, UAT, "0")


@proves(cookie.WITHDRAWN)
def test_deleting_the_client(browser: Browser, member: Member, target: Target) -> None:
    session = target.sign_in(member, browser)
    signed_in(browser.clients.read(), session)
    before = browser.cookies.get("__client")

    deleted = browser.clients.delete()

    if not deleted.ok:
        raise NotTestable("the client is not deleted, which is judged elsewhere")
    assert browser.cookies.get("__client") != before, "the browser keeps the cookie that identified it"
