"""A browser visits a further domain of the application, and is there who it is on the first one."""

import random
from collections.abc import Callable

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.programs import told
from fapi_conformance.devices.forging import altered, unsigned
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import landing, nobody, not_signed_in, refused, somebody
from fapi_conformance.expect.look import outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import satellite as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.programs import Satellite
from fapi_conformance.target.target import Target

TOKEN, LINK = "__clerk_token", "/v1/client/link"
NOT_HERE = "request_invalid_for_environment"
"""Which of the environments have several domains whose clients are linked is told nowhere (AUTH-100)."""
ELSEWHERE = "elsewhere.invalid"


@pytest.fixture
def signed_in(new_member: Callable[..., Member], target: Target) -> Member:
    """A person on a browser of the primary domain."""
    return target.having_chosen(new_member(actor=target.new_browser()))


@pytest.fixture
def satellite(target: Target) -> Satellite:
    return target.satellite


@pytest.fixture
def there(target: Target) -> Browser:
    """The same browser on the satellite: what it has of the other domain it does not bring along."""
    return target.new_browser("the browser on the satellite")


def synced(signed_in: Member, satellite: Satellite) -> Answer:
    answer = signed_in.actor.satellites.sync(link_domain=satellite.name, redirect_url=satellite.page)
    if NOT_HERE in answer.codes:
        raise NotTestable("instances of this environment need no such operation")
    return answer


def token_in(answer: Answer, target: Target) -> str:
    """What the satellite is given. NotTestable where its Frontend API is at an address that this run does not have."""
    where = answer.header("location") or ""
    token = told(where, TOKEN)
    if answer.status != 307 or not token:
        raise NotTestable(f"no token was given for the satellite: {outcome(answer)}")
    if not where.startswith(f"{target.base_url}{LINK}"):
        raise NotTestable("the satellite's Frontend API is at another address than this one")
    return token


@proves(required.SYNC_LEADS, required.LINKED, required.BACK, required.SYNCED)
def test_a_visit_to_a_satellite(signed_in: Member, satellite: Satellite, there: Browser, target: Target) -> None:
    answer = synced(signed_in, satellite)
    where = answer.header("location") or ""

    with step(required.SYNC_LEADS):
        if answer.status != 307:
            raise Deviation(expected="307", got=outcome(answer), where="status")
        place = where.partition("?")[0]
        if not place.endswith(LINK) or not told(where, TOKEN):
            raise Deviation(expected=f"{LINK} with {TOKEN}", got=say(place), where="Location")
        if satellite.frontend_api and not where.startswith(satellite.frontend_api):
            raise Deviation(expected=say(satellite.frontend_api), got=say(place), where="Location")

    arrived = there.satellites.link(token_in(answer, target))
    with step(required.BACK):
        if arrived.status != 307:
            raise Deviation(expected="307", got=outcome(arrived), where="status")
        if (landing(arrived) or "").partition("?")[0] != satellite.page:
            raise Deviation(expected=say(satellite.page), got=say(landing(arrived)), where="Location")
    with step(required.SYNCED):
        found = told(landing(arrived) or "", "__clerk_synced")
        if found != "true":
            raise Deviation(expected="true", got=say(found), where="Location: __clerk_synced")
    with step(required.LINKED):
        somebody(there.clients.read(), signed_in.user_id)


@pytest.fixture
def token(signed_in: Member, satellite: Satellite, target: Target) -> str:
    return token_in(synced(signed_in, satellite), target)


@proves(required.ONCE)
def test_a_token_works_once(token: str, there: Browser, target: Target) -> None:
    there.satellites.link(token)
    another = target.new_browser("another browser on the satellite")

    answer = another.satellites.link(token, intent=Intent.INVALID)

    not_signed_in(another.clients.read())
    refused(answer, 403, "sync_nonce_already_consumed")


@proves(required.FORGED)
@pytest.mark.parametrize("how", ["changed", "unsigned", "made up"])
def test_a_forged_token(signed_in: Member, token: str, there: Browser, chance: random.Random, how: str) -> None:
    forged = {"changed": altered(token, chance), "unsigned": unsigned(token), "made up": "nothing"}[how]
    if forged is None:
        raise NotTestable("the tokens of this target are no JSON web tokens")

    there.satellites.link(forged, intent=Intent.INVALID)

    nobody(there.clients.read(), signed_in.user_id)


@proves(required.UNKNOWN_DOMAIN)
def test_a_domain_of_others(signed_in: Member, satellite: Satellite) -> None:  # noqa: ARG001  # there is another one
    for name in (ELSEWHERE, f"https://{ELSEWHERE}", f"@{ELSEWHERE}"):
        answer = signed_in.actor.satellites.sync(
            link_domain=name, redirect_url=f"https://{ELSEWHERE}/", intent=Intent.INVALID
        )

        if told(landing(answer) or "", TOKEN):
            raise Deviation(expected="no token", got="a token", where="Location")


@proves(required.FOREIGN_PAGE)
def test_back_to_a_page_of_others(signed_in: Member, satellite: Satellite) -> None:
    pages = (
        f"https://{ELSEWHERE}/",
        f"https://{satellite.name}.{ELSEWHERE}/",
        f"https://{satellite.name}@{ELSEWHERE}/",
    )
    for page in pages:
        answer = signed_in.actor.satellites.sync(link_domain=satellite.name, redirect_url=page, intent=Intent.INVALID)

        refused(answer, (400, 403, 422))
