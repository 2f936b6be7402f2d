"""Operations against the checks that are made for each of them, from the steps of a results file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fapi_conformance.verdict.reading import Told

COMMON = 5
"""Operations for which a check is made at least, so that it has a column."""
WORST = ("fail", "error", "warning", "pass", "not_testable", "not_applicable")
SIGNS = {"fail": "✗", "error": "!", "warning": "~", "pass": "✓", "not_testable": "?", "not_applicable": "–"}
STATES = {"fail": "fail", "error": "fail", "warning": "warning", "pass": "pass"}
NOTHING: Mapping[str, str] = {}


def checks(steps: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Ids of the requirements that are judged apart for many operations, in the order in which they were met."""
    pairs = {(step["requirement"], step["operation"]) for step in steps if step.get("operation")}
    counted = Counter(requirement for requirement, _ in pairs)
    order = dict.fromkeys(step["requirement"] for step in steps if step.get("operation"))
    return sorted((one for one in order if counted[one] >= COMMON), key=lambda one: -counted[one])


def row(told: Told, columns: Sequence[str]) -> Iterator[tuple[Mapping[str, Any], Sequence[Mapping[str, str]]]]:
    """Each operation with a cell for each check: the worst that was said of it there, and the finding that says why.
    A cell is empty where the check was not made.
    """
    said: dict[tuple[str, str], str] = {}
    for step in told["steps"]:
        place = (step.get("operation", ""), step["requirement"])
        said[place] = min(said.get(place, step["outcome"]), step["outcome"], key=WORST.index)
    why = {(one["key"][0], one["requirement"]): one["id"] for one in told["findings"] if one["key"]}
    for operation in told["operations"]:
        places = [(operation["id"], check) for check in columns]
        yield operation, [_cell(said[place], why.get(place, "")) if place in said else NOTHING for place in places]


def _cell(outcome: str, finding: str) -> Mapping[str, str]:
    told = {"state": STATES.get(outcome, ""), "sign": SIGNS[outcome], "title": outcome.replace("_", " ")}
    return {**told, "finding": finding if outcome in {"fail", "warning"} else "", "outcome": outcome}
