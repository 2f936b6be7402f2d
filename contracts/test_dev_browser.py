"""Development instances: the dev-browser token is the client."""

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import equals, member, present, refused, succeeded
from fapi_conformance.expect.injections import BREAKS, nothing_let_in
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import development
from fapi_conformance.target.target import Target


def browser_with(target: Target, token: str) -> Browser:
    """A browser without a past, but for this dev-browser token."""
    browser = target.new_browser()
    browser.dev_browser_token = token
    return browser


@proves(development.TOKEN, development.TOKEN_TWIN)
def test_a_new_dev_browser(target: Target) -> None:
    answer = target.new_browser().dev_browser.create()

    with step(development.TOKEN):
        succeeded(answer)
        token = present(answer, "id")
        succeeded(browser_with(target, token).clients.read())
        succeeded(browser_with(target, token).sign_ins.create())
    with step(development.TOKEN_TWIN):
        equals(answer, token=present(answer, "id"))


@proves(development.SAME_CLIENT)
def test_the_token_is_the_client(target: Target) -> None:
    token = present(target.new_browser().dev_browser.create(), "id")
    sign_in = present(browser_with(target, token).sign_ins.create(), "id")

    client = browser_with(target, token).clients.read()

    equals(client, sign_in__id=sign_in)


@proves(development.BOTH_NAMES)
@pytest.mark.parametrize("parameter", ["__clerk_db_jwt", "__dev_session"])
def test_both_names_of_the_token(target: Target, parameter: str) -> None:
    token = present(target.new_browser().dev_browser.create(), "id")
    sign_in = present(browser_with(target, token).sign_ins.create(), "id")

    client = target.new_browser().act("getClient", query={parameter: token})

    equals(client, sign_in__id=sign_in)


@proves(development.UNAUTHENTICATED)
@pytest.mark.parametrize("token", [None, "dvb_of_nobody"], ids=["missing", "unknown"])
@pytest.mark.parametrize("operation", ["createSignIn", "createSignUps"])
def test_without_a_known_dev_browser(target: Target, token: str | None, operation: str) -> None:
    answer = target.new_browser().act(operation, query=[("__clerk_db_jwt", token)], intent=Intent.INVALID)

    refused(answer, 401, "dev_browser_unauthenticated")


@proves(development.ENVIRONMENT_TOUCH)
def test_touching_the_environment(target: Target) -> None:
    browser = target.new_browser()
    read = browser.environment.read()

    touched = browser.environment.touch()

    succeeded(touched)
    for name in ("auth_config", "display_config", "user_settings"):
        assert set(member(touched, name)) == set(member(read, name)), f"{name} has other members in PATCH than in GET"


@proves(development.ONLY_THERE)
def test_production_has_no_dev_browser(target: Target) -> None:
    answer = target.new_browser().dev_browser.create(intent=Intent.INVALID)

    refused(answer, range(400, 500))


@proves(development.PAGE_MARKUP)
def test_markup_in_the_page_of_old(target: Target) -> None:
    for breaks in BREAKS:
        nothing_let_in(target.new_browser().passing.dev_browser_page(origin=f"http://{breaks}", intent=Intent.OPEN))
