"""From a course of events with a disagreement to one without a needless act: leave one out, play the rest again.

What an act made is numbered in the order in which it came about, so leaving one out renumbers the rest.
"""

import re
import time
from collections.abc import Iterator, Sequence

from fapi_conformance.errors import NotTestable, SuiteProblem
from fapi_conformance.machine.acts import Names, acts
from fapi_conformance.machine.disagreement import Disagreement, Judging
from fapi_conformance.machine.stage import Stage
from fapi_conformance.machine.story import Line
from fapi_conformance.target.target import Target

SECONDS = 40.0
"""After that the shortest so far has to do."""
MADE = re.compile(r"(session|sign-in|sign-up|address|number|wallet|organization|invitation) (\d+)")


def shorten(target: Target, found: Disagreement) -> Disagreement:
    """The same requirement broken by fewer acts; the disagreement as it is where it does not come again."""
    until = time.monotonic() + SECONDS
    best = found
    smaller = True
    while smaller and time.monotonic() < until:
        smaller = False
        for shorter in _without_one(best.lines):
            again = replay(target, shorter)
            if again is not None and again.requirement is best.requirement and len(again.lines) < len(best.lines):
                best, smaller = again, True
                break
            if time.monotonic() > until:
                break
    return best


def replay(target: Target, course: Sequence[tuple[str, Names]]) -> Disagreement | None:
    """Play it on new people and clients; None where nothing disagrees then."""
    try:
        play(target, course, Judging())
    except Disagreement as found:
        return found
    except (NotTestable, SuiteProblem):
        return None
    return None


def play(target: Target, course: Sequence[tuple[str, Names]], judging: Judging) -> None:
    """Act after act; one that is not possible, since what it builds on is not there, is passed over."""
    stage = Stage(target, judging, thorough=True)
    try:
        for name, names in course:
            act = acts()[name]
            if names in act.choices(stage):
                stage.play(act, names)
    finally:
        stage.close()


def _without_one(lines: Sequence[Line]) -> Iterator[list[tuple[str, Names]]]:
    """The last act is the one that disagrees; before it, later ones are more often needless."""
    for left_out in reversed(range(len(lines) - 1)):
        yield list(_renumbered(lines, left_out))


def _renumbered(lines: Sequence[Line], left_out: int) -> Iterator[tuple[str, Names]]:
    gone = set(lines[left_out].made)
    for number, line in enumerate(lines):
        if number == left_out:
            continue
        if gone & set(line.names):
            gone.update(line.made)
            continue
        yield line.act, tuple(MADE.sub(lambda found: _renamed(found, gone), name) for name in line.names)


def _renamed(found: "re.Match[str]", gone: set[str]) -> str:
    kind, number = found[1], int(found[2])
    before = sum(f"{kind} {earlier}" in gone for earlier in range(1, number))
    return f"{kind} {number - before}"
