"""Somebody guesses the nonce by which an app takes over what its person did in a browser."""

import secrets

from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.native import NativeApp
from fapi_conformance.errors import Deviation
from fapi_conformance.expect import nobody, refused
from fapi_conformance.expect.look import at, outcome
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.denied import shows_nothing
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.requirements import native
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target

LONG = "n" * 2000


@proves(native.NONCE_GUESSED)
def test_a_nonce_that_nobody_gave_out(member: Member, target: Target) -> None:
    """By an app without a client, and by one with a client of its own, while the member is signed in on another app."""
    victim = target.new_native("the app of the member")
    attempt_id = at(victim.sign_ins.create().resource, "id")
    session_id = target.sign_in(member, target.new_native("another app of the member"))
    theirs = (*markers(member), session_id)

    for nonce in (secrets.token_urlsafe(24), "", LONG):
        for finder in strangers(target):
            read = finder.clients.read(rotating_token_nonce=nonce, intent=Intent.OPEN)
            shows_nothing(read, finder, theirs)
            nobody(read, member.user_id)

            if isinstance(attempt_id, str):  # one that begins with nothing need not be to be had
                attempt = finder.sign_ins.read(attempt_id, rotating_token_nonce=nonce, intent=Intent.INVALID)
                shows_nothing(attempt, finder, theirs)
                opens_no_attempt(attempt, finder)

            refused(finder.me.read(intent=Intent.INVALID), ANY_REFUSAL)


def strangers(target: Target) -> tuple[NativeApp, ...]:
    without, own = target.new_native("an app without a client"), target.new_native("somebody else's app")
    own.clients.create()
    return without, own


def opens_no_attempt(answer: Answer, finder: NativeApp) -> None:
    if answer.ok:
        raise Deviation(expected="no attempt of somebody's", got=outcome(answer), where="status", exchange=finder.last)
