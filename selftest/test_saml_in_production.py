"""A company has browsers post to a production instance: without its cookies, and from an origin of its own."""

from uuid import uuid4

import httpx

from selftest.company import Asked, Company
from selftest.serving import reference

SETTINGS = """\
[instance]
environment = "production"
domain = "localhost"

[cookies]
secure = false
"""
APP = "http://localhost/back"


def test_the_browser_shows_that_it_is_the_one_before_anybody_is_signed_in() -> None:
    company = Company(f"{uuid4().hex[:12]}.example.com")
    with reference(settings=SETTINGS) as means, httpx.Client() as browser, httpx.Client() as another:
        connection = company.connected(means)
        begun = browser.post(
            f"{means['base_url']}/v1/client/sign_ins",
            data={"strategy": "saml", "identifier": f"ada@{company.domain}", "redirect_url": APP},
            headers={"origin": "http://localhost"},
        ).json()["response"]
        asked = Asked.by(begun["first_factor_verification"]["external_verification_redirect_url"])
        form = {"SAMLResponse": company.signed(company.response(asked, "ada")), "RelayState": asked.relay_state}
        posted = httpx.post(connection["acs_url"], data=form, headers={"origin": "https://idp.company.example"})
        assert posted.status_code == 303, posted.text
        back = posted.headers["location"]
        assert another.get(back).status_code == 400
        landed = browser.get(back)
        assert (landed.status_code, landed.headers["location"]) == (303, APP)
        client = browser.get(f"{means['base_url']}/v1/client").json()["response"]
        assert client["sign_in"]["first_factor_verification"]["status"] == "transferable"
        assert browser.get(back).status_code == 400
