"""What deviates, rule by rule, as the page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from fapi_conformance.verdict.body import Pieces, pieces
from fapi_conformance.verdict.difference import difference
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.links import link
from fapi_conformance.verdict.message import command
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.shown import Shown, shown

SHOWN = 3
"""Deviations from one rule that are listed at once; the others are behind a line that says how many."""
SHOWN_MET = 10
"""Tests that met a deviation, and operations at which they did."""
BRIEF, LONG, COPIED = 120, 4100, 10_000
"""Characters of a value in a line, of a value or a body by itself, and of what is meant to be pasted into a shell."""
ALL_BODIES = 1_000_000
"""Characters of all bodies together: where much deviates each is shown shorter, so that a page can be opened."""


def rules(told: Told) -> Sequence[Mapping[str, Any]]:
    """Every rule that is broken, with its deviations: what is not known before what is, then what most tests met."""
    apart: dict[str, list[Mapping[str, Any]]] = {}
    for one in told["findings"]:
        apart.setdefault(one["requirement"], []).append(one)
    stated = {one["id"]: one for one in told["requirements"]}
    ids = {one["operation"]: one["id"] for one in told["operations"]}
    room = min(LONG, ALL_BODIES // (len(told["findings"]) or 1))
    broken = sorted(apart, key=lambda id_: _order(apart[id_]))
    return [_rule(stated[id_], [_finding(one, told["run"], ids, room) for one in apart[id_]], told) for id_ in broken]


def _order(findings: Sequence[Mapping[str, Any]]) -> tuple[bool, int]:
    return all(one["known"] for one in findings), -max(len(one["tests"]) for one in findings)


def _rule(stated: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], told: Told) -> Mapping[str, Any]:
    version = told["run"]["target"]["api_version"]
    return {
        **{name: stated[name] for name in ("id", "level", "says", "area", "profiles", "confidence", "verdict")},
        "sources": [(source, link(source, version)) for source in stated["sources"]],
        "state": _state(stated["level"], all(one["known"] for one in findings)),
        "count": len(findings),
        "first": findings[:SHOWN],
        "more": findings[SHOWN:],
    }


def _state(level: str, known: bool) -> str:
    return "fail" if level == "MUST" and not known else "warning"


def _finding(one: Mapping[str, Any], run: Mapping[str, Any], ids: Mapping[str, str], room: int) -> Mapping[str, Any]:
    expected, got = shown(one["expected"], LONG), shown(one["got"], LONG)
    seen = Evidence.from_json(one["evidence"])
    return {
        "id": one["id"],
        "name": one["name"],
        "about": shown(" ".join(part for part in one["key"] if part), BRIEF),
        "operation": one["operation"] or "",
        "location": one["location"],
        "brief": [shown(text, BRIEF) for text in (one["location"], one["expected"], one["got"])],
        "difference": difference(expected, got),
        "known": one["known"],
        "met": f"{one['count']} times in {len(one['tests'])} tests" if one["count"] > 1 else "once",
        "runs": ", ".join(one.get("runs", ())),
        "operations": one["operations"][:SHOWN_MET],
        "more_operations": max(len(one["operations"]) - SHOWN_MET, 0),
        "operation_ids": [ids[label] for label in one["operations"] if label in ids],
        "rerun": shown(command(run, one), COPIED),
        "curl": shown(seen.curl, COPIED) if seen else "",
        "exchange": seen,
        "sent": _body(seen.sent, room) if seen else [],
        "came": _body(seen.came, room, one["location"]) if seen else [],
        "tests": one["tests"][:SHOWN_MET],
        "more_tests": max(len(one["tests"]) - SHOWN_MET, 0),
    }


def _body(text: str, room: int, location: str = "") -> Pieces:
    return [(Shown(piece), marked) for piece, marked in pieces(shown(text, room), location)]
