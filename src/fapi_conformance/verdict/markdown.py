"""A results file as the page of a CI job: what was judged, what deviates, what to do about it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fapi_conformance.verdict.baseline import State
from fapi_conformance.verdict.message import command
from fapi_conformance.verdict.profile import called
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.step import in_a_line

SHOWN = 25
"""Deviations that are told whole; more of them are counted."""
MARKS = {"conformant": "✅", "not conformant": "❌", "incomplete": "⚠️", "partial": "⚠️", "not applicable": "➖"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def markdown(told: Told) -> str:
    """The whole text. What a target said stands in it as text, and makes no markup."""
    return "\n".join(_lines(told)) + "\n"


def _lines(told: Told) -> Iterator[str]:
    run = told["run"]
    if not run["complete"]:
        yield f"**⚠️ This run is not complete:** {plainly(run['cause'])}"
        yield ""
    yield f"## Conformance of {plainly(run['target']['base_url'])}"
    yield ""
    if run.get("revealed"):
        yield "**Secrets of the target are shown here as they are (--reveal): do not pass this page on.**"
        yield ""
    yield from _profiles([one for one in told["profiles"] if any(one["counts"].values())])
    musts = [one for one in told["findings"] if one["level"] == "MUST"]
    yield from _deviations([one for one in musts if one["known"] is None], run)
    yield from _list(
        "Known deviations",
        [f"`{one['id']}` {plainly(one['name'])}: {plainly(one['known'])}" for one in musts if one["known"]],
    )
    gone = [one for one in told["baseline"] if State(one["state"]).red]
    yield from _list(
        "To be taken off the baseline", [f"`{one['id']}` {one['requirement']} is {one['state']}" for one in gone]
    )
    warnings = [f"{plainly(one['name'])}: {_difference(one)}" for one in told["findings"] if one["level"] != "MUST"]
    yield from _list("Warnings", warnings)
    reached = sum(one["reached"] for one in told["operations"])
    yield (
        f"{reached} of {len(told['operations'])} operations reached with a documented success; "
        f"{run['requests']} requests in {run['seconds']:.0f} s, seed {run['seed']}."
    )


def _profiles(profiles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not profiles:
        return
    yield "| profile | verdict | MUST pass | MUST fail | MUST not told | SHOULD broken |"
    yield "|---|---|---:|---:|---:|---:|"
    for one in profiles:
        must, should = one["counts"].get("MUST", {}), one["counts"].get("SHOULD", {})
        verdict = called(one["verdict"], partial=one["partial"])
        untold = must.get("not_testable", 0) + must.get("error", 0)
        numbers = (must.get("pass", 0), must.get("fail", 0), untold, should.get("warning", 0))
        yield f"| {one['profile']} | {MARKS[verdict]} {verdict} | {' | '.join(map(str, numbers))} |"
    yield ""


def _deviations(findings: Sequence[Mapping[str, Any]], run: Mapping[str, Any]) -> Iterator[str]:
    if not findings:
        return
    yield f"### Deviations ({len(findings)})"
    yield ""
    for one in findings[:SHOWN]:
        yield f"<details><summary><b>{plainly(one['name'])}</b></summary>"
        yield ""
        yield _difference(one)
        if one.get("runs"):
            yield f"in {plainly(', '.join(one['runs']))}"
        yield ""
        yield "```sh"
        yield command(run, one)
        if one["evidence"] and one["evidence"]["curl"]:
            yield _fenced(one["evidence"]["curl"])
        yield "```"
        yield "</details>"
        yield ""
    if len(findings) > SHOWN:
        yield f"and {len(findings) - SHOWN} more"
        yield ""


def _list(title: str, items: Sequence[str]) -> Iterator[str]:
    if not items:
        return
    yield f"### {title} ({len(items)})"
    yield ""
    yield from (f"- {one}" for one in items)
    yield ""


def _difference(one: Mapping[str, Any]) -> str:
    return plainly(in_a_line(one["location"], one["expected"], one["got"]))


def plainly(said: str) -> str:
    """In one line, with nothing in it that Markdown or HTML would read."""
    return _SPECIAL.sub(r"\\\1", " ".join(said.split()))


def _fenced(said: str) -> str:
    return said.replace("```", "'''").replace("\n", " ")
