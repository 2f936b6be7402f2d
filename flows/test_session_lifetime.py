"""A session grows older than it may become."""

import time

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import no_token, present, session_ids
from fapi_conformance.expect.look import at
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import session
from fapi_conformance.target.target import Target

BEYOND = 60
"""Seconds."""


@proves(session.EXPIRED)
def test_a_session_expires(target: Target) -> None:
    member = target.member()
    ends = at(member.actor.sessions.read(member.session_id).resource, "expire_at")
    if not isinstance(ends, int):
        raise NotTestable("the session does not say when it expires")
    present(member.actor.sessions.token(member.session_id), "jwt")

    target.means.age(member.session_id, max(0, ends // 1000 - int(time.time())) + BEYOND)

    answer = member.actor.sessions.token(member.session_id, intent=Intent.INVALID)
    no_token(answer, cached=target.environment.session_minter)
    left = session_ids(member.actor.clients.read().resource)
    assert member.session_id not in left, "the client has the session as signed in"
