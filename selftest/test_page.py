"""The page of a verdict: whole, by itself, and safe whatever a target says."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from fapi_conformance.plugin.places import TEMPLATES
from fapi_conformance.verdict.markdown import markdown
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.page import marked, render
from fapi_conformance.verdict.portion import Portion
from selftest.test_results import (
    BROKEN_FORM,
    FORM,
    LOCKED,
    OPENS,
    RED,
    SEEN,
    SEEN_ID,
    TODAY,
    WELL,
    known,
    run,
    told,
    told_of,
)
from selftest.test_results import instead as but

EVIL = "</pre><script>alert(1)</script>"
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def red() -> str:
    evil = replace(BROKEN_FORM, got=EVIL, evidence=replace(SEEN, came=EVIL, curl=f"curl {EVIL}"))
    portion = Portion(test="t::form", sightings=(evil,), examined=frozenset({FORM.id}))
    return render(told(run(*but(told_of(LOCKED, Outcome.FAIL, "t::locked"), portion), left=(EVIL,))), TEMPLATES)


def test_it_shows_what_deviates(red: str) -> None:
    for shown in (LOCKED.id, LOCKED.says, f"{FORM.id}[Door type]", "t::locked", "POST /door", "openDoor 200"):
        assert shown in red


def test_what_a_target_says_is_text(red: str) -> None:
    assert EVIL not in red
    assert "&lt;script&gt;alert(1)" in red
    assert red.count("<script>") == 1


def test_it_needs_nothing_else(red: str) -> None:
    assert not re.search(r"<link|<img|<iframe|@import|url\(|\ssrc=", red)


def test_what_differs_is_marked() -> None:
    expected, got = marked("status = 422", "status = 200")

    assert [text for text, changed in expected if changed] == ["422"]
    assert [text for text, changed in got if changed] == ["200"]
    assert "".join(text for text, _ in got) == "status = 200"


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")
@pytest.mark.parametrize("kind", ["red", "green"])
def test_a_browser_shows_it(kind: str, red: str, tmp_path: Path) -> None:
    """With its script: the filters are there, they count, and nothing that a target said was run."""
    assert CHROMIUM
    file = tmp_path / "page.html"
    file.write_text(red if kind == "red" else render(told(run(*WELL)), TEMPLATES))

    words = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", "--dump-dom"]
    seen = subprocess.run([*words, file.as_uri()], capture_output=True, text=True, timeout=120, check=True).stdout

    assert re.search(r'<form id="filters"(?! hidden)', seen)
    assert '<output id="shown">5 of 5</output>' in seen
    assert (LOCKED.id in seen, OPENS.id in seen) == (True, True)


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
