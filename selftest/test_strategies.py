"""Made-up inputs: what they promise of themselves, and that a search tells the smallest that breaks a statement."""

import pytest

from fapi_conformance.errors import NotTestable
from fapi_conformance.strategies.identifiers import SLIPS, slipped
from fapi_conformance.strategies.metadata import OBJECTS
from fapi_conformance.strategies.names import NAMES, same
from fapi_conformance.strategies.redirects import known
from fapi_conformance.strategies.searching import search

GOOD = {"email_address": "fc12345+clerk_test@example.com", "phone_number": "+12015550123", "username": "uabc123"}


def test_a_search_is_repeatable() -> None:
    first: list[str] = []
    second: list[str] = []
    search(NAMES, first.append, seed=5, examples=20)
    search(NAMES, second.append, seed=5, examples=20)

    assert first == second
    assert len(set(first)) > 5
    assert all(name == same(name) == name.strip() for name in first)


def test_a_search_tells_the_smallest() -> None:
    told: list[int] = []

    def shallow(given: dict[str, object]) -> None:
        told.append(len(given))
        assert len(given) < 2

    with pytest.raises(AssertionError):
        search(OBJECTS, shallow, seed=1, examples=50)
    assert told[-1] == 2


def test_what_cannot_be_told_is_told_once() -> None:
    met: list[str] = []

    def hindered(name: str) -> None:
        met.append(name)
        raise NotTestable("the instance has no names")

    with pytest.raises(NotTestable):
        search(NAMES, hindered, seed=1, examples=20)
    assert len(met) == 1


@pytest.mark.parametrize("kind", SLIPS)
def test_each_slip_makes_another_text(kind: str) -> None:
    for name in SLIPS[kind]:
        assert slipped(kind, GOOD[kind], (name,)) != GOOD[kind], name


def test_two_slips_never_break_the_search() -> None:
    for kind, slips in SLIPS.items():
        for first in slips:
            for second in slips:
                slipped(kind, GOOD[kind], (first, second))


def test_line_breaks_and_scripts_are_always_tried() -> None:
    addresses = known("http://localhost:3000/here?kept=yes")

    assert any("%0d%0a" in address for address in addresses)
    assert any(address.lower().startswith("javascript:") for address in addresses)
