"""What counts as shut: refused, redirected to where one signs in, and nothing of the owner in anything that came."""

from collections.abc import Iterable

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.recipes.refusals import ANY_REFUSAL, MIDDLEWARE

SHUT = range(300, ANY_REFUSAL.stop)
"""Which refusal it is, is not published (SEC-017); a redirect leads to where one signs in."""
SERVER_ERROR = 500


def denied(answer: Answer, actor: Actor, expected: str, *, markers: Iterable[str] = ()) -> None:
    """Raises Deviation unless it is shut. A server error is neither that nor access, and is told where it is judged."""
    shows_nothing(answer, actor, markers)
    if answer.status >= SERVER_ERROR or answer.status in MIDDLEWARE:
        raise NotTestable(f"neither shut nor open: {outcome(answer)}")
    if answer.status not in SHUT:
        raise Deviation(expected=expected, got=outcome(answer), where="status", exchange=actor.last)


def shows_nothing(answer: Answer, actor: Actor, markers: Iterable[str]) -> None:
    """Raises Deviation where one of these texts is in the body or in a header, such as where it sends to."""
    body = answer.content.decode(errors="replace").lower()
    headers = "\n".join(value for _, value in answer.headers).lower()
    for marker in markers:
        where = next((place for place, text in (("body", body), ("headers", headers)) if marker.lower() in text), "")
        if where:
            raise Deviation(
                expected="nothing of somebody else", got="a text that is theirs", where=where, exchange=actor.last
            )
