"""A member signs in by a link in a mail: opened here, elsewhere, too late, twice, changed."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices import Inbox
from fapi_conformance.devices.forging import altered
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import (
    complete,
    equals,
    factor,
    is_complete,
    keeps_query,
    landing,
    led_nowhere,
    not_signed_in,
    outlived,
    present,
    proven,
    refused,
    session_ids,
    signed_in,
    succeeded,
    tells,
)
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import email_link
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

LINK, PROOF = "email_link", "first_factor_verification"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose browser waits for a link to be opened."""

    browser: Actor
    sign_in_id: str
    address_id: str
    inbox: Inbox
    landing: str

    def prepare(self) -> str:
        """The link that a new preparation sends."""
        prepared = self.browser.sign_ins.prepare_first_factor(
            self.sign_in_id, strategy=LINK, email_address_id=self.address_id, redirect_url=self.landing
        )
        accepted(self.browser, prepared, "the sign-in with its link prepared")
        return self.inbox.link()

    def still_waits(self) -> None:
        """Nothing is proven, and nobody is signed in."""
        attempt = self.browser.sign_ins.read(self.sign_in_id)
        if is_complete(attempt) or at(attempt.resource, "first_factor_verification.status") == "verified":
            raise Deviation(expected="a first factor that is due", got=say(attempt.resource), where="$.response")
        not_signed_in(self.browser.clients.read())


@pytest.fixture
def waiting(browser: Browser, member: Member, target: Target) -> Waiting:
    attempt = browser.sign_ins.create(identifier=member.email)
    address_id = str(factor(attempt, LINK).get("email_address_id", ""))
    return Waiting(browser, str(present(attempt, "id")), address_id, target.inbox(member.email), target.landing)


@proves(email_link.FACTOR_ID, email_link.PREPARED, email_link.UNCOUNTED)
def test_a_link_is_prepared(browser: Browser, member: Member, target: Target) -> None:
    attempt = browser.sign_ins.create(identifier=member.email)
    offered = factor(attempt, LINK)
    with step(email_link.FACTOR_ID):
        assert offered.get("email_address_id"), f"the email_link factor has no email_address_id: {offered}"

    prepared = browser.sign_ins.prepare_first_factor(
        present(attempt, "id"),
        strategy=LINK,
        email_address_id=offered.get("email_address_id", ""),
        redirect_url=target.landing,
    )
    with step(email_link.PREPARED):
        accepted(browser, prepared, "the sign-in with its link prepared")
        equals(
            prepared,
            status="needs_first_factor",
            first_factor_verification__strategy=LINK,
            first_factor_verification__status="unverified",
        )
        present(prepared, "first_factor_verification.expire_at")
    with step(email_link.UNCOUNTED):
        equals(prepared, first_factor_verification__attempts=None)


@proves(
    email_link.SIGNS_IN,
    email_link.LANDING,
    email_link.LANDING_SESSION,
    email_link.LANDING_QUERY,
    email_link.OPENED_AT,
    email_link.REUSED,
)
def test_opened_in_the_browser_that_waits(waiting: Waiting) -> None:
    """It reads its sign-in until that is done, as official clients do."""
    browser, link = waiting.browser, waiting.prepare()
    waiting.still_waits()

    opened = browser.mailed.verify(link)

    attempt = browser.sign_ins.read(waiting.sign_in_id)
    with step(email_link.SIGNS_IN):
        proven(attempt, LINK)
        if is_complete(attempt):
            signed_in(browser.clients.read(), complete(attempt))
    with step(email_link.LANDING):
        tells(opened, waiting.landing, status="verified")
    with step(email_link.LANDING_SESSION):
        if not is_complete(attempt):
            raise NotTestable("the sign-in needs one step more, so that no session came of the link")
        tells(opened, waiting.landing, created_session=complete(attempt))
    with step(email_link.LANDING_QUERY):
        keeps_query(opened, waiting.landing)
    with step(email_link.OPENED_AT):
        equals(attempt, first_factor_verification__verified_at_client=present(browser.clients.read(), "id"))

    before = session_ids(browser.clients.read().resource)
    browser.mailed.verify(link)
    with step(email_link.REUSED):
        after = session_ids(succeeded(browser.clients.read()).resource)
        assert after == before, f"a second opening made another session: {before} became {after}"


@proves(email_link.ELSEWHERE_REFUSED, email_link.ELSEWHERE_TOLD)
def test_another_browser_opens_it_where_it_must_be_the_same(
    waiting: Waiting, new_browser: Callable[[str], Browser]
) -> None:
    other = new_browser("another browser")
    other.clients.create()

    opened = other.mailed.verify(waiting.prepare())

    with step(email_link.ELSEWHERE_REFUSED):
        waiting.still_waits()
        not_signed_in(other.clients.read())
    with step(email_link.ELSEWHERE_TOLD):
        led_nowhere(opened, "client_mismatch")


@proves(email_link.ELSEWHERE_FINISHED)
def test_another_browser_opens_it_where_any_may(waiting: Waiting, new_browser: Callable[[str], Browser]) -> None:
    """The one that waits goes on: the session is there, and is of use."""
    new_browser("another browser").mailed.verify(waiting.prepare())

    attempt = waiting.browser.sign_ins.read(waiting.sign_in_id)
    proven(attempt, LINK)
    if is_complete(attempt):
        signed_in(waiting.browser.clients.read(), complete(attempt))
        succeeded(waiting.browser.me.read())


@proves(email_link.OPENER)
def test_who_opens_it_is_not_signed_in(waiting: Waiting, new_browser: Callable[[str], Browser]) -> None:
    other = new_browser("another browser")
    other.clients.create()

    other.mailed.verify(waiting.prepare())

    not_signed_in(other.clients.read())
    refused(other.me.read(), 401)


@proves(email_link.EXPIRED)
def test_a_link_expires(waiting: Waiting, target: Target) -> None:
    link = waiting.prepare()
    target.means.age(waiting.sign_in_id, outlived(waiting.browser.sign_ins.read(waiting.sign_in_id), PROOF))

    led_nowhere(waiting.browser.mailed.verify(link), "expired", "failed")
    waiting.still_waits()


@proves(email_link.EXPIRED_SEEN)
def test_who_waits_sees_that_a_link_has_expired(waiting: Waiting, target: Target) -> None:
    prepared = waiting.browser.sign_ins.prepare_first_factor(
        waiting.sign_in_id, strategy=LINK, email_address_id=waiting.address_id, redirect_url=waiting.landing
    )
    accepted(waiting.browser, prepared, "the sign-in with its link prepared")
    target.means.age(waiting.sign_in_id, outlived(prepared, PROOF))

    equals(waiting.browser.sign_ins.read(waiting.sign_in_id), first_factor_verification__status="expired")


@proves(email_link.STALE)
def test_only_the_newest_link_is_good(waiting: Waiting) -> None:
    older, newer = waiting.prepare(), waiting.prepare()

    led_nowhere(waiting.browser.mailed.verify(older), "failed", "expired")
    waiting.still_waits()
    waiting.browser.mailed.verify(newer)
    proven(waiting.browser.sign_ins.read(waiting.sign_in_id), LINK)


@proves(email_link.FORGED)
def test_a_changed_link(waiting: Waiting, chance: random.Random) -> None:
    link = waiting.prepare()

    led_nowhere(waiting.browser.mailed.verify(altered(link, chance)), "failed", "expired")
    waiting.still_waits()


@proves(email_link.PREFETCH)
def test_a_link_that_is_looked_at_ahead(
    waiting: Waiting, target: Target, new_browser: Callable[[str], Browser]
) -> None:
    """By what reads mail before its reader does: it is no client of anybody's."""
    link, scanner = waiting.prepare(), new_browser("mail scanner")
    ahead: list[tuple[str, str | None]] = [("HEAD", None)]
    if target.capabilities[Capability.EMAIL_LINK_SAME_CLIENT] is True:  # else any GET of anybody opens it
        ahead.append(("GET", "prefetch"))
    for method, purpose in ahead:
        scanner.mailed.look_ahead(link, method=method, purpose=purpose)

    waiting.still_waits()
    waiting.browser.mailed.verify(link)
    proven(waiting.browser.sign_ins.read(waiting.sign_in_id), LINK)


@proves(email_link.UNREADABLE)
def test_a_token_that_is_none(browser: Browser) -> None:
    refused(browser.mailed.verify("?token=nothing", intent=Intent.OPEN), 400, "verification_link_token_invalid")


@proves(email_link.NEEDS_LANDING)
def test_a_link_has_to_lead_somewhere(waiting: Waiting) -> None:
    answer = waiting.browser.sign_ins.prepare_first_factor(
        waiting.sign_in_id, strategy=LINK, email_address_id=waiting.address_id
    )

    refused(answer, (400, 422))


@proves(email_link.SCRIPT)
@pytest.mark.parametrize("script", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)"])
def test_nobody_is_sent_to_a_script(waiting: Waiting, script: str) -> None:
    answer = waiting.browser.sign_ins.prepare_first_factor(
        waiting.sign_in_id, strategy=LINK, email_address_id=waiting.address_id, redirect_url=script
    )

    if answer.ok:  # ignored is conformant as well
        where = landing(waiting.browser.mailed.verify(waiting.inbox.link())) or ""
        assert "javascript:" not in where.lower(), f"sent to {where}"
    else:
        refused(answer, (400, 403, 422))
