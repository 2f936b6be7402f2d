"""What is said of lists of resources: in an answer of their own, in a user, in the users of a client."""

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.answers import member, succeeded
from fapi_conformance.expect.look import at, say


def bare_list(answer: Answer) -> list[Json]:
    """The answer is a list with no envelope around it (GEN-002)."""
    succeeded(answer)
    if not isinstance(answer.json, list):
        raise Deviation(expected="a list", got=say(answer.json), where="$")
    return answer.json


def ids_of(listed: Json) -> list[str]:
    """The ids of what a list holds; none, where it is no list."""
    return [str(at(item, "id")) for item in listed] if isinstance(listed, list) else []


def holds(answer: Answer, path: str, item_id: str) -> Answer:
    """A list in the resource has this one in it."""
    return _holds(answer, path, item_id, wanted=True)


def holds_not(answer: Answer, path: str, item_id: str) -> Answer:
    """A list in the resource has this one not, or no more, in it."""
    return _holds(answer, path, item_id, wanted=False)


def users_in(client: Json) -> list[Json]:
    """The users of a client's sessions. NotTestable where these show none (AUTH-159)."""
    sessions = at(client, "sessions")
    shown = [at(one, "user") for one in sessions] if isinstance(sessions, list) else []
    users = [user for user in shown if isinstance(user, dict)]
    if not users:
        raise NotTestable("the sessions of this target's clients do not show their user")
    return users


def in_users(client: Json, path: str) -> list[str]:
    """The ids in that list of the users of a client's sessions."""
    return [item_id for user in users_in(client) for item_id in ids_of(at(user, path))]


def _holds(answer: Answer, path: str, item_id: str, *, wanted: bool) -> Answer:
    succeeded(answer)
    found = ids_of(member(answer, path))
    if (item_id in found) is not wanted:
        raise Deviation(
            expected=f"a list {'with' if wanted else 'without'} {say(item_id)}", got=say(found), where=f"{path}[].id"
        )
    return answer
