"""A run that does not come to its end: every report is there, whole, complete up to there, and says so."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.plugin.interruption import TOGETHER
from fapi_conformance.plugin.places import REPORTS
from fapi_conformance.verdict.reading import Told, read
from selftest.crooked import crooked
from selftest.staging import HEAD, Stage, surroundings

KNOWN = '[[known]]\nid = "000000000000"\nrequirement = "USER.READ"\nreason = "ticket 12"\n'
READS = """
@proves(user.READ)
def test_reads(member):
    equals(member.actor.me.read(), id=member.user_id)
"""
WAITS = """
@proves(session.READ)
def test_waits(member):
    import pathlib, time
    pathlib.Path("begun").touch()
    time.sleep(60)
"""


@contextmanager
def begun(stage: Stage, code: str, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """A run of which every report is wanted, in a group of processes of its own."""
    (stage.folder / "test_it.py").write_text(HEAD + code)
    (stage.folder / "known.toml").write_text(KNOWN)
    reports = ["--html=page.html", "--markdown=page.md", "--har=run.har", "--junitxml=junit.xml", "--alluredir=allure"]
    baseline = ["--baseline=known.toml", "--write-baseline=known.toml"]
    with subprocess.Popen(
        stage.command(*reports, *baseline, *options),
        cwd=stage.folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(holds: Callable[[], Any], process: "subprocess.Popen[str]", seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)


def incomplete(folder: Path, cause: str) -> Told:
    """The results, once every report was seen to be whole, and to say that the run was not, and why."""
    results = read(folder / "results.json", REPORTS / "results.schema.json")
    said = f"This run is not complete: {results['run']['cause']}"
    assert cause in said
    assert results["run"]["complete"] is False
    assert "conformant" not in {one["verdict"] for one in results["profiles"]}
    assert {one["state"] for one in results["baseline"]} == {"unseen"}

    page = (folder / "page.html").read_text()
    assert 'class="banner warning">This run is not complete' in page
    assert page.rstrip().endswith("</html>")
    assert (folder / "page.md").read_text().startswith("**⚠️ This run is not complete:**")
    assert json.loads((folder / "run.har").read_text())["log"]["comment"] == said
    cases = list(ET.parse(folder / "junit.xml").iter("testcase"))
    assert all(case.get("name") for case in cases)
    told = [error.text or "" for case in cases if case.get("name") == "RUN.INCOMPLETE" for error in case.iter("error")]
    assert [text.split(":")[0] for text in told] == ["This run is not complete"]
    for result in (folder / "allure").glob("*-result.json"):
        json.loads(result.read_text())

    assert (folder / "known.toml").read_text() == KNOWN, "what a run did not come to would be lost"
    assert not list(folder.glob(".*.lock"))
    return results


def verdicts(results: Told) -> Mapping[str, str]:
    return {one["id"]: one["verdict"] for one in results["requirements"]}


@pytest.mark.parametrize(
    ("number", "workers", "name"),
    [(signal.SIGTERM, [], "SIGTERM"), (signal.SIGINT, ["-n", "2"], "Ctrl-C")],
    ids=["SIGTERM alone", "Ctrl-C with two workers"],
)
def test_asked_to_end_it_writes_what_it_knows(
    stage: Stage, url: str, number: signal.Signals, workers: list[str], name: str
) -> None:
    with begun(stage, READS + WAITS, "--base-url", url, *workers) as process:
        wait_for((stage.folder / "begun").exists, process)
        process.send_signal(number)
        out, _ = process.communicate(timeout=120)

    assert process.returncode == 2, out
    results = incomplete(stage.folder, f"interrupted by {name}")
    assert verdicts(results)["SESSION.READ"] == "not_testable"
    assert results["run"]["left"] == []
    assert "This run is not complete" in out
    assert "Traceback" not in out


def test_asked_again_it_tidies_no_more_and_tells_what_is_left(stage: Stage, url: str) -> None:
    tidying, enough = threading.Event(), threading.Event()

    def bend(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
        if path == "/v1/me" and isinstance(body, dict) and (body.get("response") or {}).get("deleted"):
            tidying.set()
            enough.wait(60)
        return status, body

    with crooked(url, bend) as base_url, begun(stage, READS + WAITS, "--base-url", base_url) as process:
        wait_for((stage.folder / "begun").exists, process)
        process.send_signal(signal.SIGINT)
        wait_for(tidying.is_set, process)
        time.sleep(TOGETHER)  # what comes together is meant once
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
        enough.set()

    assert process.returncode == 2, out
    results = incomplete(stage.folder, "interrupted by Ctrl-C")
    assert results["run"]["left"], "members are still there"
    assert "left on the target" in out


def test_what_workers_leave_is_told_though_nobody_waits_for_their_tests_any_more(stage: Stage, url: str) -> None:
    def bend(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
        deleted = path == "/v1/me" and isinstance(body, dict) and (body.get("response") or {}).get("deleted")
        return (500, {}) if deleted else (status, body)

    with crooked(url, bend) as base_url, begun(stage, READS + WAITS, "--base-url", base_url, "-n", "2") as process:
        wait_for((stage.folder / "begun").exists, process)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=120)

    assert process.returncode == 2, out
    left = incomplete(stage.folder, "interrupted by Ctrl-C")["run"]["left"]
    assert len(left) >= 2, "the members of both tests, each made in a worker"


BREAKS = """
import pytest

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item):
    if item.name == "test_waits":
        raise RuntimeError("a plugin broke")
"""


def test_what_pytest_itself_broke_on_is_told(stage: Stage, url: str) -> None:
    (stage.folder / "broken.py").write_text(BREAKS)

    with begun(stage, READS + WAITS, "--base-url", url, "-p", "broken", "-n", "2") as process:
        out, _ = process.communicate(timeout=120)

    assert process.returncode == 3, out
    incomplete(stage.folder, "pytest failed: RuntimeError: a plugin broke")


def test_a_run_that_ends_with_its_first_failure(stage: Stage, url: str) -> None:
    fails = "\n\n@proves(session.READ)\ndef test_fails(member):\n    raise Deviation(expected='a', got='b')\n"

    with begun(stage, READS + fails + READS.replace("reads", "later"), "--base-url", url, "-x") as process:
        out, _ = process.communicate(timeout=120)

    assert process.returncode == 1, out
    assert verdicts(incomplete(stage.folder, "stopping after 1 failures"))["SESSION.READ"] == "fail"


def test_a_worker_that_is_killed(stage: Stage, url: str) -> None:
    dies = WAITS.replace("time.sleep(60)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")

    with begun(stage, READS + dies, "--base-url", url, "-n", "2") as process:
        out, _ = process.communicate(timeout=120)

    assert process.returncode == 1, out
    seen = verdicts(incomplete(stage.folder, "went down"))
    assert (seen["USER.READ"], seen["SESSION.READ"]) == ("pass", "error")


def test_a_file_of_tests_that_workers_cannot_collect(stage: Stage, url: str) -> None:
    (stage.folder / "test_broken.py").write_text("1 / 0\n")

    with begun(stage, READS, "--base-url", url, "-n", "2") as process:
        out, _ = process.communicate(timeout=120)

    assert process.returncode == 1, out
    incomplete(stage.folder, "test_broken.py could not be collected")


def test_a_target_that_is_gone_in_the_middle(stage: Stage) -> None:
    serve = [sys.executable, "-m", "fapi_reference", "--announce", "json", "--port", "0", "--backend-port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, env=surroundings()) as server:
        assert server.stdout
        url = json.loads(server.stdout.readline())["base_url"]
        dies = f"""
@proves(session.READ)
def test_the_target_dies(visitor):
    import os, signal, time
    os.kill({server.pid}, signal.SIGKILL)
    while True:
        visitor.environment.read()
"""
        with begun(stage, READS + dies, "--base-url", url) as process:
            out, _ = process.communicate(timeout=120)

    assert process.returncode == 1, out
    seen = verdicts(incomplete(stage.folder, "the target was there at the beginning and is not at the end"))
    assert (seen["USER.READ"], seen["SESSION.READ"]) == ("pass", "error")
