"""The comparison with a peer: faults in groups come to the same as one by one, and a sitting goes on from a file."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from fapi_reference.faults import Fault, catalogue
from selftest.peer.kept import Kept, OtherCircumstances, PeerRun
from selftest.peer.noticing import Clean, Ours, by_peer, spread, together
from selftest.peer.seeing import Seen
from selftest.peer.table import table

EVERYWHERE = frozenset({"GET /v1/client", "GET /v1/me"})
TOLD = {"schema": "of today"}


def seen(*accused: str, reached: frozenset[str] = EVERYWHERE) -> Seen:
    return Seen(cases=10, seconds=1.0, reached=reached, accusations=frozenset((one, "GET /v1/me") for one in accused))


CLEAN = Clean.of([seen("always"), seen("always", "at times")])


class Run:
    """A peer that notices some faults, and gets nowhere where a fault is in its way."""

    def __init__(self, *, notices: Sequence[str] = (), barred: Sequence[str] = ()) -> None:
        self.notices = notices
        self.barred = barred
        self.groups: list[list[str]] = []

    def __call__(self, group: Sequence[Fault]) -> Seen | None:
        ids = [one.id for one in group]
        self.groups.append(ids)
        if set(ids) & set(self.barred):
            return seen(reached=frozenset())
        return seen("always", *(f"of {one}" for one in ids if one in self.notices))


@pytest.fixture(scope="module")
def group() -> tuple[Fault, ...]:
    return next(one for one in together(spread(list(catalogue().values())), 8) if len(one) == 8)


def test_groups_are_of_different_areas_and_have_every_fault_once() -> None:
    faults = spread(list(catalogue().values()))
    groups = together(faults, 8)

    assert sorted(one.id for group in groups for one in group) == sorted(one.id for one in faults)
    for one in groups:
        assert len({fault.seed.__module__ for fault in one}) == len(one)
        assert len({fault.settings for fault in one}) == 1


def test_one_run_tells_that_none_is_noticed(group: tuple[Fault, ...]) -> None:
    run = Run()

    assert by_peer(group, CLEAN, run) == dict.fromkeys((one.id for one in group), False)
    assert len(run.groups) == 1


@pytest.mark.parametrize("places", [(0,), (7,), (2, 6), (0, 1, 2, 3, 4, 5, 6, 7)])
def test_a_group_comes_to_the_same_as_one_by_one(group: tuple[Fault, ...], places: tuple[int, ...]) -> None:
    noticed = [group[place].id for place in places]

    assert by_peer(group, CLEAN, Run(notices=noticed)) == {one.id: one.id in noticed for one in group}


def test_a_fault_that_is_in_the_way_hides_no_other(group: tuple[Fault, ...]) -> None:
    told = by_peer(group, CLEAN, Run(notices=[group[1].id], barred=[group[0].id]))

    assert [id_ for id_, noticed in told.items() if noticed] == [group[1].id]


def test_what_the_clean_reference_was_accused_of_once_is_no_notice(group: tuple[Fault, ...]) -> None:
    assert by_peer(group[:1], CLEAN, lambda _: seen("at times")) == {group[0].id: False}


def test_no_results_are_no_verdict(group: tuple[Fault, ...]) -> None:
    assert by_peer(group[:2], CLEAN, lambda _: None) == {group[0].id: None, group[1].id: None}


def test_a_sitting_goes_on_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "seen.jsonl"
    first = Kept(file, TOLD)
    first.clean_by_peer(seen("always"), settings="sign_in.second_factor_required = true")
    first.ran(PeerRun(faults=("a.b",), cases=10, seconds=1.0, new=(("of a.b", "GET /v1/me"),)))
    first.noticed_by_peer({"a.b": True, "c.d": None})
    first.noticed_by_ours("a.b", Ours(noticed=True, named=False, whole=True, seconds=3.0))

    second = Kept(file, TOLD)

    assert (second.clean_peer, second.peer_runs) == (first.clean_peer, first.peer_runs)
    assert (second.peer, second.ours) == (first.peer, first.ours)
    said = "noticed by both: a.b, by the peer with of a.b on GET /v1/me"
    assert said in table(second, 2, {"a.b", "c.d"})


def test_what_was_seen_of_another_schema_is_not_gone_on_from(tmp_path: Path) -> None:
    file = tmp_path / "seen.jsonl"
    file.write_text(json.dumps({"circumstances": {"schema": "of yesterday"}}) + "\n")

    with pytest.raises(OtherCircumstances, match="name a new file"):
        Kept(file, TOLD)
