"""Results once they are written: read again, put together, compared, and held against what was known."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.errors import BadInput
from fapi_conformance.plugin.places import REPORTS
from fapi_conformance.verdict import __main__ as command
from fapi_conformance.verdict import changes
from fapi_conformance.verdict.baseline import Baseline, KnownDeviation, load, written
from fapi_conformance.verdict.changes import KINDS
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.comparing import Comparison
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.finding import Sighting, finding_id
from fapi_conformance.verdict.gathering import Gathering
from fapi_conformance.verdict.merging import merged
from fapi_conformance.verdict.operations import Known
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.portion import Mistake, Portion
from fapi_conformance.verdict.reading import Told, read
from fapi_conformance.verdict.reckoning import reckon
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.results import Results, RunFacts, TargetFacts
from fapi_conformance.verdict.ruling import Circumstances
from fapi_conformance.verdict.step import Step
from fapi_conformance.verdict.writing import as_json, write

SCHEMA = REPORTS / "results.schema.json"
TODAY = date(2026, 11, 28)


def requirement(id_: str, level: Level = Level.MUST, **rest: Any) -> Requirement:
    return Requirement(id=id_, level=level, says=f"{id_} holds.", sources=("openDoor 200",), profile="core", **rest)


OPENS = requirement("DOOR.OPENS", operations=("openDoor",))
LOCKED = requirement("DOOR.LOCKED", operations=("openDoor",), twins=("DOOR.OPENS",))
POLITE = requirement("DOOR.POLITE", Level.SHOULD)
BELL = requirement("DOOR.BELL", when=("bell",))
FORM = requirement("EXCHANGE.FORM", everywhere=True)
HOUSE = {one.id: one for one in (OPENS, LOCKED, POLITE, BELL, FORM)}
DOOR = Known(id="openDoor", label="POST /door", documented=(200, 422), successes=frozenset({200}))
SEEN = Evidence(method="POST", path="/door", status=200, operation="POST /door", curl="curl /door")
BROKEN_FORM = Sighting(
    requirement=FORM.id, key=("Door", "type"), test="t::form", expected="text", got="5", evidence=SEEN
)


def facts(**more: Any) -> RunFacts:
    target = TargetFacts(base_url="http://t", embedded=False, capabilities={"bell": True, "key": None})
    plain = {"suite_version": "1", "started": 5.0, "seconds": 1.0, "seed": 7, "requests": 0, "workers": 1}
    return RunFacts(**{**plain, "target": target, "versions": {"python": "3"}, **more})


def told_of(one: Requirement, outcome: Outcome, test: str) -> Portion:
    expected, got = ("shut", "open") if outcome.broken else ("", "")
    step = Step(
        requirement=one.id,
        outcome=outcome,
        test=test,
        expected=expected,
        got=got,
        evidence=SEEN if outcome.broken else None,
    )
    return Portion(
        test=test, cites=(one.id,), steps=(step,), traffic={"POST /door": {200: 10}}, requests=10, seconds=0.5,
        took={"POST /door": 0.1},
    )  # fmt: skip


WELL = (
    told_of(OPENS, Outcome.PASS, "t::opens"),
    told_of(LOCKED, Outcome.PASS, "t::locked"),
    told_of(POLITE, Outcome.PASS, "t::polite"),
    told_of(BELL, Outcome.PASS, "t::bell"),
    Portion(test="t::form", examined=frozenset({FORM.id}), requests=1),
)


def run(*portions: Portion, catalogue: Any = HOUSE, about: Circumstances | None = None, **more: Any) -> Results:
    gathering = Gathering()
    for one in portions:
        gathering.add(one)
    known = {name: more.pop(name) for name in ("baseline", "claim", "today") if name in more}
    return reckon(gathering, catalogue, about or Circumstances(), [DOOR], facts(**more), **known)


def instead(*portions: Portion) -> tuple[Portion, ...]:
    """What went well, but for the tests that these are of."""
    others = {one.test for one in portions}
    return (*(one for one in WELL if one.test not in others), *portions)


def told(results: Results) -> Told:
    return json.loads(json.dumps(as_json(results)))  # type: ignore[no-any-return]


RED = instead(told_of(LOCKED, Outcome.FAIL, "t::locked"))


# the file


@pytest.fixture
def red(tmp_path: Path) -> Path:
    """Everything that can stand in a file stands in it."""
    mistake = Mistake(operation="POST /door", location="key", expected="text", got="5", test="t::form")
    portion = Portion(
        test="t::form",
        sightings=(BROKEN_FORM,),
        mistakes=(mistake,),
        examined=frozenset({FORM.id}),
        sent={"POST /door": {"valid": 1}},
        codes={"POST /door": {"422 locked": 1}},
    )
    known = Baseline({"0" * 12: KnownDeviation(id="0" * 12, requirement=LOCKED.id, reason="x", expires=TODAY)})
    results = run(
        *instead(told_of(LOCKED, Outcome.FAIL, "t::locked"), portion),
        about=Circumstances(off={"bell": "no bell"}, lacking={"age": "bring one"}, stopped="Ctrl-C"),
        baseline=known,
        claim=Claim(("core",)),
        today=TODAY,
        incomplete="Ctrl-C",
        left=("a user",),
        shard=(1, 2),
        merged=(facts(),),
    )
    file = tmp_path / "red.json"
    write(file, results)
    return file


def test_what_is_written_is_as_published(red: Path) -> None:
    assert {one["state"] for one in read(red, SCHEMA)["baseline"]} == {"unseen"}


def test_reading_a_file_and_reckoning_again_changes_nothing() -> None:
    once = told(run(*RED))
    again = told(together(once))

    assert {**again, "run": None} == {**once, "run": None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ('{"format": 2, "run": {', "cut off"),
        ("[1]", "no results file"),
        ('{"log": {"entries": []}}', "no results file"),
        ('{"format": 1}', "of format 1"),
        ('{"format": 2, "run": 5}', "no results file"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_what_is_no_results_file_is_said_in_a_line(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "foreign.json"
    file.write_text(text)

    with pytest.raises(BadInput, match=said) as caught:
        read(file, SCHEMA)

    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


# several


def together(*several: Told) -> Results:
    """Each from a file of its own, named after its place."""
    return merged([(f"{n}.json", one) for n, one in enumerate(several)])


def outcomes(results: Results) -> dict[str, Outcome]:
    return {one.requirement.id: one.outcome for one in results.requirements}


def test_a_refusal_in_one_shard_has_its_twin_in_another() -> None:
    part = Circumstances(whole=False, selected={OPENS.id, POLITE.id, BELL.id})
    rest = Circumstances(whole=False, selected={LOCKED.id, FORM.id})
    first = told(run(WELL[0], WELL[2], WELL[3], about=part, shard=(1, 2)))
    second = told(run(WELL[1], WELL[4], about=rest, shard=(2, 2)))
    assert {one["id"]: one["verdict"] for one in second["requirements"]}[LOCKED.id] == "not_testable"

    whole, both = run(*WELL), together(first, second)

    assert both.requirements == whole.requirements
    assert both.profiles == whole.profiles
    assert both.operations == whole.operations
    assert both.run.requests == whole.run.requests


def test_a_shard_that_is_missing_leaves_the_whole_open() -> None:
    part = Circumstances(whole=False, selected={OPENS.id})
    both = together(*(told(run(WELL[0], about=part, shard=(n, 3), seed=n)) for n in (1, 2)))

    assert both.profiles[0].partial
    assert both.run.selection == "shard 1 of 3, shard 2 of 3"


def test_shards_of_a_selection_are_together_no_more_than_that() -> None:
    part = Circumstances(whole=False, selected={OPENS.id})
    both = together(*(told(run(WELL[0], about=part, shard=(n, 2), selection="door")) for n in (1, 2)))

    assert both.profiles[0].partial
    assert both.run.selection == "door"


def test_shards_of_different_runs_are_not_one() -> None:
    part = Circumstances(whole=False, selected={OPENS.id})
    elsewhere = replace(facts().target, capabilities={"bell": False})
    first = told(run(WELL[0], about=part, shard=(1, 2)))
    second = told(run(WELL[1], about=part, shard=(2, 2), target=elsewhere))

    assert together(first, second).profiles[0].partial


def test_what_is_off_in_one_configuration_is_judged_where_it_is_on() -> None:
    off = told(run(*WELL[:3], about=Circumstances(off={"bell": "no bell"})))

    assert outcomes(together(off, told(run(*WELL, seed=8))))[BELL.id] is Outcome.PASS


def test_what_one_reason_or_another_excludes_in_each_does_not_apply() -> None:
    """No capability is off in both."""
    house = {**HOUSE, BELL.id: requirement(BELL.id, when=("bell", "key"))}
    silent = instead(told_of(BELL, Outcome.NOT_APPLICABLE, "t::bell"))
    each = [
        told(run(*silent, catalogue=house, about=Circumstances(off={name: "no"}), selection=name))
        for name in ("bell", "key")
    ]

    assert outcomes(together(*each))[BELL.id] is Outcome.NOT_APPLICABLE


def test_what_the_judge_saw_where_it_is_off_does_not_count_where_it_is_on() -> None:
    house = {**HOUSE, FORM.id: requirement(FORM.id, when=("bell",), everywhere=True)}
    seen = Portion(test="t::form", sightings=(BROKEN_FORM,), examined=frozenset({FORM.id}))
    off = told(run(*instead(seen), catalogue=house, about=Circumstances(off={"bell": "no bell"})))

    both = together(off, told(run(*WELL, catalogue=house, seed=8)))

    assert outcomes(both)[FORM.id] is Outcome.PASS
    assert both.findings == ()


def test_what_is_broken_in_one_is_broken_in_all_and_where_is_said() -> None:
    both = together(told(run(*WELL)), told(run(*RED, seed=8)))

    assert [(one.requirement, one.runs) for one in both.findings] == [(LOCKED.id, ("1.json",))]
    assert both.red


def test_a_refusal_has_its_twin_in_its_own_run() -> None:
    """What is broken in one stays broken, also beside another in which nobody could tell."""
    shut = instead(told_of(OPENS, Outcome.FAIL, "t::opens"))
    both = together(told(run(*RED)), told(run(*shut, seed=8)))

    assert [(one.requirement, one.runs) for one in both.findings] == [(OPENS.id, ("1.json",)), (LOCKED.id, ("0.json",))]


def test_runs_that_were_put_together_are_put_together_with_another() -> None:
    shut = instead(told_of(OPENS, Outcome.FAIL, "t::opens"))
    three = [told(run(*portions, seed=seed)) for seed, portions in enumerate((RED, shut, WELL))]
    at_once = together(*three)

    one_by_one = merged([("some.json", told(together(*three[:2]))), ("2.json", three[2])])

    assert one_by_one == at_once


def test_what_each_run_was_is_kept() -> None:
    whole = told(run(*WELL, seed=1))
    cut = told(
        run(*WELL[:1], about=Circumstances(stopped="Ctrl-C"), incomplete="Ctrl-C", versions={"python": "4"}, seed=2)
    )

    both = together(whole, cut).run

    assert [(one.name, one.seed, one.versions["python"]) for one in both.merged] == [
        ("0.json", 1, "3"),
        ("1.json", 2, "4"),
    ]
    assert both.incomplete == "1.json: Ctrl-C"
    assert both.versions["python"] == "3 and 4"


def test_the_same_run_is_not_put_together_with_itself() -> None:
    one, other = told(run(*WELL, seed=1)), told(run(*WELL, seed=2))
    with pytest.raises(BadInput, match=r"1\.json: of a run that 0\.json tells of already"):
        together(one, one)

    with pytest.raises(BadInput, match=r"both\.json: of a run that 0\.json tells"):
        merged([("0.json", one), ("both.json", told(together(one, other)))])


def test_what_all_claim_and_know_is_claimed_and_known() -> None:
    part = Circumstances(whole=False, selected=set(HOUSE))
    shared: dict[str, Any] = {"claim": Claim(("core",)), "baseline": known(SEEN_ID), "today": TODAY, "about": part}
    parts = (WELL[:1], [one for one in RED if one.test != "t::opens"])

    both = together(*(told(run(*some, shard=(n, 2), **shared)) for n, some in enumerate(parts, 1)))

    assert both.claim == Claim(("core",))
    assert both.shortfalls == ("core is not conformant",)
    assert [one.state.value for one in both.baseline] == ["known"]


@pytest.mark.parametrize(
    ("other", "said"),
    [({"claim": Claim(("core",))}, "claim different profiles"), ({"baseline": Baseline()}, "baselines differ")],
)
def test_what_is_claimed_or_known_in_one_alone_is_refused(other: dict[str, Any], said: str) -> None:
    ours = run(*RED, baseline=known("0" * 12), today=TODAY)
    theirs = run(*RED, **{"baseline": known("0" * 12), "today": TODAY, "seed": 8, **other})

    with pytest.raises(BadInput, match=rf"0\.json and 1\.json: .*{said}"):
        together(told(ours), told(theirs))


def test_runs_of_releases_that_state_something_differently_are_not_put_together() -> None:
    other = {**HOUSE, POLITE.id: requirement(POLITE.id)}

    with pytest.raises(BadInput, match=POLITE.id):
        together(told(run(*WELL)), told(run(*WELL, catalogue=other, seed=8)))


# two


def compared(before: Results, after: Results) -> dict[str, list[str]]:
    seen = Comparison(told(before), told(after))
    # Profiles follow from the rest.
    listed = {kind: [one.what for one in getattr(seen, kind)] for kind, _, _ in KINDS if kind != "profiles"}
    return {kind: told for kind, told in listed.items() if told} | {"red": ["yes"] * seen.regressed}


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
    write(after, timed(1, 1, 1, 1, 1, 99))

    assert command.main(["diff", str(before), str(after)]) == 0
    assert command.main(["diff", str(before), str(after), "--slower"]) == 1


# what was known


def known(id_: str, **more: Any) -> Baseline:
    return Baseline({id_: KnownDeviation(**{"id": id_, "requirement": LOCKED.id, "reason": "ticket 12", **more})})


SEEN_ID = finding_id(LOCKED.id, ())


PART = Circumstances(whole=False, selected=set(HOUSE))
CUT = Circumstances(stopped="Ctrl-C")
ELSEWHERE = Circumstances(whole=False, selected={OPENS.id})
YESTERDAY = date(2026, 11, 27)
BLIND = instead(told_of(LOCKED, Outcome.NOT_TESTABLE, "t::locked"))
UNTWINNED = instead(told_of(OPENS, Outcome.NOT_TESTABLE, "t::opens"))


@pytest.mark.parametrize(
    ("baseline", "portions", "about", "state", "red"),
    [
        pytest.param(known(SEEN_ID), RED, None, "known", False, id="met"),
        pytest.param(known(SEEN_ID, expires=TODAY), RED, None, "known", False, id="met on the last day"),
        pytest.param(known(SEEN_ID, expires=YESTERDAY), RED, None, "expired", True, id="met a day after"),
        pytest.param(known(SEEN_ID), WELL, None, "stale", True, id="gone"),
        pytest.param(known(SEEN_ID, expires=YESTERDAY), WELL, None, "stale", True, id="gone in time"),
        pytest.param(known("0" * 12), RED, None, "stale", True, id="another one met"),
        pytest.param(known(SEEN_ID), WELL[:1], None, "unseen", False, id="its test did not run"),
        pytest.param(known(SEEN_ID), BLIND, None, "unseen", False, id="not testable"),
        pytest.param(known(SEEN_ID), UNTWINNED, None, "unseen", False, id="its twin not testable"),
        pytest.param(known(SEEN_ID, expires=YESTERDAY), BLIND, None, "expired", True, id="not testable a day after"),
        pytest.param(known(SEEN_ID), WELL, PART, "unseen", False, id="a shard or a selection"),
        pytest.param(known(SEEN_ID), WELL, CUT, "unseen", False, id="cut short"),
        pytest.param(known(SEEN_ID, expires=YESTERDAY), WELL[:1], ELSEWHERE, "unseen", False, id="about others"),
    ],
)
def test_only_what_is_known_there_and_in_time_is_green(
    baseline: Baseline, portions: tuple[Portion, ...], about: Circumstances | None, state: str, red: bool
) -> None:
    results = run(*portions, baseline=baseline, today=TODAY, about=about)

    assert [one.state.value for one in results.baseline] == [state]
    assert [one for one in results.baseline if one.state.red] == list(results.baseline) * red


def test_one_operation_that_could_not_be_tried_is_not_fixed_by_another() -> None:
    told = (replace(told_of(OPENS, Outcome.PASS, "t::a").steps[0], operation=name) for name in ("openDoor", "openGate"))
    door, gate = told
    shut = replace(gate, outcome=Outcome.NOT_TESTABLE, because="no gate")
    portions = [Portion(test="t::a", cites=(OPENS.id,), steps=(door, shut))]
    one = {OPENS.id: OPENS}
    at_the_gate = known(finding_id(OPENS.id, ("openGate",)), requirement=OPENS.id)

    results = run(*portions, baseline=at_the_gate, today=TODAY, catalogue=one)

    assert outcomes(results)[OPENS.id] is Outcome.PASS
    assert [one.state.value for one in results.baseline] == ["unseen"]


def test_two_shards_can_tell_together_that_a_known_deviation_is_gone() -> None:
    shared: dict[str, Any] = {"baseline": known(SEEN_ID), "today": TODAY, "about": PART}
    parts = [run(*some, shard=(n, 2), **shared) for n, some in enumerate((WELL[:2], WELL[2:]), 1)]
    assert [one.state.value for part in parts for one in part.baseline] == ["unseen", "unseen"]

    assert [one.state.value for one in together(*map(told, parts)).baseline] == ["stale"]


def test_a_baseline_that_was_written_is_read_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    before = known(SEEN_ID, expires=TODAY, reason='a "quoted"\nreason \x7f \\ é', name=LOCKED.id)
    results = run(*RED, baseline=before, today=TODAY)
    file.write_text(written(results.findings, results.baseline, "new"))

    assert load(file, HOUSE) == before
    file.write_text(written(results.findings, (), "new"))
    assert [one.reason for one in load(file, HOUSE).known.values()] == ["new"]


@pytest.mark.parametrize(("portions", "kept"), [(RED, ["ticket 12"]), (WELL, []), (BLIND, ["ticket 12"])])
def test_a_baseline_written_again_drops_what_is_fixed_and_that_alone(
    portions: tuple[Portion, ...], kept: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "known.toml"
    results = run(*portions, baseline=known(SEEN_ID, expires=YESTERDAY), today=TODAY)

    file.write_text(written(results.findings, results.baseline, "new"))

    told = load(file, HOUSE).known.values()
    assert [(one.reason, one.expires) for one in told] == [(reason, YESTERDAY) for reason in kept]


ENTRY = f'[[known]]\nid = "{SEEN_ID}"\nrequirement = "{LOCKED.id}"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[known", "no TOML"),
        ("known = 5", r"tables called \[\[known\]\]"),
        ("[others]", r"tables called \[\[known\]\]"),
        (ENTRY, "a reason"),
        (ENTRY + 'reason = ""', "a reason"),
        (ENTRY.replace(SEEN_ID, "XYZ") + 'reason = "r"', "12 hexadecimal"),
        (ENTRY.replace(LOCKED.id, "DOOR.NO") + 'reason = "r"', "no requirement 'DOOR.NO'"),
        (ENTRY + 'reason = "r"\nexpires = "soon"', "a date"),
        (ENTRY + 'reason = "r"\nexpires = 2027-13-31', "no TOML"),
        (ENTRY + 'reason = "r"\nuntil = 5', "nothing else"),
        (ENTRY + 'reason = "r"\nname = 5', "name has to be a text"),
        ((ENTRY + 'reason = "r"\n') * 2, "known twice"),
    ],
)
def test_what_is_no_baseline_is_said_in_a_line(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "known.toml"
    file.write_text(text)

    with pytest.raises(BadInput, match=said) as caught:
        load(file, HOUSE)

    assert "\n" not in str(caught.value)


# the command


def test_the_command_ends_as_what_it_found_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    well, red, both = (tmp_path / f"{name}.json" for name in ("well", "red", "both"))
    write(well, run(*WELL))
    write(red, run(*RED, seed=8))

    assert command.main(["diff", str(well), str(red)]) == 1
    assert f"  {LOCKED.id}: expected shut; got open" in capsys.readouterr().out
    assert command.main(["diff", str(red), str(well)]) == 0
    assert command.main(["merge", str(well), str(red), "-o", str(both)]) == 1
    assert json.loads(both.read_text())["run"]["merged"]
    capsys.readouterr()


@pytest.mark.parametrize("place", ["nowhere/both.json", "."])
def test_where_nothing_can_be_written_a_line_says_so(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    well = tmp_path / "well.json"
    write(well, run(*WELL))

    assert command.main(["merge", str(well), "-o", str(tmp_path / place)]) == 4
    assert capsys.readouterr().err.count("\n") == 1
