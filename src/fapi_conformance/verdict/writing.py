"""The results file: everything that a run found out, as ``reports/results.schema.json`` publishes it."""

import errno
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from fapi_conformance.verdict.baseline import Reckoned
from fapi_conformance.verdict.plain import plain
from fapi_conformance.verdict.profile import ProfileVerdict
from fapi_conformance.verdict.results import ProvingTest, Results, RunFacts
from fapi_conformance.verdict.ruling import Circumstances, RequirementVerdict
from fapi_conformance.verdict.sources import confidence

FORMAT = 2
"""Raised when a reader of older files would misread a newer one."""


def as_json(results: Results) -> dict[str, Any]:
    """Plain data. What a step or a test leaves empty is left out: they are most of the file."""
    exchanges = {one.test: one.effort.requests for one in results.tests}
    return {
        "format": FORMAT,
        "run": _run(results.run),
        "claim": {"profiles": list(results.claim.profiles), "holds": not results.shortfalls} if results.claim else None,
        "profiles": [_profile(one) for one in results.profiles],
        "requirements": [_requirement(one, results, exchanges) for one in results.requirements],
        "findings": [{"name": one.name, **plain(one), "known": results.known.get(one.id)} for one in results.findings],
        "baseline": [_reckoned(one) for one in results.baseline],
        "operations": [plain(one) for one in results.operations],
        "errors": [plain(one) for one in results.mistakes],
        "circumstances": _circumstances(results.circumstances),
        "tests": [_test(one) for one in results.tests],
        "steps": [_told(one) for one in results.steps],
        "sightings": [_told(one) for one in results.sightings],
    }


def _run(run: RunFacts) -> dict[str, Any]:
    told = plain(run)
    cause = told.pop("incomplete")
    return {**told, "complete": not cause, "cause": cause, "merged": [_run(one) for one in run.merged]}


def _profile(one: ProfileVerdict) -> dict[str, Any]:
    return {
        "profile": one.profile,
        "verdict": one.standing.value,
        "partial": one.partial,
        "counts": {level.value: plain(counts) for level, counts in one.counts.items()},
        "not_run": one.not_run,
    }


def _requirement(one: RequirementVerdict, results: Results, exchanges: Mapping[str, int]) -> dict[str, Any]:
    stated = one.requirement
    return {
        "id": stated.id,
        "level": stated.level.value,
        "profile": stated.profile,
        "profiles": list(stated.profiles),
        "area": stated.area,
        "says": stated.says,
        "verdict": one.outcome.value,
        "selected": one.selected,
        "reason": one.because,
        "remedy": one.remedy,
        "told": one.told,
        "operations": list(stated.operations),
        "sources": list(stated.sources),
        "confidence": confidence(stated.sources).value,
        "when": list(stated.when),
        "means": list(stated.means),
        "risks": list(stated.risks),
        "twins": list(stated.twins),
        "everywhere": stated.everywhere,
        "examined": stated.id in results.examined,
        "tests": list(one.tests),
        "exchanges": sum(exchanges.get(test, 0) for test in one.tests),
    }


def _reckoned(one: Reckoned) -> dict[str, Any]:
    expires = one.known.expires.isoformat() if one.known.expires else None
    return {**plain(replace(one.known, expires=None)), "expires": expires, "state": one.state.value}


def _circumstances(known: Circumstances) -> dict[str, Any]:
    return {
        "off": dict(known.off),
        "lacking": dict(known.lacking),
        "whole": known.whole,
        "selected": sorted(known.selected),
        "stopped": known.stopped,
        "remedy": known.remedy,
    }


def _test(one: ProvingTest) -> dict[str, Any]:
    effort = {"exchanges": one.effort.requests, "seconds": round(one.effort.seconds, 4)}
    return {"test": one.test, "cites": list(one.cites), **effort}


def _told(one: Any) -> dict[str, Any]:
    return {name: value for name, value in plain(one).items() if value or name in {"key", "test", "requirement"}}


def refuse_unwritable(file: Path) -> None:
    """Find out before the run whether a report can be written there; raises OSError."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(file))
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, "may not be written", str(file))
    if not _takes_pieces(file):
        place = file.resolve()
        with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}."):
            pass


def text_of(told: Mapping[str, Any]) -> str:
    """The text of a results file: a line for each requirement, finding, step, so that it can be compared by lines."""
    members = (f"{_compact(name)}: {_lines(value)}" for name, value in told.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def _lines(value: Any) -> str:
    # Indented by the standard library it would take ten times as long, in Python instead of C.
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(map(_compact, value)) + "\n]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def write(file: Path, results: Results) -> None:
    """Write the results file. Raises OSError."""
    write_text(file, text_of(as_json(results)))


def write_text(file: Path, text: str) -> None:
    """As below, of a text that is there as a whole."""
    write_pieces(file, [text])


def write_pieces(file: Path, pieces: Iterable[str]) -> None:
    """Write the whole file or leave what was there: a reader never sees half of it. Raises OSError.

    Where a link leads, the file there is written. What a target sent may be no text (half of a surrogate pair): it is
    written as the escape that JSON has for it.
    """
    if _takes_pieces(file):
        with file.open("w", encoding="utf-8", errors="backslashreplace") as device:
            device.writelines(pieces)
        return
    place = file.resolve()
    with NamedTemporaryFile(
        "w", dir=place.parent, prefix=f".{place.name}.", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as draft:
        try:
            for piece in pieces:
                draft.write(piece)
            draft.flush()
            os.fsync(draft.fileno())
        except BaseException:
            with suppress(OSError):
                Path(draft.name).unlink()
            raise
    _as_umask_has_it(draft.name)
    Path(draft.name).replace(place)


def _takes_pieces(file: Path) -> bool:
    """A device or a pipe, such as ``/dev/stdout``: it is written to, and never replaced by a file."""
    return file.exists() and not file.is_file() and not file.is_dir()


def _as_umask_has_it(name: str) -> None:
    """Temporary files are private; results are as readable as any file of this user."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
