"""Whether two states of a client part: what tells of time or counts refusals does not count, nor does any order."""

from typing import Any

from fapi_conformance.recipes.state import COUNTS_REFUSALS, MOVES_BY_ITSELF, differences, settled


def parted(before: Any, after: Any, left: str = "") -> list[str]:
    without = {**MOVES_BY_ITSELF, **COUNTS_REFUSALS}
    return list(differences(settled(before, without=without, left=left), settled(after, without=without, left=left)))


def client(**members: Any) -> dict[str, Any]:
    return {"client": {"id": "client_1", "sign_in": None, "sessions": [], **members}, "user": None}


def test_the_same_is_the_same_whatever_time_it_is_and_however_it_is_listed() -> None:
    one, two = {"id": "a", "last_active_at": 1}, {"id": "b", "last_active_at": 1}
    later = [{**two, "last_active_at": 2}, {**one, "last_active_at": 3}]
    assert parted(client(sessions=[one, two]), client(sessions=later)) == []


def test_a_change_is_named_by_its_place_and_not_by_its_value() -> None:
    assert parted(client(sign_in=None), client(sign_in={"id": "sia_1"})) == ["$.client.sign_in"]
    assert parted(client(id="client_1"), client(id="client_2")) == ["$.client.id"]


def test_an_attempt_that_was_left_behind_is_no_change_where_one_may_be_left() -> None:
    assert parted(client(sign_in=None), client(sign_in={"id": "sia_1"}), left="sign_in") == []
    assert parted(client(sign_up=None), client(sign_up={"id": "sua_1"}), left="sign_in") == ["$.client.sign_up"]


def test_no_client_before_and_none_after() -> None:
    assert parted({"client": None, "user": None}, {"client": None, "user": None}) == []
    assert parted({"client": None, "user": None}, client()) == ["$.client"]
