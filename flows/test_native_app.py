"""A native app: no cookies, no origin; a client token that comes and goes in `Authorization`."""

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.client.native import NativeApp
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import equals, not_signed_in, present, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.denied import denied
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.requirements import native
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@pytest.fixture
def native_member(target: Target) -> Member:
    return target.member(actor=target.new_native())


@proves(native.FIRST_TOKEN)
@pytest.mark.parametrize("way", ["create", "replace"])
def test_first_contact(target: Target, way: str) -> None:
    app = target.new_native()

    succeeded(getattr(app.clients, way)())

    assert app.token, "the answer that makes a client has no `Authorization` header"
    not_signed_in(app.clients.read())


@proves(native.FLAG)
@pytest.mark.parametrize("flag", ["1", "true"])
def test_how_native_mode_is_announced(native_member: Member, flag: str) -> None:
    answer = native_member.actor.act("getUser", query={"_is_native": flag})

    equals(answer, id=native_member.user_id)


@proves(native.BEARER)
@pytest.mark.parametrize("prefix", ["", "Bearer "], ids=["bare", "bearer"])
def test_how_the_token_is_sent(native_member: Member, prefix: str) -> None:
    app = native_member.actor
    assert isinstance(app, NativeApp)
    bare = str(app.token).removeprefix("Bearer ")

    answer = app.act("getUser", headers={"authorization": prefix + bare})

    equals(answer, id=native_member.user_id)


@proves(native.SIGNED_IN_TOKEN, native.ROTATES, native.OLD_TOKEN)
def test_the_token_rotates_at_sign_in(member: Member, target: Target) -> None:
    """Signing in changes the token; the new one is signed in, the old one is nobody."""
    app = target.new_native()
    succeeded(app.clients.create())
    before = app.token

    session_id = target.sign_in(member, app)
    with step(native.SIGNED_IN_TOKEN):
        equals(app.me.read(), id=member.user_id)
        present(app.sessions.token(session_id), "jwt")
    with step(native.ROTATES):
        assert app.token != before, "the client token is the same as before the sign-in"
    with step(native.OLD_TOKEN):
        old = target.new_native("app with the old token")
        old.token = before
        not_signed_in(old.clients.read())


@proves(native.UNUSABLE_TOKEN)
@pytest.mark.parametrize("garbage", ["", "not-a-token"], ids=["empty", "garbage"])
def test_a_token_that_is_none(target: Target, garbage: str) -> None:
    app = target.new_native()
    app.token = garbage

    answer = app.clients.read()

    not_signed_in(answer)


@proves(native.FLAG_NEEDED)
def test_a_token_without_native_mode(native_member: Member) -> None:
    app = native_member.actor

    answer = app.act("getUser", query={"_is_native": None}, intent=Intent.INVALID)

    denied(answer, app, "a refusal, for no native mode was announced", markers=markers(native_member))


@proves(native.ONE_IDENTITY)
@pytest.mark.parametrize("flag", ["1", None], ids=["native", "not native"])
def test_a_cookie_of_one_beside_the_token_of_another(native_member: Member, target: Target, flag: str | None) -> None:
    browser, app = target.new_browser("a browser with somebody else signed in"), native_member.actor
    assert isinstance(app, NativeApp)
    other = target.member(actor=browser)
    neither_named = {"_clerk_session_id": None}
    both = {"authorization": app.token, "origin": None}

    seen = set()
    for operation in ("getClient", "getUser", "getClient"):
        shows = browser.act(operation, query=neither_named | {"_is_native": flag}, headers=both, intent=Intent.OPEN)
        shown = shows.content.decode(errors="replace")
        seen |= {one.user_id for one in (native_member, other) if one.user_id in shown}

    if len(seen) > 1:
        raise Deviation(expected="one of the two, or a refusal", got="now one and now the other", where="user")
