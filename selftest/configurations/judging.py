"""The whole suite against one configuration: what came out, and what is wrong with it."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from selftest.configurations.configuration import Configuration
from selftest.serving import PATIENCE, ROOT, WITHOUT
from selftest.warm import pytest_run

BY_CHANCE = "no course of events came to it"
"""The state machine takes its steps by chance: what it did not come to in one run it comes to in another."""
OF_A_LIMIT = "EXCHANGE.RETRY-AFTER"
"""Only a limit shows it, and the reference has none."""
NOT_ASKED = "not selected in this run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``profiles`` has the standing of each; ``counts`` its MUSTs by verdict. ``wrong`` is empty where all is well."""

    configuration: Configuration
    profiles: Mapping[str, str]
    counts: Mapping[str, Counter[str]]
    wrong: tuple[str, ...]
    seconds: float


def judge(configuration: Configuration, *, examples: int = 10, parts: Sequence[str] = ()) -> Judgement:
    """Start the reference with these settings and run everything against it, or these files and folders."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        results, said = Path(folder) / "results.json", Path(folder) / "said.txt"
        arguments = ["-q", *WITHOUT, "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml")]
        arguments += [f"--settings={configuration.file}", f"--results={results}", f"--examples={examples}"]
        status = pytest_run([*arguments, "--allow-production", *parts], said=said, folder=ROOT, seconds=PATIENCE)
        words = said.read_text()
        seconds = time.monotonic() - began
        told: Mapping[str, Any] = json.loads(results.read_text()) if results.exists() else {}
    if not told:
        return Judgement(
            configuration=configuration,
            profiles={},
            counts={},
            wrong=(f"there are no results: {_last_line(words)}",),
            seconds=seconds,
        )
    return Judgement(
        configuration=configuration,
        profiles={one["profile"]: one["verdict"] for one in told["profiles"]},
        counts=_counts(told),
        wrong=(*_accusations(told), *_unjudged(configuration, told), *_ended(status)),
        seconds=seconds,
    )


def _counts(told: Mapping[str, Any]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for one in told["requirements"]:
        found.setdefault(one["profile"], Counter())[one["verdict"]] += 1
    return found


def _accusations(told: Mapping[str, Any]) -> list[str]:
    """Every deviation found on a reference that has none, and every error of ours."""
    findings = [
        f"{one['level']} {one['name']}: expected {one['expected']}, got {one['got']}; {', '.join(one['tests'][:2])}"
        for one in told["findings"]
    ]
    errors = [f"error in {one['id']}: {one['reason']}" for one in told["requirements"] if one["verdict"] == "error"]
    return [*findings, *errors, *dict.fromkeys(f"our own request: {one}" for one in told["errors"])]


def _unjudged(configuration: Configuration, told: Mapping[str, Any]) -> list[str]:
    """What the configuration exists for and did not show; and what nobody could arrange a state for, by reason."""
    verdicts = {one["id"]: one["verdict"] for one in told["requirements"]}
    wrong = [
        f"it exists for {id_}, which is {verdicts.get(id_, 'unknown')}"
        for id_ in configuration.judges
        if verdicts.get(id_) != "pass"
    ]
    untold: dict[str, list[str]] = {}
    for one in told["requirements"]:
        patterns = (BY_CHANCE, OF_A_LIMIT, NOT_ASKED, *configuration.leaves)
        left = any(fnmatch(told_of, pattern) for pattern in patterns for told_of in (one["id"], one["reason"]))
        if one["verdict"] == "not_testable" and not left:
            untold.setdefault(one["reason"], []).append(one["id"])
    return wrong + [
        f"not testable: {', '.join(ids[:12])}{' …' * (len(ids) > 12)}: {why}" for why, ids in untold.items()
    ]


def _ended(status: int) -> list[str]:
    return [] if status == 0 else [f"it ended with exit status {status}"]


def _last_line(output: str) -> str:
    return next((line for line in reversed(output.splitlines()) if line.strip()), "it said nothing")
