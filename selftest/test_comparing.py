"""Two runs compared: the changes of the target, apart from those of everything else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fapi_conformance.verdict import __main__ as command
from fapi_conformance.verdict import changes
from fapi_conformance.verdict.changes import KINDS
from fapi_conformance.verdict.comparing import Comparison
from fapi_conformance.verdict.gathering import Gathering
from fapi_conformance.verdict.markdown import markdown
from fapi_conformance.verdict.operations import Known
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.portion import Portion
from fapi_conformance.verdict.reckoning import reckon
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.results import Results
from fapi_conformance.verdict.ruling import Circumstances
from fapi_conformance.verdict.writing import write
from selftest.test_results import (
    BELL,
    BROKEN_FORM,
    FORM,
    HOUSE,
    LOCKED,
    OPENS,
    POLITE,
    RED,
    SEEN_ID,
    TODAY,
    WELL,
    facts,
    instead,
    known,
    requirement,
    run,
    told,
    told_of,
)


def compared(before: Results, after: Results) -> dict[str, list[str]]:
    seen = Comparison(told(before), told(after))
    # Profiles follow from the rest.
    listed = {kind: [one.what for one in getattr(seen, kind)] for kind, _, _ in KINDS if kind != "profiles"}
    return {kind: names for kind, names in listed.items() if names} | {"red": ["yes"] * seen.regressed}


def test_one_fault_more_and_one_less_are_told_exactly() -> None:
    form = Portion(test="t::form", sightings=(BROKEN_FORM,), examined=frozenset({FORM.id}), requests=1)
    name = f"{FORM.id}[Door type]"

    assert compared(run(*RED), run(*instead(form))) == {"new": [name], "fixed": [LOCKED.id], "red": ["yes"]}
    assert compared(run(*instead(form)), run(*RED)) == {"new": [LOCKED.id], "fixed": [name], "red": ["yes"]}
    assert compared(run(*RED), run(*RED)) == {"red": []}


def test_what_cannot_be_told_any_more_is_worse_and_what_was_switched_off_is_not() -> None:
    lost = instead(told_of(OPENS, Outcome.NOT_TESTABLE, "t::opens"))
    assert compared(run(*WELL), run(*lost)) == {"not_testable": [OPENS.id, LOCKED.id], "red": ["yes"]}

    off = run(*WELL, about=Circumstances(off={"bell": "no bell"}))
    assert compared(run(*WELL), off) == {"not_applicable": [BELL.id], "red": []}


def test_a_deviation_that_was_not_looked_for_is_not_called_fixed() -> None:
    blind = instead(told_of(LOCKED, Outcome.NOT_TESTABLE, "t::locked"))

    assert compared(run(*RED), run(*blind)) == {"out_of_sight": [LOCKED.id], "red": []}


def test_what_another_release_judges_otherwise_is_no_change_of_the_target() -> None:
    older = {id_: one for id_, one in HOUSE.items() if id_ != LOCKED.id}
    older[OPENS.id] = requirement(OPENS.id, Level.SHOULD, operations=("openDoor",))
    before = run(*(one for one in WELL if one.test != "t::locked"), catalogue=older)

    seen = compared(before, run(*RED))

    assert seen == {"by_the_suite": [LOCKED.id, OPENS.id, LOCKED.id], "red": []}


def test_an_operation_that_answers_no_more_or_later_is_told() -> None:
    silent = [Portion(test=f"t::{n}", traffic={"POST /door": {422: 9}}, took={"POST /door": 0.1}) for n in range(2)]
    late = [*WELL, Portion(test="t::late", traffic={"POST /door": {200: 10}}, took={"POST /door": 9.0})]

    assert compared(run(*WELL), run(*silent))["unreached"] == ["POST /door"]
    assert "unreached" not in compared(run(*WELL), run(*silent, selection="door"))
    assert "unreached" not in compared(run(*WELL), run(*silent, incomplete="Ctrl-C"))
    assert compared(run(*WELL), run(*late)) == {"slower": ["POST /door"], "red": []}


def test_an_operation_that_is_hardly_tried_any_more_is_told() -> None:
    seldom = [replace(one, traffic={"POST /door": {200: 4}}) for one in WELL[:4]]
    seldom.append(WELL[4])

    assert compared(run(*WELL), run(*seldom)) == {"fewer": ["POST /door"], "red": []}
    assert compared(run(*seldom), run(*WELL)) == {"red": []}


HOUSES = [Known(id=f"open{n}", label=f"GET /{n}", documented=(200,), successes=frozenset({200})) for n in range(6)]


def timed(*milliseconds: int) -> Results:
    """Twenty answers of each operation, each so late."""
    took = {one.label: 0.02 * late for one, late in zip(HOUSES, milliseconds, strict=True)}
    calls = Portion(test="t::calls", traffic={label: {200: 20} for label in took}, took=took)
    gathering = Gathering()
    gathering.add(calls)
    return reckon(gathering, HOUSE, Circumstances(), HOUSES, facts())


@pytest.mark.parametrize(
    ("now", "slower"),
    [
        pytest.param((100, 100, 100, 100, 100, 290), ["GET /5"], id="one alone"),
        pytest.param((20, 20, 20, 20, 20, 150), ["GET /5"], id="one while others became faster"),
        pytest.param((20, 20, 20, 20, 20, 70), [], id="others became faster"),
        pytest.param((190, 190, 190, 190, 190, 150), [], id="all, not by much"),
        pytest.param((300, 300, 300, 300, 300, 120), ["all operations"], id="all"),
        pytest.param((300, 300, 300, 300, 300, 900), ["all operations", "GET /5"], id="all and one more so"),
    ],
)
def test_what_is_slower_is_so_beside_the_others(now: tuple[int, ...], slower: list[str]) -> None:
    seen = compared(timed(100, 100, 100, 100, 100, 40), timed(*now))

    assert (seen.get("slower", []), seen["red"]) == (slower, [])


def test_a_few_milliseconds_are_nothing() -> None:
    assert compared(timed(1, 1, 1, 1, 1, 1), timed(1, 1, 1, 1, 1, 40)) == {"red": []}


def test_what_the_baseline_knows_is_no_regression() -> None:
    excused = run(*RED, baseline=known(SEEN_ID), today=TODAY)

    assert compared(run(*WELL), excused) == {"new_and_known": [LOCKED.id], "red": []}


def test_what_the_earlier_run_was_not_about_is_not_called_new() -> None:
    part = run(*WELL[:1], about=Circumstances(whole=False, selected={OPENS.id}), selection="door")

    seen = compared(part, run(*RED))

    assert seen == {"surroundings": ["selection"], "first_looked_for": [LOCKED.id], "red": []}


def test_a_run_of_other_tests_fixes_nothing() -> None:
    about = Circumstances(whole=False, selected=set(HOUSE))
    others = [told_of(LOCKED, Outcome.PASS, "t::others"), WELL[0]]

    seen = compared(run(*RED), run(*others, about=about, selection="others"))

    assert seen["out_of_sight"] == [LOCKED.id]


def test_an_operation_that_could_not_be_tried_again_is_not_called_fixed() -> None:
    def tried(gate: Outcome) -> Results:
        steps = [
            replace(told_of(OPENS, outcome, "t::a").steps[0], operation=name)
            for name, outcome in (("openDoor", Outcome.PASS), ("openGate", gate))
        ]
        return run(Portion(test="t::a", cites=(OPENS.id,), steps=tuple(steps)), catalogue={OPENS.id: OPENS})

    assert compared(tried(Outcome.FAIL), tried(Outcome.NOT_TESTABLE))["out_of_sight"] == [f"{OPENS.id}[openGate]"]
    assert compared(tried(Outcome.FAIL), tried(Outcome.PASS))["fixed"] == [f"{OPENS.id}[openGate]"]


def test_what_a_test_of_another_release_finds_is_no_change_of_the_target() -> None:
    brought = [*WELL, told_of(LOCKED, Outcome.FAIL, "t::brought")]

    assert compared(run(*WELL), run(*brought, suite_version="2"))["by_the_suite"] == [LOCKED.id]
    assert compared(run(*WELL), run(*brought))["new"] == [LOCKED.id]


def test_levels_that_changed_say_which_way() -> None:
    higher = {**HOUSE, POLITE.id: requirement(POLITE.id)}
    fewer = {id_: one for id_, one in HOUSE.items() if id_ != BELL.id}
    silent = [one for one in WELL if one.test != "t::bell"]

    seen = Comparison(told(run(*WELL)), told(run(*WELL, catalogue=higher)))
    assert [one.how for one in seen.by_the_suite] == ["raised from SHOULD to MUST: pass"]
    seen = Comparison(told(run(*WELL, catalogue=higher)), told(run(*WELL)))
    assert [one.how for one in seen.by_the_suite] == ["lowered from MUST to SHOULD: pass"]
    seen = Comparison(told(run(*WELL)), told(run(*silent, catalogue=fewer)))
    assert [one.how for one in seen.by_the_suite] == ["dropped, MUST: pass before"]


def test_what_a_run_that_was_cut_short_did_not_come_to_is_one_line() -> None:
    cut = run(*WELL[:1], about=Circumstances(stopped="Ctrl-C"), incomplete="Ctrl-C")

    seen = Comparison(told(run(*WELL)), told(cut))

    assert [(one.what, one.how) for one in seen.not_testable] == [("3 MUSTs", "Ctrl-C")]
    assert [(one.what, one.how) for one in seen.surroundings] == [("the later run", "not complete: Ctrl-C")]


def test_another_target_is_said_first() -> None:
    was = facts().target
    elsewhere = replace(was, base_url="http://u", api_version="2", capabilities={"bell": False, "key": None})

    seen = Comparison(told(run(*WELL)), told(run(*WELL, target=elsewhere, versions={"python": "4"})))

    assert [one.text for one in changes.lines(seen, worse=False)] == [
        "1970-01-01 00:00 UTC -> 1970-01-01 00:00 UTC",
        "Not under the same circumstances (3):",
        "  target: http://t -> http://u",
        "  api version: none -> 2",
        "  bell: on -> off",
        "Run with other versions (1):",
        "  python: 3 -> 4",
        "no regression",
    ]


def test_where_an_embedded_reference_listens_is_no_news() -> None:
    one, other = (replace(facts().target, base_url=f"http://{n}", environment=n, embedded=True) for n in "12")

    assert compared(run(*WELL, target=one), run(*WELL, target=other)) == {"red": []}


def test_a_change_is_told_to_a_page_and_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    well, red, page, data = (tmp_path / name for name in ("well.json", "red.json", "diff.md", "diff.json"))
    evil = told_of(LOCKED, Outcome.FAIL, "t::locked")
    evil = replace(evil, steps=(replace(evil.steps[0], got="<script>"),))
    write(well, run(*WELL))
    write(red, run(*instead(evil)))

    assert command.main(["diff", str(well), str(red), f"--markdown={page}", f"--json={data}"]) == 1

    assert "<script>" in capsys.readouterr().out
    assert "## ❌ Regressed" in page.read_text()
    assert "<script>" not in page.read_text()
    assert json.loads(data.read_text())["new"] == [{"what": LOCKED.id, "how": "expected shut; got <script>"}]


def test_that_it_is_slower_counts_for_whoever_asks(tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    write(before, timed(1, 1, 1, 1, 1, 1))
    write(after, timed(1, 1, 1, 1, 1, 199))

    assert command.main(["diff", str(before), str(after)]) == 0
    assert command.main(["diff", str(before), str(after), "--slower"]) == 1


def test_what_rests_on_another_part_is_no_loss() -> None:
    part = run(WELL[1], about=Circumstances(whole=False, selected={LOCKED.id}), shard=(1, 2))

    assert compared(run(*WELL), part) == {"surroundings": ["selection"], "red": []}


def test_of_a_plain_assertion_only_what_came_is_told() -> None:
    step = replace(told_of(LOCKED, Outcome.FAIL, "t::locked").steps[0], expected="", got="assert 5 == 6")
    found = told(run(*instead(Portion(test="t::locked", steps=(step,)))))

    assert [one.how for one in Comparison(told(run(*WELL)), found).new] == ["assert 5 == 6"]
    assert "expected" not in markdown(found)
