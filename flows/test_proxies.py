"""An application has put a proxy of its own before the Frontend API, and asks whether it is set up well."""

from collections.abc import Mapping

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.programs import FORWARDED
from fapi_conformance.requirements import proxy as required
from fapi_conformance.target.programs import Satellite
from fapi_conformance.target.target import Target

SECRET, PROXY = "clerk-secret-key", "clerk-proxy-url"
Headers = Mapping[str, str | None]


@pytest.fixture
def domain(target: Target) -> Satellite:
    return target.proxied


@pytest.fixture
def says(domain: Satellite, target: Target) -> Headers:
    """What the proxy says of itself."""
    key = str(target.means.provide("secret_key")["secret_key"])
    return {PROXY: domain.proxy_url, SECRET: key, "x-forwarded-for": FORWARDED}


def not_healthy(answer: Answer) -> None:
    """It is refused, or told to be unhealthy: which of them is open (AUTH-025)."""
    if at(answer.json, "status") == "healthy":
        raise Deviation(expected="anything but healthy", got=outcome(answer), where="$.status")


@proves(required.HEALTHY)
def test_a_proxy_that_is_set_up_well(reader: Actor, domain: Satellite, says: Headers) -> None:
    answer = reader.proxies.health(domain_id=domain.id, headers=says)

    if answer.status != 200 or at(answer.json, "status") != "healthy":
        raise Deviation(expected="200 and healthy", got=outcome(answer), where="$.status")
    told = at(answer.json, "x_forwarded_for")
    if not isinstance(told, str) or FORWARDED not in told:
        raise Deviation(expected=say(FORWARDED), got=say(told), where="$.x_forwarded_for")


@proves(required.SECRET)
@pytest.mark.parametrize("key", [None, "sk_test_of_nobody"], ids=["none", "wrong"])
def test_a_proxy_without_the_key(reader: Actor, domain: Satellite, says: Headers, key: str | None) -> None:
    not_healthy(reader.proxies.health(domain_id=domain.id, headers={**says, SECRET: key}, intent=Intent.INVALID))


@proves(required.OTHER)
def test_another_proxy(reader: Actor, domain: Satellite, says: Headers) -> None:
    other = {**says, PROXY: "https://elsewhere.invalid/__clerk"}

    not_healthy(reader.proxies.health(domain_id=domain.id, headers=other, intent=Intent.OPEN))


@proves(required.UNKNOWN_DOMAIN)
def test_a_domain_of_nobody(reader: Actor, says: Headers) -> None:
    not_healthy(reader.proxies.health(domain_id="dmn_of_nobody", headers=says, intent=Intent.INVALID))
