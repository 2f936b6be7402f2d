"""A results file as one page of HTML that needs nothing else: no network, no script to be read.

``view`` takes from the file what the page shows; what it looks like stands in ``reports/templates``. What a target said
is text on it: escaped, with nothing hidden, and a policy keeps a browser from running or fetching anything but ours.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fapi_conformance.verdict.baseline import State
from fapi_conformance.verdict.deviations import rules
from fapi_conformance.verdict.drawing import drawn
from fapi_conformance.verdict.history import Night
from fapi_conformance.verdict.matrix import STATES, WORST, checks, row
from fapi_conformance.verdict.profile import called
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.shown import shown

STANDINGS = {
    "not conformant": "fail",
    "incomplete": "warning",
    "partial": "",
    "conformant": "pass",
    "not applicable": "",
}
"""The verdicts of profiles, the worst first, each with the state that gives it its colour."""
_TWIN = re.compile(r"its twin \S+ [\w ]*\w")
"""Of what depends on another requirement: the rest of the reason tells how each of them came out by itself."""
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
        finalize=lambda value: shown(value) if type(value) is str else value,
    )
    # Ours, and not a target's: the only texts that are no data.
    style, script = (Markup((templates / name).read_text()) for name in ("report.css", "report.js"))  # noqa: S704
    template = surroundings.get_template("report.html.j2")
    policy = _policy(style, script)
    return template.render(page=view(told), history=drawn(past), style=style, script=script, policy=policy)


def _policy(style: str, script: str) -> str:
    """Nothing is fetched, and nothing is run but what the page was made with."""
    kinds = ("style-src", style), ("script-src", script)
    allowed = [f"{kind} 'sha256-{_digest(text)}'" for kind, text in kinds]
    return "; ".join(["default-src 'none'", "base-uri 'none'", "form-action 'none'", *allowed])


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def view(told: Told) -> Mapping[str, Any]:
    """What the template shows, by the names that it uses."""
    target = told["run"]["target"]
    broken = rules(told)
    open_ = _open(told["requirements"])
    columns = checks(told["steps"])
    met = _met(told)
    return {
        "title": f"Conformance of {target['base_url']}",
        "target": target["base_url"],
        "verdict": _verdict(told),
        "state": _state(told),
        "banners": list(_banners(told)),
        "standings": list(_standings(told["profiles"])),
        "facts": list(_facts(told)),
        "counted": [f"{level} {_plain(outcome)}" for level, outcome in COUNTED],
        "profiles": [_profile(one) for one in told["profiles"]],
        "musts": [one for one in broken if one["level"] == "MUST"],
        "warnings": [one for one in broken if one["level"] != "MUST"],
        "known": [{**one, "mark": "fail" if State(one["state"]).red else ""} for one in told["baseline"]],
        "known_here": {one["id"] for one in told["findings"] if one["known"]},
        "errors": list(_errors(told)),
        "open": open_,
        "open_count": sum(len(group["ids"]) for group in open_),
        "reached": sum(one["reached"] for one in told["operations"]),
        "checks": columns,
        "operations": [_operation(one, cells) for one, cells in row(told, columns)],
        "requirements": _requirements(told["requirements"], {one["id"] for one in broken}, met),
        "choices": _choices(told),
        "run": list(_run(told)),
    }


def _choices(told: Told) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """What can be chosen among: the name of a filter, and its values with what they are called."""
    said = {one["verdict"] for one in told["requirements"]}
    return [
        ("verdict", [(one, _plain(one)) for one in WORST if one in said]),
        ("level", [(one, one) for one in ("MUST", "SHOULD", "MAY")]),
        ("profile", [(one["profile"], one["profile"]) for one in told["profiles"]]),
        ("area", [(one, one) for one in sorted({one["area"] for one in told["requirements"]})]),
        ("operation", [(one["id"], one["operation"]) for one in told["operations"]]),
    ]


def _met(told: Told) -> Mapping[str, Sequence[str]]:
    """The operations of each requirement: those that it names, and those that it was judged for."""
    met = {one["id"]: dict.fromkeys(one["operations"]) for one in told["requirements"]}
    for step in told["steps"]:
        if operation := step.get("operation"):
            met[step["requirement"]][operation] = None
    return {requirement: list(operations) for requirement, operations in met.items()}


def _verdict(told: Told) -> str:
    counted = [f"{len(one['profiles'])} {one['verdict']}" for one in _standings(told["profiles"])]
    return f"Profiles: {', '.join(counted)}" if counted else "No profile was judged"


def _state(told: Told) -> str:
    states = {one["state"] for one in _standings(told["profiles"])}
    if "fail" in states or told["errors"] or any(State(one["state"]).red for one in told["baseline"]):
        return "fail"
    return "pass" if told["run"]["complete"] and "warning" not in states else "warning"


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
    if run.get("revealed"):
        yield "fail", "Secrets of the target are shown here as they are (--reveal): do not pass this page on."
    if not run["complete"]:
        yield "warning", f"This run is not complete: {run['cause']}"
    if told["claim"]:
        holds = told["claim"]["holds"]
        yield (
            "pass" if holds else "fail",
            f"The claim of {', '.join(told['claim']['profiles'])} {'holds' if holds else 'does not hold'}.",
        )
    if gone := [one for one in told["baseline"] if State(one["state"]).red]:
        yield "fail", f"Of the baseline {len(gone)} have to go: they are not met any more, or have had their time."
    if run["left"]:
        yield "warning", f"Left on the target: {len(run['left'])}, named at the end of this page."


def _standings(profiles: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The profiles by their verdicts, each with the number of its MUSTs that fail; the worst first."""
    for verdict, state in STANDINGS.items():
        of_it = [one for one in profiles if _standing(one) == verdict]
        named = [(one["profile"], one["counts"].get("MUST", {}).get("fail", 0)) for one in of_it]
        if named:
            yield {"verdict": verdict, "state": state, "profiles": named}


def _standing(profile: Mapping[str, Any]) -> str:
    return called(profile["verdict"], partial=profile["partial"])


def _profile(one: Mapping[str, Any]) -> Mapping[str, Any]:
    counts = one["counts"]
    return {
        "name": one["profile"],
        "verdict": _standing(one),
        "state": STANDINGS[_standing(one)],
        "counts": [counts.get(level, {}).get(outcome, 0) for level, outcome in COUNTED],
    }


def _errors(told: Told) -> Iterator[str]:
    for one in told["requirements"]:
        if one["verdict"] == "error":
            yield f"{one['id']}: {one['reason']}"
    for one in told["errors"]:
        yield f"{one['operation']} {one['location']}: expected {one['expected']}; got {one['got']} ({one['test']})"


def _open(requirements: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Grouped by reason, so that each remedy is read once: what has one comes first, then the largest group."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in requirements:
        if one["verdict"] == "not_testable" and one["selected"]:
            twin = _TWIN.match(one["reason"])
            groups.setdefault((twin[0] if twin else one["reason"], one["remedy"]), []).append(one["id"])
    return [
        {"because": because, "remedy": remedy, "ids": ids}
        for (because, remedy), ids in sorted(groups.items(), key=lambda group: (not group[0][1], -len(group[1])))
    ]


def _operation(one: Mapping[str, Any], cells: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
    return {
        **{name: one[name] for name in ("id", "operation", "reached", "cases")},
        "answers": ", ".join(f"{status if status != '0' else 'none'}: {n}" for status, n in one["statuses"].items()),
        "unseen": ", ".join(map(str, one["unseen"])),
        "cells": cells,
        "outcomes": sorted({cell["outcome"] for cell in cells if cell}),
    }


def _requirements(
    requirements: Sequence[Mapping[str, Any]], broken: AbstractSet[str], met: Mapping[str, Sequence[str]]
) -> Sequence[Mapping[str, Any]]:
    """What failed first."""
    return [
        {
            **{name: one[name] for name in ("id", "level", "verdict", "says", "profiles", "area")},
            "called": _plain(one["verdict"]),
            "state": STATES.get(one["verdict"], ""),
            "broken": one["id"] in broken,
            "why": one["told"] or one["reason"],
            "sources": ", ".join(one["sources"]),
            "operations": met[one["id"]],
            "exchanges": one["exchanges"] or "",
        }
        for one in sorted(requirements, key=lambda one: WORST.index(one["verdict"]))
    ]


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
    if run["left"]:
        yield "Left on the target", "; ".join(run["left"])
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
