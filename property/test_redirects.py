"""Addresses to be sent back to, which anybody can make up: they lead to no script, and bring no header."""

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.look import outcome, say
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.plugin.run import Run
from fapi_conformance.requirements import exchange, handshake
from fapi_conformance.target.target import Target

SCRIPT = "javascript"
"""The one scheme that nobody may be sent to by any means; others are only better refused (SEC-242)."""


def scheme(location: str) -> str:
    """As a browser reads it: without what it drops, in small letters."""
    read = "".join(letter for letter in location if letter > " " and letter != "\x7f")
    return read.partition(":")[0].lower()


def led(answer: Answer, address: str) -> None:
    location = answer.header("location")
    if location is not None and scheme(location) == SCRIPT:
        raise Deviation(expected="no script", got=say(location), where=f"location for {say(address)}")


def alone(answer: Answer, injected: str, address: str) -> None:
    if answer.header(injected) is not None:
        raise Deviation(expected="no such header", got=injected, where=f"headers for {say(address)}")


@pytest.mark.fuzz
@proves(handshake.SCRIPT, handshake.NO_INJECTION, exchange.NO_SERVER_ERROR)
def test_any_address_to_go_back_to(browser: Actor, target: Target, run: Run) -> None:
    from fapi_conformance.strategies.redirects import INJECTED, known, redirects
    from fapi_conformance.strategies.searching import search

    seen: list[tuple[str, Answer]] = []

    def answered(address: str) -> None:
        answer = browser.handshake.go(redirect_url=address, intent=Intent.OPEN)
        seen.append((address, answer))
        if answer.status >= 500:
            raise Deviation(expected="a redirect or a refusal", got=outcome(answer), where="status")

    seed = run.chance("redirects").randrange(2**32)
    with step(exchange.NO_SERVER_ERROR):
        for address in known(target.landing):
            answered(address)
        search(redirects(target.landing), answered, seed=seed, examples=run.options.examples)
    with step(handshake.SCRIPT):
        for address, answer in seen:
            led(answer, address)
    with step(handshake.NO_INJECTION):
        for address, answer in seen:
            alone(answer, INJECTED, address)
