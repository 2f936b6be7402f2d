"""The page itself, from the catalogue of requirements and the operations of the contract."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fapi_conformance.contract.operations import Contract
from fapi_conformance.coverage.counts import grouped, in_matrix, kinds, levels, of_kind
from fapi_conformance.requirements.not_judged import NOT_JUDGED
from fapi_conformance.target import means, risks
from fapi_conformance.verdict.requirement import SECURITY, Level, Requirement
from fapi_conformance.verdict.security import AREAS
from fapi_conformance.verdict.sources import Kind

LEVELS = tuple(level.value for level in Level)
MATRIX = ("promised", "refused", "security", "MUST")
HEAD = "<!-- Written by `python -m fapi_conformance.coverage`, and kept fresh by a self-test: not to be edited. -->"


def page(catalogue: Mapping[str, Requirement], contract: Contract) -> str:
    """In Markdown."""
    every = tuple(catalogue.values())
    parts = (_numbers(every, contract), _areas(every), _operations(every, contract), _left(every, contract))
    return "\n".join([HEAD, "# What is judged, and what is not", *(line for part in parts for line in part)]) + "\n"


def _numbers(every: Sequence[Requirement], contract: Contract) -> Iterator[str]:
    must, should, may = levels(every)
    yield ""
    yield (
        f"{len(every)} requirements ({must} MUST, {should} SHOULD, {may} MAY) about {len(contract.operations)} "
        "operations. A MUST rests on the published schema, the published error catalogue, what official clients break "
        "without, or an audited check that a standard carries; every one of them has a seeded fault that it catches."
    )
    yield from _section("By profile", f"`{SECURITY}` is drawn from the others.")
    profiles = grouped(every, lambda one: one.profiles)
    in_order = sorted(profiles.items(), key=lambda item: item[0] == SECURITY)
    yield from _table(("profile", *LEVELS), ((name, levels(several)) for name, several in in_order))
    yield from _section("By kind of source", "A requirement may have several.")
    held = ((name, [one for one in every if name in kinds(one)]) for name in Kind)
    yield from _table(("source", *LEVELS), ((name.value, levels(several)) for name, several in held))


def _areas(every: Sequence[Requirement]) -> Iterator[str]:
    yield from _section("By area", "The first part of a requirement's id; then how many have a source of each kind.")
    areas = grouped(every, lambda one: [one.area])
    rows = ((name, [*levels(several), *of_kind(several)]) for name, several in sorted(areas.items()))
    yield from _table(("area", *LEVELS, *(name.value for name in Kind)), rows)


def _operations(every: Sequence[Requirement], contract: Contract) -> Iterator[str]:
    of_all = [one for one in every if not one.operations]
    yield from _section(
        "By operation",
        "Of the requirements that name it: those about what it promises, those about what it refuses, how many of both "
        f"restate a check of the security catalogue, how many are MUST. Besides, {len(of_all)} are about every "
        "operation: they hold at each exchange, or are tried at each operation that has a recipe "
        f"({', '.join(f'`{name}`' for name in grouped(of_all, lambda one: [one.area]))}).",
    )
    named = grouped(every, lambda one: one.operations)
    rows = ((f"`{one.label}`", in_matrix(named.get(one.id, ()))) for one in contract.operations)
    yield from _table(("operation", *MATRIX), rows)


def _left(every: Sequence[Requirement], contract: Contract) -> Iterator[str]:
    yield "\n## What is not judged"
    yield (
        "\nWhat the facts leave open is no requirement; what conformant servers may do otherwise is tried in "
        "`selftest/test_liberties.py`, so that none of it is accused."
    )
    cited = {check for one in every for check in one.checks}
    checks = [check for area in AREAS for check in area.checks]
    yield from _section(
        "Checks of the security catalogue",
        f"{len(cited & set(checks))} of {len(checks)} are restated. The others:",
        depth=3,
    )
    reasons: dict[str, list[str]] = {}
    for check in checks:
        if check not in cited:
            reasons.setdefault(NOT_JUDGED.get(check, "not restated yet"), []).append(check)
    yield from (f"- {reason}: {', '.join(several)}" for reason, several in reasons.items())
    yield from _section(
        "Where the target does not offer it",
        "Requirements that presuppose a capability, read from the environment; without it they are *not applicable*.",
        depth=3,
    )
    yield ", ".join(_counted(grouped(every, lambda one: one.when)))
    yield from _section(
        "Where the run lacks a means",
        "Without it they are *not testable*; `docs/means.md` says how to bring one.",
        depth=3,
    )
    yield from _means(grouped(every, lambda one: one.means))
    yield from _section("Where it needs leave", "Towards a target that is not on this machine.", depth=3)
    risky = grouped(every, lambda one: one.risks)
    yield from (f"- {len(several)}: {risks.REMEDIES[name]}" for name, several in sorted(risky.items()))
    yield from _section(
        "Where real servers differ from the published schema",
        f"{len(contract.errata)} corrections of it, each with its evidence: "
        "`python -m fapi_conformance.contract --errata-list`.",
        depth=3,
    )


def _means(needed: Mapping[str, Sequence[Requirement]]) -> Iterator[str]:
    """Each with how many need it, and what to do about it."""
    for name, several in sorted(needed.items()):
        yield f"- `{name}` {len(several)}: {means.REMEDIES.get(name, 'bring a --means plug-in for it')}"


def _section(title: str, says: str, *, depth: int = 2) -> Iterator[str]:
    yield f"\n{'#' * depth} {title}\n"
    yield says
    yield ""


def _counted(groups: Mapping[str, Sequence[Requirement]]) -> Iterator[str]:
    yield from (f"`{name}` {len(several)}" for name, several in sorted(groups.items()))


def _table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[object]]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for name, cells in rows:
        yield f"| {name} | {' | '.join('' if cell == 0 else str(cell) for cell in cells)} |"
