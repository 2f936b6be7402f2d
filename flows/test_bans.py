"""The application bans somebody who is signed in on two devices, and begins to sign in on a third."""

from contextlib import suppress
from functools import partial

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import nobody, present, refused, succeeded
from fapi_conformance.expect.handshakes import no_session
from fapi_conformance.expect.in_time import in_time
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.denied import denied
from fapi_conformance.recipes.sessions import markers
from fapi_conformance.requirements import ban
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target


@proves(ban.SESSIONS, ban.HANDSHAKE, ban.SIGN_IN, ban.CODE)
def test_somebody_is_banned(target: Target) -> None:
    """A member of its own: nobody comes back from this."""
    banned = target.member()
    devices = (banned, target.elsewhere(banned, target.new_browser("a browser of theirs")))
    for one in devices:
        succeeded(one.actor.me.read())

    target.ban(banned)

    with step(ban.SESSIONS):
        for one in devices:
            in_time(partial(is_out, one, target), target.settles)
    with step(ban.HANDSHAKE):
        no_session(devices[1].actor.handshake.go(redirect_url=target.landing, intent=Intent.OPEN))
    visitor = target.visitor("a device that they try")
    with step(ban.SIGN_IN):
        with suppress(Deviation, NotTestable):  # where it is refused is for the target to say
            target.sign_in(banned, visitor)
        nobody(visitor.clients.read(), banned.user_id)
    with step(ban.CODE):
        answer = visitor.sign_ins.create(identifier=banned.identifier, strategy="password", password=banned.password)
        refused(answer, 403, "user_banned")


@proves(ban.ATTEMPT)
def test_an_attempt_from_before(target: Target) -> None:
    banned, visitor = target.member(), target.visitor("who begins before")
    attempt = present(visitor.sign_ins.create(identifier=banned.identifier), "id")
    target.ban(banned)

    answer = visitor.sign_ins.attempt_first_factor(
        attempt, strategy="password", password=banned.password, intent=Intent.OPEN
    )

    if answer.ok:  # one step more may be due, and be where it is refused
        with suppress(Deviation, NotTestable):
            target.sign_in(banned, visitor)
    nobody(visitor.clients.read(), banned.user_id)


def is_out(one: Member, target: Target) -> None:
    answer = one.actor.me.read(intent=Intent.INVALID)
    denied(answer, one.actor, "a refusal, for they are banned", markers=markers(one))
    minted = one.actor.sessions.token(one.session_id, intent=Intent.INVALID)
    if minted.ok and target.environment.session_minter:
        raise NotTestable("tokens of this instance may come from a cache for up to a minute")
    refused(minted, (400, 401, 403, 404))
