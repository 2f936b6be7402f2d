"""What a target may claim: one verdict over the MUSTs of each profile, or over the SHOULDs of one that has none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.requirement import Level
from fapi_conformance.verdict.ruling import RequirementVerdict


class Standing(StrEnum):
    """``incomplete``: no MUST is broken, and not each of them could be shown."""

    CONFORMANT = "conformant"
    NOT_CONFORMANT = "not conformant"
    INCOMPLETE = "incomplete"
    NOT_APPLICABLE = "not applicable"


def called(standing: str, *, partial: bool) -> str:
    """The standing of a profile in a word: of a part of its requirements, only that one is broken says something."""
    return "partial" if partial and standing != Standing.NOT_CONFORMANT else standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileVerdict:
    """``counts`` has the number of requirements by level and outcome; ``not_run`` were not selected, and are in no
    count. ``partial``: this run was about some of its requirements only.
    """

    profile: str
    standing: Standing
    counts: Mapping[Level, Mapping[Outcome, int]]
    not_run: int
    partial: bool

    def count(self, level: Level, outcome: Outcome) -> int:
        return self.counts.get(level, {}).get(outcome, 0)


def profiles(verdicts: Sequence[RequirementVerdict], *, stopped: bool = False) -> tuple[ProfileVerdict, ...]:
    """One for each profile, in the order in which the catalogue first names them.

    Of a run that was ``stopped`` before its time none is conformant, though each requirement may have passed already:
    other tests would have looked at it again.
    What is drawn from the others (security) comes last. A requirement may be in two, so nothing is summed over them.
    """
    by_profile: dict[str, list[RequirementVerdict]] = {verdict.requirement.profile: [] for verdict in verdicts}
    for verdict in verdicts:
        for profile in verdict.requirement.profiles:
            by_profile.setdefault(profile, []).append(verdict)
    return tuple(_profile(name, several, stopped=stopped) for name, several in by_profile.items())


def _profile(name: str, verdicts: Sequence[RequirementVerdict], *, stopped: bool) -> ProfileVerdict:
    run = [verdict for verdict in verdicts if verdict.selected]
    counts: dict[Level, Counter[Outcome]] = {}
    for verdict in run:
        counts.setdefault(verdict.requirement.level, Counter())[verdict.outcome] += 1
    decisive = Level.MUST if any(one.requirement.level is Level.MUST for one in verdicts) else Level.SHOULD
    partial = len(run) < len(verdicts)
    return ProfileVerdict(
        profile=name,
        standing=_standing(counts.get(decisive, {}), open_=partial or stopped),
        counts=counts,
        not_run=len(verdicts) - len(run),
        partial=partial,
    )


def _standing(decisive: Mapping[Outcome, int], *, open_: bool) -> Standing:
    if decisive.get(Outcome.FAIL):
        return Standing.NOT_CONFORMANT
    if open_ or decisive.get(Outcome.ERROR) or decisive.get(Outcome.NOT_TESTABLE):
        return Standing.INCOMPLETE
    if decisive.get(Outcome.PASS):
        return Standing.CONFORMANT  # a broken SHOULD beside it is told, and fails no certification
    return Standing.INCOMPLETE if decisive.get(Outcome.WARNING) else Standing.NOT_APPLICABLE
