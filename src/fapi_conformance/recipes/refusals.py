"""What counts as a refusal, and which refusals tell nothing."""

from collections.abc import Collection

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.contract.global_answers import Where, global_answer
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome

ANY_REFUSAL = range(400, 500)
MIDDLEWARE = frozenset({405, 413, 415, 429, 502, 503, 504})


def refused(answer: Answer, actor: Actor, expected: str, *, statuses: Collection[int] = ANY_REFUSAL) -> None:
    """Raises Deviation unless the answer refuses with one of these statuses.

    What middleware answers to any request whatever says nothing: NotTestable (GEN-038).
    """
    if answer.status in statuses and answer.status not in MIDDLEWARE:
        return
    if answer.status in MIDDLEWARE or global_answer(answer.status, answer.codes, (Where.ANY,)):
        raise NotTestable(f"answered before the operation was reached: {outcome(answer)}")
    raise Deviation(expected=expected, got=outcome(answer), where="status", exchange=actor.last)
