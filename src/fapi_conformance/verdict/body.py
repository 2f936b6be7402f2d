"""The body of a message as lines that can be read, with the member marked that a deviation is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|"[^\n]*|[{}\[\],:]|[^\s{}\[\],:"]+')
_CUT = re.compile(r"… \([\w ]+\)$")
_OPEN, _CLOSE = ("{", "["), ("}", "]")
DEEPEST, GROWTH = 40, 3
"""Levels that are told apart; and how many times as long as what came a text may become by being laid out."""

Path = tuple[str | int, ...]
Pieces = Sequence[tuple[str, bool]]
"""Lines with their ends, those next to one another in one piece; each piece with whether it is what to look at."""


def pieces(text: str, location: str = "") -> Pieces:
    """JSON with a member a line and a tab for each level, also where it was cut off; anything else as it came.

    ``location`` is ``$.response.id``, ``/client/sessions/0/id``, or several with commas between. Where none of them is
    in the body, what they would be members of is marked.
    """
    told = list(_laid_out(text)) if text.lstrip().startswith(_OPEN) else []
    if not told or sum(len(line) for line, _ in told) > GROWTH * len(text):
        return [(text, False)] if text else []
    for places in _places(location):
        marks = {path for _, path in told if _is(path, places)}
        if marks:
            return list(_joined((line, path in marks) for line, path in told))
    return list(_joined((line, False) for line, _ in told))


def _joined(lines: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    for marked, group in groupby(lines, key=itemgetter(1)):
        yield "".join(f"{line}\n" for line, _ in group), marked


def _laid_out(text: str) -> Iterator[tuple[str, Path]]:
    """Each line with the path of the value that begins on it: empty where one ends.

    Goes from token to token, since what was cut off cannot be parsed.
    """
    within: list[str | int] = []  # of each open bracket the name, or the number, of what comes in it
    line, path, before = "", Path(), ""
    cut = _CUT.search(text)
    for token in _TOKEN.findall(text[: cut.start()] if cut else text):
        ends = token in _CLOSE
        if ends and within:
            within.pop()
        if before == "," or (before in _OPEN) != ends:
            yield line, path
            if within and not ends and isinstance(within[-1], str):
                within[-1] = token.strip('"')
            line, path = "\t" * min(len(within), DEEPEST), Path() if ends else tuple(within[:DEEPEST])
        line += ": " if token == ":" else token
        if token in _OPEN:
            within.append(0 if token == "[" else "")
        elif token == "," and within and isinstance(within[-1], int):
            within[-1] += 1
        before = token
    yield line, path
    if cut:
        yield cut[0], Path()


def _places(location: str) -> Iterator[Sequence[Sequence[str]]]:
    """The places that are named, each in parts; then what they would be members of."""
    named = [one.split(" ")[0] for one in location.split(", ") if one.startswith(("$.", "/"))]
    places = [re.findall(r"[^./\[\]]+|\[\]", one.removeprefix("$")) for one in named]
    if places:
        yield places
        yield [place[:-1] for place in places if len(place) > 1]


def _is(path: Path, places: Sequence[Sequence[str]]) -> bool:
    return bool(path) and any(len(path) == len(place) and all(map(_fits, path, place)) for place in places)


def _fits(part: str | int, wanted: str) -> bool:
    """``[]`` is whichever of a list."""
    return str(part) == wanted or (isinstance(part, int) and wanted == "[]")
