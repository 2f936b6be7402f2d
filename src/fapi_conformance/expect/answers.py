"""What is said of one answer: it succeeded, it was refused, a member of its resource is so."""

from collections.abc import Collection

from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import ABSENT, at, one_of, outcome, place, say
from fapi_conformance.target.refusals import STEP_UP


def succeeded(answer: Answer) -> Answer:
    """It is 200, the one success of every JSON operation (AUTH-047).

    One that wants its session verified anew first shows nothing of the operation: which sessions an instance holds for
    fresh is its own matter, and judged where that is the question.
    """
    if STEP_UP in answer.codes:
        raise _hidden()
    if answer.status != 200:
        raise Deviation(expected="200", got=outcome(answer), where="status")
    return answer


def refused(
    answer: Answer, status: int | Collection[int], code: str | Collection[str] = (), *, naming: str | None = None
) -> Answer:
    """It has one of these statuses and, where codes are given, one of them anywhere among its errors (AUTH-042).

    ``naming`` is the parameter that the error with that code names in ``meta.param_name`` (AUTH-039).

    A wish to verify the session anew hides every other refusal, and is not told as one.
    """
    statuses = (status,) if isinstance(status, int) else status
    codes = (code,) if isinstance(code, str) else tuple(code)
    wanted = f"{one_of(statuses)} {one_of(codes)}".rstrip()
    if STEP_UP in answer.codes and STEP_UP not in codes:
        raise _hidden()
    if answer.status not in statuses:
        raise Deviation(expected=wanted, got=outcome(answer), where="status")
    if codes and not set(codes) & set(answer.codes):
        raise Deviation(expected=one_of(codes), got=say(answer.codes), where="$.errors[].code")
    if naming is not None:
        named = [at(item, "meta.param_name") for item in answer.errors if item.get("code") in codes]
        if naming not in named:
            raise Deviation(
                expected=say(naming), got=say(named[0] if named else None), where="$.errors[].meta.param_name"
            )
    return answer


def member(answer: Answer, path: str) -> Json:
    """The value at a path of the resource; its absence is a deviation."""
    found = at(answer.resource, path)
    if found is ABSENT and STEP_UP in answer.codes:
        succeeded(answer)
    if found is ABSENT:
        raise Deviation(expected="a value", got=f"{outcome(answer)}, nothing there", where=place(answer, path))
    return found


def present(answer: Answer, path: str) -> Json:
    """The value at a path of the resource, which is there, not null and not empty."""
    found = member(answer, path)
    if found in (None, "", [], {}):
        raise Deviation(expected="a value", got=say(found), where=place(answer, path))
    return found


def equals(answer: Answer, **members: Json) -> Answer:
    """Members of the resource have these values; two underscores descend (``public_user_data__identifier``)."""
    for name, wanted in members.items():
        path = name.replace("__", ".")
        found = member(answer, path)
        if found != wanted or isinstance(found, bool) != isinstance(wanted, bool):
            raise Deviation(expected=say(wanted), got=say(found), where=place(answer, path))
    return answer


def includes(answer: Answer, path: str, *wanted: Json) -> Answer:
    """A list of the resource has these entries, in any order."""
    found = member(answer, path)
    if not isinstance(found, list) or any(item not in found for item in wanted):
        raise Deviation(expected=f"a list with {say(list(wanted))}", got=say(found), where=place(answer, path))
    return answer


def excludes(answer: Answer, path: str, *unwanted: Json) -> Answer:
    """A list of the resource has none of these entries."""
    found = member(answer, path)
    if not isinstance(found, list) or any(item in found for item in unwanted):
        raise Deviation(expected=f"a list without {say(list(unwanted))}", got=say(found), where=place(answer, path))
    return answer


def _hidden() -> NotTestable:
    return NotTestable("the instance wants the session verified anew first", remedy="switch reverification off")
