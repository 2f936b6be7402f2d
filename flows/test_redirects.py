"""Somebody prepares a link that is to lead where no link may: to a script, or out of the header that carries it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import refused
from fapi_conformance.expect.injections import BREAKS, SCRIPTS, leads_to_no_script, nothing_let_in
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import redirect
from fapi_conformance.target.identifications import EMAIL, added
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted
from fapi_conformance.target.target import Target

LINK = "email_link"


@dataclass(frozen=True, slots=True)
class Asked:
    """``prepare`` asks for a link that leads to an address; ``open`` opens the one that came."""

    prepare: Callable[[str], Answer]
    open: Callable[[], Answer]


Ask = Callable[[Browser, Member, Target], Asked]


def for_a_sign_in(browser: Browser, member: Member, target: Target) -> Asked:
    attempt = accepted(browser, browser.sign_ins.create(identifier=member.email), "a sign-in").resource
    factors = [one for one in attempt.get("supported_first_factors") or [] if one.get("strategy") == LINK]
    if not factors:
        raise NotTestable("no email link is offered")
    area, inbox = browser.sign_ins, target.inbox(member.email)
    asked = partial(area.prepare_first_factor, attempt["id"], email_address_id=factors[0].get("email_address_id", ""))
    return _asked(browser, asked, inbox.link)


def for_a_sign_up(browser: Browser, _member: Member, target: Target) -> Asked:
    newcomer = target.newcomer()
    inbox = target.inbox(str(newcomer["email_address"]))
    sign_up_id = accepted(browser, browser.sign_ups.create(**newcomer), "a sign-up").resource["id"]
    return _asked(browser, partial(browser.sign_ups.prepare, sign_up_id), inbox.link)


def for_an_address(browser: Browser, member: Member, target: Target) -> Asked:
    """The member, who is signed in on a browser for that."""
    target.sign_in(member, browser)
    item = added(target, browser, EMAIL)
    inbox = target.inbox(item.value)
    return _asked(browser, partial(item.area.prepare, item.id), inbox.link)


def _asked(browser: Browser, prepare: Callable[..., Answer], link: Callable[[], str]) -> Asked:
    return Asked(
        prepare=lambda url: prepare(strategy=LINK, redirect_url=url, intent=Intent.OPEN),
        open=lambda: browser.mailed.verify(link(), intent=Intent.OPEN),
    )


def led(asked: Asked, url: str) -> Answer | None:
    """What opening such a link is answered with; None where it was refused to be sent."""
    answer = asked.prepare(url)
    if answer.status >= 500:
        raise NotTestable("answered by a server error, which is told elsewhere")
    if answer.ok:
        return asked.open()
    refused(answer, ANY_REFUSAL)
    return None


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(for_a_sign_up, id="sign-up", marks=proves(redirect.SIGN_UP_SCRIPT)),
        pytest.param(for_an_address, id="address", marks=proves(redirect.ADDRESS_SCRIPT)),
    ],
)
def test_nobody_is_sent_to_a_script(ask: Ask, browser: Browser, member: Member, target: Target) -> None:
    asked = ask(browser, member, target)
    for script in SCRIPTS:
        if opened := led(asked, script):
            leads_to_no_script(opened)
            asked = ask(target.new_browser(), member, target)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(for_a_sign_in, id="sign-in", marks=proves(redirect.SIGN_IN_HEADER)),
        pytest.param(for_a_sign_up, id="sign-up", marks=proves(redirect.SIGN_UP_HEADER)),
        pytest.param(for_an_address, id="address", marks=proves(redirect.ADDRESS_HEADER)),
    ],
)
def test_nothing_breaks_out_of_the_header(ask: Ask, browser: Browser, member: Member, target: Target) -> None:
    asked = ask(browser, member, target)
    for breaks in BREAKS:
        if opened := led(asked, f"{target.landing}&to={breaks}"):
            nothing_let_in(opened)
            asked = ask(target.new_browser(), member, target)


@proves(redirect.HANDSHAKE_HEADER)
def test_nothing_breaks_out_of_a_handshake(browser: Browser, target: Target) -> None:
    for breaks in BREAKS:
        nothing_let_in(browser.handshake.go(redirect_url=f"{target.landing}&to={breaks}", intent=Intent.OPEN))
