"""The page of a verdict in Debian's Chromium, started once: what people see, reach, print and are safe from."""

import json
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.plugin.places import TEMPLATES
from fapi_conformance.verdict.finding import finding_id
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.page import render
from fapi_conformance.verdict.portion import Portion
from fapi_conformance.verdict.reading import Told
from selftest.official import ready
from selftest.test_results import BROKEN_FORM, FORM, LOCKED, OPENS, SEEN, TODAY, WELL, known, run, told, told_of
from selftest.test_results import instead as but

LACKING = ready.missing()
LEGIBLE = 4.5
"""What WCAG 2.2 wants text to stand out from its ground by."""
EVIL = (
    "</script></style></title></textarea><script>window.ran=1</script><img src=x onerror=window.ran=1>"
    "<a href='javascript:window.ran=1'>x</a>\" onmouseover=window.ran=1 x=\"'{{ 7*7 }}\u202eevil\u2066\u200b\x00"
)
OURS = {"verdict", "level", "id", "requirement", "outcome", "state", "confidence", "expires"}
"""Members that a results file takes from a list, or by which one part of it names another."""
THEIRS = {"got", "came", "sent", "curl", "location", "expected", "base_url", "path", "trace", "api_version", "told"}
"""Members that a target fills: with as much as it likes, and with what no file can hold."""

pytestmark = pytest.mark.skipif(LACKING is not None, reason=f"the page is not looked at. {LACKING}")


def red() -> Told:
    members = ("type", "size", "colour", "handle", "bell")
    sightings = tuple(replace(BROKEN_FORM, key=("Door", one), location=f"$.response.{one}") for one in members)
    body = '{"response": {"id": 5, "type": 5}, "client": null'
    shown = replace(sightings[0], evidence=replace(SEEN, came=body, sent="name=door"))
    form = Portion(test="t::form", sightings=(shown, *sightings[1:]), examined=frozenset({FORM.id}))
    locked = told_of(LOCKED, Outcome.FAIL, "t::locked")
    found = told(run(*but(locked, form), baseline=known(finding_id(FORM.id, sightings[1].key)), today=TODAY))
    doors = [{**found["operations"][0], "id": f"door{n}", "operation": f"GET /door/{n}"} for n in range(30)]
    opened = [
        {**found["steps"][0], "requirement": OPENS.id, "outcome": "pass", "operation": one["id"]} for one in doors
    ]
    return {**found, "operations": [*found["operations"], *doors], "steps": [*found["steps"], *opened]}


def hostile(said: Any, name: str = "") -> Any:
    """Every text of the file that a target could have a say in, turned against who reads it."""
    if isinstance(said, dict):
        return {(key if name != "capabilities" else key + EVIL): hostile(value, key) for key, value in said.items()}
    if isinstance(said, list):
        return [hostile(one, name) for one in said]
    if not isinstance(said, str) or name in OURS:
        return said
    return said + EVIL + ("\ud800" + "A" * 100_000 if name in THEIRS else "")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What ``browsing.mjs`` saw."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {"red": red(), "green": told(run(*WELL)), "hostile": hostile(red())}
    for name, one in pages.items():
        (folder / f"{name}.html").write_text(render(one, TEMPLATES))
    words = ["node", str(Path(__file__).with_name("browsing.mjs")), str(ready.browser()), str(folder)]
    looked = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert looked.returncode == 0, looked.stderr[-3000:]
    return json.loads(looked.stdout)


def test_nothing_leaves_it_and_nothing_goes_wrong(seen: Any) -> None:
    assert seen["requests"] == []
    assert seen["complaints"] == []


@pytest.mark.parametrize("page", ["red", "green"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(scheme: str, page: str, seen: Any) -> None:
    faintest = seen[page][scheme]

    assert faintest["ratio"] >= LEGIBLE, faintest


@pytest.mark.parametrize("page", ["red", "green", "hostile"])
@pytest.mark.parametrize("width", ["400", "320"])
def test_a_narrow_screen_need_not_be_moved_sideways(width: str, page: str, seen: Any) -> None:
    assert seen[page][width] <= 0


def test_the_keyboard_reaches_a_finding_and_opens_it(seen: Any) -> None:
    stops = [one["what"] for one in seen["keys"]["stops"]]

    assert stops[0] == "skip"
    assert stops[-1] == "finding"
    assert seen["keys"]["opened"]


def test_where_the_keyboard_is_can_be_seen(seen: Any) -> None:
    assert [one["what"] for one in seen["keys"]["stops"] if not one["outlined"]] == []


def test_a_slash_searches_and_escape_leaves_what_was_found(seen: Any) -> None:
    assert (seen["keys"]["slash"], seen["keys"]["escape"], seen["keys"]["kept"]) == ("q", "BODY", "door")


def test_a_search_narrows_and_is_told(seen: Any) -> None:
    narrowed, everything = seen["search"]["narrowed"], seen["search"]["all"]

    assert narrowed["deviations"] == [finding_id(LOCKED.id, ())]
    assert narrowed["requirements"] == [f"r-{LOCKED.id}"]
    assert narrowed["told"] == "1 of 6 deviations, 1 of 5 requirements, 0 of 31 operations"
    assert narrowed["live"] == "polite"
    assert narrowed["hash"] == "#q=door.locked+shut"
    assert everything["told"] == "6 of 6 deviations, 5 of 5 requirements, 31 of 31 operations"


def test_a_link_brings_the_filters_back(seen: Any) -> None:
    chosen = {one: value for one, value in seen["hash"]["chosen"].items() if value}

    assert chosen == {"verdict": "fail", "level": "MUST", "area": "door", "operation": "openDoor"}
    assert seen["hash"]["requirements"] == [f"r-{LOCKED.id}"]
    assert seen["hash"]["deviations"] == [finding_id(LOCKED.id, ())]


def test_a_link_opens_the_finding_that_it_names(seen: Any) -> None:
    assert seen["place"]


def test_who_does_not_see_it_finds_their_way(seen: Any) -> None:
    levels = seen["red"]["structure"]["headings"]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert seen["red"]["structure"]["landmarks"] == ["header", "nav", "form[role=search]", "main"]
    assert (seen["red"]["structure"]["unscoped"], seen["red"]["structure"]["unnamed"]) == (0, 0)


def test_nothing_moves_by_itself(seen: Any) -> None:
    assert seen["red"]["structure"]["moving"] == 0


def test_the_heads_of_the_matrix_stay(seen: Any) -> None:
    assert min(seen["matrix"]["scrolled"]) > 0
    assert max(abs(seen["matrix"]["head"]), abs(seen["matrix"]["side"])) <= 1


def test_a_button_copies_the_line_that_shows_it_again(seen: Any) -> None:
    assert seen["copied"]["line"]
    assert seen["copied"]["pasted"] == seen["copied"]["line"]


def test_paper_has_everything_opened_and_no_controls(seen: Any) -> None:
    assert seen["paper"] == {"closed": 0, "details": 6, "controls": 0}


def test_without_a_script_all_of_it_is_there_but_the_filters(seen: Any) -> None:
    assert seen["plain"]["hidden"] == ["filters"]
    assert seen["plain"]["buttons"] == 0
    assert "curl /door" in seen["plain"]["told"]


def test_a_green_page_has_no_deviations(seen: Any) -> None:
    assert seen["green"]["shown"]["told"] == "0 of 0 deviations, 5 of 5 requirements, 1 of 1 operations"


def test_a_lying_target_does_nothing_to_who_reads_it(seen: Any) -> None:
    harm = seen["hostile"]["harm"]

    assert {**harm, "longest": 0} == {"ran": False, "planted": 0, "handlers": 0, "links": [], "unseen": 0, "longest": 0}
    assert harm["longest"] < 15_000
