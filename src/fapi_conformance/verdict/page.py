"""A results file as one page of HTML that needs nothing else: no network, no script to be read.

``view`` takes from the file what the page shows; what it looks like stands in ``reports/templates``.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fapi_conformance.verdict.drawing import drawn
from fapi_conformance.verdict.evidence import Evidence
from fapi_conformance.verdict.history import Night
from fapi_conformance.verdict.links import link
from fapi_conformance.verdict.matrix import checks, row
from fapi_conformance.verdict.message import command
from fapi_conformance.verdict.reading import Told

SHOWN_TESTS = 10
STATES = {"pass": "pass", "fail": "fail", "error": "fail", "warning": "warning"}
STANDINGS = {"conformant": "pass", "not conformant": "fail", "incomplete": "warning"}
COUNTED = (
    ("MUST", "pass"),
    ("MUST", "fail"),
    ("MUST", "error"),
    ("MUST", "not_testable"),
    ("MUST", "not_applicable"),
    ("SHOULD", "pass"),
    ("SHOULD", "warning"),
    ("SHOULD", "not_testable"),
    ("SHOULD", "not_applicable"),
)
_WORDS = re.compile(r"\w+|\W")

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces, each with whether it is one that differs."""


def render(told: Told, templates: Path, past: Sequence[Night] = ()) -> str:
    """The whole page, with what became of the target from run to run where there is a past."""
    import jinja2
    from markupsafe import Markup

    surroundings = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    # Ours, and not a target's: the only texts that are no data.
    style, script = (Markup((templates / name).read_text()) for name in ("report.css", "report.js"))  # noqa: S704
    template = surroundings.get_template("report.html.j2")
    return template.render(page=view(told), history=drawn(past), style=style, script=script)


def view(told: Told) -> Mapping[str, Any]:
    """What the template shows, by the names that it uses."""
    run, target = told["run"], told["run"]["target"]
    stated = {one["id"]: one for one in told["requirements"]}
    findings = [_finding(one, stated[one["requirement"]], run) for one in told["findings"]]
    open_ = _open(told["requirements"])
    columns = checks(told["steps"])
    return {
        "title": f"Conformance of {target['base_url']}",
        "target": target["base_url"],
        "verdict": _verdict(told),
        "state": _state(told),
        "facts": list(_facts(told)),
        "banners": list(_banners(told)),
        "counted": [f"{level} {outcome.replace('_', ' ')}" for level, outcome in COUNTED],
        "profiles": [_profile(one) for one in told["profiles"]],
        "musts": [one for one in findings if one["level"] == "MUST"],
        "warnings": [one for one in findings if one["level"] != "MUST"],
        "known": [{**one, "mark": _mark_of(one["state"])} for one in told["baseline"]],
        "errors": list(_errors(told)),
        "open": open_,
        "open_count": sum(len(group["ids"]) for group in open_),
        "reached": sum(one["reached"] for one in told["operations"]),
        "checks": columns,
        "operations": [_operation(one, cells) for one, cells in row(told, columns)],
        "verdicts": sorted({_plain(one["verdict"]) for one in told["requirements"]}),
        "requirements": [_requirement(one) for one in told["requirements"]],
        "run": list(_run(told)),
    }


def marked(expected: str, got: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces: what only one of them has is marked in it."""
    one, other = _WORDS.findall(expected), _WORDS.findall(got)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if a < b:
            left.append(("".join(one[a:b]), kind != "equal"))
        if c < d:
            right.append(("".join(other[c:d]), kind != "equal"))
    return left, right


def _verdict(told: Told) -> str:
    red = sum(one["verdict"] == "not conformant" for one in told["profiles"])
    good = sum(one["verdict"] == "conformant" for one in told["profiles"])
    many = f"{good} {'profile' if good == 1 else 'profiles'} conformant"
    return f"{many}, {red} not conformant" if red else many


def _state(told: Told) -> str:
    if any(one["verdict"] == "not conformant" for one in told["profiles"]) or told["errors"]:
        return "fail"
    return "pass" if told["run"]["complete"] else "warning"


def _mark_of(state: str) -> str:
    return {"known": "warning", "stale": "fail", "expired": "fail"}.get(state, "")


def _plain(outcome: str) -> str:
    return outcome.replace("_", " ")


def _facts(told: Told) -> Iterator[tuple[str, str]]:
    run, target = told["run"], told["run"]["target"]
    yield "Judged", datetime.fromtimestamp(run["started"], tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
    yield "API version", target["api_version"] or "unknown"
    yield "Suite", run["suite_version"]
    yield "Requests", f"{run['requests']:,}"
    yield "Duration", f"{run['seconds']:.1f} s"
    yield "Selection", run["selection"] or "everything"
    if run["shard"]:
        yield "Shard", "{} of {}".format(*run["shard"])


def _banners(told: Told) -> Iterator[tuple[str, str]]:
    """What has to be read before all else, each as (pass, fail or warning; text)."""
    run = told["run"]
    if not run["complete"]:
        yield "warning", f"This run is not complete: {run['cause']}"
    if told["claim"]:
        holds = told["claim"]["holds"]
        yield (
            "pass" if holds else "fail",
            f"The claim of {', '.join(told['claim']['profiles'])} {'holds' if holds else 'does not hold'}.",
        )
    for left in run["left"]:
        yield "warning", f"Left on the target: {left}"


def _profile(one: Mapping[str, Any]) -> Mapping[str, Any]:
    counts = one["counts"]
    return {
        "name": one["profile"],
        "verdict": "partial" if one["partial"] and one["verdict"] != "not conformant" else one["verdict"],
        "state": "" if one["partial"] and one["verdict"] == "conformant" else STANDINGS.get(one["verdict"], ""),
        "counts": [counts.get(level, {}).get(outcome, 0) for level, outcome in COUNTED],
    }


def _finding(one: Mapping[str, Any], stated: Mapping[str, Any], run: Mapping[str, Any]) -> Mapping[str, Any]:
    expected, got = marked(one["expected"], one["got"])
    seen = Evidence.from_json(one["evidence"])
    return {
        "id": one["id"],
        "name": one["name"],
        "level": one["level"],
        "state": "warning" if one["known"] or one["level"] != "MUST" else "fail",
        "says": stated["says"],
        "location": one["location"],
        "expected": expected,
        "got": got,
        "known": one["known"],
        "sources": [(source, link(source, run["target"]["api_version"])) for source in stated["sources"]],
        "confidence": stated["confidence"],
        "met": f"{one['count']} times in {len(one['tests'])} tests" if one["count"] > 1 else "once",
        "runs": ", ".join(one.get("runs", ())),
        "operations": one["operations"],
        "rerun": command(run, one),
        "exchange": seen,
        "tests": one["tests"][:SHOWN_TESTS],
        "more_tests": max(len(one["tests"]) - SHOWN_TESTS, 0),
    }


def _errors(told: Told) -> Iterator[str]:
    for one in told["requirements"]:
        if one["verdict"] == "error":
            yield f"{one['id']}: {one['reason']}"
    for one in told["errors"]:
        yield f"{one['operation']} {one['location']}: expected {one['expected']}; got {one['got']} ({one['test']})"


def _open(requirements: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Grouped by reason, so that each remedy is read once; the largest group first."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in requirements:
        if one["verdict"] == "not_testable" and one["selected"]:
            groups.setdefault((one["reason"], one["remedy"]), []).append(one["id"])
    return [
        {"because": because, "remedy": remedy, "ids": ids}
        for (because, remedy), ids in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]


def _operation(one: Mapping[str, Any], cells: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
    return {
        "operation": one["operation"],
        "reached": one["reached"],
        "cases": one["cases"],
        "answers": ", ".join(f"{status if status != '0' else 'none'}: {n}" for status, n in one["statuses"].items()),
        "unseen": ", ".join(map(str, one["unseen"])),
        "cells": cells,
    }


def _requirement(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "id": one["id"],
        "level": one["level"],
        "verdict": _plain(one["verdict"]),
        "state": STATES.get(one["verdict"], ""),
        "says": one["says"],
        "why": one["told"] or one["reason"],
        "sources": ", ".join(one["sources"]),
        "profiles": " ".join(one["profiles"]),
        "exchanges": one["exchanges"] or "",
    }


def _run(told: Told) -> Iterator[tuple[str, str]]:
    run, target = told["run"], told["run"]["target"]
    yield "Again", run["rerun"]
    yield "Seed", str(run["seed"])
    yield "Workers", str(run["workers"])
    yield "Means", ", ".join(target["means"]) or "none"
    yield "Digest of the environment", target["environment"] or "none"
    on = [name for name, state in target["capabilities"].items() if state]
    off = [name for name, state in target["capabilities"].items() if state is False]
    yield "Offered", ", ".join(on) or "nothing"
    yield "Not offered", ", ".join(off) or "nothing"
    yield "Versions", ", ".join(f"{name} {version}" for name, version in run["versions"].items())
    for one in run["merged"]:
        yield _behind(one)


def _behind(run: Mapping[str, Any]) -> tuple[str, str]:
    """One of several runs that were put together."""
    which = [run["name"]] if run.get("name") else []
    which += ["shard {} of {}".format(*run["shard"])] if run["shard"] else []
    versions = ", ".join(f"{name} {version}" for name, version in run["versions"].items())
    figures = f"seed {run['seed']}, {run['requests']:,} requests, {run['seconds']:.1f} s"
    cause = "" if run["complete"] else f"; not complete: {run['cause']}"
    return ", ".join(which) or "One of the runs", f"{run['target']['base_url']}, {figures}; {versions}{cause}"
