"""The application lets a program act for somebody: it opens one address, and is signed in where its task is."""

import random

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices.forging import altered, unsigned
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import landing, nobody, not_signed_in, refused, somebody, succeeded
from fapi_conformance.expect.handshakes import PAYLOAD, went
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import agent_task as required
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.programs import Task
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read

SHORT = 300
SLACK = 120
"""Seconds that the clocks of a run and of a target may be apart."""
ON_THE_WAY = ("complete", "needs_first_factor", "needs_second_factor", "needs_client_trust")
ELSEWHERE = "elsewhere.invalid"


@pytest.fixture
def task(member: Member, target: Target) -> Task:
    return target.agent_task(member.user_id)


@proves(required.LEADS, required.SIGNED_IN, required.PAYLOAD)
def test_a_task_is_begun(browser: Browser, member: Member, task: Task, target: Target) -> None:
    answer = browser.agents.begin(task.ticket)
    made = went(answer)

    with step(required.LEADS):
        if answer.status != 307:
            raise Deviation(expected="307", got=outcome(answer), where="status")
        if (landing(answer) or "").partition("?")[0] != task.page:
            raise Deviation(expected=say(task.page), got=say(landing(answer)), where="Location")
    with step(required.SIGNED_IN):
        somebody(browser.clients.read(), member.user_id)
    with step(required.PAYLOAD):
        development = target.capabilities[Capability.DEVELOPMENT]
        place, found = ("query", made.in_query(PAYLOAD)) if development else ("cookie", made.in_cookie(PAYLOAD))
        if found is None:
            raise Deviation(expected=PAYLOAD, got="nothing", where=place)
        token = made.sets("__session")
        whose = read(token).claims.get("sub") if token else None
        if whose != member.user_id:
            raise Deviation(expected=say(member.user_id), got=say(whose), where="cookie __session, claim sub")


@proves(required.DURATION)
def test_how_long_its_session_lasts(browser: Browser, member: Member, target: Target) -> None:
    task = target.agent_task(member.user_id, session_max_duration_in_seconds=SHORT)
    browser.agents.begin(task.ticket)
    client = somebody(browser.clients.read(), member.user_id).resource

    begun, ends = (at(client, f"sessions.0.{name}") for name in ("created_at", "expire_at"))
    if not isinstance(begun, int) or not isinstance(ends, int):
        raise NotTestable("the session does not tell its times")
    if ends - begun > (SHORT + SLACK) * 1_000:
        raise Deviation(expected=f"{SHORT * 1_000} ms at most", got=f"{ends - begun} ms", where="sessions[].expire_at")


@proves(required.ONCE)
def test_a_task_is_begun_once(browser: Browser, member: Member, task: Task, target: Target) -> None:
    browser.agents.begin(task.ticket)
    another = target.new_browser("another program")

    answer = another.agents.begin(task.ticket, intent=Intent.INVALID)

    nobody(another.clients.read(), member.user_id)
    refused(answer, 400, ("agent_task_already_used", "agent_task_cannot_be_used"))


@proves(required.REVOKED)
def test_a_task_that_was_taken_back(browser: Browser, task: Task, target: Target) -> None:
    target.means.dispose("agent_task", task.id)

    answer = browser.agents.begin(task.ticket, intent=Intent.INVALID)

    not_signed_in(browser.clients.read())
    refused(answer, 400, ("agent_task_revoked", "agent_task_cannot_be_used"))


@proves(required.FORGED)
@pytest.mark.parametrize("how", ["changed", "unsigned", "made up"])
def test_a_forged_ticket(browser: Browser, member: Member, task: Task, chance: random.Random, how: str) -> None:
    forged = {"changed": altered(task.ticket, chance), "unsigned": unsigned(task.ticket), "made up": "nothing"}[how]
    if forged is None:
        raise NotTestable("tickets of this target are no JSON web tokens")

    browser.agents.begin(forged, intent=Intent.INVALID)

    nobody(browser.clients.read(), member.user_id)


@proves(required.GONE)
def test_a_task_for_nobody(browser: Browser, target: Target) -> None:
    gone = target.provided_member()
    task = target.agent_task(gone.user_id)
    target.means.dispose("user", gone.user_id)

    refused(browser.agents.begin(task.ticket, intent=Intent.INVALID), 404)


@proves(required.SIGN_IN)
def test_its_ticket_in_a_sign_in(browser: Browser, task: Task) -> None:
    answer = succeeded(browser.sign_ins.create(strategy="ticket", ticket=task.ticket))

    if (status := at(answer.resource, "status")) not in ON_THE_WAY:
        raise Deviation(expected=" or ".join(ON_THE_WAY), got=say(status), where="$.response.status")


@proves(required.SIGN_UP)
def test_its_ticket_in_a_sign_up(browser: Browser, task: Task) -> None:
    answer = browser.sign_ups.create(strategy="ticket", ticket=task.ticket, intent=Intent.INVALID)

    refused(answer, range(400, 500))
    not_signed_in(browser.clients.read())


@proves(required.FOREIGN_PAGE)
def test_a_task_on_a_page_of_others(browser: Browser, member: Member, target: Target) -> None:
    task = target.agent_task(member.user_id, redirect_url=f"https://{ELSEWHERE}/")

    made = went(browser.agents.begin(task.ticket, intent=Intent.INVALID))

    if ELSEWHERE in made.place.netloc and (made.in_query(PAYLOAD) or made.in_cookie(PAYLOAD)):
        raise Deviation(expected="no session", got=f"one for {ELSEWHERE}", where="Location")
