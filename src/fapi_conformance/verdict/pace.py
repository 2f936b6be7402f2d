"""How long operations took, from one run to another. Machines differ from night to night: what counts is how much later
one operation answers than the others.
"""

from collections.abc import Iterable, Iterator, Mapping
from statistics import median
from typing import Any

SLOWER = 2.0
"""Times as long on average as the others would let one expect."""
NOTICED = 0.1
"""Seconds on average by which an answer has to be later. With half of it, two runs of the same reference on a machine
with eight times the work it has cores for told of three operations out of 150; with this, of none.
"""
ENOUGH = 10
"""Answers of which an average says something."""
SEVERAL = 5
"""Operations from which on the pace of all can be told from that of one."""

Item = Mapping[str, Any]


def late(operations: Iterable[tuple[Item, Item]]) -> Iterator[tuple[str, str]]:
    """Each that answers later than the others let one expect, and how much; before them all together, where they do."""
    both = [(was, now) for was, now in operations if min(was["cases"], now["cases"]) >= ENOUGH and was["seconds"]]
    averages = {was["operation"]: (_average(was), _average(now)) for was, now in both}
    pace = median(now / was for was, now in averages.values()) if len(averages) >= SEVERAL else 1.0
    if pace > SLOWER:
        yield "all operations", f"{pace:.1f} times as long: the target, or a machine that had more to do"
    pace = max(pace, 1.0)  # where all the others have become faster, one that has not is not slower
    for operation, (was, now) in averages.items():
        if now > SLOWER * pace * was and now - pace * was > NOTICED:
            others = f", where others took {pace:.1f} times as long" if pace > SLOWER else ""
            yield operation, f"{was * 1000:.0f} ms on average, now {now * 1000:.0f} ms{others}"


def _average(operation: Item) -> float:
    return float(operation["seconds"] / operation["cases"])
