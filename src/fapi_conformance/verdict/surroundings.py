"""What a run was about and whom it judged, in words; and what of that is not the same of two runs."""

from collections.abc import Iterator, Mapping
from typing import Any

from fapi_conformance.verdict.environment import STATES

Run = Mapping[str, Any]
"""The member ``run`` of a results file."""
Differences = Iterator[tuple[str, str]]
"""What differs, and how."""


def part(run: Run) -> str:
    """``--area sign-in, shard 1 of 2``."""
    shard = "shard {} of {}".format(*run["shard"]) if run["shard"] else ""
    return ", ".join(filter(None, [run["selection"], shard])) or "everything"


def judged(run: Run) -> str:
    """Wherever an embedded reference is started it has another address, which says nothing."""
    target = run["target"]
    return "the embedded reference" if target["embedded"] else str(target["base_url"])


def surroundings(was: Run, now: Run) -> Differences:
    """What else than the target may be the cause of a change."""
    if was.get("revealed") or now.get("revealed"):
        yield "secrets", "not masked in these results: keep what is told here to yourself"
    if now["started"] < was["started"]:
        yield "order", "the file that was named second is of the earlier run"
    for which, run in (("the earlier run", was), ("the later run", now)):
        if not run["complete"]:
            yield which, f"not complete: {run['cause']}"
    yield from differing(*map(_plain, (was, now)))
    if not was["target"]["embedded"] or not now["target"]["embedded"]:  # its address is named in it
        yield from differing(*({"environment": run["target"]["environment"]} for run in (was, now)))
    states = ({name: STATES[one] for name, one in run["target"]["capabilities"].items()} for run in (was, now))
    yield from differing(*states, none="unknown")


def differing(was: Mapping[str, str], now: Mapping[str, str], *, none: str = "none") -> Differences:
    """``none``: what to call that which one of them does not have."""
    for name in dict.fromkeys([*now, *was]):
        before, after = was.get(name) or none, now.get(name) or none
        if before != after:
            yield name, f"{before} -> {after}"


def _plain(run: Run) -> Mapping[str, str]:
    return {
        "selection": part(run),
        "suite": run["suite_version"],
        "target": judged(run),
        "api version": run["target"]["api_version"],
        "means": ", ".join(run["target"]["means"]),
    }
