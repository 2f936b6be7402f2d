"""What is said of keys: of one that an answer is, and of the lists of a subject."""

from collections.abc import Mapping

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.client.form import FormValue
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import ABSENT, at, outcome, say

CREATED = 201
MOST = 100
"""The longest page of keys."""


def key(answer: Answer, status: int = 200) -> Mapping[str, Json]:
    """The answer is a key, with nothing around it."""
    if answer.status != status:
        raise Deviation(expected=str(status), got=outcome(answer), where="status")
    if not isinstance(answer.json, dict) or answer.json.get("object") != "api_key":
        raise Deviation(expected="an api_key", got=say(answer.json), where="$")
    return answer.json


def says(told: Mapping[str, Json], **wanted: Json) -> None:
    """These members of a key have these values."""
    for name, value in wanted.items():
        found = at(told, name)
        if found != value or isinstance(found, bool) != isinstance(value, bool):
            raise Deviation(expected=say(value), got=say(found), where=f"$.{name}")


def described(told: Mapping[str, Json], description: str | None) -> bool:
    """Whether it tells its description at all, which it need not; another one than this is a deviation."""
    if at(told, "description") is ABSENT:
        return False
    says(told, description=description)
    return True


def keys(answer: Answer) -> list[Mapping[str, Json]]:
    """The answer is a page of keys."""
    found = at(answer.json, "data")
    if answer.status != 200 or not isinstance(found, list):
        raise Deviation(expected="200 with a list", got=outcome(answer), where="$.data")
    return [one for one in found if isinstance(one, dict)]


def keys_of(reader: Actor, subject: str, **query: FormValue) -> list[Mapping[str, Json]]:
    return keys(reader.api_keys.list(subject=subject, limit=MOST, **query))


def in_list(listed: list[Mapping[str, Json]], key_id: Json) -> Mapping[str, Json]:
    """The key of that id among those; without it, a deviation."""
    found = next((one for one in listed if one.get("id") == key_id), None)
    if found is None:
        raise Deviation(
            expected=f"a list with {say(key_id)}", got=say([one.get("id") for one in listed]), where="$.data[].id"
        )
    return found


def not_in_list(listed: list[Mapping[str, Json]], key_id: Json) -> None:
    if any(one.get("id") == key_id for one in listed):
        raise Deviation(expected=f"a list without {say(key_id)}", got="it is in it", where="$.data[].id")


def described_somewhere(told: list[bool]) -> None:
    """Raises NotTestable where no answer told a description."""
    if not any(told):
        raise NotTestable("the keys of this target do not tell their description")
