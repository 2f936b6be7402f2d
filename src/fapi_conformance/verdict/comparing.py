"""What changed between two runs: the target's own changes apart from those of the suite that judged it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fapi_conformance.verdict.pace import late
from fapi_conformance.verdict.reading import Told
from fapi_conformance.verdict.step import in_a_line
from fapi_conformance.verdict.surroundings import differing, part, surroundings

Item = Mapping[str, Any]

JUDGED = frozenset({"pass", "fail", "warning"})
OPEN = frozenset({"not_testable", "error"})
LEVELS = ("MAY", "SHOULD", "MUST")
FEWER = 0.5
"""Of its cases, an operation has lost coverage; above it, chance and the target's answers decide how many there are."""
MANY = 10
"""Cases of which it is worth a word that half of them are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``what`` changed, in one line, and ``how``."""

    what: str
    how: str


@dataclass(frozen=True)
class Comparison:
    """``before`` and ``after`` are results files. Each property lists changes of one kind, in the order of a file."""

    before: Told
    after: Told

    @cached_property
    def new(self) -> Sequence[Change]:
        """Deviations from MUSTs that the earlier run was about as well, and that nobody knew of."""
        return [self._told(one) for one in self._gained("new") if one["level"] == "MUST" and one["known"] is None]

    @cached_property
    def new_and_known(self) -> Sequence[Change]:
        """The same of those that the later run's baseline knew."""
        gained = (one for one in self._gained("new") if one["level"] == "MUST" and one["known"] is not None)
        return [Change(what=one["name"], how=one["known"]) for one in gained]

    @cached_property
    def new_warnings(self) -> Sequence[Change]:
        """Of SHOULDs and MAYs, whatever they were before."""
        return [self._told(one) for one in self._gained("new") if one["level"] != "MUST"]

    @cached_property
    def first_looked_for(self) -> Sequence[Change]:
        """Deviations from what the earlier run was not about: whether they are new is not known."""
        return [self._told(one) for one in self._gained("unasked")]

    @cached_property
    def by_the_suite(self) -> Sequence[Change]:
        """What is counted otherwise since another release judged: none of it is a change of the target."""
        restated = sorted(self._restated(), key=lambda one: not one.how.endswith(("fail", "warning")))
        return [*restated, *map(self._told, self._gained("suite")), *self._rewritten()]

    @cached_property
    def fixed(self) -> Sequence[Change]:
        """Deviations that were looked for again, and are not there any more."""
        return [self._told(one) for one in self._lost() if self._looked_for(one)]

    @cached_property
    def out_of_sight(self) -> Sequence[Change]:
        """Deviations that the later run could not look for: whether they are still there is not known."""
        return [
            Change(what=one["name"], how=self._open(one) or "none of the tests that met it was run")
            for one in self._lost()
            if not self._looked_for(one)
        ]

    @cached_property
    def not_testable(self) -> Sequence[Change]:
        """MUSTs that were kept before and of which nothing can be said now; those that a run that was cut short did not
        come to in one line. A run of another part misses what rests on the rest, and says nothing of a target by that.
        """
        if not self._whole and not self._same_part:
            return []
        lost = list(self._from_pass_to("not_testable", "error", level="MUST"))
        stopped = self.after["circumstances"]["stopped"]
        cut = [one for one in lost if stopped and one.how == stopped]
        told = [one for one in lost if one not in cut]
        return [*told, Change(what=f"{len(cut)} {'MUST' if len(cut) == 1 else 'MUSTs'}", how=stopped)] if cut else told

    @cached_property
    def not_applicable(self) -> Sequence[Change]:
        """Of whatever level: the target says that it has switched something off."""
        return list(self._from_pass_to("not_applicable"))

    @cached_property
    def unreached(self) -> Sequence[Change]:
        """Operations that answered with a documented success before, and do not now."""
        return [
            Change(what=was["operation"], how=_in_vain(now))
            for was, now in self._operations()
            if was["reached"] and not now["reached"] and self._alike
        ]

    @cached_property
    def fewer(self) -> Sequence[Change]:
        """Operations that were tried in far fewer cases than before."""
        return [
            Change(what=was["operation"], how=f"{was['cases']} cases, now {now['cases']}")
            for was, now in self._operations()
            if was["cases"] >= MANY and now["cases"] < FEWER * was["cases"] and self._alike
        ]

    @cached_property
    def slower(self) -> Sequence[Change]:
        return [Change(what=what, how=how) for what, how in late(self._operations())]

    @cached_property
    def profiles(self) -> Sequence[Change]:
        was = {one["profile"]: one["verdict"] for one in self.before["profiles"]}
        return [
            Change(what=one["profile"], how=f"{was.get(one['profile'], 'not judged')} -> {one['verdict']}")
            for one in self.after["profiles"]
            if was.get(one["profile"]) != one["verdict"] and not one["partial"]
        ]

    @cached_property
    def surroundings(self) -> Sequence[Change]:
        """What else may be the cause of a change: other runs, another address, environment, version."""
        return [Change(what=what, how=how) for what, how in surroundings(self.before["run"], self.after["run"])]

    @cached_property
    def dependencies(self) -> Sequence[Change]:
        """What the suite was run with."""
        versions = (told["run"]["versions"] for told in (self.before, self.after))
        return [Change(what=what, how=how) for what, how in differing(*versions)]

    @property
    def regressed(self) -> bool:
        """The target breaks or hides what it kept before. Being slower is told, and counts only for whoever asks."""
        return bool(self.new or self.not_testable or self.unreached)

    # what these are made of

    @cached_property
    def _earlier(self) -> Mapping[str, Item]:
        return {one["id"]: one for one in self.before["requirements"]}

    @cached_property
    def _later(self) -> Mapping[str, Item]:
        return {one["id"]: one for one in self.after["requirements"]}

    @cached_property
    def _alike(self) -> bool:
        """Whether both tried the same, so that something is missing where it was not tried."""
        return self._same_part and bool(self.after["run"]["complete"])

    @cached_property
    def _same_part(self) -> bool:
        return part(self.before["run"]) == part(self.after["run"])

    @cached_property
    def _other_release(self) -> bool:
        return bool(self.before["run"]["suite_version"] != self.after["run"]["suite_version"])

    @property
    def _whole(self) -> bool:
        return bool(self.after["circumstances"]["whole"])

    @cached_property
    def _tests_after(self) -> frozenset[str]:
        return frozenset(one["test"] for one in self.after["tests"])

    @cached_property
    def _tests_before(self) -> frozenset[str]:
        return frozenset(one["test"] for one in self.before["tests"])

    def _looked_for(self, finding: Item) -> bool:
        """Whether the later run can tell that a deviation which it did not meet is gone."""
        tried = (self._whole and self.after["run"]["complete"]) or not self._tests_after.isdisjoint(finding["tests"])
        return tried and not self._open(finding)

    def _open(self, finding: Item) -> str:
        """Why the later run came to no verdict of what a finding is about; empty where it did."""
        requirement = self._later[finding["requirement"]]
        if requirement["verdict"] not in JUDGED:
            return _why(requirement)
        own = (one for one in self.after["steps"] if one["requirement"] == finding["requirement"])
        about = (one for one in own if one.get("operation") and [one["operation"]] == list(finding["key"]))
        return next((one.get("because", "not told") for one in about if one["outcome"] in OPEN), "")

    def _operations(self) -> Iterator[tuple[Item, Item]]:
        """Each that both runs knew, as it was and as it is."""
        later = {one["id"]: one for one in self.after["operations"]}
        return ((one, later[one["id"]]) for one in self.before["operations"] if one["id"] in later)

    def _gained(self, kind: str) -> Sequence[Item]:
        """Findings that the earlier run had not, of this kind: see ``_kind``."""
        known = {one["id"] for one in self.before["findings"]}
        return [one for one in self.after["findings"] if one["id"] not in known and self._kind(one) == kind]

    def _kind(self, finding: Item) -> str:
        """``suite`` did not look for it, or takes it more seriously now; the earlier run left it ``unasked``; or
        ``new``.
        """
        earlier = self._earlier.get(finding["requirement"])
        if earlier is None or (finding["level"] == "MUST" and earlier["level"] != "MUST"):
            return "suite"
        if not earlier["selected"]:
            return "unasked"
        # A test that another release has brought finds what may have been there for long.
        brought = self._other_release and self._tests_before.isdisjoint(finding["tests"])
        return "suite" if brought else "new"

    def _lost(self) -> Sequence[Item]:
        """Those of requirements that the later run was about."""
        known = {one["id"] for one in self.after["findings"]}
        about = {id_ for id_, one in self._later.items() if one["selected"]}
        return [one for one in self.before["findings"] if one["id"] not in known and one["requirement"] in about]

    def _told(self, finding: Item) -> Change:
        told = in_a_line(finding["location"], finding["expected"], finding["got"])
        where = f" (in {', '.join(finding['runs'])})" if finding.get("runs") else ""
        return Change(what=finding["name"], how=told + where)

    def _restated(self) -> Iterator[Change]:
        for id_, one in self._later.items():
            earlier, verdict = self._earlier.get(id_), one["verdict"].replace("_", " ")
            if earlier is None:
                yield Change(what=id_, how=f"added, {one['level']}: {verdict}")
            elif earlier["level"] != one["level"]:
                raised = LEVELS.index(one["level"]) > LEVELS.index(earlier["level"])
                how = f"{'raised' if raised else 'lowered'} from {earlier['level']} to {one['level']}: {verdict}"
                yield Change(what=id_, how=how)
        for id_, earlier in self._earlier.items():
            if id_ not in self._later:
                yield Change(
                    what=id_, how=f"dropped, {earlier['level']}: {earlier['verdict'].replace('_', ' ')} before"
                )

    def _rewritten(self) -> Iterator[Change]:
        """Operations that only one of them knew."""
        was, now = ({one["id"]: one["operation"] for one in told["operations"]} for told in (self.before, self.after))
        yield from (Change(what=now[id_], how="added to the schema") for id_ in now if id_ not in was)
        yield from (Change(what=was[id_], how="dropped from the schema") for id_ in was if id_ not in now)

    def _from_pass_to(self, *verdicts: str, level: str = "") -> Iterator[Change]:
        for id_, one in self._later.items():
            earlier = self._earlier.get(id_)
            if not earlier or earlier["verdict"] != "pass" or one["verdict"] not in verdicts or not one["selected"]:
                continue
            if not level or one["level"] == earlier["level"] == level:
                yield Change(what=id_, how=_why(one))


def _in_vain(now: Item) -> str:
    return f"called {now['cases']} times, without a documented success" if now["cases"] else "not called any more"


def _why(requirement: Item) -> str:
    return str(requirement["reason"]) or str(requirement["verdict"]).replace("_", " ")
