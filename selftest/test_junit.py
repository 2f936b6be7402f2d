"""``--junitxml`` as Jenkins and GitLab read it."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from selftest.crooked import crooked, everywhere
from selftest.staging import Stage

CODE = """
import pytest

@pytest.mark.operation("getUser")
@proves(user.READ)
def test_reads(member):
    member.actor.me.read()

@proves(environment.READ, client.STABLE)
def test_breaks(visitor):
    refused(visitor.environment.read(), 500)

@proves(token.BARE)
def test_lacks_a_means(visitor):
    raise NotTestable("no key was given", remedy="bring one")

@proves(session.READ)
def test_crashes(visitor):
    raise KeyError("nothing")
"""
VERDICTS = ("failure", "error", "skipped")


def _without_image(_method: str, _path: str, status: int, body: Any) -> tuple[int, Any]:
    everywhere(body, lambda one: one.pop("has_image", None) if one.get("object") == "user" else None)
    return status, body


def _suite(file: Path) -> ET.Element:
    return next(ET.parse(file).iter("testsuite"))


def _counted(suite: ET.Element) -> dict[str, int]:
    """What a suite holds, whatever it says of itself."""
    cases = list(suite.iter("testcase"))
    return {"tests": len(cases)} | {
        name: sum(case.find(verdict) is not None for case in cases)
        for verdict, name in zip(VERDICTS, ("failures", "errors", "skipped"), strict=True)
    }


def _said(suite: ET.Element) -> dict[str, int]:
    return {name: int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped")}


def _properties(element: ET.Element) -> dict[str, str]:
    """Each name once: some readers keep the last of several."""
    listed = [(one.attrib["name"], one.attrib["value"]) for one in element.findall("properties/property")]
    assert len(dict(listed)) == len(listed)
    return dict(listed)


@pytest.fixture(scope="module")
def suite(reference: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> ET.Element:
    folder = tmp_path_factory.mktemp("junit")
    with crooked(reference["base_url"], _without_image) as base_url:
        Stage(folder).play(CODE, "--base-url", base_url, "--seed", "7", "-n", "2", "--junitxml", "junit.xml")
    return _suite(folder / "junit.xml")


@pytest.fixture(scope="module")
def cases(suite: ET.Element) -> dict[str, ET.Element]:
    return {one.attrib["name"]: one for one in suite.iter("testcase")}


def test_it_counts_what_it_holds(suite: ET.Element) -> None:
    assert _said(suite) == {"tests": 5, "failures": 2, "errors": 1, "skipped": 1}
    assert _counted(suite) == _said(suite)


def test_each_case_has_a_name_and_one_verdict(cases: dict[str, ET.Element]) -> None:
    assert {one.attrib["classname"] for one in cases.values()} == {"test_it", "findings"}
    assert all(sum(len(one.findall(verdict)) for verdict in VERDICTS) <= 1 for one in cases.values())


def test_a_case_says_what_it_proves(cases: dict[str, ET.Element]) -> None:
    assert _properties(cases["test_breaks"]) == {
        "requirements": "ENVIRONMENT.READ, CLIENT.STABLE",
        "level": "MUST",
        "profiles": "core",
        "operations": "getEnvironment, getClient",
        "sources": "getEnvironment 200; AUTH-115; AUTH-032; AUTH-384",
    }


def test_one_that_was_made_for_an_operation_names_that_alone(cases: dict[str, ET.Element]) -> None:
    assert _properties(cases["test_reads"])["operations"] == "getUser"


def test_a_finding_says_what_it_breaks(cases: dict[str, ET.Element]) -> None:
    finding = cases["EXCHANGE.BODY[Client.User required has_image]"]

    assert finding.attrib["classname"] == "findings"
    assert _properties(finding)["requirements"] == "EXCHANGE.BODY"
    assert "has_image" in str(finding.findtext("failure"))


def test_the_suite_says_what_was_judged(suite: ET.Element) -> None:
    told = _properties(suite)

    assert told["base_url"].startswith("http://127.0.0.1:")
    assert told["seed"] == "7"
    assert {"fapi-conformance", "pytest", "schemathesis", "capability email-code"} <= set(told)
