"""Where reports go: a whole file or what was there, one run a file, and a line for whatever does not go."""

import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fapi_conformance.client.exchange import Answer
from fapi_conformance.verdict import __main__ as command
from fapi_conformance.verdict.reservation import reserved
from fapi_conformance.verdict.writing import as_json, refuse_unwritable, text_of, write, write_text
from selftest.staging import Stage, surroundings
from selftest.test_results import RED, WELL, run

ONE = """
@proves(user.READ)
def test_reads(member):
    equals(member.actor.me.read(), id=member.user_id)
"""


@contextmanager
def full_disk(size: int = 1000) -> Iterator[None]:
    """No file grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# one file


def test_on_a_full_disk_what_was_there_stays(tmp_path: Path) -> None:
    file = tmp_path / "today.json"
    file.write_text("of yesterday")

    with full_disk(), pytest.raises(OSError, match="too large"):
        write_text(file, "x" * 5000)

    assert file.read_text() == "of yesterday"
    assert list(tmp_path.iterdir()) == [file]


def test_where_a_link_leads_the_file_is_written(tmp_path: Path) -> None:
    file, link = tmp_path / "today.json", tmp_path / "latest.json"
    link.symlink_to(file)

    write_text(link, "new")

    assert link.is_symlink()
    assert file.read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        refuse_unwritable(pipe)
        write_text(pipe, "new")
        out, _ = reader.communicate()

    assert out == "new"
    assert pipe.is_fifo()


def test_a_device_that_takes_nothing_is_still_there_afterwards() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_text(Path("/dev/full"), "new")

    assert Path("/dev/full").is_char_device()


def test_half_of_a_surrogate_pair_from_a_target_is_told_as_it_came() -> None:
    answer = Answer(status=200, headers=(), content=b'{"name": "\\ud83d half, \\ud83d\\ude00 whole"}')

    assert answer.json == {"name": "\\ud83d half, \U0001f600 whole"}


# two runs


def test_only_one_run_at_a_time_has_a_file(tmp_path: Path) -> None:
    file, link = tmp_path / "today.json", tmp_path / "latest.json"
    link.symlink_to(file)

    with reserved(file):
        for name in (file, link):
            with pytest.raises(OSError, match="another run"), reserved(name):
                pass

    with reserved(file):
        pass
    assert list(tmp_path.iterdir()) == [link]


def test_a_run_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    code = f"""
import os, pathlib, signal
from fapi_conformance.verdict.reservation import reserved
with reserved(pathlib.Path({str(tmp_path / "today.json")!r})):
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], env=surroundings(), check=False)

    with reserved(tmp_path / "today.json"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_later_run_is_told_before_it_starts(stage: Stage, url: str) -> None:
    with reserved(stage.folder / "results.json"):
        played = stage.play(ONE, "--base-url", url)

    assert played.status == 4
    assert played.out.strip().splitlines() == [played.out.strip()]
    assert "another run is about to write it" in played.out


# a run


def test_what_cannot_be_written_at_the_end_costs_neither_the_verdict_nor_the_other_reports(
    stage: Stage, url: str
) -> None:
    (stage.folder / "results.json").write_text("{}")
    fills = """
def test_fills_the_disk():
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
"""
    played = stage.play(ONE + fills, "--base-url", url, "--markdown=page.md", "--junitxml=junit.xml")

    assert played.status == 4, played.out
    assert "core: " in played.out
    assert f"a report was not written: --results {stage.folder / 'results.json'}: File too large" in played.out
    assert played.results == {}, "of yesterday"
    assert (stage.folder / "page.md").read_text().startswith("## Conformance of ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--html=results.json"], "--results names the same file"),
        (["--markdown=known.toml", "--baseline=known.toml"], "--baseline names the same file"),
        (["--har=."], "is a folder"),
        (["--html=nowhere/page.html"], "No such file or directory"),
        (["--alluredir=known.toml"], "File exists"),
        (["--junitxml=known.toml/junit.xml"], "File exists"),
    ],
)
def test_what_cannot_be_written_is_told_before_anything_is_started(stage: Stage, options: list[str], said: str) -> None:
    (stage.folder / "known.toml").write_text("")

    played = stage.play(ONE, *options)

    assert played.status == 4
    assert played.out.strip().splitlines() == [played.out.strip()]
    assert said in played.out


def test_a_baseline_may_be_written_where_it_was_read(stage: Stage, url: str) -> None:
    breaks = ONE.replace("equals(", "raise Deviation(expected='a', got='b')\n    equals(")
    known, options = stage.folder / "known.toml", ["--baseline=known.toml", "--write-baseline=known.toml"]
    known.write_text("")

    first = stage.play(breaks, "--base-url", url, *options)
    known.write_text(known.read_text().replace("met on", "ticket 12, met on"))
    again = stage.play(breaks, "--base-url", url, *options)

    assert (first.status, again.status) == (1, 0), again.out
    assert "ticket 12" in known.read_text()


# the command


def test_a_reader_that_has_gone_is_no_trouble(tmp_path: Path) -> None:
    well, red = tmp_path / "well.json", tmp_path / "red.json"
    write(well, run(*WELL))
    write(red, run(*RED))
    reading, writing = os.pipe()
    os.close(reading)

    with os.fdopen(writing) as gone:
        done = subprocess.run(
            [sys.executable, "-m", "fapi_conformance.verdict", "diff", str(well), str(red)],
            stdout=gone,
            stderr=subprocess.PIPE,
            env=surroundings(),
            check=False,
        )

    assert (done.returncode, done.stderr) == (1, b"")


class Gone(io.StringIO):
    """Standard error whose reader has gone."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize(("place", "status"), [(".", 1), ("nowhere.json", 4)])
def test_a_reader_of_errors_that_has_gone_changes_no_verdict(
    place: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "well.json", run(*WELL))
    write(tmp_path / "red.json", run(*RED, started=6.0))
    (tmp_path / "broken.json").write_text("{")
    monkeypatch.setattr(sys, "stderr", Gone())

    assert command.main(["diff", str(tmp_path / place), str(tmp_path / "red.json")]) == status


def test_output_that_takes_no_more_is_said_in_a_line(tmp_path: Path) -> None:
    well = tmp_path / "well.json"
    write(well, run(*WELL))

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fapi_conformance.verdict", "diff", str(well), str(well)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=surroundings(),
            text=True,
            check=False,
        )

    assert (done.returncode, done.stderr) == (4, "standard output: No space left on device\n")


@pytest.mark.parametrize(
    "arguments", [["html", "a.json", "-o", "a.json"], ["merge", "a.json", "b.json", "-o", "b.json"]]
)
def test_what_is_read_is_not_written_over(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.json", "b.json"):
        write(Path(name), run(*WELL))
    before = Path(arguments[-1]).read_bytes()

    assert command.main(arguments) == 4
    assert "would be lost" in capsys.readouterr().err
    assert Path(arguments[-1]).read_bytes() == before


def test_on_a_full_disk_the_verdict_is_still_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    well = tmp_path / "well.json"
    write(well, run(*WELL))

    with full_disk():
        status = command.main(["merge", str(well), "-o", str(tmp_path / "all.json")])

    told = capsys.readouterr()
    assert status == 4
    assert "core: conformant" in told.out
    assert told.err == f"{tmp_path / 'all.json'}: File too large\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": [{"requirement": "NO.SUCH", "test": "t", "outcome": "pass"}]}, "does not state NO.SUCH"),
        ({"steps": [{"requirement": "\ud800", "test": "t", "outcome": "pass"}]}, "no JSON"),
    ],
)
def test_a_file_that_no_run_wrote_is_said_in_a_line(
    change: dict[str, object], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, page = tmp_path / "made-up.json", tmp_path / "page.html"
    file.write_text(json.dumps(json.loads(text_of(as_json(run(*WELL)))) | change))

    assert command.main(["html", str(file), "-o", str(page)]) == 4
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert not page.exists()
