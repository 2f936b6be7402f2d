"""What reports cost: ``python -m benchmarks.reports RESULTS.json [--har RUN.har]``.

Writes every report of a run that has been, from its results file: seconds by the clock and of the processor (the best
of several), the size of the file and what the process holds in memory at most. Then the same of that run as if it had
been red: with as many deviations as 25 faults at once bring. ``--har`` takes the recording of the run apart and joins
it again, as a run does at its end.
"""

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from fapi_conformance.plugin.places import REPORTS, TEMPLATES
from fapi_conformance.plugin.recording import SUFFIX, join
from fapi_conformance.verdict.baseline import written
from fapi_conformance.verdict.markdown import markdown
from fapi_conformance.verdict.merging import merged
from fapi_conformance.verdict.page import render
from fapi_conformance.verdict.reading import Told, read
from fapi_conformance.verdict.results import Results
from fapi_conformance.verdict.writing import as_json, text_of, write_pieces, write_text

ROUNDS = 3
WORKERS = 2
BROKEN = 300
"""Requirements: 25 faults at once break about as many."""
MET_BY = 40
"""Tests that meet a deviation."""


def measured(what: str, file: Path, write: Callable[[Path], None]) -> None:
    clock, processor = map(min, zip(*(_seconds(write, file) for _ in range(ROUNDS)), strict=True))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = file.stat().st_size / 1e6
    print(
        f"  {what:10} {clock:6.2f} s, {processor:5.2f} s of the processor {size:8.2f} MB  at most {held:5.0f} MB held"
    )


def _seconds(write: Callable[[Path], None], file: Path) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    write(file)
    return time.perf_counter() - clock, time.process_time() - processor


def reports(results: Results, folder: Path) -> None:
    """As a run writes them, each from the results alone."""
    measured("results", folder / "results.json", lambda file: write_text(file, text_of(as_json(results))))
    measured("html", folder / "page.html", lambda file: write_text(file, render(as_json(results), TEMPLATES)))
    measured("markdown", folder / "page.md", lambda file: write_text(file, markdown(as_json(results))))
    known = written(results.findings, results.baseline, "a benchmark")
    measured("baseline", folder / "known.toml", lambda file: write_text(file, known))


def reddened(told: Told) -> Told:
    """The same run, in which the first MUSTs that passed are broken, in many tests each and with much to show."""
    evidence = {
        "method": "POST", "path": "/v1/client/sign_ins", "status": 200, "operation": "POST /v1/client/sign_ins",
        "trace": "0" * 32, "curl": "curl -sS -i -X POST https://fapi.example/v1/client/sign_ins " + "-d a=b " * 20,
        "sent": "a=b\n" * 20, "came": json.dumps({"response": {f"member_{n}": "value" * 5 for n in range(100)}}),
    }  # fmt: skip
    passed = (one["id"] for one in told["requirements"] if (one["level"], one["verdict"]) == ("MUST", "pass"))
    met = dict.fromkeys(islice(passed, BROKEN), 0)
    return {**told, "steps": list(_steps(told, met, evidence))}


def _steps(told: Told, met: dict[str, int], evidence: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for step in told["steps"]:
        if step["requirement"] in met and met[step["requirement"]] < MET_BY:
            met[step["requirement"]] += 1
            shown = {"location": "$.response.status", "expected": '"complete"', "got": '"needs_first_factor"'}
            yield {**step, "outcome": "fail", **shown, "evidence": evidence}
        else:
            yield step


def recording(har: Path, folder: Path) -> None:
    """The join at the end of a run, of the lines that each of its processes has written."""
    entries = json.loads(har.read_bytes())["log"]["entries"]
    for worker in range(WORKERS):
        lines = (json.dumps(entry) + "\n" for entry in entries[worker::WORKERS])
        (folder / f"{worker}{SUFFIX}").write_text("".join(lines))
    print(f"{len(entries)} exchanges (what is held is held by the benchmark itself)")
    del entries
    measured("har", folder / "run.har", lambda file: write_pieces(file, join(folder, creator="1")))


def main() -> None:
    cli = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    cli.add_argument("results", type=Path, metavar="RESULTS.json")
    cli.add_argument("--har", type=Path, metavar="RUN.har")
    asked = cli.parse_args()
    told = read(asked.results, REPORTS / "results.schema.json")
    for kind, one in (("as it was", told), ("red", reddened(told))):
        began = time.perf_counter()
        results = merged([(str(asked.results), one)])
        print(
            f"{kind}: {len(results.requirements)} requirements, {len(results.steps)} steps, "
            f"{len(results.findings)} findings, reckoned in {time.perf_counter() - began:.2f} s"
        )
        with tempfile.TemporaryDirectory() as folder:
            reports(results, Path(folder))
    if asked.har:
        with tempfile.TemporaryDirectory() as folder:
            recording(asked.har, Path(folder))


if __name__ == "__main__":
    main()
