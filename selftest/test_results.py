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
from fapi_conformance.verdict.baseline import Baseline, KnownDeviation, load, written
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.comparing import Comparison
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.finding import Sighting, finding_id
from fapi_conformance.verdict.gathering import Gathering
from fapi_conformance.verdict.markdown import markdown
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
from fapi_conformance.verdict.summary import summary
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


def test_of_a_run_that_was_stopped_no_profile_is_conformant() -> None:
    assert [one.standing.value for one in run(*WELL).profiles] == ["conformant"]
    assert [one.standing.value for one in run(*WELL, about=Circumstances(stopped="Ctrl-C")).profiles] == ["incomplete"]


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


def test_a_shard_says_in_a_line_what_others_have_to_tell() -> None:
    part = Circumstances(whole=False, selected={LOCKED.id})

    said = [one.text for one in summary(run(WELL[1], about=part, shard=(1, 2)), 120)]

    assert said[said.index("Not testable (1):") + 1].strip() == "what it rests on is in another shard"


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
        run(
            *WELL[:1],
            about=Circumstances(stopped="Ctrl-C"),
            incomplete="Ctrl-C",
            revealed=True,
            versions={"python": "4"},
            seed=2,
        )
    )

    both = together(whole, cut).run

    assert [(one.name, one.seed, one.versions["python"]) for one in both.merged] == [
        ("0.json", 1, "3"),
        ("1.json", 2, "4"),
    ]
    assert both.incomplete == "1.json: Ctrl-C"
    assert both.versions["python"] == "3 and 4"
    assert both.revealed


def test_the_same_run_is_not_put_together_with_itself() -> None:
    one, other = told(run(*WELL, seed=1)), told(run(*WELL, seed=2))
    with pytest.raises(BadInput, match=r"^0\.json: given twice$"):
        merged([("0.json", one), ("0.json", one)])

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


def test_that_secrets_are_revealed_goes_with_results_wherever_they_go() -> None:
    plain, open_ = told(run(seed=1)), told(run(seed=2, revealed=True))

    merged_again = told(together(told(together(plain, open_)), told(run(seed=3))))

    assert not plain["run"]["revealed"]
    assert merged_again["run"]["revealed"]
    assert any(one.what == "secrets" for one in Comparison(plain, open_).surroundings)
    assert "keep this" in summary(run(revealed=True), 100)[0].text
    assert "--reveal" in markdown(open_)
