"""From what tests told to verdicts: pure, without a target and without pytest inside."""

import json
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.verdict.choice import Choice, UnknownName, choose, pasted
from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.finding import Sighting, finding_id, gather
from fapi_conformance.verdict.gathering import Gathering
from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.operations import Known, reached
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.portion import Mistake, Portion
from fapi_conformance.verdict.profile import Standing
from fapi_conformance.verdict.reckoning import reckon
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.results import Results, RunFacts, TargetFacts
from fapi_conformance.verdict.ruling import Circumstances
from fapi_conformance.verdict.step import Step
from fapi_conformance.verdict.summary import fit, summary
from fapi_conformance.verdict.writing import as_json, refuse_unwritable, write


def requirement(id_: str, level: Level = Level.MUST, **rest: Any) -> Requirement:
    return Requirement(id=id_, level=level, says=f"{id_} holds.", sources=("X-001",), **({"profile": "core"} | rest))


RIGHT = requirement("DOOR.RIGHT-KEY", operations=("openDoor",))
WRONG = requirement("DOOR.WRONG-KEY", operations=("openDoor",), twins=("DOOR.RIGHT-KEY",))
POLITE = requirement("DOOR.POLITE", Level.SHOULD)
BELL = requirement("DOOR.BELL", when=("bell",), profile="bell")
OLD = requirement("DOOR.OLD-KEY", means=("age",))
FORM = requirement("EXCHANGE.FORM", everywhere=True)
EACH = requirement("OPERATION.SUCCEEDS")
EACH_REFUSES = requirement("OPERATION.REFUSES", twins=("OPERATION.SUCCEEDS",))
HOUSE = {one.id: one for one in (FORM, EACH, EACH_REFUSES, RIGHT, WRONG, POLITE, BELL, OLD)}
RUN = RunFacts(
    suite_version="1",
    started=0.0,
    seconds=1.0,
    seed=7,
    requests=0,
    workers=1,
    target=TargetFacts(base_url="http://t", embedded=False),
    rerun="pytest --base-url http://t",
)


def said(one: Requirement, outcome: Outcome, *, operation: str | None = None, test: str = "t.py::t") -> Step:
    expected, got = ("a", "b") if outcome.broken else ("", "")
    return Step(requirement=one.id, outcome=outcome, test=test, operation=operation, expected=expected, got=got)


def met(one: Requirement, *key: str, test: str = "t.py::t", **rest: Any) -> Sighting:
    return Sighting(requirement=one.id, key=key, test=test, expected="a", got="b", **rest)


def results(
    *told: Step | Sighting, examined: tuple[str, ...] = (), house: Any = HOUSE, **circumstances: Any
) -> Results:
    gathering = Gathering()
    steps = tuple(one for one in told if isinstance(one, Step))
    sightings = tuple(one for one in told if isinstance(one, Sighting))
    cites = tuple({step.requirement for step in steps})
    gathering.add(
        Portion(test="t.py::t", cites=cites, steps=steps, sightings=sightings, examined=frozenset(examined), requests=3)
    )
    return reckon(gathering, house, Circumstances(**circumstances), [], RUN)


def outcome(results: Results, one: Requirement) -> Outcome:
    return next(verdict.outcome for verdict in results.requirements if verdict.requirement is one)


def because(results: Results, one: Requirement) -> str:
    return next(verdict.because for verdict in results.requirements if verdict.requirement is one)


# one requirement


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], Outcome.NOT_TESTABLE),
        ([Outcome.PASS], Outcome.PASS),
        ([Outcome.FAIL], Outcome.FAIL),
        ([Outcome.ERROR], Outcome.ERROR),
        ([Outcome.NOT_TESTABLE], Outcome.NOT_TESTABLE),
        ([Outcome.PASS, Outcome.FAIL], Outcome.FAIL),
        ([Outcome.PASS, Outcome.ERROR], Outcome.ERROR),
        ([Outcome.ERROR, Outcome.FAIL], Outcome.FAIL),
        ([Outcome.NOT_TESTABLE, Outcome.PASS], Outcome.PASS),
        ([Outcome.NOT_TESTABLE, Outcome.ERROR], Outcome.ERROR),
    ],
    ids=lambda value: "+".join(value) or "nothing" if isinstance(value, list) else value.value,
)
def test_several_moments_make_one_verdict(steps: list[Outcome], expected: Outcome) -> None:
    assert outcome(results(*(said(RIGHT, one) for one in steps)), RIGHT) is expected


def test_a_pass_says_what_it_leaves_open() -> None:
    open_ = Step(requirement=EACH.id, outcome=Outcome.NOT_TESTABLE, test="t", because="no recipe")

    assert because(results(said(EACH, Outcome.PASS), open_), EACH) == "1 of 2 cases: no recipe"


def test_a_feature_that_is_off_is_not_applicable_whatever_was_seen() -> None:
    seen = results(said(BELL, Outcome.FAIL), off={"bell": "there is no bell"})

    assert outcome(seen, BELL) is Outcome.NOT_APPLICABLE
    assert because(seen, BELL) == "there is no bell"


def test_a_lack_of_means_is_told_with_its_remedy() -> None:
    verdict = next(one for one in results(lacking={"age": "bring one"}).requirements if one.requirement is OLD)

    assert (verdict.outcome, verdict.remedy) == (Outcome.NOT_TESTABLE, "bring one")
    assert "age" in verdict.because


def test_what_was_not_selected_is_told_apart() -> None:
    seen = results(said(RIGHT, Outcome.PASS), whole=False, selected={RIGHT.id})
    verdict = next(one for one in seen.requirements if one.requirement is POLITE)

    assert (verdict.outcome, verdict.selected) == (Outcome.NOT_TESTABLE, False)


# everywhere


def test_a_rule_for_every_exchange_passes_only_where_one_showed_it() -> None:
    assert outcome(results(examined=(FORM.id,)), FORM) is Outcome.PASS
    assert outcome(results(), FORM) is Outcome.NOT_TESTABLE
    assert because(results(), FORM) == "no exchange showed it"
    assert outcome(results(met(FORM, "Door", "type", "width"), examined=(FORM.id,)), FORM) is Outcome.FAIL


# twins


@pytest.mark.parametrize("twin", [*Outcome, None], ids=lambda one: one.value if one else "did not run")
@pytest.mark.parametrize("negative", [Outcome.PASS, Outcome.FAIL], ids=lambda one: one.value)
def test_a_refusal_counts_only_beside_an_acceptance(twin: Outcome | None, negative: Outcome) -> None:
    steps = [said(WRONG, negative)] + ([said(RIGHT, twin)] if twin else [])

    seen = results(*steps)

    assert outcome(seen, WRONG) is (negative if twin is Outcome.PASS else Outcome.NOT_TESTABLE)
    assert (WRONG.id in {one.requirement for one in seen.findings}) is (twin is Outcome.PASS and negative.broken)


def test_what_has_a_twin_that_is_off_does_not_apply() -> None:
    asks = requirement("DOOR.DEAF", twins=("DOOR.BELL",))
    house = HOUSE | {asks.id: asks}

    seen = results(said(asks, Outcome.PASS), house=house, off={"bell": "no bell"})

    assert outcome(seen, asks) is Outcome.NOT_APPLICABLE
    assert because(seen, asks) == "no bell, so that DOOR.BELL does not apply"


def test_twins_are_asked_operation_by_operation() -> None:
    seen = results(
        said(EACH, Outcome.PASS, operation="openDoor"),
        said(EACH, Outcome.FAIL, operation="closeDoor"),
        said(EACH_REFUSES, Outcome.PASS, operation="openDoor"),
        said(EACH_REFUSES, Outcome.FAIL, operation="closeDoor"),
    )

    assert outcome(seen, EACH) is Outcome.FAIL
    assert outcome(seen, EACH_REFUSES) is Outcome.PASS
    assert [one.name for one in seen.findings] == ["OPERATION.SUCCEEDS[closeDoor]"]


def test_twins_of_twins() -> None:
    third = requirement("DOOR.STILL-SHUT", twins=(WRONG.id,))

    seen = results(
        said(RIGHT, Outcome.FAIL), said(WRONG, Outcome.PASS), said(third, Outcome.PASS), house=HOUSE | {third.id: third}
    )

    assert outcome(seen, third) is Outcome.NOT_TESTABLE


# findings


def test_many_meetings_are_one_finding() -> None:
    key = ("User", "required", "name")
    shown = Evidence(method="GET", path="/v1/me", status=200)
    seen = gather(
        [
            met(FORM, *key, test="a", operation="GET /v1/me", count=3),
            met(FORM, *key, test="b", operation="GET /v1/client", evidence=shown),
            met(FORM, *key, test="a", operation="GET /v1/me"),
            met(FORM, "User", "type", "name", test="a"),
        ],
        HOUSE,
    )

    assert [(one.count, one.tests) for one in seen] == [(5, ("a", "b")), (1, ("a",))]
    assert seen[0].operations == ("GET /v1/me", "GET /v1/client")
    assert seen[0].evidence is shown
    assert seen[0].id == finding_id(FORM.id, key) != seen[1].id


def test_the_worst_comes_first() -> None:
    seen = results(said(POLITE, Outcome.WARNING), said(OLD, Outcome.FAIL), met(FORM, "Door", "type", "width"))

    assert [one.requirement for one in seen.findings] == [FORM.id, OLD.id, POLITE.id]
    assert seen.red


def test_a_broken_should_is_not_red() -> None:
    assert not results(said(POLITE, Outcome.WARNING)).red


def test_an_error_of_ours_is_red_and_no_finding() -> None:
    seen = results(said(RIGHT, Outcome.ERROR))

    assert seen.red
    assert seen.findings == ()


# profiles


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (Outcome.PASS, Outcome.PASS, Standing.CONFORMANT),
        (Outcome.PASS, Outcome.FAIL, Standing.NOT_CONFORMANT),
        (Outcome.PASS, Outcome.NOT_TESTABLE, Standing.INCOMPLETE),
        (Outcome.PASS, Outcome.ERROR, Standing.INCOMPLETE),
        (Outcome.NOT_TESTABLE, Outcome.FAIL, Standing.INCOMPLETE),
    ],
)
def test_profiles(right: Outcome, wrong: Outcome, expected: Standing) -> None:
    house = {one.id: one for one in (RIGHT, WRONG, POLITE)}

    seen = results(said(RIGHT, right), said(WRONG, wrong), said(POLITE, Outcome.WARNING), house=house)

    assert [one.standing for one in seen.profiles] == [expected]


KIND = requirement("DOOR.KIND", Level.SHOULD)


@pytest.mark.parametrize(
    ("polite", "kind", "expected"),
    [
        (Outcome.PASS, Outcome.PASS, Standing.CONFORMANT),
        (Outcome.PASS, Outcome.WARNING, Standing.CONFORMANT),
        (Outcome.WARNING, Outcome.WARNING, Standing.INCOMPLETE),
        (Outcome.PASS, Outcome.NOT_TESTABLE, Standing.INCOMPLETE),
    ],
)
def test_a_profile_without_a_must_rests_on_its_shoulds(polite: Outcome, kind: Outcome, expected: Standing) -> None:
    seen = results(said(POLITE, polite), said(KIND, kind), house={one.id: one for one in (POLITE, KIND)})

    assert [one.standing for one in seen.profiles] == [expected]


def test_a_profile_of_what_is_off_is_not_applicable() -> None:
    seen = results(off={"bell": "no bell"})

    assert {one.profile: one.standing for one in seen.profiles}["bell"] is Standing.NOT_APPLICABLE


def test_what_restates_a_security_check_is_in_that_profile_too() -> None:
    locked = Requirement(id="DOOR.LOCKED", level=Level.MUST, says="It is.", sources=("SEC-001",), profile="core")
    house = {one.id: one for one in (RIGHT, POLITE, locked)}

    seen = results(said(RIGHT, Outcome.PASS), said(locked, Outcome.FAIL), said(POLITE, Outcome.PASS), house=house)

    assert [(one.profile, one.standing) for one in seen.profiles] == [
        ("core", Standing.NOT_CONFORMANT),
        ("security", Standing.NOT_CONFORMANT),
    ]
    assert len(seen.requirements) == 3
    assert len(seen.findings) == 1
    assert choose(house, claims=("security",)).asked == {locked.id}
    assert not Claim(("security",)).about(RIGHT)


def test_a_part_is_never_conformant() -> None:
    house = {one.id: one for one in (RIGHT, OLD)}
    seen = results(said(RIGHT, Outcome.PASS), house=house, whole=False, selected={RIGHT.id})

    assert seen.profiles[0].partial
    assert seen.profiles[0].standing is Standing.INCOMPLETE
    assert lines(seen)[0] == "core: partial (1 MUST pass, 1 not run)"


def test_a_run_cut_short_says_so_of_what_it_did_not_come_to() -> None:
    seen = results(said(RIGHT, Outcome.PASS), stopped="interrupted")

    assert because(seen, OLD) == "interrupted"


def test_a_killed_worker_is_an_error_of_what_its_test_was_to_prove() -> None:
    gathering = Gathering()
    gathering.add(Portion(test="t", cites=(RIGHT.id, OLD.id), steps=(said(RIGHT, Outcome.PASS, test="t"),)))
    gathering.crashed("t", "worker crashed")

    seen = reckon(gathering, HOUSE, Circumstances(), [], RUN)

    assert outcome(seen, RIGHT) is Outcome.PASS
    assert outcome(seen, OLD) is Outcome.ERROR


# operations


def test_reach() -> None:
    door = Known(id="openDoor", label="POST /door", documented=(200, 401), successes=frozenset({200}))

    seen = reached([door], {"POST /door": {401: 4, 0: 1}})[0]

    assert (seen.cases, seen.reached, seen.unseen) == (5, False, (200,))


# what is chosen


def test_twins_are_chosen_too() -> None:
    chosen = choose(HOUSE, requirements=["door.wrong-key"])

    assert chosen.wanted == frozenset({WRONG.id, RIGHT.id})
    assert chosen.asked == {WRONG.id}
    assert not chosen.everything
    assert choose(HOUSE) == Choice()


def test_an_area_is_all_its_requirements() -> None:
    assert choose(HOUSE, areas=["exchange"]).wanted == frozenset({FORM.id})


def test_an_operation_chooses_its_own_tests_and_those_that_cover_it() -> None:
    chosen = choose(HOUSE, operations=["openDoor"])

    assert chosen.covers([RIGHT.id], None)
    assert chosen.covers([EACH.id], "openDoor")
    assert not chosen.covers([EACH.id], "closeDoor")
    assert not chosen.covers([OLD.id], None)


def test_an_operation_beside_a_requirement_narrows_it() -> None:
    chosen = choose(HOUSE, requirements=[EACH.id], operations=["openDoor"])

    assert chosen.covers([EACH.id], "openDoor")
    assert not chosen.covers([EACH.id], "closeDoor")
    assert not chosen.covers([EACH_REFUSES.id], "openDoor")


def test_a_finding_is_given_back_by_the_name_that_it_has_in_reports() -> None:
    finding = gather([met(EACH, "openDoor")], HOUSE)[0]

    assert pasted(finding.name) == (EACH.id, "openDoor")
    assert pasted(FORM.id) == (FORM.id, "")


def test_a_claim_chooses_all_of_its_profile_and_what_that_presupposes() -> None:
    assert choose(HOUSE, claims=["bell"]).wanted == frozenset({BELL.id})


def claimed(*told: Step, **circumstances: Any) -> Results:
    wanted = choose(HOUSE, claims=["bell"]).wanted or frozenset()
    gathering = Gathering()
    gathering.add(Portion(test="t.py::t", cites=(BELL.id,), steps=told))
    about = Circumstances(whole=False, selected=wanted, **circumstances)
    return reckon(gathering, HOUSE, about, [], RUN, claim=Claim(("bell",)))


def test_a_claim_holds_where_its_profile_is_conformant_whatever_else_is() -> None:
    kept = claimed(said(BELL, Outcome.PASS), said(RIGHT, Outcome.FAIL))

    assert not kept.red
    assert as_json(kept)["claim"] == {"profiles": ["bell"], "holds": True}
    assert "claim of bell: holds" in [line.text for line in summary(kept, 100)]


@pytest.mark.parametrize(
    ("told", "circumstances", "why"),
    [
        ([said(BELL, Outcome.FAIL)], {}, "not conformant"),
        ([], {}, "incomplete"),
        ([], {"off": {"bell": "the environment says that bell is off"}}, "not applicable"),
    ],
)
def test_a_claim_does_not_hold(told: list[Step], circumstances: dict[str, Any], why: str) -> None:
    broken = claimed(*told, **circumstances)

    assert broken.red
    assert broken.shortfalls == (f"bell is {why}",)


@pytest.mark.parametrize(("given", "near"), [("DOOR.WRONG-KAY", "DOOR.WRONG-KEY"), ("polite", "DOOR.POLITE")])
def test_an_unknown_name_is_told_with_near_ones(given: str, near: str) -> None:
    with pytest.raises(UnknownName, match=near):
        choose(HOUSE, requirements=[given])


def test_every_printed_id_can_be_given_back() -> None:
    assert choose(CATALOGUE, requirements=list(CATALOGUE)).asked == CATALOGUE.keys()


# files and lines


def full() -> Results:
    evidence = Evidence(
        method="POST", path="/v1/door/" + "x" * 150, status=422, trace="c0ffee", curl="curl " + "y" * 200
    )
    gathering = Gathering()
    gathering.add(
        Portion(
            test="t.py::t",
            cites=(RIGHT.id,),
            steps=(said(RIGHT, Outcome.PASS), said(POLITE, Outcome.WARNING)),
            sightings=(met(FORM, "Door", "type", "width", evidence=evidence, location="/width"),),
            mistakes=(Mistake(operation="POST /door", location="key", expected="text", got="5", test="t"),),
            examined=frozenset({FORM.id}),
            traffic={"POST /door": {200: 2}},
            requests=2,
        )
    )
    door = Known(id="openDoor", label="POST /door", documented=(200,), successes=frozenset({200}))
    return reckon(gathering, HOUSE, Circumstances(lacking={"age": "bring one"}), [door], RUN)


def lines(seen: Results, width: int = 100) -> list[str]:
    return [line.text for line in summary(seen, width)]


def test_the_file_says_what_readers_look_for(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write(file, full())
    told = json.loads(file.read_text())

    assert {"seed": 7, "requests": 2, "complete": True, "seconds": 1.0}.items() <= told["run"].items()
    assert told["profiles"][0]["verdict"] == "not conformant"
    assert {"id", "level", "profile", "says", "verdict", "reason", "operations", "sources", "tests"} <= set(
        told["requirements"][0]
    )
    finding = told["findings"][0]
    assert (finding["requirement"], finding["level"], finding["key"]) == (FORM.id, "MUST", ["Door", "type", "width"])
    assert finding["evidence"]["status"] == 422
    assert {
        "operation": "POST /door",
        "id": "openDoor",
        "cases": 2,
        "statuses": {"200": 2},
        "reached": True,
        "unseen": [],
    }.items() <= told["operations"][0].items()
    assert [one.name for one in tmp_path.iterdir()] == ["results.json"]


def test_a_file_that_was_good_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text("good")
    unserialisable = Results(run=RUN, steps=(Step(requirement="X", outcome=Outcome.PASS, test=object()),))  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        write(file, unserialisable)

    assert file.read_text() == "good"
    assert list(tmp_path.iterdir()) == [file]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    refuse_unwritable(tmp_path / "new.json")
    for file in (tmp_path, tmp_path / "no" / "such.json"):
        with pytest.raises(OSError, match=r".+"):
            refuse_unwritable(file)


def test_portions_survive_the_way_between_processes() -> None:
    portion = Portion(
        test="t",
        cites=("A",),
        steps=(
            Step(requirement="A", outcome=Outcome.FAIL, test="t", evidence=Evidence(method="G", path="/", status=1)),
        ),
        sightings=(met(FORM, "a", "b", evidence=Evidence(method="G", path="/", status=None)),),
        mistakes=(Mistake(operation="o", location="l", expected="e", got="g", test="t"),),
        examined=frozenset({"A", "B"}),
        traffic={"GET /": {200: 1, 0: 2}},
        requests=3,
    )

    assert Portion.from_json(json.loads(json.dumps(portion.as_json()))) == portion


@pytest.mark.parametrize("width", [50, 80, 120])
def test_only_what_is_copied_is_wider_than_the_terminal(width: int) -> None:
    wide = [line for line in summary(full(), width) if len(line.text) > width]

    assert wide
    assert all(line.copied for line in wide)


def test_the_order_is_what_matters_first() -> None:
    told = "\n".join(lines(full()))
    places = [
        told.index(words)
        for words in ("core: not conformant", "EXCHANGE.FORM (MUST)", "Errors", "Warnings", "Not testable", "seed 7")
    ]

    assert places == sorted(places)
    assert "1 of 1 operations reached with a documented success" in told
    assert "a request of ours that the schema does not allow: POST /door key" in told


def test_wrapped_lines_keep_their_column() -> None:
    told = fit(Line("  expected   " + "word " * 30), 60)

    assert len(told) > 1
    assert all(line.text.startswith(" " * 11) for line in told[1:])
