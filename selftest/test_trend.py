"""Past results in the order of their time, for the terminal and on a page."""

import json
from pathlib import Path

import pytest

from fapi_conformance.verdict import __main__ as command
from fapi_conformance.verdict.history import lines, night, spark
from fapi_conformance.verdict.ruling import Circumstances
from fapi_conformance.verdict.writing import write
from selftest.test_results import RED, WELL, run, told

DAY = 86_400
CUT = "  not complete: Ctrl-C"


def test_past_results_stand_one_below_the_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = run(*WELL[:1], about=Circumstances(stopped="Ctrl-C"), incomplete="Ctrl-C", started=2 * DAY)
    for name, results in {"b": run(*RED, started=DAY), "a": cut, "c": run(*WELL, started=0)}.items():
        write(tmp_path / f"{name}.json", results)
    write(tmp_path / "again.json", cut)

    assert command.main(["trend", str(tmp_path)]) == 0

    said = capsys.readouterr().out.splitlines()
    assert [line.removesuffix(CUT) for line in said[:4]] == [
        "night             suite  MUST pass  MUST fail  MUST not told  SHOULD broken  reached  requests  seconds",
        "1970-01-01 00:00  1              4          0              0              0      1/1        41        1",
        "1970-01-02 00:00  1              3          1              0              0      1/1        41        1",
        "1970-01-03 00:00  1              1          0              3              0      1/1        10        1",
    ]
    assert said[3].endswith(CUT)
    assert "MUST fail      ▁█▁  0 -> 0" in said
    assert "  core  ✓✗?  incomplete since 1970-01-03 00:00" in said


def test_one_broken_night_hides_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "well.json", run(*WELL))
    broken = tmp_path / "broken.json"
    broken.write_text("{")

    assert command.main(["trend", str(tmp_path)]) == 0
    assert capsys.readouterr().err.splitlines() == [f"skipped: {broken}: " + _wrong("{")]

    assert command.main(["trend", str(broken)]) == 4
    broken.rename(tmp_path / "well.json")
    capsys.readouterr()
    assert command.main(["trend", str(tmp_path)]) == 4
    assert capsys.readouterr().err.splitlines()[-1] == f"{tmp_path}: no results file of this suite is there"


def _wrong(text: str) -> str:
    try:
        json.loads(text)
    except ValueError as problem:
        return f"no JSON, or a file that was cut off: {problem}"
    raise AssertionError(text)


def test_what_a_profile_is_lasts_over_runs_about_others() -> None:
    red, well = run(*RED, started=0), run(*WELL, started=DAY)
    elsewhere = run(about=Circumstances(whole=False), selection="others", started=2 * DAY)
    again = run(*WELL, started=3 * DAY)
    nights = [night(told(one)) for one in (red, well, elsewhere, again)]

    assert [one.text for one in lines(nights)][-1] == "  core  ✗✓·✓  conformant since 1970-01-02 00:00"


@pytest.mark.parametrize(("values", "bars"), [((0, 0), "▁▁"), ((5,), "▁"), ((0, 7, 14), "▁▅█"), ((3, 2, 1), "█▅▁")])
def test_a_line_goes_from_the_least_to_the_greatest(values: tuple[int, ...], bars: str) -> None:
    assert spark(values) == bars


def test_only_the_last_runs_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(4):
        write(tmp_path / f"{n}.json", run(*WELL, started=n * DAY))

    assert command.main(["trend", str(tmp_path), "--last", "2"]) == 0

    assert [line[:10] for line in capsys.readouterr().out.splitlines()[1:4]] == ["1970-01-03", "1970-01-04", ""]


def test_the_page_of_a_run_shows_its_past(tmp_path: Path) -> None:
    page, last = tmp_path / "page.html", tmp_path / "2.json"
    for n, portions in enumerate((WELL, RED)):
        write(tmp_path / f"{n}.json", run(*portions, started=n * DAY))
    write(last, run(*WELL[:1], incomplete="<b>", started=2 * DAY))

    assert command.main(["html", str(last), "-o", str(page), "--history", str(tmp_path)]) == 0

    drawn = page.read_text()
    assert drawn.count("<polyline") == 6
    assert drawn.count('class="part"') == 6
    assert "1970-01-03 00:00: 0, not complete: &lt;b&gt;" in drawn
    assert "<b>, " not in drawn


def test_one_run_has_no_past(tmp_path: Path) -> None:
    page, only = tmp_path / "page.html", tmp_path / "only.json"
    write(only, run(*WELL))

    assert command.main(["html", str(only), "-o", str(page), "--history", str(tmp_path)]) == 0

    assert "<polyline" not in page.read_text()


def test_a_night_is_compared_with_the_last_whole_one_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = tmp_path / "today.json"
    write(today, run(*RED, started=4 * DAY))
    assert command.main(["diff", str(tmp_path), str(today)]) == 0
    assert "Nothing to compare with" in capsys.readouterr().out

    write(tmp_path / "c.json", run(*RED, started=DAY))
    write(tmp_path / "b.json", run(*WELL, started=2 * DAY))
    write(tmp_path / "a.json", run(*WELL[:1], started=3 * DAY, incomplete="Ctrl-C"))
    write(tmp_path / "part.json", run(*RED, started=3 * DAY, selection="door"))
    write(tmp_path / "later.json", run(*RED, started=5 * DAY))

    assert command.main(["diff", str(tmp_path), str(today)]) == 1
    assert capsys.readouterr().out.startswith("1970-01-03 00:00 UTC -> 1970-01-05 00:00 UTC\n")


@pytest.mark.parametrize("asked", [[], ["trend"], ["trend", "x", "--last", "0"], ["diff", "x"]])
def test_bad_usage_is_a_line_too(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(asked)

    assert ended.value.code == 4
    assert capsys.readouterr().err.count("\n") == 1
