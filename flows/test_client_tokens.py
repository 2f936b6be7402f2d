"""Somebody presents client tokens that are not theirs: an old one, a made-up one, and all kinds of forgeries."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import pytest

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.native import NativeApp
from fapi_conformance.devices import forging
from fapi_conformance.devices.key_host import key_host
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import equals, no_token, not_signed_in, succeeded
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.denied import denied, shows_nothing
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.requirements import client_token
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

COOKIE = "__client"
GRACE = 6.0
"""Seconds; the published procedure presents an old token after five (SEC-066)."""


@dataclass(frozen=True, slots=True)
class Transport:
    """How a client token is carried: ``fresh`` is somebody who has none yet, or who shows this one."""

    fresh: Callable[[str | None], Actor]
    token_of: Callable[[Actor], str]


@pytest.fixture
def transports(target: Target) -> list[Transport]:
    """Those of this instance; a development browser has no client token, but one of its own that never changes."""
    there = []
    if target.capabilities[Capability.NATIVE] is True:
        there.append(Transport(lambda token: app(target, token), token_of_app))
    if target.capabilities[Capability.PRODUCTION] is True:
        there.append(Transport(lambda token: browser(target, token), token_of_browser))
    if not there:
        raise NotTestable("no client here has a token: the instance is a development one without native apps")
    return there


def app(target: Target, token: str | None) -> Actor:
    made = target.new_native("an app" if token is None else "an app with a token of somebody's")
    made.token = token
    return made


def token_of_app(actor: Actor) -> str:
    assert isinstance(actor, NativeApp)
    return str(actor.token or "").removeprefix("Bearer ")


def browser(target: Target, token: str | None) -> Actor:
    made = target.new_browser("a browser" if token is None else "a browser with a token of somebody's")
    if token is not None:
        made.cookies.set(COOKIE, token)
    return made


def token_of_browser(actor: Actor) -> str:
    assert isinstance(actor, Browser)
    return actor.cookies.get(COOKIE) or ""


@proves(client_token.FIXATION)
@pytest.mark.parametrize("way", ["sign-in", "sign-up"])
def test_the_token_from_before(transports: list[Transport], member: Member, target: Target, way: str) -> None:
    for transport in transports:
        actor = transport.fresh(None)
        succeeded(actor.clients.create())
        before = transport.token_of(actor)
        if way == "sign-in":
            session, victim = target.sign_in(member, actor), member
        else:
            victim = target.member(actor=actor)
            session = victim.session_id
        equals(actor.me.read(), id=victim.user_id)

        in_time(partial(opens_nothing, transport, before, victim, session, target), GRACE)


@proves(client_token.NOT_ADOPTED)
def test_a_token_that_somebody_chose(transports: list[Transport], member: Member, target: Target) -> None:
    """Whoever is made to use it signs in with it; who chose it has nothing of that."""
    for transport in transports:
        for chosen in forging.made_up({"id": "client_" + "x" * 27, "rotating_token": "x" * 32}):
            with suppress(Deviation, NotTestable):  # refused is as good as replaced by one of the server's own
                target.sign_in(member, transport.fresh(chosen))

            is_nobody(transport, chosen, member)


@proves(client_token.UNSIGNED)
def test_a_token_that_nobody_signed(transports: list[Transport], target: Target) -> None:
    forged(transports, target, lambda token, _: forging.all_unsigned(token))


@proves(client_token.TAMPERED)
def test_a_token_with_other_claims(transports: list[Transport], target: Target) -> None:
    """Under the signature of one's own token the claims of somebody else's, all of them and each alone."""

    def retold(token: str, victim: str) -> Iterator[str]:
        theirs = forging.taken_apart(victim)
        other = {name: value for name, value in (theirs[1] if theirs else {}).items() if isinstance(value, str)}
        return forging.tampered(token, other)

    forged(transports, target, retold, own=True)


@proves(client_token.SYMMETRIC)
def test_a_token_signed_with_what_everybody_knows(transports: list[Transport], target: Target) -> None:
    published = succeeded(target.reader().keys.read()).json
    keys = [key for key in published.get("keys", ()) if key.get("kty") == "RSA"]
    if not keys:
        raise NotTestable("no RSA key is published")

    forged(transports, target, lambda token, _: (one for key in keys for one in forging.symmetric(token, key)))


@proves(client_token.FOREIGN_KEY)
def test_a_token_signed_by_another_key(transports: list[Transport], target: Target) -> None:
    with key_host() as host:
        forged(transports, target, lambda token, _: forging.by_another_key(token, host.url))

    if host.asked:
        raise Deviation(expected="nothing to be fetched", got=f"GET {host.asked[0]}", where="the address in the header")


@proves(client_token.OTHER_CLASS)
def test_another_token_of_the_instance(transports: list[Transport], target: Target) -> None:
    for transport in transports:
        victim = target.member(actor=transport.fresh(None))
        others = [at(victim.actor.sessions.token(victim.session_id).resource, "jwt")]
        if "jwt_template" in target.kinds:
            said = {"id": at(victim.actor.clients.read().resource, "id"), "rotating_token": "x" * 32}
            answer = victim.actor.sessions.template_token(victim.session_id, target.template(claims=said))
            others.append(at(answer.resource, "jwt"))
        for other in others:
            if isinstance(other, str):
                is_nobody(transport, other, victim)


@proves(client_token.MALFORMED)
def test_what_cannot_be_read(transports: list[Transport], target: Target) -> None:
    for transport in transports:
        victim = target.member(actor=transport.fresh(None))
        token = transport.token_of(victim.actor)
        if forging.taken_apart(token) is None:
            *_, token = forging.made_up({"id": "client_of_nobody"})
        for unreadable in forging.malformed(token):
            reader = transport.fresh(unreadable)
            answer = reader.me.read(intent=Intent.INVALID)
            shows_nothing(answer, reader, markers(victim))
            if answer.ok or answer.status >= 500:
                raise Deviation(expected="a refusal", got=str(answer.status), where="status", exchange=reader.last)


def forged(
    transports: list[Transport],
    target: Target,
    forge: Callable[[str, str], Iterable[str]],
    *,
    own: bool = False,
) -> None:
    """Forge the token of a member, or (``own``) one's own so that it reads as theirs: either way it is nobody's."""
    judged = 0
    for transport in transports:
        victim = target.member(actor=transport.fresh(None))
        token = transport.token_of(victim.actor)
        if forging.taken_apart(token) is None:
            continue
        # What is genuine works here: else it would prove nothing that a forgery does not.
        if at(transport.fresh(token).me.read().resource, "id") != victim.user_id:
            raise NotTestable("the genuine token is not taken from another client either")
        mine = token
        if own:
            stranger = transport.fresh(None)
            succeeded(stranger.clients.create())
            mine = transport.token_of(stranger)
        for forgery in forge(mine, token):
            is_nobody(transport, forgery, victim)
            judged += 1
    if not judged:
        raise NotTestable("client tokens of this target are opaque: there is nothing to forge")


def is_nobody(transport: Transport, token: str, victim: Member) -> None:
    """Each call by somebody new: an answer may give them a token of their own."""
    reader = transport.fresh(token)
    answer = reader.clients.read(intent=Intent.INVALID)
    shows_nothing(answer, reader, (victim.session_id, *markers(victim)))
    if answer.ok:
        not_signed_in(answer)
    intruder = transport.fresh(token)
    answer = intruder.me.read(intent=Intent.INVALID)
    denied(answer, intruder, "a refusal, for that is no token", markers=markers(victim))


def opens_nothing(transport: Transport, token: str, victim: Member, session: str, target: Target) -> None:
    is_nobody(transport, token, victim)
    minting = transport.fresh(token).sessions.token(session, intent=Intent.INVALID)
    no_token(minting, cached=target.environment.session_minter)
