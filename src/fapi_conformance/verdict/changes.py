"""A comparison of two runs for a terminal, for the page of a CI job, and as data: what is worse comes first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from fapi_conformance.verdict.comparing import Change, Comparison
from fapi_conformance.verdict.markdown import plainly
from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.reading import Told

SHOWN = 40
"""Changes of one kind; more of them are counted. As data they are all there."""
KINDS = (
    ("surroundings", "Not under the same circumstances", "yellow"),
    ("new", "New deviations", "red"),
    ("not_testable", "No longer testable", "red"),
    ("unreached", "No longer reached", "red"),
    ("new_and_known", "New, and known already", "yellow"),
    ("first_looked_for", "Deviations that the earlier run did not look for", "yellow"),
    ("new_warnings", "New warnings", "yellow"),
    ("out_of_sight", "Out of sight: deviations that could not be looked for again", "yellow"),
    ("fewer", "Tried in fewer cases", "yellow"),
    ("slower", "Slower", "yellow"),
    ("not_applicable", "No longer applicable", ""),
    ("fixed", "Fixed", "green"),
    ("profiles", "Profiles", ""),
    ("by_the_suite", "Judged otherwise by another release of the suite, no change of the target", ""),
    ("dependencies", "Run with other versions", ""),
)
"""The properties of a comparison in the order in which they are told, each with its title and its colour."""


def sections(seen: Comparison) -> Iterator[tuple[str, str, Sequence[Change]]]:
    """Title, style and changes of each kind that there is."""
    for kind, title, style in KINDS:
        if changes := getattr(seen, kind):
            yield title, style, changes


def lines(seen: Comparison, *, worse: bool) -> Iterator[Line]:
    """For a terminal. ``worse``: what it all comes to."""
    yield Line(f"{_moment(seen.before)} -> {_moment(seen.after)}", "heading")
    for title, style, changes in sections(seen):
        yield Line(f"{title} ({len(changes)}):", style)
        for change in changes[:SHOWN]:
            yield Line(f"  {change.what}: {change.how}")
        if len(changes) > SHOWN:
            yield Line(f"  and {len(changes) - SHOWN} more")
    yield Line("regressed" if worse else "no regression", "red" if worse else "green")


def markdown(seen: Comparison, *, worse: bool) -> str:
    """The same for the page of a CI job. What a target said stands in it as text."""
    told = [
        f"## {'❌ Regressed' if worse else '✅ No regression'}",
        "",
        f"{_moment(seen.before)} → {_moment(seen.after)}",
        "",
    ]
    for title, _, changes in sections(seen):
        told += [f"### {title} ({len(changes)})", ""]
        told += [f"- **{plainly(change.what)}**: {plainly(change.how)}" for change in changes[:SHOWN]]
        told += [f"- and {len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
        told += [""]
    return "\n".join(told)


def as_json(seen: Comparison, *, worse: bool) -> Mapping[str, Any]:
    """Every change by its kind."""
    return {
        "regressed": worse,
        "before": seen.before["run"]["started"],
        "after": seen.after["run"]["started"],
        **{kind: [{"what": one.what, "how": one.how} for one in getattr(seen, kind)] for kind, _, _ in KINDS},
    }


def _moment(told: Told) -> str:
    return datetime.fromtimestamp(told["run"]["started"], tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
