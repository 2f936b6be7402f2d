"""When a request is repeated: after a 429, and once after a gateway's refusal of a GET.

Never otherwise, and never silently: each try is an exchange of its own.
"""

from collections.abc import Callable

from fapi_conformance.client.call import Call
from fapi_conformance.client.endpoint import Pacing
from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import TransportFailure

TRIES = 3
SECONDS = 60.0  # how long one request may wait for rate limits in all
_GATEWAY = frozenset({502, 503, 504})


def deliver(send: Callable[[Call], Answer], call: Call, pacing: Pacing) -> Answer:
    """The first answer that is neither a rate limit nor, for a GET, a gateway's; else :class:`TransportFailure`."""
    waited = 0.0
    tries = 0
    gateway_seen = False
    while True:
        pacing.before(call.method, call.path)
        answer = send(call)
        if answer.status == 429:
            tries += 1
            waited += (pause := pacing.refused(answer))
            if tries >= TRIES or waited > SECONDS:
                said = f"{call.method} {call.path} was answered 429 {tries} times"
                raise TransportFailure(f"rate limited: {said}, and asks for {pause:.0f} s more")
        elif call.method == "GET" and answer.status in _GATEWAY and not _speaks_for_target(call, answer):
            if gateway_seen:
                raise TransportFailure(f"a gateway answered {answer.status} twice without an error of the API")
            gateway_seen = True
        else:
            return answer


def _speaks_for_target(call: Call, answer: Answer) -> bool:
    """An error of the API itself, or the documented 503 of its health, or of a proxy's (AUTH-024, AUTH-025)."""
    return bool(answer.errors) or (
        call.path in {"/v1/health", "/v1/proxy-health"} and isinstance(answer.json, dict) and "status" in answer.json
    )
