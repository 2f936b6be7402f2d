"""A browser goes from the application to the Frontend API and back, and brings who is signed in."""

import re
import time
from collections.abc import Callable

import pytest

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import present, succeeded
from fapi_conformance.expect.handshakes import NONCE, PAYLOAD, REDIRECTS, Handshake, handshake, no_session, went
from fapi_conformance.expect.look import at, outcome, say
from fapi_conformance.expect.organization_claims import claims_none, claims_organization
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import handshake as required
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import SessionToken, read, verify

TOLERANCE = 5
SHORT = 10
"""Seconds: about what a browser needs to get back."""
SCRIPTS = ("javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)")
NO_ADDRESSES = ("", "/dashboard", "dashboard", "https:", "https:///dashboard")
ELSEWHERE = "elsewhere.invalid"
PROXY = f"https://proxy.{ELSEWHERE}/__clerk"


@pytest.fixture
def signed_in(new_member: Callable[..., Member], target: Target) -> Member:
    """A person on a browser: only browsers pass by. Whose session still waits for a task need not be handed over."""
    somebody = target.having_chosen(new_member(actor=target.new_browser()))
    if at(somebody.actor.sessions.read(somebody.session_id).resource, "status") == "pending":
        raise NotTestable("the sessions of this instance are pending")
    return somebody


@pytest.fixture
def page(target: Target) -> str:
    """A page of the application."""
    return f"{origin_of(target)}/dashboard?tab=one&empty="


def origin_of(target: Target) -> str:
    return str(target.endpoint.origin)


def session_of(made: Handshake) -> SessionToken:
    token = made.sets("__session")
    if token is None:
        raise Deviation(expected="a token", got="nothing", where="cookie __session")
    return read(token)


def is_of(token: SessionToken, member: Member) -> None:
    for name, wanted in (("sub", member.user_id), ("sid", member.session_id)):
        if token.claims.get(name) != wanted:
            raise Deviation(expected=say(wanted), got=say(token.claims.get(name)), where=f"claim {name}")


@proves(
    required.REDIRECTS,
    required.PAYLOAD_IN_QUERY,
    required.PAYLOAD_IN_COOKIE,
    required.PAYLOAD_COOKIE_ALONE,
    required.PAYLOAD_GONE,
    required.SIGNED,
    required.SESSION,
    required.SINCE,
    required.DEV_BROWSER,
)
def test_somebody_is_signed_in(signed_in: Member, page: str, target: Target) -> None:
    answer = signed_in.actor.handshake.go(redirect_url=page)
    made = went(answer)

    with step(required.REDIRECTS):
        handshake(answer)
        scheme, _, host = origin_of(target).partition("://")
        wanted = (scheme, host, "/dashboard", (("empty", ""), ("tab", "one")))
        if made.back != wanted:
            raise Deviation(expected=say(wanted), got=say(made.back), where="Location")
    with step(required.PAYLOAD_IN_QUERY):
        if made.in_query(PAYLOAD) is None:
            raise Deviation(expected=PAYLOAD, got=say(sorted(dict(made.query))), where="query of Location")
    with step(required.PAYLOAD_IN_COOKIE):
        if made.in_cookie(PAYLOAD) is None:
            raise Deviation(expected=PAYLOAD, got=say([one.name for one in made.cookies]), where="Set-Cookie")
    with step(required.PAYLOAD_COOKIE_ALONE):
        if made.in_query(PAYLOAD) is not None:
            raise Deviation(expected="the address as it was", got=f"{PAYLOAD} in it", where="query of Location")
    with step(required.PAYLOAD_GONE):
        carrier = next((one for one in made.cookies if one.name == PAYLOAD), None)
        if carrier and carrier.lives > SHORT and not made.takes_away(PAYLOAD):
            names = [one.name for one in made.directives]
            raise Deviation(expected=f"{PAYLOAD} taken away", got=f"only {say(names)}", where="claim handshake")
    keys = target.new_browser().keys.read().json
    with step(required.SIGNED):
        verify(made.payload, keys)
        assert made.payload.header.get("typ", "JWT") == "JWT", f"typ is {made.payload.header['typ']!r}"
        assert made.directives, "it sets no cookie"
    with step(required.SESSION):
        token = session_of(made)
        verify(token, keys)
        is_of(token, signed_in)
        assert token.claims.get("exp", 0) > time.time() - TOLERANCE, "the token of the session has expired already"
    with step(required.SINCE):
        since = made.sets("__client_uat") or ""
        assert since.isdigit() and since != "0", f"__client_uat is {since!r}"  # noqa: PT018  # one thing: a time
    with step(required.DEV_BROWSER):
        assert made.sets("__clerk_db_jwt"), "the payload does not tell the token of the browser"


@proves(required.DEV_BROWSER_TWICE)
def test_a_new_browser_in_development(browser: Browser, page: str) -> None:
    """It comes without a token, as on a first visit to a page that the application's server guards."""
    without = {"__clerk_db_jwt": None}
    made = handshake(
        browser.act("handshakeClient", query={"redirect_url": page, "suffixed_cookies": "false", **without})
    )

    token = made.sets("__clerk_db_jwt")
    assert token, "the payload does not tell the token of the browser"
    twins = [one.name for one in made.directives if re.fullmatch(r"__clerk_db_jwt_[\w-]{8}", one.name)]
    assert twins, f"it sets only {[one.name for one in made.directives]}"
    assert {made.sets(name) for name in twins} == {token}, "the twin of __clerk_db_jwt has another value"


@proves(required.SDK, required.SUFFIXED)
def test_as_a_server_sdk_asks(signed_in: Member, page: str) -> None:
    old = str(present(signed_in.actor.sessions.token(signed_in.session_id), "jwt"))
    answer = signed_in.actor.handshake.go(
        redirect_url=page,
        suffixed_cookies="true",
        __clerk_hs_reason="session-token-expired",
        __session=old,
    )
    with step(required.SDK):
        made = handshake(answer)
        is_of(session_of(made), signed_in)
    with step(required.SUFFIXED):
        twins = [one.name for one in made.directives if re.fullmatch(r"__session_[\w-]{8}", one.name)]
        assert twins, f"it sets only {[one.name for one in made.directives]}"
        assert made.sets(twins[0]) == made.sets("__session"), "the twin of __session has another value"


@proves(required.NONCE)
def test_by_nonce(signed_in: Member, page: str) -> None:
    made = handshake(signed_in.actor.handshake.go(redirect_url=page, format="nonce"))

    if not any(found(name) for found in (made.in_query, made.in_cookie) for name in (NONCE, PAYLOAD)):
        raise Deviation(expected=f"{NONCE} or {PAYLOAD}", got="neither", where="Location, Set-Cookie")


@proves(required.ORGANIZATION)
def test_an_organization_that_there_is_not(signed_in: Member, page: str) -> None:
    before = at(signed_in.actor.sessions.read(signed_in.session_id).resource, "last_active_organization_id")
    for organization in ("org_000000000000000000000000000", ""):
        made = handshake(signed_in.actor.handshake.go(redirect_url=page, organization_id=organization))

        token = session_of(made)
        is_of(token, signed_in)
        if isinstance(before, str):
            claims_organization(token, before)
        else:
            claims_none(token)


@proves(required.SIGNED_OUT, required.SINCE)
def test_nobody_is_signed_in(browser: Browser, page: str) -> None:
    answer = browser.handshake.go(redirect_url=page, intent=Intent.OPEN)

    with step(required.SIGNED_OUT):
        no_session(answer)
    with step(required.SINCE):
        if answer.status == 307:
            assert handshake(answer).sets("__client_uat") == "0", "__client_uat is not 0"


@proves(required.ENDED)
def test_the_session_has_ended(signed_in: Member, page: str) -> None:
    succeeded(signed_in.actor.sessions.end(signed_in.session_id))

    no_session(signed_in.actor.handshake.go(redirect_url=page, intent=Intent.OPEN))


@proves(required.FORGED)
def test_a_token_that_nobody_gave_out(signed_in: Member, page: str, target: Target) -> None:
    """In development the browser's own token with other characters, in production its cookie with another payload."""
    forger, victim = target.new_browser("forger"), signed_in.actor
    assert isinstance(victim, Browser)
    if target.endpoint.development:
        forger.dev_browser_token = f"{victim.dev_browser_token[:-4]}{victim.dev_browser_token[-4:].swapcase()[::-1]}x"
    else:
        head, _, rest = (victim.cookies.get("__client") or "..").partition(".")
        forger.cookies.set("__client", f"{head}.x{rest}")

    no_session(forger.handshake.go(redirect_url=page, intent=Intent.OPEN))


def location(answer: Answer) -> str:
    """As a browser reads it: control characters and surrounding space do not count."""
    return re.sub(r"[\x00-\x20]", "", answer.header("location") or "") if answer.status in REDIRECTS else ""


@proves(required.SCRIPT, required.BROKEN_TARGET)
def test_what_is_no_address(signed_in: Member) -> None:
    go = signed_in.actor.handshake.go
    with step(required.SCRIPT):
        for script in SCRIPTS:
            led = location(go(redirect_url=script, intent=Intent.OPEN))
            if led.lower().startswith("javascript:"):
                raise Deviation(expected="a refusal", got=led, where="Location")
    with step(required.BROKEN_TARGET):
        for address in NO_ADDRESSES:
            answer = go(redirect_url=address, intent=Intent.INVALID)
            if not 400 <= answer.status < 500:
                raise Deviation(expected=f"a refusal of {address!r}", got=outcome(answer), where="status")


@proves(required.FOREIGN, required.FOREIGN_REFUSED)
def test_an_address_of_somebody_else(signed_in: Member, target: Target) -> None:
    scheme, _, host = origin_of(target).partition("://")
    addresses = [
        f"https://{ELSEWHERE}/",
        f"//{ELSEWHERE}/",
        f"{scheme}://{host}.{ELSEWHERE}/",
        f"{scheme}://{host}@{ELSEWHERE}/",
        f"https:\\\\{ELSEWHERE}/",
    ]
    answers = [signed_in.actor.handshake.go(redirect_url=one, intent=Intent.OPEN) for one in addresses]

    with step(required.FOREIGN):
        for answer in answers:
            led = location(answer)
            if ELSEWHERE in led and PAYLOAD in led:
                raise Deviation(expected="no payload", got=f"{PAYLOAD} goes to {ELSEWHERE}", where="Location")
    with step(required.FOREIGN_REFUSED):
        for address, answer in zip(addresses, answers, strict=True):
            if not 400 <= answer.status < 500:
                raise Deviation(expected=f"a refusal of {address}", got=outcome(answer), where="status")


@proves(required.PROXY)
def test_a_proxy_without_the_key(signed_in: Member, page: str) -> None:
    answer = signed_in.actor.handshake.go(redirect_url=page, headers={"clerk-proxy-url": PROXY}, intent=Intent.OPEN)

    assert ELSEWHERE not in (answer.header("location") or ""), "the proxy is in the redirect"
    if answer.status == 307 and (token := handshake(answer).sets("__session")):
        issuer = str(read(token).claims.get("iss"))
        assert ELSEWHERE not in issuer, f"the token is issued by {issuer}"
