"""``python -m fapi_conformance.verdict``: what becomes of results once they are there. Nothing is sent."""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from fapi_conformance.errors import BadInput
from fapi_conformance.plugin.places import REPORTS, SCHEMA, TEMPLATES
from fapi_conformance.verdict import changes
from fapi_conformance.verdict.comparing import Comparison
from fapi_conformance.verdict.history import Night, before, lines, remembered
from fapi_conformance.verdict.merging import merged
from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.page import render
from fapi_conformance.verdict.reading import Told, read
from fapi_conformance.verdict.summary import summary
from fapi_conformance.verdict.writing import as_json, refuse_unwritable, text_of, write_text

COLOURS = {"red": "31", "yellow": "33", "green": "32", "heading": "1"}
DRAWN = 60
"""Runs in the history of a page."""
BAD_INPUT = 4
"""As pytest says it of bad usage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 where something is worse than it may be, or 4 after one line about bad input."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what a target sent may be no text
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.act(asked))
    except BadInput as problem:
        _beside(str(problem))
        return BAD_INPUT


class _Parser(argparse.ArgumentParser):
    """Bad usage ends as all bad input does."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m fapi_conformance.verdict", description=__doc__)
    acts = parser.add_subparsers(required=True, metavar="what")
    diff = acts.add_parser("diff", help="what changed from one run to another; exit status 1 if it is worse")
    diff.add_argument(
        "before", type=Path, metavar="BEFORE.json", help="or a folder, of which it is the last complete run before"
    )
    diff.add_argument("after", type=Path, metavar="AFTER.json")
    diff.add_argument("--slower", action="store_true", help="that an operation answers later counts as worse, too")
    diff.add_argument("--markdown", type=Path, metavar="FILE", help="write it there, for the page of a CI job")
    diff.add_argument("--json", type=Path, metavar="FILE", help="write every change there, as data")
    diff.set_defaults(act=_diff)
    merge = acts.add_parser("merge", help="one verdict over shards, configurations or machines")
    merge.add_argument("files", type=Path, nargs="+", metavar="RESULTS.json")
    merge.add_argument("-o", "--output", type=Path, required=True, metavar="MERGED.json")
    merge.set_defaults(act=_merge)
    judge = acts.add_parser("judge", help="hold recorded traffic against the schema and what is true of every exchange")
    judge.add_argument("recording", type=Path, metavar="RECORDING.har")
    judge.add_argument("-o", "--output", type=Path, metavar="RESULTS.json", help="write the verdict there")
    judge.set_defaults(act=_judge)
    trend = acts.add_parser("trend", help="past results, a line each; of a folder, other files are skipped")
    trend.add_argument("places", type=Path, nargs="+", metavar="FILE-OR-FOLDER")
    trend.add_argument("--last", type=_some, metavar="N", default=30, help="the last of them (default: %(default)s)")
    trend.set_defaults(act=_trend)
    html = acts.add_parser("html", help="a page that needs nothing else")
    html.add_argument("file", type=Path, metavar="RESULTS.json")
    html.add_argument("-o", "--output", type=Path, required=True, metavar="REPORT.html")
    html.add_argument("--history", type=Path, metavar="FOLDER", help="of past results, to be drawn on the page")
    html.set_defaults(act=_html)
    return parser


def _diff(asked: argparse.Namespace) -> int:
    for file in (asked.markdown, asked.json):
        if file:
            _writable(file, besides=[asked.before, asked.after])
    later = _read(asked.after)
    earlier = _before(asked.before, later) if asked.before.is_dir() else _read(asked.before)
    if earlier is None:
        none = f"Nothing to compare with: there is no complete run of the same before it in {asked.before}."
        _print([Line(none)])
        told, data = f"{none}\n", "null\n"
        worse = False
    else:
        seen = Comparison(earlier, later)
        worse = seen.regressed or (asked.slower and bool(seen.slower))
        _print(changes.lines(seen, worse=worse))
        told = changes.markdown(seen, worse=worse)
        data = json.dumps(changes.as_json(seen, worse=worse), indent=1, ensure_ascii=False) + "\n"
    if asked.markdown:
        _write(asked.markdown, told)
    if asked.json:
        _write(asked.json, data)
    return int(worse)


def _before(folder: Path, later: Told) -> Told | None:
    skipped: list[str] = []
    earlier = before(folder, later, REPORTS / "results.schema.json", skipped)
    _skipped(skipped)
    return earlier


def _merge(asked: argparse.Namespace) -> int:
    _writable(asked.output, besides=asked.files)
    results = merged([(str(file), _read(file)) for file in asked.files])
    _print(summary(results, _width()))  # first: a full disk does not keep the verdict from the terminal
    _write(asked.output, text_of(as_json(results)))
    return int(results.red)


def _judge(asked: argparse.Namespace) -> int:
    from fapi_conformance.contract.load import load_contract
    from fapi_conformance.plugin.recorded import judge

    if asked.output:
        _writable(asked.output, besides=[asked.recording])
    results = judge(asked.recording, load_contract(SCHEMA))
    _print(summary(results, _width()))
    if asked.output:
        _write(asked.output, text_of(as_json(results)))
    return int(results.red)


def _trend(asked: argparse.Namespace) -> int:
    nights = _past(asked.places)
    if not nights:
        raise BadInput(f"{asked.places[0]}: no results file of this suite is there")
    _print(lines(nights[-asked.last :]))
    return 0


def _html(asked: argparse.Namespace) -> int:
    _writable(asked.output, besides=[asked.file])
    told = _read(asked.file)
    past = _past([asked.history, asked.file])[-DRAWN:] if asked.history else ()
    _write(asked.output, render(told, TEMPLATES, past))
    return 0


def _past(places: Sequence[Path]) -> Sequence[Night]:
    skipped: list[str] = []
    nights = remembered(places, REPORTS / "results.schema.json", skipped)
    _skipped(skipped)
    return nights


def _skipped(files: Iterable[str]) -> None:
    for line in files:
        _beside(f"skipped: {line}")


def _beside(line: str) -> None:
    """Whoever reads the output need not stumble over it. A reader of it that has gone changes no verdict."""
    with suppress(BrokenPipeError):
        print(line, file=sys.stderr)


def _some(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of at least one")
    return int(text)


def _write(file: Path, text: str) -> None:
    try:
        write_text(file, text)
    except OSError as problem:
        raise BadInput(f"{file}: {problem.strerror or problem}") from problem


def _read(file: Path) -> Told:
    return read(file, REPORTS / "results.schema.json")


def _writable(file: Path, *, besides: Sequence[Path]) -> None:
    """Raises BadInput also for a file that is read: whatever is made of it does not replace it."""
    if file.resolve() in [one.resolve() for one in besides]:
        raise BadInput(f"{file}: is what is read, and would be lost")
    try:
        refuse_unwritable(file)
    except OSError as problem:
        raise BadInput(f"{file}: {problem.strerror or problem}") from problem


def _width() -> int:
    try:
        return os.get_terminal_size().columns
    except OSError:
        return 120


def _print(told: Iterable[Line]) -> None:
    """Raises BadInput where standard output takes no more. One whose reader has gone (``| head``) has told enough."""
    coloured = sys.stdout.isatty()
    try:
        for line in told:
            code = COLOURS.get(line.style) if coloured else None
            print(f"\033[{code}m{line.text}\033[0m" if code else line.text)
        sys.stdout.flush()
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is flushed at the very end
        if not isinstance(problem, BrokenPipeError):
            raise BadInput(f"standard output: {problem.strerror or problem}") from problem


if __name__ == "__main__":
    sys.exit(main())
