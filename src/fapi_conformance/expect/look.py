"""Looking without judging: find a value in a body, and say a value in one short line."""

import json
from collections.abc import Collection

from fapi_conformance.client import masking
from fapi_conformance.client.exchange import Answer, Json

SHOWN = 240
"""How many characters of an offending value are shown."""


class Absent:
    """What stands where a body has nothing, and is as false as null."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "nothing"


ABSENT = Absent()


def at(body: Json, path: str) -> Json | Absent:
    """The value at a dotted path (``verifications.email_address.status``, ``sessions.0.id``), or ABSENT."""
    found = body
    for part in path.split("."):
        if isinstance(found, dict) and part in found:
            found = found[part]
        elif isinstance(found, list) and part.isdigit() and int(part) < len(found):
            found = found[int(part)]
        else:
            return ABSENT
    return found


def place(answer: Answer, path: str) -> str:
    """Where that path of the resource stands in the body, as a reader of the body would write it."""
    return f"$.response.{path}" if answer.enveloped else f"$.{path}"


def say(value: object) -> str:
    """A value as JSON, masked, and then cut to one line that can be read."""
    if isinstance(value, Absent):
        return repr(value)
    try:
        text = json.dumps(masking.body(value), ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return masking.cut(text, SHOWN)


def outcome(answer: Answer) -> str:
    """Status and error codes of an answer: ``422 form_code_incorrect``."""
    return " ".join((str(answer.status), *answer.codes))


def one_of(values: Collection[object]) -> str:
    if isinstance(values, range):
        return f"{values[0]} to {values[-1]}"
    return " or ".join(str(value) for value in values)
