"""What a client and its person are, as they see it themselves: to tell whether a request changed anything.

What may change although nothing was done, and what may although a request was refused, stands here as data.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Intent, Json

READS_THAT_ACT: Mapping[str, str] = {
    "handshakeClient": "AUTH-151",
    "verify": "AUTH-328",
    "acceptTicket": "AUTH-334",
    "getOauthCallback": "OAUTH-100",
    "initEnterpriseConnectionTestRun": "initEnterpriseConnectionTestRun 301",
    "clearSiteData": "AUTH-028",
    "linkClient": "AUTH-156",
    "createAgentTask": "AUTH-157",
}
"""Operations that are read and that do something all the same: they switch, verify, sign in."""

MOVES_BY_ITSELF: Mapping[str, str] = {
    "last_active_token": "AUTH-384",
    "last_active_at": "AUTH-384",
    "factor_verification_age": "AUTH-384",
    "updated_at": "AUTH-384",
    "cookie_expires_at": "AUTH-384",
    "expire_at": "AUTH-384",
    "abandon_at": "AUTH-384",
    "latest_activity": "AUTH-384",
}
"""Members that tell of time and use: a read may move them, and so may a refusal."""

COUNTS_REFUSALS: Mapping[str, str] = {
    "attempts": "AUTH-387",
    "verification_attempts_remaining": "AUTH-364",
    "locked": "AUTH-363",
    "lockout_expires_in_seconds": "AUTH-366",
}
"""Members that count what was refused."""

LEFT_BEHIND: Mapping[str, tuple[str, str]] = {
    "createSignIn": ("sign_in", "AUTH-243"),
    "createSignUps": ("sign_up", "AUTH-387"),
}
"""Operations whose refusal may leave an attempt: the member of the client that shows it."""

SIGNED_OUT = 401


def state(actor: Actor) -> Json:
    """The client, and who is signed in on it; an application has neither."""
    client = actor.clients.read(intent=Intent.OPEN)
    mine = actor.me.read() if actor.session_id else None
    return {"client": client.resource if client.ok else None, "user": mine.resource if mine and mine.ok else None}


def settled(told: Json, *, without: Mapping[str, str], left: str = "") -> Json:
    """A state without the members that may move, its lists in one order; ``left``: nor this member of the client."""
    kept = _settled(told, without)
    if left and isinstance(kept.get("client"), dict):
        kept["client"].pop(left, None)
    return kept


def differences(before: Json, after: Json, at: str = "$") -> Iterator[str]:
    """Where two states part. Values are not told: they may be secrets."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted(before.keys() | after.keys()):
            if name not in before or name not in after:
                yield f"{at}.{name}"
            else:
                yield from differences(before[name], after[name], f"{at}.{name}")
    elif before != after:
        yield at


def _settled(told: Any, without: Mapping[str, str]) -> Any:
    if isinstance(told, dict):
        return {name: _settled(value, without) for name, value in told.items() if name not in without}
    if isinstance(told, list):
        return sorted((_settled(one, without) for one in told), key=lambda one: json.dumps(one, sort_keys=True))
    return told
