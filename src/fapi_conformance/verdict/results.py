"""The results file: the one source that every report is rendered from."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from fapi_conformance.verdict.claim import Claim
from fapi_conformance.verdict.finding import Finding
from fapi_conformance.verdict.operations import OperationVerdict
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.plain import plain
from fapi_conformance.verdict.portion import Mistake
from fapi_conformance.verdict.profile import ProfileVerdict
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.ruling import RequirementVerdict
from fapi_conformance.verdict.step import Step

FORMAT = 1
"""Raised when a reader of older files would misread a newer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFacts:
    """``environment`` is a digest of the environment that it published; ``capabilities`` are null where unknown."""

    base_url: str
    embedded: bool
    api_version: str = ""
    environment: str = ""
    capabilities: Mapping[str, bool | None] = field(default_factory=dict)
    means: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """``started`` in seconds since 1970, ``seconds`` its duration; ``incomplete`` says why not all was run; ``left``
    are the things that the run made on the target and could not delete.
    """

    suite_version: str
    started: float
    seconds: float
    seed: int
    requests: int
    workers: int
    target: TargetFacts
    versions: Mapping[str, str] = field(default_factory=dict)
    incomplete: str = ""
    selection: str = ""
    rerun: str = ""
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One run, judged."""

    run: RunFacts
    profiles: tuple[ProfileVerdict, ...] = ()
    requirements: tuple[RequirementVerdict, ...] = ()
    findings: tuple[Finding, ...] = ()
    operations: tuple[OperationVerdict, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    steps: tuple[Step, ...] = ()
    claim: Claim = field(default_factory=Claim)

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """Why what was claimed does not hold."""
        return tuple(self.claim.shortfalls(self.profiles))

    @property
    def red(self) -> bool:
        """A MUST is broken, or the suite erred, or a claim does not hold: exit status 1."""
        if self.claim:
            return bool(self.mistakes or self.shortfalls)
        return (
            bool(self.mistakes)
            or any(finding.level is Level.MUST for finding in self.findings)
            or any(verdict.outcome in (Outcome.FAIL, Outcome.ERROR) for verdict in self.requirements)
        )

    def as_json(self) -> dict[str, Any]:
        run = plain(self.run)
        cause = run.pop("incomplete")
        return {
            "format": FORMAT,
            "run": {**run, "complete": not cause, "cause": cause},
            "claim": {"profiles": list(self.claim.profiles), "holds": not self.shortfalls} if self.claim else None,
            "profiles": [_profile(one) for one in self.profiles],
            "requirements": [_requirement(one) for one in self.requirements],
            "findings": [{"name": one.name, **plain(one)} for one in self.findings],
            "operations": [plain(one) for one in self.operations],
            "errors": [plain(one) for one in self.mistakes],
            "steps": [{name: value for name, value in plain(one).items() if value} for one in self.steps],
        }


def _profile(one: ProfileVerdict) -> dict[str, Any]:
    return {
        "profile": one.profile,
        "verdict": one.standing.value,
        "partial": one.partial,
        "counts": {level.value: plain(counts) for level, counts in one.counts.items()},
        "not_run": one.not_run,
    }


def _requirement(one: RequirementVerdict) -> dict[str, Any]:
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
        "risks": list(stated.risks),
        "tests": list(one.tests),
    }


def refuse_unwritable(file: Path) -> None:
    """Find out before the run whether results can be written there; raises OSError."""
    if file.is_dir():
        raise IsADirectoryError(21, "is a folder", str(file))
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}."):
        pass
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(13, "may not be written", str(file))


def write(file: Path, results: Results) -> None:
    """Write the whole file or leave what was there: a reader never sees half of it. Raises OSError."""
    text = json.dumps(results.as_json(), indent=1, ensure_ascii=False)
    with NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}.", delete=False, encoding="utf-8") as draft:
        try:
            draft.write(text + "\n")
            draft.flush()
            os.fsync(draft.fileno())
        except BaseException:
            with suppress(OSError):
                Path(draft.name).unlink()
            raise
    _as_umask_has_it(draft.name)
    Path(draft.name).replace(file)


def _as_umask_has_it(name: str) -> None:
    """Temporary files are private; results are as readable as any file of this user."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
