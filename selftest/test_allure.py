"""What Allure is told, looked at in the files that its command line reads."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.requirements import environment, sign_in
from fapi_conformance.verdict.environment import environment as properties
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.labels import labels, title
from fapi_conformance.verdict.results import RunFacts, TargetFacts
from selftest.crooked import crooked, everywhere
from selftest.staging import HEAD, Stage, surroundings

TOLD = """
import pytest
from fapi_conformance.errors import TransportFailure

@proves(environment.READ, environment.HEALTH)
def test_breaks(visitor):
    with step(environment.READ):
        refused(visitor.environment.read(), 500, code="no_teapot")
    with step(environment.HEALTH):
        pass

@proves(client.STABLE)
def test_warns(visitor):
    with step(client.STABLE):
        refused(visitor.environment.read(), 500)

@proves(token.BARE)
def test_lacks_a_means(visitor):
    raise NotTestable("no key was given", remedy="bring one")

@proves(session.READ)
def test_crashes(visitor):
    print("captured", {"jwt": "eyJhbGciOi.eyJzdWIiOiJ.sIgNaTuRe"})
    raise KeyError("password=correct-horse")

@proves(sign_in.EMPTY)
def test_hears_nothing(visitor):
    raise TransportFailure("the connection was closed")

@pytest.mark.operation("getUser")
@pytest.mark.parametrize("kind", ["first", "second"])
@proves(user.READ)
def test_reads(member, kind):
    equals(member.actor.me.read(), id=member.user_id)
"""
NAMES = {
    "It: breaks": "failed",
    "It: warns": "passed",
    "It: lacks a means": "skipped",
    "It: crashes": "broken",
    "It: hears nothing": "broken",
    "It: reads [first]": "passed",
    "It: reads [second]": "passed",
    "EXCHANGE.BODY[Client.User required has_image]": "failed",
}
"""Each test, and the one deviation that the judge met beside what they are about."""

Result = Mapping[str, Any]


class Told:
    """A folder of results. Raises ValueError where two of them stand for one thing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.results = [json.loads(file.read_text()) for file in sorted(folder.glob("*-result.json"))]

    def __getitem__(self, name: str) -> Result:
        found: list[Result] = [one for one in self.results if one["name"] == name]
        (result,) = found
        return result

    def labels(self, name: str, label: str) -> list[str]:
        return [one["value"] for one in self[name]["labels"] if one["name"] == label]

    def attached(self, result: Result) -> list[str]:
        """The texts that are attached to a result or to a step of it."""
        own = [(self.folder / one["source"]).read_text() for one in result.get("attachments", ())]
        return own + [text for step in result.get("steps", ()) for text in self.attached(step)]


def _without_image(_method: str, _path: str, status: int, body: Any) -> tuple[int, Any]:
    everywhere(body, lambda one: one.pop("has_image", None) if one.get("object") == "user" else None)
    return status, body


def _play(folder: Path, url: str, *options: str) -> Told:
    with crooked(url, _without_image) as base_url:
        played = Stage(folder).play(TOLD, "--base-url", base_url, "--alluredir", "allure", *options)
    assert played.status == 1, played.out
    return Told(folder / "allure")


@pytest.fixture(scope="module")
def alone(reference: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Told:
    return _play(tmp_path_factory.mktemp("alone"), reference["base_url"])


@pytest.fixture(scope="module")
def by_two(reference: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Told:
    return _play(tmp_path_factory.mktemp("two"), reference["base_url"], "-n", "2")


def test_each_test_and_each_finding_has_one_result(alone: Told) -> None:
    assert sorted((one["name"], one["status"]) for one in alone.results) == sorted(NAMES.items())


def test_with_workers_as_well(by_two: Told) -> None:
    assert sorted((one["name"], one["status"]) for one in by_two.results) == sorted(NAMES.items())
    assert {one.name for one in by_two.folder.iterdir() if "-" not in one.name} == {
        "categories.json",
        "environment.properties",
    }


def test_a_result_is_known_again_in_another_run_against_another_target(alone: Told, by_two: Told) -> None:
    identities = [
        {one["name"]: (one["historyId"], one["testCaseId"], one.get("parameters")) for one in told.results}
        for told in (alone, by_two)
    ]

    assert identities[0] == identities[1]
    assert len({history for history, _, _ in identities[0].values()}) == len(NAMES)


def test_it_stands_where_its_requirement_belongs(alone: Told) -> None:
    assert alone.labels("It: breaks", "epic") == ["Environment"]
    assert alone.labels("It: breaks", "feature") == ["Read"]
    assert alone.labels("It: breaks", "story") == [environment.READ.says]
    assert alone.labels("It: breaks", "severity") == ["critical"]
    assert alone.labels("It: warns", "severity") == ["normal"]
    assert {"ENVIRONMENT.READ", "ENVIRONMENT.HEALTH", "profile core"} <= set(alone.labels("It: breaks", "tag"))


def test_a_test_of_one_operation_is_that_operations_story(alone: Told) -> None:
    assert alone.labels("It: reads [first]", "story") == ["GET /v1/me"]


def test_nothing_names_the_machine(by_two: Told) -> None:
    assert {name for one in by_two.results for name in [label["name"] for label in one["labels"]]}.isdisjoint({"host"})
    assert {one for name in NAMES for one in by_two.labels(name, "thread")} <= {"main", "gw0", "gw1"}


def test_what_was_to_be_shown_and_where_it_comes_from(alone: Told) -> None:
    result = alone["It: breaks"]

    assert environment.READ.says in result["description"]
    assert re.search(r"pytest --base-url http\S+ test_it\.py::test_breaks", result["description"])
    assert {one["name"] for one in result["links"]} <= set(environment.READ.sources + environment.HEALTH.sources)
    assert all(one["url"].startswith("https://") for one in result["links"])


def test_a_failure_says_once_how_to_see_it_again(alone: Told) -> None:
    trace = alone["It: breaks"]["statusDetails"]["trace"]

    assert re.findall(r"^ +rerun +pytest --base-url http\S+ (.*)$", trace, re.MULTILINE) == ["test_it.py::test_breaks"]


def test_each_step_has_its_verdict(alone: Told) -> None:
    broken, kept = alone["It: breaks"]["steps"][:2]

    assert broken["name"] == f"fail: ENVIRONMENT.READ: {environment.READ.says}"
    assert broken["status"] == "failed"
    assert "no_teapot" in broken["statusDetails"]["message"]
    assert (kept["name"], kept["status"]) == (f"ENVIRONMENT.HEALTH: {environment.HEALTH.says}", "passed")


def test_what_failed_shows_its_exchanges_and_how_to_repeat_them(alone: Told) -> None:
    (sent,) = set(alone.attached(alone["It: breaks"]))

    assert sent.startswith("GET /v1/environment -> 200")
    assert sent.splitlines()[-1].startswith("curl ")


def test_what_passed_carries_nothing(alone: Told) -> None:
    assert alone.attached(alone["It: reads [first]"]) == []


def test_a_finding_is_told_whole(alone: Told) -> None:
    finding = alone["EXCHANGE.BODY[Client.User required has_image]"]

    assert finding["statusDetails"]["message"].startswith("EXCHANGE.BODY (MUST): ")
    assert "test_it.py::test_reads[first]" in finding["statusDetails"]["trace"]
    assert alone.attached(finding)[0].splitlines()[-1].startswith("curl ")
    assert alone.labels(finding["name"], "epic") == ["Exchange"]
    assert "test_it.py::test_reads[first]" in finding["description"]


def test_what_is_not_told_says_why_and_what_would_help(alone: Told) -> None:
    told = alone["It: lacks a means"]["statusDetails"]["message"]

    assert told == "not testable: no key was given\nremedy: bring one"


def test_a_broken_should_is_seen_though_nothing_failed(alone: Told) -> None:
    result = alone["It: warns"]

    assert result["statusDetails"]["message"].startswith("CLIENT.STABLE (SHOULD): ")
    assert result["steps"][0]["name"].startswith("warning: CLIENT.STABLE: ")
    assert len(alone.attached(result)) == 1


CATEGORIES = {
    "It: breaks": "Deviation from a MUST",
    "EXCHANGE.BODY[Client.User required has_image]": "Deviation from a MUST",
    "It: warns": "Broken SHOULD",
    "It: lacks a means": "Not testable in this run",
    "It: crashes": "Error of the suite, nothing is said of the target",
    "It: hears nothing": "No answer could be read",
    "It: reads [first]": None,
}


@pytest.mark.parametrize(("name", "category"), CATEGORIES.items(), ids=CATEGORIES)
def test_categories_tell_kinds_apart(alone: Told, name: str, category: str | None) -> None:
    result = alone[name]
    told = result.get("statusDetails", {}).get("message", "")
    categories = json.loads((alone.folder / "categories.json").read_text())
    matching = [
        one["name"]
        for one in categories
        # as a whole, as Allure 2 looks for it: what matches so is found by Allure 3 as well
        if result["status"] in one["matchedStatuses"] and re.fullmatch(one.get("messageRegex", "(?s).*"), told)
    ]

    assert next(iter(matching), None) == category


def test_the_circumstances_are_told(alone: Told) -> None:
    told = (alone.folder / "environment.properties").read_text().splitlines()

    assert any(re.fullmatch(r"base_url = http\\:.*", line) for line in told), told
    assert any(re.fullmatch(r"seed = \d+", line) for line in told), told
    assert "capability\\ email-code = on" in told


def test_no_secret_is_written(alone: Told) -> None:
    written = "".join(file.read_text() for file in alone.folder.iterdir())

    assert "captured" in written
    assert "sIgNaTuRe" not in written
    assert "correct-horse" not in written


def test_a_sunk_bedrock_is_a_result(stage: Stage, url: str) -> None:
    def nameless(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
        return (500, {"errors": []}) if path == "/v1/me" else (status, body)

    with crooked(url, nameless) as base_url:
        stage.play(TOLD, "--base-url", base_url, "--alluredir", "allure")

    (result,) = Told(stage.folder / "allure").results
    assert result["status"] == "failed"
    assert "BEDROCK.MEMBER" in result["statusDetails"]["message"]
    assert {"name": "severity", "value": "blocker"} in result["labels"]


def test_what_the_baseline_knows_is_skipped(stage: Stage, url: str) -> None:
    options = ["--base-url", url, "-k", "breaks"]
    stage.play(TOLD, *options, "--write-baseline", "known.toml")

    played = stage.play(TOLD, *options, "--baseline", "known.toml", "--alluredir", "allure")

    (result,) = Told(stage.folder / "allure").results
    assert (played.status, result["status"]) == (0, "skipped"), played.out
    assert result["statusDetails"]["message"].startswith("known: met on ")
    assert result["statusDetails"]["known"] is True


KILLED = """
import os
@proves(user.READ)
def test_that_dies(member):
    os.kill(os.getpid(), 9)
"""


def test_a_killed_worker_takes_nothing_away(stage: Stage, url: str) -> None:
    options = ["-k", "reads or dies", "-n", "1", "--alluredir", "allure", "--clean-alluredir"]
    stage.play(TOLD + KILLED, "--base-url", url, *options)

    told = Told(stage.folder / "allure")
    assert sorted((one["name"], one["status"]) for one in told.results) == [
        ("It: reads [first]", "passed"),
        ("It: reads [second]", "passed"),
        ("It: that dies", "broken"),
        ("This run is not complete", "broken"),
    ]
    assert "USER.READ" in told.labels("It: that dies", "tag")


WAITS = """
import time
@proves(user.READ)
def test_first(member):
    pass

@proves(session.READ)
def test_waits(member):
    open("waiting", "w").close()
    time.sleep(60)
"""


def test_an_interrupted_test_has_not_passed(stage: Stage, url: str) -> None:
    (stage.folder / "test_it.py").write_text(HEAD + WAITS)
    command = stage.command("--base-url", url, "--alluredir", "allure")
    with subprocess.Popen(command, cwd=stage.folder, env=surroundings(), stdout=subprocess.DEVNULL) as run:
        until = time.monotonic() + 60
        while not (stage.folder / "waiting").exists() and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(run.pid, signal.SIGINT)

    told = Told(stage.folder / "allure")
    assert told["It: first"]["status"] == "passed"
    assert told["It: waits"]["status"] == "skipped"
    assert told["It: waits"]["statusDetails"]["message"] == "not testable: interrupted"
    assert told["This run is not complete"]["statusDetails"]["message"] == "interrupted by Ctrl-C"


def test_nothing_of_allure_is_imported_where_nobody_asked(stage: Stage, url: str) -> None:
    (stage.folder / "test_it.py").write_text(
        "import sys\ndef test_it():\n    print([name for name in sys.modules if 'allure' in name])\n    assert 0\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:allure_pytest", "--base-url", url]
    surrounded = surroundings() | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    run = subprocess.run(
        command, cwd=stage.folder, env=surrounded, capture_output=True, text=True, timeout=60, check=False
    )

    assert "\n[]\n" in run.stdout, run.stdout


# what is said of requirements


@pytest.mark.parametrize(
    ("part", "said"),
    [("SIGN-IN", "Sign-in"), ("organization-domain", "Organization domain"), ("OAUTH-ID-TOKEN", "OAuth ID token")],
)
def test_a_part_of_an_id_is_written_for_people(part: str, said: str) -> None:
    assert title(part) == said


def test_a_result_stands_in_one_place_of_the_tree() -> None:
    told = list(labels([sign_in.PASSWORD, environment.READ], ""))

    assert [value for name, value in told if name == "epic"] == ["Sign-in"]
    assert [value for name, value in told if name == "tag"][:2] == ["SIGN-IN.PASSWORD.RIGHT", "ENVIRONMENT.READ"]


def test_an_exchange_is_laid_out_to_be_read() -> None:
    shown = Evidence(method="GET", path="/v1/me", status=200, curl="curl it", came='{"id": 1}')

    assert shown.sheet == 'GET /v1/me -> 200\n\ncame\n{\n  "id": 1\n}\n\ncurl it\n'


def test_properties_are_written_as_java_reads_them() -> None:
    target = TargetFacts(base_url="https://a.test:1/é=1", embedded=False)
    run = RunFacts(suite_version="1", started=0, seconds=0, seed=7, requests=0, workers=1, target=target)

    assert "base_url = https\\://a.test\\:1/\\u00e9\\=1\n" in properties(run)
