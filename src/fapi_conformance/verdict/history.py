"""Past results in the order of their time: what becomes of a target from night to night."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fapi_conformance.errors import BadInput
from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.reading import Told, read
from fapi_conformance.verdict.surroundings import judged, part

BARS = "▁▂▃▄▅▆▇█"
SIGNS = {"conformant": "✓", "not conformant": "✗", "incomplete": "?", "not applicable": "–", "not run": "·"}
LEGEND = ", ".join(f"{sign} {verdict}" for verdict, sign in SIGNS.items())
HEADINGS = (
    "night",
    "suite",
    "MUST pass",
    "MUST fail",
    "MUST not told",
    "SHOULD broken",
    "reached",
    "requests",
    "seconds",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One run. ``kept`` and ``broken`` are MUSTs, ``untold`` those of which it could tell nothing; ``warnings`` are of
    SHOULDs and MAYs; ``profiles`` have a verdict each. ``note`` says what it was not: complete, or of everything.
    """

    started: float
    seed: int
    suite: str
    target: str
    kept: int
    broken: int
    warnings: int
    untold: int
    reached: int
    operations: int
    requests: int
    seconds: float
    profiles: Mapping[str, str]
    note: str = ""

    @property
    def when(self) -> str:
        return datetime.fromtimestamp(self.started, tz=UTC).strftime("%Y-%m-%d %H:%M")

    @property
    def cells(self) -> tuple[str, ...]:
        """As ``HEADINGS`` has them."""
        counts = (self.kept, self.broken, self.untold, self.warnings)
        reached = f"{self.reached}/{self.operations}"
        return (self.when, self.suite, *map(str, counts), reached, f"{self.requests:,}", f"{self.seconds:.0f}")


def night(told: Told) -> Night:
    run, must = told["run"], [one for one in told["requirements"] if one["level"] == "MUST" and one["selected"]]
    return Night(
        started=run["started"],
        seed=run["seed"],
        suite=run["suite_version"],
        target=judged(run),
        kept=sum(one["verdict"] == "pass" for one in must),
        broken=sum(one["verdict"] == "fail" for one in must),
        warnings=sum(one["verdict"] == "warning" for one in told["requirements"]),
        untold=sum(one["verdict"] in {"not_testable", "error"} for one in must),
        reached=sum(one["reached"] for one in told["operations"]),
        operations=len(told["operations"]),
        requests=run["requests"],
        seconds=run["seconds"],
        profiles={
            one["profile"]: one["verdict"] if any(one["counts"].values()) else "not run" for one in told["profiles"]
        },
        note=_note(told),
    )


def _note(told: Told) -> str:
    run = told["run"]
    if not run["complete"]:
        return f"not complete: {run['cause']}"
    return "" if told["circumstances"]["whole"] else f"of a part: {part(run)}"


def remembered(places: Iterable[Path], schema: Path, skipped: list[str]) -> Sequence[Night]:
    """The runs of these files, and of those in these folders, each once, the oldest first. Raises BadInput."""
    nights: dict[object, Night] = {}
    for one in (night(told) for place in places for told in kept(place, schema, skipped)):
        nights[one.started, one.seed, one.target, one.requests] = one
    return sorted(nights.values(), key=lambda one: one.started)


def before(folder: Path, after: Told, schema: Path, skipped: list[str]) -> Told | None:
    """The last complete run of that folder that came before this one and was about the same; None without any."""
    found: Told | None = None
    for told in kept(folder, schema, skipped):
        run = told["run"]
        alike = part(run) == part(after["run"])
        last = found["run"]["started"] if found else -1
        if alike and run["complete"] and last < run["started"] < after["run"]["started"]:
            found = told
    return found


def kept(place: Path, schema: Path, skipped: list[str]) -> Iterator[Told]:
    """What a file tells, or each file of a folder. Raises BadInput of a file that was named; of a folder, what is no
    results file goes to ``skipped``, a line each: one broken night must not hide the others.
    """
    if not place.is_dir():
        yield read(place, schema)
        return
    for file in sorted(place.glob("*.json")):
        try:
            told = read(file, schema)
        except BadInput as problem:
            skipped.append(str(problem))
        else:
            yield told


def lines(nights: Sequence[Night]) -> Iterator[Line]:
    """A row for each run, what became of each figure as a line, and of each profile as a sign a run."""
    rows = [HEADINGS, *(one.cells for one in nights)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    several = len({one.target for one in nights}) > 1
    for row, one in zip(rows, [None, *nights], strict=True):
        said = [one.target] * several + [one.note] * bool(one.note) if one else []
        left, right = (f"{row[n]:<{widths[n]}}" for n in (0, 1)), (f"{row[n]:>{widths[n]}}" for n in range(2, len(row)))
        yield Line("  ".join([*left, *right, *said]), _colour(one) if one else "heading")
    yield Line("")
    for name, values in figures(nights):
        yield Line(f"{name:<{len('SHOULD broken')}}  {spark(values)}  {values[0]:,.0f} -> {values[-1]:,.0f}")
    yield Line("")
    yield Line(f"Profiles ({LEGEND}):", "heading")
    names = dict.fromkeys(name for one in nights for name in one.profiles)
    for name in names:
        strip = [one.profiles.get(name, "not run") for one in nights]
        if set(strip) != {"not run"}:
            signs = "".join(map(SIGNS.__getitem__, strip))
            since = _since(strip, nights) if strip[-1] != "not run" else ""
            yield Line(f"  {name:<{max(map(len, names))}}  {signs}  {strip[-1]}{since}")


def figures(nights: Sequence[Night]) -> Iterator[tuple[str, Sequence[float]]]:
    """What is drawn as a line, each with a value a run."""
    yield "MUST fail", [one.broken for one in nights]
    yield "MUST not told", [one.untold for one in nights]
    yield "SHOULD broken", [one.warnings for one in nights]
    yield "reached", [one.reached for one in nights]
    yield "requests", [one.requests for one in nights]
    yield "seconds", [one.seconds for one in nights]


def spark(values: Sequence[float]) -> str:
    """One bar a value, from the least to the greatest; the lowest where they do not differ."""
    low, high = min(values), max(values)
    return "".join(BARS[round((one - low) / (high - low) * (len(BARS) - 1)) if high > low else 0] for one in values)


def _since(strip: Sequence[str], nights: Sequence[Night]) -> str:
    """When a profile came to its last verdict; empty where it always had it. Runs about others say nothing of it."""
    known = [(verdict, one) for verdict, one in zip(strip, nights, strict=True) if verdict != "not run"]
    same = next((n for n, (verdict, _) in enumerate(reversed(known)) if verdict != known[-1][0]), 0)
    return f" since {known[-same][1].when}" if same else ""


def _colour(one: Night) -> str:
    if one.broken:
        return "red"
    return "yellow" if one.note else ""
