"""The security catalogue, held against its facts where they lie beside the project, and its table by area."""

import re
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.client.recorder import Recorder
from fapi_conformance.plugin.access import Access
from fapi_conformance.requirements import CATALOGUE
from fapi_conformance.requirements.not_judged import NOT_JUDGED
from fapi_conformance.target.risks import REMEDIES, RISKS
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level, Requirement
from fapi_conformance.verdict.ruling import RequirementVerdict
from fapi_conformance.verdict.security import AREAS, by_area, table

FACTS = Path("shared", "facts", "security.md")
"""Beside the project, or beside a folder of its work trees."""
HEADING = re.compile(r"\*\*(SEC-\d{3})\*\* \| (MUST|SHOULD|INFO) \| (doc|std|unk|dev) \| (P[123]) ")
SOURCELESS = frozenset({"unk", "dev"})


def heads() -> dict[str, tuple[str, str, str]]:
    """Level, basis and priority by check."""
    file = next((one / FACTS for one in Path(__file__).parents if (one / FACTS).is_file()), None)
    if file is None:
        pytest.skip("the facts do not lie beside the project")
    return {found[1]: (found[2], found[3], found[4]) for found in HEADING.finditer(file.read_text())}


def test_every_check_is_cited_or_left_with_a_reason() -> None:
    facts = heads()
    cited = {check for requirement in CATALOGUE.values() for check in requirement.checks}

    assert sorted(facts.keys() - cited - NOT_JUDGED.keys()) == []
    assert sorted(NOT_JUDGED.keys() & cited) == [], "cited, so that they are no longer left"
    assert sorted(NOT_JUDGED.keys() - facts.keys()) == []
    assert [check for check in NOT_JUDGED if facts[check][2] == "P1"] == []


def test_what_nobody_has_published_makes_no_must() -> None:
    """A MUST may restate a check whose level rests on nothing public only beside a source of its own."""
    facts = heads()
    resting = [
        requirement.id
        for requirement in CATALOGUE.values()
        if requirement.level is Level.MUST
        and requirement.checks
        and all(facts[check][1] in SOURCELESS for check in requirement.checks)
        and all(source in requirement.checks for source in requirement.sources)
    ]

    assert resting == []


def test_every_cited_check_is_one() -> None:
    cited = {check for requirement in CATALOGUE.values() for check in requirement.checks}

    assert sorted(cited - heads().keys()) == []


def test_the_areas_hold_every_check_once() -> None:
    numbered = [check for area in AREAS for check in area.checks]

    assert len(numbered) == len(set(numbered))
    assert sorted(numbered) == sorted(heads())


def test_every_risk_has_a_remedy() -> None:
    assert {risk for one in CATALOGUE.values() for risk in one.risks} <= REMEDIES.keys()


@pytest.mark.parametrize(
    ("where", "embedded", "given", "allowed"),
    [
        ("https://clerk.example.com", False, (), set()),
        ("https://clerk.example.com", False, ("lockout",), {"lockout"}),
        ("http://127.0.0.1:4000", False, (), RISKS),
        ("http://localhost:4000", True, (), RISKS),
    ],
)
def test_what_a_target_may_suffer(
    tmp_path: Path, where: str, embedded: bool, given: tuple[str, ...], allowed: set[str]
) -> None:
    access = Access(base_url=where, embedded=embedded, pace=str(tmp_path / "pace"), allowed=given)

    assert access.target(Recorder()).allowed == allowed
    assert Access.from_json(access.to_json()).target(Recorder()).allowed == allowed


def verdict(name: str, outcome: Outcome, *sources: str, **rest: Any) -> RequirementVerdict:
    stated = Requirement(id=name, level=Level.MUST, says="It holds.", sources=sources, profile="core")
    return RequirementVerdict(requirement=stated, outcome=outcome, **rest)


def test_a_check_is_counted_once_and_by_its_worst() -> None:
    told = [
        verdict("DOOR.ONE", Outcome.PASS, "SEC-001", "SEC-002"),
        verdict("DOOR.TWO", Outcome.FAIL, "SEC-001"),
        verdict("DOOR.THREE", Outcome.NOT_TESTABLE, "SEC-002"),
        verdict("DOOR.FOUR", Outcome.NOT_APPLICABLE, "SEC-003"),
        verdict("DOOR.FIVE", Outcome.NOT_TESTABLE, "SEC-004", selected=False),
        verdict("DOOR.SIX", Outcome.PASS, "X-001"),
    ]

    first, *others = by_area(told)

    assert (first.declared, first.counts) == (4, {"broken": 1, "kept": 1, "not applicable": 1, "not run": 1})
    assert all(row.declared == 0 for row in others)


def test_the_table() -> None:
    told = [verdict("DOOR.ONE", Outcome.PASS, "SEC-020"), verdict("DOOR.TWO", Outcome.NOT_TESTABLE, "SEC-021")]

    lines = [line.text for line in table(told, {"SEC-022": "not written yet"})]

    row = next(line for line in lines if line.startswith("  B "))
    assert " ".join(row.split()) == "B what belongs to another client 2 of 11 1 kept, 1 not testable"
    assert "  left, not written yet: SEC-022" in lines
