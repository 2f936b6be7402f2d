"""The machine's own parts: its courses name acts that there are, and a story can be shortened and played again."""

import pytest

from fapi_conformance.machine import overture_organizations
from fapi_conformance.machine.acts import acts
from fapi_conformance.machine.disagreement import Disagreement, Ended, Judging
from fapi_conformance.machine.overture import COURSES, OPENINGS, Course
from fapi_conformance.machine.shorten import _without_one, play, shorten
from fapi_conformance.machine.story import Line, script, told
from fapi_conformance.model.tables import SIGN_IN, SIGN_UP, Table
from fapi_conformance.model.world import OPEN_STATES
from fapi_conformance.requirements.machine import TOKEN
from selftest.hunt import ALL, target

PLAYED = (*COURSES, *overture_organizations.COURSES)
BEGUN = (*OPENINGS, *overture_organizations.OPENINGS)

STORY = (
    Line("sign_up", ("laptop", "Ada"), "Ada signs up", ("session 1", "sign-up 1"), ["200"]),
    Line("sign_up", ("phone", "Ben"), "Ben signs up", ("session 2", "sign-up 2"), ["200"]),
    Line("touch", ("session 1", "Ada", "laptop"), "touched", (), ["200"]),
    Line("end", ("session 2", "Ben", "phone"), "ended", (), ["500"]),
)


@pytest.mark.parametrize("course", [*PLAYED, *BEGUN], ids=lambda course: course[1][0])
def test_courses_name_acts_that_there_are(course: Course) -> None:
    assert {name for name, _ in course} <= acts().keys()
    assert all(len(names) == acts()[name].says.count("{") or names for name, names in course)


@pytest.mark.parametrize("table", [SIGN_IN, SIGN_UP], ids=["sign-in", "sign-up"])
def test_every_state_leads_somewhere(table: Table) -> None:
    entered = {state for states in table.values() for state in states}
    left = {state for state, _ in table if state}
    assert entered - left == {"complete"}
    assert left <= OPEN_STATES


def test_leaving_an_act_out_takes_what_builds_on_it_and_renumbers_the_rest() -> None:
    left_out = list(_without_one(STORY))
    assert left_out[-1] == [("sign_up", ("phone", "Ben")), ("end", ("session 1", "Ben", "phone"))]
    assert left_out[0] == [(line.act, line.names) for line in STORY if line.act != "touch"]


def test_a_story_is_told_and_compiles_as_a_script() -> None:
    assert told(STORY).splitlines()[3] == "4. ended: 500"
    text = script(STORY, headline="MACHINE.TOKEN")
    compile(text, "story.py", "exec")
    assert "play('touch', 'session 1', 'Ada', 'laptop')" in text


def test_a_muted_deviation_ends_a_course_and_another_is_told() -> None:
    with pytest.raises(Ended):
        Judging([TOKEN.id]).agree(TOKEN, False, expected="a", got="b")
    with pytest.raises(Disagreement) as told_of:
        Judging().agree(TOKEN, False, expected="a", got="b")
    assert told_of.value.requirement is TOKEN


def test_on_the_clean_reference_the_overture_shows_every_requirement() -> None:
    judging = Judging()
    with target() as clean:
        for course in PLAYED:
            play(clean, course, judging)
    assert judging.shown.keys() == {one.id for one in ALL}


def test_a_fault_is_met_and_its_story_loses_what_is_needless() -> None:
    needless = (("sign_up", ("phone", "Ben")), ("read_me", ("session 2", "Ben", "phone")))
    course = (
        ("have_account", ("Ada",)),
        ("sign_in_by_code", ("laptop", "Ada")),
        *needless,
        ("end", ("session 1", "Ada", "laptop")),
        ("sign_in_by_code", ("laptop", "Ada")),
    )
    with target("order.ended-comes-back") as crooked:
        with pytest.raises(Disagreement) as met:
            play(crooked, course, Judging())
        short = shorten(crooked, met.value)
    assert [line.act for line in short.lines] == ["have_account", "sign_in_by_code", "end", "sign_in_by_code"]
