"""A deviation as a bug report that a stranger can act on."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.finding import Finding
from fapi_conformance.verdict.requirement import Requirement

SHOWN_TESTS = 3
LABEL = 11
"""The column in which what follows a label begins."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report. ``copied``: meant to be pasted into a shell, so never broken."""

    text: str
    style: str = ""
    copied: bool = False


def heading(requirement: Requirement) -> str:
    return f"{requirement.id} ({requirement.level}): {requirement.says}"


def labelled(label: str, text: str, *, copied: bool = False, style: str = "") -> list[Line]:
    """``  expected   422``: further lines of the text stand below its first."""
    first, *rest = text.splitlines() or [""]
    lines = [Line(f"  {label:<{LABEL - 3}} {first}", style, copied)]
    return lines + [Line(" " * LABEL + more, style, copied) for more in rest]


def deviation(
    requirement: Requirement, *, location: str, expected: str, got: str, evidence: Evidence | None, rerun: str
) -> list[Line]:
    """Rule, what was expected where, what came, in which exchange, where the rule comes from, how to see it again."""
    place = f"{location} = " if location else ""
    lines = [Line(heading(requirement), "heading")]
    if expected:
        lines += labelled("expected", place + expected)
    lines += labelled("got", (place if expected else "") + got)
    if evidence is not None:
        lines += labelled("exchange", evidence.line)
    lines += labelled("source", ", ".join(requirement.sources))
    if rerun:
        lines += labelled("rerun", rerun, copied=True)
    if evidence is not None and evidence.curl:
        lines += labelled("curl", evidence.curl, copied=True)
    return lines


def report(finding: Finding, requirement: Requirement, rerun: str) -> list[Line]:
    """A finding, with the tests that met it."""
    lines = deviation(
        requirement,
        location=finding.location,
        expected=finding.expected,
        got=finding.got,
        evidence=finding.evidence,
        rerun=rerun and f"{rerun} {again(finding.requirement, finding.key, finding.tests)}",  # none of a recording
    )
    more = len(finding.tests) - SHOWN_TESTS
    met = f"{finding.count} times in {len(finding.tests)} tests" if finding.count > 1 else "once"
    lines += labelled("met", met)
    if finding.runs:
        lines += labelled("in", _some(finding.runs))
    if len(finding.operations) > 1:
        lines += labelled("on", _some(finding.operations))
    lines += labelled("tests", "\n".join(finding.tests[:SHOWN_TESTS]) + (f"\nand {more} more" if more > 0 else ""))
    return lines


def text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def again(requirement: str, key: Sequence[str], tests: Sequence[str]) -> str:
    """What to give pytest to meet a finding again: a test that met it says more than the rule that it broke."""
    test = next((test for test in tests if "::" in test), "")
    return shlex.quote(test) if test and key else f"--requirement {requirement}"


def command(run: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """The line that meets a finding of a results file again, in the run that met it."""
    runs = finding.get("runs", ())
    rerun = next((one["rerun"] for one in run["merged"] if one.get("name") in runs), run["rerun"])
    return f"{rerun} {again(finding['requirement'], finding['key'], finding['tests'])}"


def _some(names: tuple[str, ...], shown: int = 5) -> str:
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more} more" if more > 0 else "")
