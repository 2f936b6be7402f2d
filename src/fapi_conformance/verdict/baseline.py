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
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict.finding import Finding, Sighting
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.ruling import RequirementVerdict
from fapi_conformance.verdict.step import Step

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
    """It was not met by a run that cannot tell whether it is gone: one of a part, or one that was cut short."""

    @property
    def red(self) -> bool:
        return self in (State.STALE, State.EXPIRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDeviation:
    """``id`` and ``name`` are a finding's; ``expires`` is the last day on which it counts, of UTC, None for never."""

    id: str
    requirement: str
    reason: str
    expires: date | None = None
    name: str = ""


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
        self,
        findings: Sequence[Finding],
        verdicts: Sequence[RequirementVerdict],
        today: date,
        *,
        whole: bool,
        told: Callable[[str], Sequence[Step]],
    ) -> Iterator[Reckoned]:
        """The state of each after a run; ``told`` are the steps of a requirement. Only a ``whole`` run, with nothing
        left out and nothing cut short, can tell that something is gone: in a part, another test may meet it.
        """
        seen = {one.id for one in findings}
        judged = {one.requirement.id for one in verdicts if one.outcome in JUDGED}
        about = {one.requirement.id for one in verdicts if one.selected}
        for one in self.known.values():
            if one.id in seen:
                state = State.EXPIRED if _over(one, today) else State.KNOWN
            elif whole and one.requirement in judged and _looked_for(one, told(one.requirement)):
                state = State.STALE
            else:
                state = State.EXPIRED if _over(one, today) and one.requirement in about else State.UNSEEN
            yield Reckoned(known=one, state=state)


def _looked_for(one: KnownDeviation, steps: Sequence[Step]) -> bool:
    """Whether each of the steps that could have met it came to a verdict; one that a judge met has none of its own."""
    own = [step for step in steps if Sighting.of(step).finding_id == one.id]
    return all(step.outcome not in (Outcome.NOT_TESTABLE, Outcome.ERROR) for step in own)


def _over(one: KnownDeviation, today: date) -> bool:
    return one.expires is not None and today > one.expires


def load(file: Path, requirements: Collection[str]) -> Baseline:
    """Raises BadInput, one line, for whatever is no baseline, or names what nobody ever declared."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        raise BadInput(f"{file}: {problem.strerror or problem}") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
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
    name = entry.get("name", "")
    if not isinstance(name, str):
        raise BadInput(f"{where}: its name has to be a text")
    return KnownDeviation(id=id_, requirement=requirement, reason=reason, expires=expires, name=name)


def written(findings: Sequence[Finding], reckoned: Sequence[Reckoned], reason: str) -> str:
    """A baseline of these findings: those that were known keep their reason and their date, the others get this one.

    What the run met no more is dropped; what it could not tell of stays as it was.
    """
    before = {one.known.id: one for one in reckoned}
    found = [one for one in findings if one.level is Level.MUST or one.id in before]
    tables = [
        replace(before[one.id].known, name=one.name)
        if one.id in before
        else KnownDeviation(id=one.id, requirement=one.requirement, reason=reason, name=one.name)
        for one in found
    ]
    met = {one.id for one in found}
    tables += [one.known for one in reckoned if one.known.id not in met and one.state is not State.STALE]
    return "\n".join(map(_table, tables))


def _table(known: KnownDeviation) -> str:
    lines = ["[[known]]", f"id = {_quoted(known.id)}", f"requirement = {_quoted(known.requirement)}"]
    lines += [f"name = {_quoted(known.name)}"] if known.name else []
    lines += [f"reason = {_quoted(known.reason)}"]
    lines += [f"expires = {known.expires.isoformat()}"] if known.expires else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON writes the same escapes, but for the one character that TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
