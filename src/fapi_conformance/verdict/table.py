"""A table of the operations: what was sent to each, what came, and what it documents and nobody provoked."""

from collections.abc import Iterator, Mapping, Sequence

from fapi_conformance.verdict.message import Line
from fapi_conformance.verdict.operations import OperationVerdict

LABELS = ("sent", "wrong", "seen", "said", "never")
PURPOSE = "for "


def table(operations: Sequence[OperationVerdict]) -> Iterator[Line]:
    """One block an operation, in the order of the contract."""
    for one in operations:
        yield Line("")
        yield Line(f"{one.operation} ({one.id})", "" if one.reached else "yellow")
        for label, text in zip(LABELS, _told(one), strict=True):
            if text:
                yield Line(f"  {label:<8} {text}")


def _told(one: OperationVerdict) -> tuple[str, ...]:
    made = {word: count for word, count in one.sent.items() if not word.startswith(PURPOSE)}
    wrong = {word.removeprefix(PURPOSE): count for word, count in one.sent.items() if word.startswith(PURPOSE)}
    statuses = {str(status or "no answer"): count for status, count in one.statuses.items()}
    return (
        f"{one.cases}: {_counted(made)}" if one.cases else "nothing",
        _counted(wrong),
        _counted(statuses),
        _counted(one.codes),
        ", ".join(map(str, one.unseen)) and f"{', '.join(map(str, one.unseen))} (documented, not provoked)",
    )


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{word} {count}" for word, count in counts.items())
