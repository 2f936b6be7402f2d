"""The suite as its user sees it: pytest from the outside, its exit status, its lines, its files."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.plugin.options import with_files
from selftest.crooked import crooked, everywhere
from selftest.staging import HEAD, ROOT, Played, Stage, surroundings

ONE_MEMBER = """
from fapi_conformance.expect import equals
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import user

@proves(user.READ)
def test_reads(member):
    equals(member.actor.me.read(), id=member.user_id)
"""
OTHER = """

from fapi_conformance.requirements import environment

@proves(environment.READ)
def test_other(visitor):
    visitor.environment.read()
"""


# bad input


def test_an_unknown_requirement_is_told_with_near_matches(stage: Stage) -> None:
    played = stage.play(ONE_MEMBER, "--requirement", "SIGN-IN.PASSWORD.WRNG")

    assert played.status == 4
    assert played.out.strip().splitlines() == [played.out.strip()]
    assert "perhaps SIGN-IN.PASSWORD.WRONG" in played.out


@pytest.mark.parametrize("option", ["--area", "--operation"])
def test_an_unknown_area_or_operation(stage: Stage, option: str) -> None:
    played = stage.play(ONE_MEMBER, option, "sign-inn" if option == "--area" else "createSignInn")

    assert played.status == 4
    assert "perhaps" in played.out


def test_an_unknown_profile(stage: Stage) -> None:
    played = stage.play(ONE_MEMBER, "--claim", "nativ")

    assert played.status == 4
    assert "perhaps native" in played.out


def test_what_was_not_claimed_fails_nothing_and_what_was_has_to_be_complete(stage: Stage, url: str) -> None:
    code = """
from fapi_conformance.requirements import CATALOGUE

@proves(CATALOGUE["SIGN-IN.IDENTIFIED"])
def test_presupposed(visitor):
    raise Deviation(expected="yes", got="no")

@proves(CATALOGUE["SIGN-IN.FACTOR-IDS"])
def test_claimed(visitor):
    visitor.environment.read()
"""
    played = stage.play(code, "--base-url", url, "--claim", "email-code")

    assert played.status == 1
    assert "2 passed" in played.out
    assert "claim of email-code: does not hold: email-code is incomplete" in played.out
    assert played.results["claim"] == {"profiles": ["email-code"], "holds": False}


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "two workers"])
def test_the_entry_of_a_finding_is_given_back_as_it_is_printed(stage: Stage, url: str, workers: list[str]) -> None:
    played = stage.play(ONE_MEMBER + OTHER, "--base-url", url, *workers, "findings::USER.READ[getUser]")

    assert played.status == 0, played.out
    assert "1 passed" in played.out


def test_the_operations_are_told_where_that_is_asked_for(stage: Stage, url: str) -> None:
    played = stage.play(ONE_MEMBER, "--base-url", url, "--show-operations")

    told = played.out.partition("GET /v1/me (getUser)")[2].split("\n\n")[0]
    assert "valid" in told
    assert "200" in told
    assert "401, 403, 404 (documented, not provoked)" in told
    mine = next(one for one in played.results["operations"] if one["id"] == "getUser")
    assert mine["sent"]["browser"] == mine["cases"] == mine["sent"]["valid"]


def test_an_operation_may_be_written_as_it_is_printed(stage: Stage, url: str) -> None:
    played = stage.play(ONE_MEMBER, "--operation", "GET /v1/me", "--base-url", url)

    assert played.status == 0, played.out
    assert played.verdict("USER.READ") == "pass"


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "two workers"])
def test_nobody_there(stage: Stage, workers: list[str]) -> None:
    played = stage.play(ONE_MEMBER, "--base-url", "http://127.0.0.1:9", *workers)

    assert played.status == 4
    assert len(played.out.strip().splitlines()) == 1
    assert played.results["run"]["complete"] is False
    assert "127.0.0.1:9" in played.results["run"]["cause"]
    assert "pass" not in played.verdicts


def test_results_that_cannot_be_written(stage: Stage) -> None:
    played = stage.play(ONE_MEMBER, "--results", str(stage.folder / "nowhere" / "results.json"))

    assert played.status == 4
    assert len(played.out.strip().splitlines()) == 1
    assert "No such file or directory" in played.out


def test_a_schema_that_cannot_be_read(stage: Stage) -> None:
    (stage.folder / "schema.yaml").write_text("openapi: 3.0.0\npaths:\n  - : [\n")

    played = stage.play(ONE_MEMBER, "--schema", "schema.yaml")

    assert played.status == 4
    assert len(played.out.strip().splitlines()) == 1
    assert re.search(r"schema\.yaml:\d+: ", played.out)


def test_a_production_instance_is_refused(stage: Stage, url: str) -> None:
    def bend(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
        if path == "/v1/environment" and isinstance(body.get("display_config"), dict):
            body["display_config"]["instance_environment_type"] = "production"
        return status, body

    with crooked(url, bend) as base_url:
        played = stage.play(ONE_MEMBER, "--base-url", base_url)

    assert played.status == 4
    assert "--allow-production" in played.out


# the bedrock


def _nameless(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
    if path == "/v1/me":
        everywhere(body, lambda one: one.update(first_name="Somebody") if "first_name" in one else None)
    return status, body


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "two workers"])
def test_without_bedrock_nothing_is_run_and_nothing_passes(stage: Stage, url: str, workers: list[str]) -> None:
    with crooked(url, _nameless) as base_url:
        played = stage.play(ONE_MEMBER, "--base-url", base_url, "--junitxml", "junit.xml", *workers)

    assert played.status == 1, played.out
    assert played.verdict("BEDROCK.MEMBER") == "fail"
    assert {one["verdict"] for one in played.results["requirements"] if one["id"] != "BEDROCK.MEMBER"} == {
        "not_testable"
    }
    assert "Somebody" in played.out
    assert "core: not conformant" in played.out
    assert "test_it.py" not in played.out
    assert _cases(stage.folder / "junit.xml") == (1, 1)


def test_two_hundred_with_nothing_in_it(stage: Stage, url: str) -> None:
    def bend(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
        return (status, body) if path == "/v1/environment" else (200, {})

    with crooked(url, bend) as base_url:
        played = stage.play(ONE_MEMBER, "--base-url", base_url)

    assert played.status == 1
    assert "pass" not in played.verdicts
    assert "Traceback" not in played.out


def test_the_bedrock_can_be_asked_for_alone(stage: Stage, url: str) -> None:
    played = stage.play(ONE_MEMBER, "--base-url", url, "--requirement", "BEDROCK.MEMBER")

    assert played.status == 0, played.out
    assert played.verdict("BEDROCK.MEMBER") == "pass"


# journeys

JOURNEYS = """
@proves(environment.READ, environment.HEALTH, environment.ATTRIBUTES)
def test_goes_on_after_a_broken_step(visitor):
    answer = visitor.environment.read()
    with step(environment.READ):
        refused(answer, 500)
    with step(environment.HEALTH):
        succeeded(visitor.health.read())

@proves(client.STABLE)
def test_a_should_that_is_broken(visitor):
    raise Deviation(expected="the same", got="another")

@proves(token.BARE)
def test_lacks_a_means(visitor):
    raise NotTestable("there is no clock", remedy="bring one")

@proves(session.READ)
def test_crashes(visitor):
    visitor.environment.read()
    {}["nothing"]

@proves(sign_in.EMPTY, sign_in.IDENTIFIED, sign_in.COMPLETED)
def test_stops_outside_of_a_step(visitor):
    with step(sign_in.EMPTY):
        succeeded(visitor.sign_ins.create())
    present(visitor.sign_ins.create(), "shoe_size")
    with step(sign_in.IDENTIFIED):
        pass

@proves(sign_up.REPLACED, sign_up.PREPARED)
def test_goes_on_with_what_a_step_did_not_bring(visitor):
    with step(sign_up.REPLACED):
        equals(visitor.sign_ups.create(), status="complete")
        made = visitor.sign_ups.create()
    with step(sign_up.PREPARED):
        succeeded(made)

@proves(user.READ)
def test_asserts(visitor):
    assert visitor.environment.read().status == 418, "no teapot"
"""


def test_what_becomes_of_journeys(stage: Stage, url: str) -> None:
    played = stage.play(JOURNEYS, "--base-url", url, "--junitxml", "junit.xml")

    assert played.status == 1
    assert {id_: played.verdict(id_) for id_ in VERDICTS} == VERDICTS
    assert played.about("TOKEN.BARE")["remedy"] == "bring one"
    assert "the journey stopped before" in played.about("SIGN-IN.COMPLETED")["reason"]
    assert "KeyError" in played.about("SESSION.READ")["reason"]
    assert "4 failed, 1 passed, 1 skipped, 1 error" in played.out
    # errors of the suite keep their traceback, deviations have none: they are told once, in the verdict
    assert "KeyError: 'nothing'" in played.out
    assert played.out.count("no teapot") == 1
    assert "expected status = 500" in played.out


VERDICTS = {
    "ENVIRONMENT.READ": "fail",
    "ENVIRONMENT.HEALTH": "pass",
    "ENVIRONMENT.ATTRIBUTES": "not_testable",
    "CLIENT.STABLE": "warning",
    "TOKEN.BARE": "not_testable",
    "SESSION.READ": "error",
    "SIGN-IN.EMPTY": "pass",
    "SIGN-IN.IDENTIFIED": "fail",
    "SIGN-IN.COMPLETED": "not_testable",
    "SIGN-UP.REPLACED": "fail",
    "SIGN-UP.PREPARED": "not_testable",
    "USER.READ": "fail",
    "BEDROCK.MEMBER": "pass",
}


def test_a_failing_test_is_a_bug_report(stage: Stage, url: str) -> None:
    code = """
@proves(sign_in.EMPTY)
def test_it(visitor):
    equals(visitor.sign_ins.create(), status="complete")
"""
    played = stage.play(code, "--base-url", url, "-p", "no:terminal", "--junitxml", "junit.xml")

    told = next(ET.parse(stage.folder / "junit.xml").iter("failure")).text or ""
    assert re.search(r"^SIGN-IN\.EMPTY \(MUST\): A sign-in created", told), told
    for line in (
        r'  expected +\$\.response\.status = "complete"',
        r'  got +\$\.response\.status = "needs_identifier"',
        r"  exchange +POST /v1/client/sign_ins -> 200  trace [0-9a-f]{32}",
        r"  source +createSignIn 200, AUTH-240",
        rf"  rerun +pytest --base-url {re.escape(url)} test_it.py::test_it",
        r"  curl +curl -sS -i -X POST ",
    ):
        assert re.search(line, told), f"{line}\n{told}"
    assert "Traceback" not in told
    assert played.status == 1


def test_a_broken_should_alone_is_green(stage: Stage, url: str) -> None:
    code = """
@proves(client.STABLE)
def test_it(visitor):
    raise Deviation(expected="the same", got="another")
"""
    played = stage.play(code, "--base-url", url)

    assert played.status == 0
    assert "Warnings (1)" in played.out
    assert [one["level"] for one in played.results["findings"]] == ["SHOULD"]


def test_what_is_a_risk_is_not_run_without_leave(stage: Stage, url: str) -> None:
    code = """
from fapi_conformance.requirements import recovery

@proves(environment.READ)
def test_first(target):
    target.allowed, target.off = frozenset(), {}

@proves(recovery.LOCKED, recovery.ANY_CLIENT)
def test_locks(target):
    raise AssertionError("it was run")
"""
    played = stage.play(code, "--base-url", url)

    locked = played.about("LOCKOUT.LOCKED")
    assert (locked["verdict"], locked["risks"]) == ("not_testable", ["lockout"])
    assert "--allow-lockout" in locked["remedy"]
    assert played.status == 0


def test_a_step_that_is_not_cited_is_our_mistake(stage: Stage, url: str) -> None:
    code = """
@proves(sign_in.EMPTY)
def test_it(visitor):
    with step(sign_in.IDENTIFIED):
        pass
"""
    played = stage.play(code, "--base-url", url)

    assert played.status == 1
    assert played.verdict("SIGN-IN.EMPTY") == "error"


def test_a_request_of_ours_that_the_schema_does_not_allow_is_our_mistake(stage: Stage, url: str) -> None:
    code = """
@proves(environment.READ)
def test_it(visitor):
    succeeded(visitor.environment.read())
    visitor.sign_ins.create(strategy=["email_code", "password"], identifier=["a", "b"])
    visitor.act("attemptSignInFactorOne", {"sign_in_id": "sia_1"}, form={})
"""
    played = stage.play(code, "--base-url", url)

    assert played.status == 1
    assert "a request of ours that the schema does not allow" in played.out
    assert played.results["errors"]
    assert played.verdict("ENVIRONMENT.READ") == "pass"


def test_a_refusal_proves_nothing_where_the_right_request_is_refused(stage: Stage, url: str) -> None:
    code = """
@proves(sign_in.PASSWORD)
def test_right(visitor):
    refused(visitor.environment.read(), 500)

@proves(sign_in.WRONG_PASSWORD)
def test_wrong(visitor):
    visitor.environment.read()
"""
    played = stage.play(code, "--base-url", url)

    assert played.verdict("SIGN-IN.PASSWORD.RIGHT") == "fail"
    assert played.verdict("SIGN-IN.PASSWORD.WRONG") == "not_testable"
    assert "its twin SIGN-IN.PASSWORD.RIGHT failed" in played.about("SIGN-IN.PASSWORD.WRONG")["reason"]


# findings of the judge


def _without_image(_method: str, _path: str, status: int, body: Any) -> tuple[int, Any]:
    everywhere(body, lambda one: one.pop("has_image", None) if one.get("object") == "user" else None)
    return status, body


MEETINGS = "".join(
    f"""
@proves(user.READ)
def test_{number}(member):
    equals(member.actor.me.read(), id=member.user_id)
"""
    for number in range(6)
)


@pytest.mark.parametrize("options", [[], ["-n", "2"], ["-x"]], ids=["alone", "two workers", "-x"])
def test_many_meetings_are_one_finding_and_one_failure(stage: Stage, url: str, options: list[str]) -> None:
    with crooked(url, _without_image) as base_url:
        played = stage.play(MEETINGS, "--base-url", base_url, "--junitxml", "junit.xml", *options)

    assert played.status == 1
    found = played.results["findings"]
    assert [one["requirement"] for one in found] == ["EXCHANGE.BODY"], found
    assert "has_image" in found[0]["name"]
    assert len(found[0]["tests"]) >= 6
    assert found[0]["count"] > 6
    assert found[0]["evidence"]["curl"].startswith("curl ")
    assert "core: not conformant" in played.out
    assert "1 failed, 6 passed" in played.out
    assert "[100%]" in played.out
    assert _cases(stage.folder / "junit.xml") == (7, 1)
    assert played.verdict("USER.READ") == "pass"
    assert played.results["run"]["complete"] is True


def test_last_failed_runs_the_tests_that_met_it(stage: Stage, url: str) -> None:
    code = MEETINGS + "\n\n@proves(environment.READ)\ndef test_apart(visitor):\n    visitor.environment.read()\n"
    with crooked(url, _without_image) as base_url:
        stage.play(code, "--base-url", base_url)
        played = stage.play(code, "--base-url", base_url, "--lf")

    assert "1 failed, 6 passed" in played.out


def test_the_id_of_a_finding_is_the_same_in_every_run(stage: Stage, url: str) -> None:
    with crooked(url, _without_image) as base_url:
        first = stage.play(MEETINGS, "--base-url", base_url)
    with crooked(url, _without_image) as base_url:
        second = stage.play(ONE_MEMBER, "--base-url", base_url)

    assert [one["id"] for one in first.results["findings"]] == [one["id"] for one in second.results["findings"]]


# the run around the tests


def test_a_part_of_the_suite_is_partial(stage: Stage, url: str) -> None:
    code = """
@proves(sign_in.PASSWORD)
def test_right(visitor):
    visitor.environment.read()

@proves(sign_in.WRONG_PASSWORD)
def test_wrong(visitor):
    visitor.environment.read()

@proves(environment.READ)
def test_other(visitor):
    visitor.environment.read()
"""
    played = stage.play(code, "--base-url", url, "--requirement", "sign-in.password.wrong")

    assert played.status == 0
    assert "2 passed, 1 deselected" in played.out
    assert "password: partial (2 MUST pass" in played.out
    assert played.verdict("SIGN-IN.PASSWORD.WRONG") == "pass"
    assert played.about("ENVIRONMENT.READ")["selected"] is False


@pytest.mark.parametrize(("requirement", "ran"), [("EXCHANGE.TRACE", 1), ("ENVIRONMENT.HEALTH", 0)])
def test_a_rule_for_every_exchange_selects_all_but_fuzzing(stage: Stage, url: str, requirement: str, ran: int) -> None:
    code = """
import pytest

@proves(environment.READ)
def test_one(visitor):
    visitor.environment.read()

@pytest.mark.fuzz
@proves(environment.READ)
def test_fuzz(visitor):
    visitor.environment.read()
"""
    played = stage.play(code, "--base-url", url, "--requirement", requirement)

    assert played.out.count("1 passed") == ran
    if ran:
        assert played.verdict("EXCHANGE.TRACE") == "pass"


def test_every_exchange_carries_what_it_is_made_for(stage: Stage, url: str) -> None:
    code = """
@proves(environment.READ, environment.HEALTH)
def test_it(visitor):
    visitor.environment.read()
    assert dict(visitor.last.request.headers)["user-agent"].endswith("(+requirement ENVIRONMENT.READ)")
    with step(environment.READ):
        pass
    visitor.environment.read()
    assert dict(visitor.last.request.headers)["user-agent"].endswith("(+requirement ENVIRONMENT.HEALTH)")
    with step(environment.HEALTH):
        pass
"""
    played = stage.play(code, "--base-url", url)

    assert played.status == 0, played.out


def test_one_seed_replays_the_choices(stage: Stage, url: str) -> None:
    code = """
def test_it(chance):
    print("chose", chance.random())
"""
    said = [
        re.findall(r"chose (\S+)", stage.play(code, "--base-url", url, "-rP", *options).out)
        for options in (["--seed", "7"], ["--seed", "7", "-n", "1"], ["--seed", "8"])
    ]

    assert said[0]
    assert said[0] == said[1]
    assert said[0] != said[2]


def test_no_secret_is_shown(stage: Stage, reference: dict[str, Any]) -> None:
    code = """
@proves(user.READ)
def test_it(member):
    jwt = member.actor.sessions.token(member.session_id).json["jwt"]
    print("captured", jwt)
    assert False, f"token {jwt} password={member.password}"

@proves(session.READ)
def test_crash(member):
    jwt = member.actor.sessions.token(member.session_id).json["jwt"]
    raise RuntimeError(f"token {jwt} password={member.password} sk_test_abcdefghijk")
"""
    options = ["--base-url", reference["base_url"], "--backend-url", reference["backend_url"]]
    played = stage.play(code, *options, "--secret-key", reference["secret_key"], "--junitxml", "junit.xml", "-s")
    shown = re.sub(r"captured .*", "", played.out) + (stage.folder / "junit.xml").read_text()
    shown += (stage.folder / "results.json").read_text()

    assert played.status == 1
    assert "eyJ" not in shown
    assert reference["secret_key"] not in shown
    assert "sk_test_abcdefghijk" not in shown
    assert not re.search(r"password=(?!\*\*\*)\S", shown), re.findall(r".{40}password=(?!\*\*\*)\S+", shown)


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "two workers"])
def test_what_a_run_made_it_deletes(stage: Stage, url: str, workers: list[str]) -> None:
    made: set[str] = set()
    deleted: set[str] = set()
    with crooked(url, _counting(made, deleted)) as base_url:
        played = stage.play(MEETINGS + "\n\ndef test_fails(member):\n    assert 0\n", "--base-url", base_url, *workers)

    assert played.status == 1
    assert len(made) == 8
    assert deleted == made
    assert played.results["run"]["left"] == []


def _counting(made: set[str], deleted: set[str]) -> Any:
    def bend(_method: str, path: str, status: int, body: Any) -> tuple[int, Any]:
        answer = body.get("response") if isinstance(body, dict) else None
        if isinstance(answer, dict) and answer.get("created_user_id"):
            made.add(answer["created_user_id"])
        if path == "/v1/me" and isinstance(answer, dict) and answer.get("deleted"):
            deleted.add(answer["id"])
        return status, body

    return bend


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "two workers"])
def test_an_interrupted_run_tells_what_it_knows_and_tidies(stage: Stage, url: str, workers: list[str]) -> None:
    made: set[str] = set()
    deleted: set[str] = set()
    slow = MEETINGS + "\n\ndef test_sleeps(member):\n    import time\n    time.sleep(60)\n" * 1
    (stage.folder / "test_it.py").write_text(HEAD + slow)
    with (
        crooked(url, _counting(made, deleted)) as base_url,
        subprocess.Popen(
            stage.command("--base-url", base_url, *workers),
            cwd=stage.folder,
            env=surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        _until(lambda: len(made) == 8)
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        out, _ = process.communicate(timeout=150)

    results = json.loads((stage.folder / "results.json").read_text())
    assert process.returncode == 2, out
    assert results["run"]["complete"] is False
    assert results["run"]["cause"]
    assert Played(2, out, results).verdict("USER.READ") == "pass"
    assert "This run is not complete" in out
    assert deleted == made, out


def test_a_killed_worker(stage: Stage, url: str) -> None:
    code = (
        MEETINGS
        + """
@proves(session.READ)
def test_dies(member):
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
"""
    )
    with crooked(url, _without_image) as base_url:
        played = stage.play(code, "--base-url", base_url, "-n", "2", "--max-worker-restart", "1")

    assert played.status == 1
    assert played.results["run"]["complete"] is False
    assert "went down" in played.results["run"]["cause"]
    assert played.verdict("SESSION.READ") == "error"
    assert [one["requirement"] for one in played.results["findings"]] == ["EXCHANGE.BODY"]


def test_the_embedded_reference_ends_with_the_run(stage: Stage) -> None:
    played = stage.play(ONE_MEMBER)

    assert played.status == 0, played.out
    assert played.results["run"]["target"]["embedded"] is True
    target = str(played.results["run"]["target"]["base_url"])
    again = stage.play(ONE_MEMBER, "--base-url", target)
    assert again.status == 4


def test_a_target_that_breaks_everything_else_off(stage: Stage, url: str) -> None:
    code = """
@proves(environment.READ)
def test_it(target):
    target.endpoint.wire.close()
    target.endpoint.base_url = "http://127.0.0.1:9"
    from fapi_conformance.client.transport import Wire
    target.endpoint.wire = Wire("http://127.0.0.1:9", limits=target.endpoint.limits)
    target.new_browser().environment.read()
"""
    played = stage.play(code, "--base-url", url)

    assert played.status == 1
    assert played.verdict("ENVIRONMENT.READ") == "error"


# in place of a run


def test_the_catalogue_is_listed(stage: Stage) -> None:
    played = stage.play(ONE_MEMBER, "--list-requirements")

    assert played.status == 0
    assert any(line.startswith("SIGN-IN.PASSWORD.WRONG\tMUST\tpassword\t") for line in played.out.splitlines())
    assert not played.results


def test_the_doctor(stage: Stage, url: str) -> None:
    played = stage.play(ONE_MEMBER, "--doctor", "--base-url", url)

    assert played.status == 0, played.out
    assert url in played.out
    assert "age" in played.out
    assert not played.results


def test_the_console_script_runs_from_anywhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fapi_conformance", "--collect-only", "-q"],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "flows/test_sign_in_by_password.py::" in done.stdout


@pytest.mark.parametrize("option", ["--html", "--write-baseline", "--alluredir"])
def test_what_leads_pytest_away_from_the_suite_is_said_in_a_line(tmp_path: Path, option: str) -> None:
    """A file of yesterday: only what is there already is taken for a folder of tests."""
    there = tmp_path / "there"
    there.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", option, str(there)],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 4
    assert done.stderr.strip() == (
        f"ERROR: write {option}={there}: pytest takes a value after a space for a folder of tests"
    )


def test_every_option_with_a_file_is_among_these() -> None:
    reports = {"--results", "--html", "--markdown", "--har", "--write-baseline"}

    assert with_files() == reports | {"--baseline", "--settings", "--schema", "--errata"}


def _cases(junit: Path) -> tuple[int, int]:
    """All test cases of a JUnit file, and those that failed or erred."""
    suite = next(ET.parse(junit).iter("testsuite"))
    return int(suite.get("tests", 0)), int(suite.get("failures", 0)) + int(suite.get("errors", 0))


def _until(holds: Any, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.05)


# what --reveal does


@pytest.mark.parametrize(
    ("options", "surroundings", "said"),
    [
        (["--base-url", "https://fapi.example"], {}, "https://fapi.example is elsewhere"),
        (["--base-url", "http://127.0.0.1:9", "--secret-key", "sk_test_x"], {}, "https://api.clerk.com is elsewhere"),
        (["--base-url", "http://[", "--inbox-url", "http://mails.example"], {}, "is elsewhere"),
        ([], {"CI": "true"}, "$CI is set"),
    ],
)
def test_secrets_are_revealed_on_ones_own_machine_only(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, options: list[str], surroundings: dict[str, str], said: str
) -> None:
    monkeypatch.delenv("CI", raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)

    played = stage.play(ONE_MEMBER, "--reveal", *options)

    assert played.status == 4
    assert said in played.out
    assert len(played.out.strip().splitlines()) == 1


TELLS_THE_PASSWORD = """
@proves(user.READ)
def test_tells(member):
    equals(member.actor.me.read(), id=member.password)
"""


def test_what_is_revealed_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    har, page = stage.folder / "x.har", stage.folder / "x.html"

    played = stage.play(TELLS_THE_PASSWORD, "--reveal", "-n", "1", f"--har={har}", f"--html={page}")

    browser = re.search(r"__clerk_db_jwt=(dvb_\w+)", page.read_text())
    assert browser
    assert browser[1] in har.read_text()
    assert "***" not in played.out
    assert "secrets are not masked" in played.out
    assert played.results["run"]["revealed"] is True
    assert "Secrets of the target are shown here" in page.read_text()
    assert json.loads(har.read_text())["log"]["creator"]["comment"] == "revealed"
