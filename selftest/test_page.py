"""The page of a verdict: whole, by itself, and safe whatever a target says."""

import re
from dataclasses import replace

import pytest

from fapi_conformance.plugin.places import TEMPLATES
from fapi_conformance.verdict.body import pieces
from fapi_conformance.verdict.deviations import rules
from fapi_conformance.verdict.difference import difference
from fapi_conformance.verdict.finding import finding_id
from fapi_conformance.verdict.markdown import markdown
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.page import render
from fapi_conformance.verdict.portion import Portion
from fapi_conformance.verdict.shown import LONGEST, shown
from selftest.test_results import (
    BROKEN_FORM,
    FORM,
    LOCKED,
    RED,
    SEEN,
    SEEN_ID,
    TODAY,
    known,
    run,
    told,
    told_of,
)
from selftest.test_results import instead as but

EVIL = "</pre><script>alert(1)</script>"


@pytest.fixture(scope="module")
def red() -> str:
    evil = replace(BROKEN_FORM, got=EVIL, evidence=replace(SEEN, came=EVIL, curl=f"curl {EVIL}"))
    portion = Portion(test="t::form", sightings=(evil,), examined=frozenset({FORM.id}))
    return render(told(run(*but(told_of(LOCKED, Outcome.FAIL, "t::locked"), portion), left=(EVIL,))), TEMPLATES)


def test_it_shows_what_deviates(red: str) -> None:
    for there in (LOCKED.id, LOCKED.says, f"{FORM.id}[Door type]", "t::locked", "POST /door", "openDoor 200"):
        assert there in red


def test_what_a_target_says_is_text(red: str) -> None:
    assert EVIL not in red
    assert "&lt;script&gt;alert(1)" in red
    assert red.count("<script>") == 1


def test_it_needs_nothing_else(red: str) -> None:
    assert not re.search(r"<link|<img|<iframe|@import|url\(|\ssrc=", red)


def test_what_differs_in_a_value_is_marked() -> None:
    told = difference("status = 422", "status = 200")

    assert [text for text, differs in told.expected if differs] == ["422"]
    assert [text for text, differs in told.got if differs] == ["200"]
    assert "".join(text for text, _ in told.got) == "status = 200"
    assert not told.lines


def test_two_texts_that_have_little_in_common_are_marked_whole() -> None:
    told = difference("an empty page beside 3", "0 of them, and a way to the next one")

    assert [differs for _, differs in (*told.expected, *told.got)] == [True, True]


def test_what_would_take_long_to_compare_is_told_apart_and_no_more() -> None:
    told = difference("a b " * 1000, "b a " * 1000)

    assert [len(told.expected), len(told.got)] == [1, 1]


def test_structures_are_compared_member_by_member() -> None:
    told = difference('{"a": 1, "shape": ["round"]}', '{"a": 1, "shape": ["round"], "size": {}}')

    assert [(sign, line.strip()) for sign, line in told.lines if sign != " "] == [("+", '"size": {}')]


@pytest.mark.parametrize(
    ("location", "marked"),
    [
        ("$.response.id", ['"id": 5,']),
        ("/response/id", ['"id": 5,']),
        ("/client/sessions/1/id", ['"id": "b"']),
        ("$.client.sessions[].id", ['"id": "a"', '"id": "b"']),
        ("$.client.id, $.response.id", ['"id": 5,']),
        ("$.response.id signed in", ['"id": 5,']),
        ("$.response.nothing", ['"response": {']),
        ("$.nowhere.at.all", []),
        ("status", []),
        ("$.x[y]", []),
        ("", []),
    ],
)
def test_the_member_that_a_deviation_is_about_is_marked_in_the_body(location: str, marked: list[str]) -> None:
    body = '{"response": {"id": 5, "[x]": [], "type": 5}, "client": {"sessions": [{"id": "a"}, {"id": "b"}]}}'

    assert [line.strip() for text, here in pieces(body, location) if here for line in text.splitlines()] == marked


def test_a_body_that_was_cut_off_is_laid_out_as_far_as_it_goes() -> None:
    [(told, _)] = pieces('{"a": {"b": [], "c": "{no", "d": "begun… (5694 characters)')

    assert told.splitlines() == [
        "{",
        '\t"a": {',
        '\t\t"b": [],',
        '\t\t"c": "{no",',
        '\t\t"d": "begun',
        "… (5694 characters)",
    ]


@pytest.mark.parametrize("text", ["[" * 4100, '{"a":' * 1000, "[{" * 2000])
def test_what_would_grow_without_end_is_left_as_it_came(text: str) -> None:
    assert pieces(text) == [(text, False)]


def test_what_is_no_json_is_left_as_it_came() -> None:
    assert pieces("strategy=password\n[x]", "$.a") == [("strategy=password\n[x]", False)]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("\x00\x1b[2J\r", "\\x00\\x1b[2J\\r"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("\ud800", "\\ud800"),
        ("é שלום 名前 🚪", "é שלום 名前 🚪"),
        ("A" * 5, "AAAA… (shortened)"),
    ],
)
def test_nothing_in_a_text_is_hidden(said: str, seen: str) -> None:
    assert shown(said, 4 if said == "AAAAA" else LONGEST) == seen


def test_a_page_with_very_much_in_it_can_still_be_opened() -> None:
    """Hundreds of deviations, each with a body as long as evidence may be."""
    body = '{"a": [' + '{"bcd": "efgh"}, ' * 235
    many = [replace(BROKEN_FORM, key=("Door", str(n)), evidence=replace(SEEN, came=body)) for n in range(600)]
    portion = Portion(test="t::form", sightings=tuple(many), examined=frozenset({FORM.id}))

    assert len(render(told(run(*but(portion))), TEMPLATES).encode()) < 5_000_000


def test_what_most_tests_met_comes_first_and_what_is_known_last() -> None:
    often = tuple(replace(BROKEN_FORM, test=f"t::{n}") for n in range(2))
    form = Portion(test="t::form", sightings=often, examined=frozenset({FORM.id}))
    results = but(told_of(LOCKED, Outcome.FAIL, "t::locked"), form)
    form_id = finding_id(FORM.id, BROKEN_FORM.key)

    assert [one["id"] for one in rules(told(run(*results)))] == [FORM.id, LOCKED.id]
    about = known(form_id, requirement=FORM.id)
    assert [one["id"] for one in rules(told(run(*results, baseline=about, today=TODAY)))] == [LOCKED.id, FORM.id]


def test_a_known_deviation_is_told_as_such(red: str) -> None:
    page = render(told(run(*RED, baseline=known(SEEN_ID), today=TODAY)), TEMPLATES)

    assert "ticket 12" in page
    assert 'id="known"' in page
    assert 'id="known"' not in red


def test_the_page_of_a_ci_job_says_the_same() -> None:
    evil = replace(BROKEN_FORM, got=f"{EVIL} ``` | *", evidence=replace(SEEN, curl="curl '```'"))
    portion = Portion(test="t::form", sightings=(evil,), examined=frozenset({FORM.id}))
    page = markdown(told(run(*but(told_of(LOCKED, Outcome.FAIL, "t::locked"), portion))))

    assert "| core | ❌ not conformant |" in page
    assert "### Deviations (2)" in page
    assert "<script>" not in page
    assert page.count("```") == 4
