"""People leave their address where nobody signs up yet, come again, and are let in."""

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, present, refused, succeeded
from fapi_conformance.expect.landings import ticket_in
from fapi_conformance.expect.look import say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import waitlist
from fapi_conformance.target.target import Target

NO_ADDRESSES = ("nobody", "@example.com", "somebody@", "two@at@example.com", "some body@example.com")
OF_NOBODYS_BUSINESS = frozenset(
    {"status", "position", "rank", "is_locked", "invitation", "user", "user_id", "user_data", "identification"}
    | {"public_metadata", "private_metadata"}
)


@pytest.fixture
def waiting(target: Target) -> Target:
    """The instance where people wait to be let in."""
    return target.waitlisted()


def shows(answer: Answer) -> frozenset[str]:
    entry = succeeded(answer).resource
    return frozenset(entry) if isinstance(entry, dict) else frozenset()


@proves(waitlist.JOINED, waitlist.SAME, waitlist.TELLS_NOTHING)
def test_joining(waiting: Target) -> None:
    """Once, again by somebody else, and another address."""
    address = waiting.unread_address()
    first = waiting.new_browser("newcomer").waitlist.join(email_address=address)

    with step(waitlist.JOINED):
        assert not succeeded(first).enveloped, "the entry is wrapped in an envelope"
        equals(first, object="waitlist_entry")
        present(first, "id")
    again = waiting.new_browser("somebody else").waitlist.join(email_address=address)
    with step(waitlist.SAME):
        entry_id = present(first, "id")
        equals(succeeded(again), id=entry_id)
        other = succeeded(waiting.new_browser("another").waitlist.join(email_address=waiting.unread_address()))
        if present(other, "id") == entry_id:
            raise Deviation(expected="an entry of its own", got=say(entry_id), where="$.id")
    with step(waitlist.TELLS_NOTHING):
        for answer in (first, again):
            if told := sorted(shows(answer) & OF_NOBODYS_BUSINESS):
                raise Deviation(expected="an entry and its id", got=say(told), where="$")


@proves(waitlist.OF_A_USER)
def test_somebody_who_has_an_account(waiting: Target) -> None:
    known = waiting.provided_member()

    answer = waiting.new_browser().waitlist.join(email_address=known.email)

    as_any = waiting.new_browser().waitlist.join(email_address=waiting.unread_address())
    if shows(answer) != shows(as_any):
        raise Deviation(expected=say(sorted(shows(as_any))), got=say(sorted(shows(answer))), where="$")
    assert known.user_id not in answer.content.decode(errors="replace"), "the entry names the user"


@proves(waitlist.MALFORMED, waitlist.MALFORMED_CODE)
def test_what_is_no_address(waiting: Target) -> None:
    browser = waiting.new_browser()
    answers = [browser.waitlist.join(email_address=one, intent=Intent.INVALID) for one in NO_ADDRESSES]

    with step(waitlist.MALFORMED):
        for answer in answers:
            refused(answer, 422)
    with step(waitlist.MALFORMED_CODE):
        for answer in answers:
            refused(answer, 422, "form_param_format_invalid", naming="email_address")


@proves(waitlist.LET_IN)
def test_being_let_in(waiting: Target) -> None:
    address = waiting.unread_address()
    entry = succeeded(waiting.new_browser().waitlist.join(email_address=address))
    let_in = waiting.means.provide("waitlist_invitation", entry_id=present(entry, "id"))

    answer = waiting.redeem(waiting.visitor("newcomer"), ticket_in(str(let_in["url"])))

    equals(succeeded(answer), email_address=address)


@proves(waitlist.CLOSED)
def test_where_nobody_waits(browser: Browser, target: Target) -> None:
    answer = browser.waitlist.join(email_address=target.unread_address(), intent=Intent.INVALID)

    refused(answer, 403, "waitlist_not_accepting_entries")
