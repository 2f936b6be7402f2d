"""What is said of a client resource: who is signed in on it."""

from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.answers import succeeded
from fapi_conformance.expect.look import at, say

SIGNED_IN = ("active", "pending")
"""The statuses of a session that is signed in (AUTH-134)."""


def session_ids(client: object) -> list[str]:
    """The ids of the signed-in sessions of a client, in its order; of no client: none."""
    sessions = at(client, "sessions")
    listed = sessions if isinstance(sessions, list) else []
    return [str(at(item, "id")) for item in listed if at(item, "status") in SIGNED_IN]


def signed_in(answer: Answer, session: str) -> Answer:
    """The answer is a client on which that session is signed in."""
    succeeded(answer)
    if session not in session_ids(answer.resource):
        raise Deviation(
            expected=f"{say(session)} active or pending",
            got=say(session_ids(answer.resource)),
            where="$.response.sessions[] signed in",
        )
    return answer


def no_token(answer: Answer, *, cached: bool | None) -> Answer:
    """A session that is over is refused a token: 401, 403 or 404 (AUTH-210), 400 where its client is gone (AUTH-142).

    ``cached``: the instance says that tokens may be minted from a cache for a while; a token is then no evidence.
    """
    if answer.ok and cached:
        raise NotTestable("tokens of this instance may come from a cache for up to a minute")
    if answer.status not in (400, 401, 403, 404):
        raise Deviation(expected="400, 401, 403 or 404", got=str(answer.status), where="status")
    return answer


def not_signed_in(answer: Answer) -> Answer:
    """The answer is a client without a signed-in session and without a last active one, or no client (AUTH-091).

    A client that is not known any more may be told so by 401: that it is 200 is a SHOULD (AUTH-078, GAP-014, AUTH-407).
    """
    if answer.status == 401:
        return answer
    succeeded(answer)
    if left := session_ids(answer.resource):
        raise Deviation(expected="no signed-in session", got=say(left), where="$.response.sessions[] signed in")
    active = at(answer.resource, "last_active_session_id")
    if isinstance(active, str):
        raise Deviation(expected="null", got=say(active), where="$.response.last_active_session_id")
    return answer


def users_on(answer: Answer) -> set[str]:
    """The ids of the users who are signed in on the client that the answer is; of nobody's client: none."""
    sessions = at(answer.resource, "sessions")
    listed = sessions if isinstance(sessions, list) else []
    return {str(at(item, "user.id")) for item in listed if at(item, "status") in SIGNED_IN}


def nobody(answer: Answer, user_id: str) -> Answer:
    """The answer is a client on which that user is not signed in, or a refusal to show one."""
    if answer.ok and user_id in users_on(answer):
        raise Deviation(expected="nobody signed in", got=say(user_id), where="$.response.sessions[].user.id")
    return answer


def somebody(answer: Answer, user_id: str) -> Answer:
    """The answer is a client on which that user is signed in."""
    succeeded(answer)
    if user_id not in users_on(answer):
        found = say(sorted(users_on(answer)))
        raise Deviation(expected=f"a list with {say(user_id)}", got=found, where="$.response.sessions[].user.id")
    return answer
