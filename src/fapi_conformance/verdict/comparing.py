"""What changed between two runs: the target's own changes apart from those of the suite that judged it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fapi_conformance.verdict.reading import Told

Item = Mapping[str, Any]

JUDGED = frozenset({"pass", "fail", "warning"})
SLOWER = 2.0
"""Times as long on average; below it, machines differ more than targets."""
NOTICED = 0.05
"""Seconds on average by which an answer has to be later; below it nobody minds."""
ENOUGH = 5
"""Answers of which an average says something."""


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
        """Deviations from MUSTs that were judged before as well."""
        return [self._told(one) for one in self._gained() if self._stood(one) == one["level"] == "MUST"]

    @cached_property
    def new_warnings(self) -> Sequence[Change]:
        """Of SHOULDs and MAYs, whatever they were before."""
        return [self._told(one) for one in self._gained() if self._stood(one) and one["level"] != "MUST"]

    @cached_property
    def by_the_suite(self) -> Sequence[Change]:
        """What is counted otherwise since another release judged: none of it is a change of the target."""
        return [*self._restated(), *map(self._told, self._newly_judged())]

    @cached_property
    def fixed(self) -> Sequence[Change]:
        """Deviations that were looked for again, and are not there any more."""
        return [self._told(one) for one in self._lost() if self._verdict(one["requirement"]) in JUDGED]

    @cached_property
    def out_of_sight(self) -> Sequence[Change]:
        """Deviations that the later run could not look for: whether they are still there is not known."""
        return [
            Change(what=one["name"], how=_why(self._later.get(one["requirement"])))
            for one in self._lost()
            if self._verdict(one["requirement"]) not in JUDGED
        ]

    @cached_property
    def not_testable(self) -> Sequence[Change]:
        """MUSTs that were kept before and of which nothing can be said now."""
        return list(self._from_pass_to("not_testable", "error", level="MUST"))

    @cached_property
    def not_applicable(self) -> Sequence[Change]:
        """Of whatever level: the target says that it has switched something off."""
        return list(self._from_pass_to("not_applicable"))

    @cached_property
    def unreached(self) -> Sequence[Change]:
        """Operations that answered with a documented success before, and were called in vain."""
        later = {one["operation"]: one for one in self.after["operations"]}
        return [
            Change(what=name, how=f"called {now['cases']} times, without a documented success")
            for one in self.before["operations"]
            if one["reached"] and (now := later.get(name := one["operation"])) and not now["reached"]
            if self._whole or now["cases"]
        ]

    @cached_property
    def slower(self) -> Sequence[Change]:
        earlier = {one["operation"]: one for one in self.before["operations"]}
        return [
            Change(what=one["operation"], how=f"{was * 1000:.0f} ms on average, now {now * 1000:.0f} ms")
            for one in self.after["operations"]
            if (was := _average(earlier.get(one["operation"]))) and (now := _average(one))
            if now > SLOWER * was and now - was > NOTICED
        ]

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
        """What else may be the cause: another address, environment, version."""
        return list(self._surroundings())

    @property
    def regressed(self) -> bool:
        """The target breaks or hides what it kept before: exit status 1."""
        return bool(self.new or self.not_testable or self.unreached)

    # what these are made of

    @cached_property
    def _earlier(self) -> Mapping[str, Item]:
        return {one["id"]: one for one in self.before["requirements"]}

    @cached_property
    def _later(self) -> Mapping[str, Item]:
        return {one["id"]: one for one in self.after["requirements"]}

    @property
    def _whole(self) -> bool:
        return bool(self.after["circumstances"]["whole"])

    def _verdict(self, requirement: str) -> str:
        return str(self._later[requirement]["verdict"]) if requirement in self._later else ""

    def _gained(self) -> Sequence[Item]:
        known = {one["id"] for one in self.before["findings"]}
        return [one for one in self.after["findings"] if one["id"] not in known]

    def _lost(self) -> Sequence[Item]:
        """Those of requirements that the later run was about."""
        known = {one["id"] for one in self.after["findings"]}
        about = {id_ for id_, one in self._later.items() if one["selected"]}
        return [one for one in self.before["findings"] if one["id"] not in known and one["requirement"] in about]

    def _stood(self, finding: Item) -> str:
        """The level at which the earlier run judged what was found now; empty where it did not know of it."""
        earlier = self._earlier.get(finding["requirement"])
        return str(earlier["level"]) if earlier else ""

    def _told(self, finding: Item) -> Change:
        place = f"{finding['location']} = " if finding["location"] else ""
        return Change(what=finding["name"], how=f"expected {place}{finding['expected']}; got {finding['got']}")

    def _newly_judged(self) -> Iterator[Item]:
        """Deviations that the earlier run did not look for, or that weigh more now."""
        for one in self._gained():
            if not self._stood(one) or (one["level"] == "MUST" and self._stood(one) != "MUST"):
                yield one

    def _restated(self) -> Iterator[Change]:
        for id_, one in self._later.items():
            earlier = self._earlier.get(id_)
            if earlier is None:
                yield Change(what=id_, how=f"new, {one['level']}: {one['verdict'].replace('_', ' ')}")
            elif earlier["level"] != one["level"]:
                yield Change(what=id_, how=f"{earlier['level']} -> {one['level']}: {one['verdict'].replace('_', ' ')}")
        for id_ in self._earlier.keys() - self._later.keys():
            yield Change(what=id_, how="not judged any more")

    def _from_pass_to(self, *verdicts: str, level: str = "") -> Iterator[Change]:
        for id_, one in self._later.items():
            earlier = self._earlier.get(id_)
            if not earlier or earlier["verdict"] != "pass" or one["verdict"] not in verdicts or not one["selected"]:
                continue
            if not level or one["level"] == earlier["level"] == level:
                yield Change(what=id_, how=_why(one))

    def _surroundings(self) -> Iterator[Change]:
        was, now = self.before["run"], self.after["run"]
        for name in ("base_url", "api_version", "environment"):
            if was["target"][name] != now["target"][name]:
                yield Change(what=name.replace("_", " "), how=f"{was['target'][name]} -> {now['target'][name]}")
        for name, state in now["target"]["capabilities"].items():
            before = was["target"]["capabilities"].get(name)
            if before != state:
                yield Change(what=name, how=f"{_state(before)} -> {_state(state)}")
        versions = {"suite": was["suite_version"], **was["versions"]}
        for name, version in {"suite": now["suite_version"], **now["versions"]}.items():
            if versions.get(name) != version:
                yield Change(what=name, how=f"{versions.get(name, 'none')} -> {version}")


def _why(requirement: Item | None) -> str:
    if requirement is None:
        return "not judged any more"
    return str(requirement["reason"]) or str(requirement["verdict"]).replace("_", " ")


def _state(state: bool | None) -> str:
    return {True: "on", False: "off", None: "unknown"}[state]


def _average(operation: Item | None) -> float:
    if operation is None or operation["cases"] < ENOUGH:
        return 0.0
    return float(operation["seconds"] / operation["cases"])
