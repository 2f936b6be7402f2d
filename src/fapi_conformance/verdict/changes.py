"""A comparison of two runs, as lines for a terminal and for a page: what is worse comes first."""

from collections.abc import Iterator, Sequence

from fapi_conformance.verdict.comparing import Change, Comparison
from fapi_conformance.verdict.message import Line

SHOWN = 40
"""Changes of one kind; more of them are counted."""


def sections(seen: Comparison) -> Iterator[tuple[str, str, Sequence[Change]]]:
    """Title, style and changes of each kind that there is."""
    for title, style, changes in (
        ("New deviations", "red", seen.new),
        ("No longer testable", "red", seen.not_testable),
        ("No longer reached", "red", seen.unreached),
        ("New warnings", "yellow", seen.new_warnings),
        ("Out of sight: known deviations that could not be looked for", "yellow", seen.out_of_sight),
        ("Slower", "yellow", seen.slower),
        ("No longer applicable", "", seen.not_applicable),
        ("Fixed", "green", seen.fixed),
        ("Profiles", "", seen.profiles),
        ("Judged otherwise by another release of the suite, no change of the target", "", seen.by_the_suite),
        ("Around it", "", seen.surroundings),
    ):
        if changes:
            yield title, style, changes


def lines(seen: Comparison) -> Iterator[Line]:
    for title, style, changes in sections(seen):
        yield Line(f"{title} ({len(changes)}):", style)
        for change in changes[:SHOWN]:
            yield Line(f"  {change.what}: {change.how}")
        if len(changes) > SHOWN:
            yield Line(f"  and {len(changes) - SHOWN} more")
    yield Line("regressed" if seen.regressed else "no regression", "red" if seen.regressed else "green")
