"""What was expected and what came, so that the eye falls on what differs."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

ALIKE = 0.5
"""Texts that have less in common (1 is all) are two texts, and not one that was changed."""
MOST = 100_000
"""Pairs of words, or of lines, that are compared: more take seconds, and how long a text is, the target says."""
_WORDS = re.compile(r"\w+|\W")

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces, each with whether it differs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``lines`` alone, where both are structures: what they hold line by line, each after ``-``, ``+`` or a blank."""

    expected: Pieces = ()
    got: Pieces = ()
    lines: Sequence[tuple[str, str]] = ()


def difference(expected: str, got: str) -> Difference:
    """Of two structures in JSON member by member, of anything else word by word."""
    one, other = _structure(expected), _structure(got)
    if one and other:
        return Difference(lines=list(_lines(_compared(_laid_out(one), _laid_out(other), alike=0))))
    return Difference(*_pieces(_compared(_WORDS.findall(expected), _WORDS.findall(got), ALIKE)))


Compared = Sequence[tuple[bool, Sequence[str], Sequence[str]]]
"""Whether it is the same in both; what the one has there, and what the other."""


def _compared(one: Sequence[str], other: Sequence[str], alike: float) -> Compared:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if len(one) * len(other) > MOST or matcher.ratio() < alike:
        return [(False, one, other)]
    return [(kind == "equal", one[a:b], other[c:d]) for kind, a, b, c, d in matcher.get_opcodes()]


def _pieces(compared: Compared) -> tuple[Pieces, Pieces]:
    expected = [("".join(one), not same) for same, one, _ in compared if one]
    return expected, [("".join(other), not same) for same, _, other in compared if other]


def _lines(compared: Compared) -> Iterator[tuple[str, str]]:
    for same, one, other in compared:
        if same:
            yield from ((" ", line) for line in one)
        else:
            yield from (("-", line) for line in one)
            yield from (("+", line) for line in other)


def _laid_out(structure: Any) -> Sequence[str]:
    """Without the commas at the ends of lines: all that they say of a member is that it is not the last one."""
    return json.dumps(structure, indent="\t", ensure_ascii=False).replace(",\n", "\n").split("\n")


def _structure(text: str) -> Any:
    """None where it is no list and no object with something in it."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, (dict, list)) and told else None
