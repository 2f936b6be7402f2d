"""The checks of the security catalogue, area by area: which of them requirements restate, and what became of those."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.outcome import Outcome
from fapi_conformance.verdict.ruling import RequirementVerdict


@dataclass(frozen=True, slots=True)
class Area:
    """``first`` to ``last`` are the numbers of its checks; ``more`` are those that were numbered later."""

    letter: str
    title: str
    first: int
    last: int
    more: tuple[int, ...] = ()

    @property
    def checks(self) -> tuple[str, ...]:
        return tuple(f"SEC-{number:03}" for number in (*range(self.first, self.last + 1), *self.more))


AREAS = (
    Area("A", "what belongs to another person", 1, 19),
    Area("B", "what belongs to another client", 20, 30),
    Area("C", "organizations and roles", 31, 52, (261,)),
    Area("D", "invitations, requests and domains", 53, 65),
    Area("E", "the life of a session", 66, 81),
    Area("F", "cookies and foreign pages", 82, 91),
    Area("G", "tokens", 92, 104),
    Area("H", "handshakes, tickets and links", 105, 117, (263,)),
    Area("I", "codes that are sent", 118, 129),
    Area("J", "second factors", 130, 143),
    Area("K", "verifying a session anew", 144, 148),
    Area("L", "passwords and recovery", 149, 156),
    Area("M", "who has an account, and how often one may try", 157, 173),
    Area("N", "passkeys", 174, 181, (262,)),
    Area("O", "wallets", 182, 185),
    Area("P", "accounts elsewhere", 186, 192),
    Area("Q", "SAML", 193, 200),
    Area("R", "authorizing applications", 201, 210),
    Area("S", "tokens of applications", 211, 227),
    Area("T", "registering applications", 228, 231),
    Area("U", "members that only the server sets", 232, 237),
    Area("V", "secrets in answers", 238, 241),
    Area("W", "where a redirect may lead", 242, 244),
    Area("X", "hostile input", 245, 251),
    Area("Y", "pictures", 252, 254),
    Area("Z", "headers and open doors", 255, 260),
)

BROKEN, NOT_SHOWN = "broken", "not run"
WORDS: Mapping[Outcome, str] = {
    Outcome.FAIL: BROKEN,
    Outcome.WARNING: "warning",
    Outcome.ERROR: "error",
    Outcome.PASS: "kept",
    Outcome.NOT_TESTABLE: "not testable",
    Outcome.NOT_APPLICABLE: "not applicable",
}
"""What becomes of a check, worst first: one that several requirements restate is as good as the worst of them shows,
and what some of them could not show does not undo what the others did.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaVerdict:
    """``counts``: of the declared checks, by what became of them. ``open``: those that no requirement restates."""

    area: Area
    declared: int
    counts: Mapping[str, int]
    open: tuple[str, ...]


def by_area(verdicts: Sequence[RequirementVerdict]) -> tuple[AreaVerdict, ...]:
    """Each check is counted once, however many requirements restate it."""
    met: dict[str, list[RequirementVerdict]] = {}
    for verdict in verdicts:
        for check in verdict.requirement.checks:
            met.setdefault(check, []).append(verdict)
    return tuple(_verdict(area, met) for area in AREAS)


def table(verdicts: Sequence[RequirementVerdict], reasons: Mapping[str, str]) -> Iterator[Line]:
    """A line an area; below it, what is not declared although it should be, each with the reason."""
    rows = by_area(verdicts)
    yield Line("")
    yield Line("security checks by area: declared of all, and what became of them")
    for row in rows:
        told = [f"{row.counts[word]} {word}" for word in (*WORDS.values(), NOT_SHOWN) if row.counts.get(word)]
        name = f"{row.area.letter} {row.area.title}"
        counted = f"{row.declared:>2} of {len(row.area.checks):>2}"
        yield Line(f"  {name:<48} {counted}{'   ' if told else ''}{', '.join(told)}", _style(row))
    total = Counter(word for row in rows for word, count in row.counts.items() for _ in range(count))
    told = [f"{count} {word}" for word in (*WORDS.values(), NOT_SHOWN) if (count := total[word])]
    declared, every = sum(row.declared for row in rows), sum(len(row.area.checks) for row in rows)
    yield Line(f"  {'all':<46} {declared:>4} of {every:>2}{'   ' if told else ''}{', '.join(told)}")
    yield from _open(rows, reasons)


def _open(rows: Iterable[AreaVerdict], reasons: Mapping[str, str]) -> Iterator[Line]:
    groups: dict[str, list[str]] = {}
    for row in rows:
        for check in row.open:
            if check in reasons:
                groups.setdefault(reasons[check], []).append(check)
    for reason, checks in groups.items():
        yield Line(f"  left, {reason}: {', '.join(checks)}")


def _verdict(area: Area, met: Mapping[str, Sequence[RequirementVerdict]]) -> AreaVerdict:
    declared = [check for check in area.checks if check in met]
    counts = Counter(_became(met[check]) for check in declared)
    missing = tuple(check for check in area.checks if check not in met)
    return AreaVerdict(area=area, declared=len(declared), counts=counts, open=missing)


def _became(verdicts: Sequence[RequirementVerdict]) -> str:
    told = {verdict.outcome for verdict in verdicts if verdict.selected}
    return next((word for outcome, word in WORDS.items() if outcome in told), NOT_SHOWN)


def _style(row: AreaVerdict) -> str:
    return "red" if row.counts.get(BROKEN) else ""
