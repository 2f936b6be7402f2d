"""Known deviations of a target: they stay visible and fail no run. What is gone, or has had its time, turns it red.

A file of TOML, one table for each deviation, of which ``id`` and ``requirement`` are as a report prints them::

    [[known]]
    id = "0f3ac81d9b2e"
    requirement = "SIGN-IN.PASSWORD.WRONG"
    reason = "ticket 12"
    expires = 2027-01-31
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict.finding import Finding
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.ruling import RequirementVerdict

_ID = re.compile(r"[0-9a-f]{12}")
_MEMBERS = frozenset({"id", "requirement", "reason", "expires", "name"})
JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.WARNING)


class State(StrEnum):
    """What a run makes of a known deviation. Only the first is green."""

    KNOWN = "known"
    STALE = "stale"
    """It was looked for, and is not there any more."""
    EXPIRED = "expired"
    UNSEEN = "unseen"
    """The run could not look for it, or was about something else: nothing is said."""

    @property
    def red(self) -> bool:
        return self in (State.STALE, State.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDeviation:
    """``id`` is a finding's; ``expires`` the last day on which it counts, None for never."""

    id: str
    requirement: str
    reason: str
    expires: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """One that is known, and what the run made of it."""

    known: KnownDeviation
    state: State


@dataclass(frozen=True, slots=True)
class Baseline:
    """Nothing known: every deviation counts."""

    known: Mapping[str, KnownDeviation] = field(default_factory=dict)

    def excuses(self, finding_id: str, today: date) -> str:
        """Why this deviation fails nothing; empty where it does."""
        one = self.known.get(finding_id)
        return one.reason if one and not _over(one, today) else ""

    def reckoned(
        self, findings: Sequence[Finding], verdicts: Sequence[RequirementVerdict], today: date
    ) -> Iterator[Reckoned]:
        """The state of each after a run."""
        seen = {one.id for one in findings}
        judged = {one.requirement.id for one in verdicts if one.outcome in JUDGED}
        for one in self.known.values():
            if _over(one, today):
                state = State.EXPIRED
            elif one.id in seen:
                state = State.KNOWN
            else:
                state = State.STALE if one.requirement in judged else State.UNSEEN
            yield Reckoned(known=one, state=state)


def _over(one: KnownDeviation, today: date) -> bool:
    return one.expires is not None and today > one.expires


def load(file: Path, requirements: Collection[str]) -> Baseline:
    """Raises BadInput, one line, for whatever is no baseline, or names what nobody ever declared."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        raise BadInput(f"{file}: {problem.strerror or problem}") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(f"{file}: no TOML: {problem}") from problem
    listed = told.get("known", [])
    if not isinstance(listed, list) or told.keys() - {"known"}:
        raise BadInput(f"{file}: a baseline has tables called [[known]], and nothing else")
    known: dict[str, KnownDeviation] = {}
    for number, entry in enumerate(listed, 1):
        one = _known(entry, f"{file}: the known deviation number {number}", requirements)
        if one.id in known:
            raise BadInput(f"{file}: {one.id} is known twice")
        known[one.id] = one
    return Baseline(known)


def _known(entry: Any, where: str, requirements: Collection[str]) -> KnownDeviation:
    if not isinstance(entry, dict) or entry.keys() - _MEMBERS:
        raise BadInput(f"{where}: it has {', '.join(sorted(_MEMBERS))}, and nothing else")
    id_, requirement, reason = (entry.get(name) for name in ("id", "requirement", "reason"))
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise BadInput(f"{where}: its id has to be the 12 hexadecimal digits of a finding")
    if not isinstance(requirement, str) or requirement not in requirements:
        raise BadInput(f"{where}: there is no requirement {requirement!r}")
    if not isinstance(reason, str) or not reason.strip():
        raise BadInput(f"{where}: a reason has to be given")
    expires = entry.get("expires")
    if expires is not None and type(expires) is not date:
        raise BadInput(f"{where}: expires has to be a date, as in expires = 2027-01-31")
    return KnownDeviation(id=id_, requirement=requirement, reason=reason, expires=expires)


def written(findings: Sequence[Finding], known: Baseline, reason: str) -> str:
    """A baseline of these findings: those that were known keep their reason and their date, the others get this one."""
    return "\n".join(_table(one, known.known.get(one.id), reason) for one in findings if one.level is Level.MUST)


def _table(finding: Finding, known: KnownDeviation | None, reason: str) -> str:
    lines = [
        "[[known]]",
        f"id = {_quoted(finding.id)}",
        f"requirement = {_quoted(finding.requirement)}",
        f"name = {_quoted(finding.name)}",
        f"reason = {_quoted(known.reason if known else reason)}",
    ]
    lines += [f"expires = {known.expires.isoformat()}"] if known and known.expires else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON writes the same escapes, but for the one character that TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
