"""What a person sees of the judgements: one line a configuration, one column a profile."""

from collections import Counter
from collections.abc import Iterator, Sequence

from selftest.configurations.judging import Judgement

SHORT = {"conformant": "ok", "not conformant": "NOT", "incomplete": "open", "not applicable": "-"}
COUNTED = (
    ("pass", ""),
    ("fail", "f"),
    ("warning", "w"),
    ("error", "e"),
    ("not_testable", "t"),
    ("not_applicable", "n"),
)
LEGEND = "passed; f failed, w warnings, e errors, t not testable, n not applicable (requirements of all levels)"


def table(judgements: Sequence[Judgement]) -> Iterator[str]:
    profiles = list(dict.fromkeys(profile for one in judgements for profile in one.profiles))
    rows = [["configuration", *profiles, "seconds", ""]]
    rows += [
        [
            one.configuration.name,
            *(_cell(one, profile) for profile in profiles),
            f"{one.seconds:.1f}",
            "" if not one.wrong else f"{len(one.wrong)} wrong",
        ]
        for one in judgements
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
    yield LEGEND
    for one in judgements:
        for line in one.wrong:
            yield f"{one.configuration.name}: {line}"
    bad = sum(bool(one.wrong) for one in judgements)
    yield f"{len(judgements) - bad} of {len(judgements)} configurations without a deviation and with all they exist for"


def _cell(judgement: Judgement, profile: str) -> str:
    standing = judgement.profiles.get(profile)
    if standing is None:
        return "none"
    counts = judgement.counts.get(profile, Counter())
    counted = " ".join(f"{counts[name]}{mark}" for name, mark in COUNTED if counts[name] or not mark)
    return f"{SHORT.get(standing, standing)} {counted}"
