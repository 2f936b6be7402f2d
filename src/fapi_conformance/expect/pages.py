"""What is said of lists that come in pages."""

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation
from fapi_conformance.expect.answers import succeeded
from fapi_conformance.expect.look import at, say


def page(answer: Answer) -> list[Json]:
    """What a page holds: `data`, beside a `total_count` (GEN-061)."""
    succeeded(answer)
    held, total = at(answer.resource, "data"), at(answer.resource, "total_count")
    if not isinstance(held, list):
        raise Deviation(expected="a list", got=say(held), where="$.response.data")
    if not isinstance(total, int) or total < len(held):
        raise Deviation(expected=f"a number, {len(held)} or more", got=say(total), where="$.response.total_count")
    return held


def listed(answer: Answer) -> list[Json]:
    """What a list holds, with a total beside it or bare (GEN-061, GEN-062)."""
    succeeded(answer)
    held = answer.resource.get("data") if isinstance(answer.resource, dict) else answer.resource
    if not isinstance(held, list):
        raise Deviation(expected="a list", got=say(held), where="$.response")
    return held


def on_page(answer: Answer, item_id: str) -> Json:
    """The thing with that id, which is on the page."""
    held = page(answer)
    found = next((one for one in held if at(one, "id") == item_id), None)
    if found is None:
        got = say([at(one, "id") for one in held])
        raise Deviation(expected=f"{say(item_id)} among them", got=got, where="$.response.data[].id")
    return found


def not_on_page(answer: Answer, item_id: str) -> None:
    """The thing with that id is not, or no more, on the page."""
    if item_id in [at(one, "id") for one in page(answer)]:
        raise Deviation(expected=f"{say(item_id)} not among them", got="it is", where="$.response.data[].id")
