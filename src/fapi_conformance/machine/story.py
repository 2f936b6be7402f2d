"""A course of events as people tell it, and as a script that plays it again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fapi_conformance.machine.acts import Names

SCRIPT = '''"""{headline}

python {file} [BASE_URL]   (without an address: the embedded reference; --fault ID seeds one of its faults)
"""

from fapi_conformance.machine.replay import begin

with begin() as play:
{lines}
'''


@dataclass(slots=True)
class Line:
    """One act: its name, between whom, what was done in words, what it made, and what the answers were."""

    act: str
    names: Names
    says: str
    made: Names = ()
    came: list[str] = field(default_factory=list)


def told(lines: Sequence[Line]) -> str:
    """``1. Ada signs up on the laptop: 200, 200``"""
    return "\n".join(f"{number}. {line.says}: {', '.join(line.came)}" for number, line in enumerate(lines, 1))


def script(lines: Sequence[Line], *, headline: str) -> str:
    calls = [f"    play({', '.join(repr(word) for word in (line.act, *line.names))})" for line in lines]
    return SCRIPT.format(headline=headline, file="story.py", lines="\n".join(calls))
