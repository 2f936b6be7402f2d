"""Links beside the sign-in: a stranger signs up by one, a member adds an address by one."""

from collections.abc import Callable

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer
from fapi_conformance.client.form import FormValue
from fapi_conformance.expect import complete, equals, present, succeeded, verified
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import email_link
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

LINK = "email_link"


def begun(browser: Browser, newcomer: dict[str, FormValue], target: Target) -> Answer:
    """A sign-up whose link is on its way, prepared as official clients do it."""
    created = accepted(browser, browser.sign_ups.create(**newcomer), "a sign-up")
    sign_up_id = present(created, "id")
    prepared = browser.sign_ups.prepare(sign_up_id, strategy=LINK, redirect_url=target.landing)
    return accepted(browser, prepared, "a sign-up with its link on the way")


@proves(email_link.SIGN_UP)
def test_signing_up_by_a_link(browser: Browser, target: Target) -> None:
    newcomer = target.newcomer()
    inbox = target.inbox(str(newcomer["email_address"]))
    started = begun(browser, newcomer, target)
    equals(started, verifications__email_address__strategy=LINK, verifications__email_address__status="unverified")

    browser.mailed.verify(inbox.link())

    attempt = browser.sign_ups.read(present(started, "id"))
    verified(attempt, "verifications.email_address")
    complete(attempt)


@proves(email_link.CLAIMED)
def test_somebody_else_was_faster(browser: Browser, target: Target, new_member: Callable[..., Member]) -> None:
    newcomer = target.newcomer()
    inbox = target.inbox(str(newcomer["email_address"]))
    started = begun(browser, newcomer, target)
    link = inbox.link()
    new_member(email_address=newcomer["email_address"])

    browser.mailed.verify(link)

    attempt = succeeded(browser.sign_ups.read(present(started, "id")))
    assert at(attempt.resource, "created_user_id") is None, "a second user has the address"
    equals(attempt, status="missing_requirements")


@proves(email_link.ADDRESS)
def test_adding_an_address_by_a_link(member: Member, target: Target) -> None:
    """The browser that is signed in opens it."""
    actor = member.actor
    address = target.address()
    inbox = target.inbox(address)
    added = accepted(actor, actor.me.email_addresses.create(email_address=address), "a new address")
    address_id = present(added, "id")
    prepared = actor.me.email_addresses.prepare(address_id, strategy=LINK, redirect_url=target.landing)
    accepted(actor, prepared, "the address with its link prepared")
    equals(prepared, verification__strategy=LINK, verification__status="unverified")

    actor.mailed.verify(inbox.link())

    verified(actor.me.email_addresses.read(address_id), "verification")
