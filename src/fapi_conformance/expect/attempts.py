"""What is said of sign-ins, sign-ups and the verifications in them."""

import time
from collections.abc import Mapping
from types import MappingProxyType

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.answers import equals, member, present, succeeded
from fapi_conformance.expect.look import ABSENT, at, place, say

AN_HOUR = 3600
BEYOND_THE_FIRST_FACTOR = ("complete", "needs_second_factor", "needs_client_trust")
"""Where a proven first factor leads: device trust may ask for one step more on a fresh client (AUTH-279)."""


def awaits(answer: Answer, verification: str) -> Answer:
    """That verification was started and nothing tried: unverified, 0 attempts, with an expiry (AUTH-258, AUTH-293)."""
    succeeded(answer)
    for name, wanted in (("status", "unverified"), ("attempts", 0)):
        found = member(answer, f"{verification}.{name}")
        if found != wanted:
            raise Deviation(expected=say(wanted), got=say(found), where=place(answer, f"{verification}.{name}"))
    present(answer, f"{verification}.expire_at")
    return answer


def on_its_way(answer: Answer, verification: str) -> Answer:
    """As above, where no attempts need be told (USER-201, AUTH-310); those that are told are none."""
    succeeded(answer)
    equals(answer, **{f"{verification}.status": "unverified"})
    present(answer, f"{verification}.expire_at")
    tries = at(answer.resource, f"{verification}.attempts")
    if tries not in (0, None, ABSENT):
        raise Deviation(expected="0 or nothing", got=say(tries), where=place(answer, f"{verification}.attempts"))
    return answer


def outlived(answer: Answer, verification: str) -> int:
    """Seconds after which its code is surely over, however long codes live here (AUTH-312)."""
    expires = at(answer.resource, f"{verification}.expire_at")
    return max(AN_HOUR, int(expires / 1000 - time.time()) + 60) if isinstance(expires, int) else AN_HOUR


def verified(answer: Answer, verification: str) -> Answer:
    """That verification is verified."""
    succeeded(answer)
    found = member(answer, f"{verification}.status")
    if found != "verified":
        raise Deviation(expected='"verified"', got=say(found), where=place(answer, f"{verification}.status"))
    return answer


def proven(answer: Answer, strategy: str) -> Answer:
    """The first factor of a sign-in is verified by that strategy, and the sign-in went on (AUTH-242, AUTH-267)."""
    verified(answer, "first_factor_verification")
    equals(answer, first_factor_verification__strategy=strategy)
    found = member(answer, "status")
    if found not in BEYOND_THE_FIRST_FACTOR:
        raise Deviation(
            expected=" or ".join(map(say, BEYOND_THE_FIRST_FACTOR)), got=say(found), where=place(answer, "status")
        )
    return answer


def needs_second_factor(answer: Answer) -> Answer:
    """The first factor is proven, a second one of the user's own is due, and there is no session yet (AUTH-242)."""
    verified(answer, "first_factor_verification")
    return equals(answer, status="needs_second_factor", created_session_id=None)


def complete(answer: Answer) -> str:
    """The attempt is complete and its session is among the client's (AUTH-411); gives the session's id."""
    succeeded(answer)
    equals(answer, status="complete")
    session = str(present(answer, "created_session_id"))
    sessions = at(answer.client, "sessions")
    listed = [at(item, "id") for item in sessions] if isinstance(sessions, list) else []
    if session not in listed:
        raise Deviation(expected=f"a list with {say(session)}", got=say(listed), where="$.client.sessions[].id")
    return session


def is_complete(answer: Answer) -> bool:
    """Whether the attempt ended here; a sign-in that device trust holds up has one step more (AUTH-279)."""
    return bool(at(answer.resource, "status") == "complete")


def factor(answer: Answer, strategy: str) -> Json:
    """The first factor with that strategy which the sign-in supports."""
    return _factor(answer, strategy, "supported_first_factors")


def second_factor(answer: Answer, strategy: str, **members: str) -> Json:
    """The second factor with that strategy, and with these members, which the sign-in supports."""
    return _factor(answer, strategy, "supported_second_factors", members)


def second_factors(answer: Answer) -> set[str]:
    """The strategies of the second factors that the sign-in supports."""
    supported = member(answer, "supported_second_factors")
    return {str(at(item, "strategy")) for item in supported} if isinstance(supported, list) else set()


def _factor(answer: Answer, strategy: str, where: str, members: Mapping[str, str] = MappingProxyType({})) -> Json:
    supported = member(answer, where)
    for item in supported if isinstance(supported, list) else ():
        if all(at(item, name) == wanted for name, wanted in {"strategy": strategy, **members}.items()):
            return item
    offered = [at(item, "strategy") for item in supported] if isinstance(supported, list) else supported
    named = f", with its {' and '.join(members)}" if members else ""
    raise Deviation(
        expected=f"a list with {say(strategy)}{named}",
        got="nothing" if offered is ABSENT else say(offered),
        where=place(answer, f"{where}[].strategy"),
    )
