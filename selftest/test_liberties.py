"""A server that differs where the contract leaves it open is never accused."""

from collections.abc import Sequence

import pytest

from fapi_reference.liberties import catalogue
from selftest.serving import judged, reference

MUST_STAND = {"conformant", "incomplete", "not applicable"}
"""A liberty may leave a requirement without evidence; it never breaks one."""

WITHOUT_INPUTS = ("-m", "not fuzz")
WITH_INPUTS = ("--examples", "3")
"""Generated inputs are half of a run: one with all liberties at once gets them."""

GROUPS = 3
"""A whole run for each would take hours. Those of one module change the same answers: they go to several groups."""


def accused(liberties: Sequence[str], *options: str) -> list[str]:
    """What a server that takes these liberties is accused of."""
    with reference(liberties=liberties) as means:
        seen, said = judged(means, *options)
    assert seen is not None, said
    broken = [
        f"{one['name']}: expected {one['expected']}, got {one['got']}"
        for one in seen["findings"]
        if one["level"] == "MUST"
    ]
    broken += [f"error in {one['id']}: {one['reason']}" for one in seen["requirements"] if one["verdict"] == "error"]
    broken += [f"our own request: {one}" for one in seen["errors"]]
    return broken + [one["profile"] for one in seen["profiles"] if one["verdict"] not in MUST_STAND]


@pytest.mark.parametrize("group", range(GROUPS))
def test_liberties_are_not_accused(group: int) -> None:
    together = list(catalogue())[group::GROUPS]
    broken = accused(together, *WITHOUT_INPUTS)
    assert not broken, {one: accused([one], *WITHOUT_INPUTS) for one in together}


def test_all_at_once_are_not_accused() -> None:
    assert accused(["all"], *WITH_INPUTS) == []
