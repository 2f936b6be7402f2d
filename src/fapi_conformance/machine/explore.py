"""Hypothesis chooses what happens; the first disagreement of a search is shortened and told."""

import time
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from fapi_conformance.errors import NotTestable, SuiteProblem
from fapi_conformance.machine import identifications, overture_organizations
from fapi_conformance.machine.acts import Act, acts
from fapi_conformance.machine.disagreement import Disagreement, Ended, Judging
from fapi_conformance.machine.overture import (
    BESIDE_IDENTIFICATIONS,
    COURSES,
    IDENTIFYING,
    LONGEST,
    OPENINGS,
    TWO_KNOWN,
    Course,
)
from fapi_conformance.machine.shorten import play, shorten
from fapi_conformance.machine.stage import ALL_CLIENTS, CLIENTS, COMPANY, PEOPLE, Stage, has_organizations
from fapi_conformance.requirements import machine, machine_organizations
from fapi_conformance.target.target import Target

STEPS = 50
"""Acts in one course of events."""
ROUNDS = 4
"""Searches of one run: after each that found something, one more that passes over it."""
SECONDS_AN_EXAMPLE = 6.0
"""A target that has to be spoken to slowly is not explored for ever."""
PICKS = st.integers(0, 2**16)
"""Which of the choices: how many there are may depend on the target, and what Hypothesis draws must not."""
GOING_ON = 20
"""How often, beside once for each act, Hypothesis may choose to stay with whom the last one was about."""
GENERAL: tuple[Course, ...] = ((), (), (), *OPENINGS, *IDENTIFYING)
"""How a course begins that is about no organization."""
ORGANIZING = overture_organizations.OPENINGS
BEFORE = "have_account"
"""The act that only a beginning has."""


@dataclass(slots=True)
class Explored:
    """``shown``: how often each requirement was seen kept; ``found``: one disagreement for each that was not."""

    shown: Counter[str] = field(default_factory=Counter)
    found: list[Disagreement] = field(default_factory=list)
    courses: int = 0
    acts: int = 0


class _Stop(BaseException):
    """Out of Hypothesis, past everything that it catches: what is known is enough, or nothing can be known."""


class _Search:
    """One run of the machine: what it is allowed, and how it ended."""

    def __init__(self, target: Target, judging: Judging, seconds: float) -> None:
        self.target = target
        self.judging = judging
        self.until = time.monotonic() + seconds
        self.found: Disagreement | None = None
        self.problem: Exception | None = None
        self.courses = self.acts = 0
        organized = has_organizations(target) and judging.minds(machine_organizations.ALL)
        general = judging.minds(machine.ALL) or not organized
        self.overture = (*(COURSES if general else ()), *(overture_organizations.COURSES if organized else ()))
        self.openings = (*(GENERAL if general else ()), *(ORGANIZING if organized else ()))

    @property
    def over(self) -> bool:
        return self.found is not None or self.problem is not None or time.monotonic() > self.until

    def guarded(self, does: Callable[[], None]) -> bool:
        """Whether the course of events can go on. What Hypothesis is not to see leaves it at once."""
        if time.monotonic() > self.until:
            raise _Stop
        try:
            does()
        except Ended:
            return False
        except Disagreement as found:
            self.found = found
            raise _Stop from None
        except (NotTestable, SuiteProblem) as problem:
            self.problem = problem
            raise _Stop from None
        return True


class _Machine(RuleBasedStateMachine):
    search: _Search

    def __init__(self) -> None:
        super().__init__()
        self.ended = False
        self.search.courses += 1

    @initialize(
        pick=PICKS,
        length=st.integers(1, max(LONGEST, *map(len, ORGANIZING))),
        clients=st.integers(1, len(CLIENTS)),
        people=st.integers(0, len(PEOPLE)),
    )
    def begin(self, pick: int, length: int, clients: int, people: int) -> None:
        """With an opening or none; a small world meets itself more often; who has an account needs no sign-up."""
        search = self.search
        opening = search.openings[pick % len(search.openings)]
        organizing = opening in ORGANIZING
        self.stage = Stage(
            search.target,
            search.judging,
            clients=ALL_CLIENTS if organizing else CLIENTS if opening else CLIENTS[-clients:],
            people=COMPANY if organizing else PEOPLE,
            identifying=opening in IDENTIFYING,
            organizing=organizing,
        )
        if self.stage.identifying:
            length = max(length, len(TWO_KNOWN))
        if organizing:
            length = max(length, overture_organizations.LEAST)
        beginning = opening[:length] if opening else tuple((BEFORE, (name,)) for name in PEOPLE[:people])
        for name, names in beginning:
            act = acts()[name]
            if not self.ended and names in act.choices(self.stage):
                self.play(act, names)

    @property
    def narrow(self) -> bool:
        """A course about one thing keeps to that."""
        return self.stage.identifying or self.stage.organizing

    def offered(self) -> Iterator[Act]:
        """All acts; in a course about organizations some stand there more often."""
        for act in acts().values():
            seldom = not self.stage.organizing or act.name in overture_organizations.SELDOM
            yield from [act] * (1 if seldom else overture_organizations.OFTEN)

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.stage.close()

    def play(self, act: Act, names: tuple[str, ...]) -> None:
        self.search.acts += 1
        self.ended = not self.search.guarded(lambda: self.stage.play(act, names))

    def go_on(self, pick: int) -> None:
        """Something that the same people, clients or attempts can do next; or, in a course about what people are known
        by or about organizations, anything about that.
        """
        if self.stage.organizing:
            pick = _scattered(pick, len(self.stage.lines))
        line = self.stage.lines[-1]
        last = {*line.names, *line.made}
        near = [
            (act, choices)
            for act in self.offered()
            if act.name != BEFORE
            and (about(act, self.stage) or not self.narrow)
            and (choices := [one for one in act.choices(self.stage) if self.narrow or last & {*one}])
        ]
        if near:
            (act, choices), which = near[pick % len(near)], pick // len(near)
            self.play(act, choices[which % len(choices)])

    @precondition(lambda self: self.ended)
    @rule()
    def rest(self) -> None:
        """What was to be seen in this course of events has been seen."""


def _scattered(pick: int, number: int) -> int:
    """The simplest draws, which come first, are not to be the same act over and over."""
    return zlib.crc32(f"{pick} {number}".encode())


def about(act: Act, stage: Stage) -> bool:
    """Whether it belongs into a course about one thing, which keeps to that and comes far."""
    if stage.organizing:
        return act.about_organizations or act.name in overture_organizations.BESIDE
    return act.perform.__module__ == identifications.__name__ or act.name in BESIDE_IDENTIFICATIONS


def _rule(act: Act) -> Callable[..., None]:
    def step(self: _Machine, pick: int) -> None:
        choices = act.choices(self.stage)
        self.play(act, choices[pick % len(choices)])

    step.__name__ = act.name
    possible = precondition(lambda self: not (self.ended or self.narrow) and bool(act.choices(self.stage)))
    return possible(rule(pick=PICKS)(step))


def _going_on() -> Callable[..., None]:
    def step(self: _Machine, pick: int) -> None:
        self.go_on(pick)

    return precondition(lambda self: not self.ended and bool(self.stage.lines))(rule(pick=PICKS)(step))


def explore(
    target: Target,
    *,
    seed: int,
    examples: int,
    seconds: float | None = None,
    rounds: int = ROUNDS,
    muted: Collection[str] = (),
) -> Explored:
    """Search in rounds, passing over what breaks the requirements in ``muted``.

    Raises what stops every round: the target cannot be explored at all, or not spoken to.
    """
    total = Explored()
    for _ in range(rounds):
        judging = Judging([*muted, *(one.requirement.id for one in total.found)])
        search = _Search(target, judging, seconds or examples * SECONDS_AN_EXAMPLE)
        _begin(search)
        _run(search, seed, examples)
        total.shown += judging.shown
        total.courses += search.courses
        total.acts += search.acts
        if search.problem is not None:
            raise search.problem
        if search.found is None:
            break
        total.found.append(shorten(target, search.found))
    return total


def _begin(search: _Search) -> None:
    try:
        for course in search.overture:
            search.courses += 1
            search.guarded(lambda: play(search.target, course, search.judging))  # noqa: B023
    except _Stop:
        return


def _run(search: _Search, seed: int, examples: int) -> None:
    """Until there is something to tell or nothing left to try.

    A target may do otherwise for the same acts: two requests at once end as they end. Hypothesis then calls the search
    flaky and leaves it; it goes on with another seed.
    """
    left = examples
    while left > 0 and not search.over:
        before = search.courses
        _run_once(search, seed, left)
        left -= max(search.courses - before, 1)
        seed += 1


def _run_once(search: _Search, seed: int, examples: int) -> None:
    general = [one for one in acts().values() if not one.about_organizations]
    rules: dict[str, Any] = {one.name: _rule(one) for one in general if one.name != BEFORE}
    rules |= {f"go_on_{number}": _going_on() for number in range(GOING_ON)}
    machine = hypothesis.seed(seed)(type("Machine", (_Machine,), {**rules, "search": search}))
    chosen = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        print_blob=False,
        verbosity=Verbosity.quiet,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(machine, settings=chosen)
    except (_Stop, Flaky):
        return
