"""Where the time of a whole run goes: ``python -m benchmarks.whole_run [--examples N]``.

One run in one process against the embedded reference, with clocks around its parts; then how long collecting takes, and
what two workers hold in memory. Shares are of that one run's time, so that they can be compared across machines.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from fapi_conformance.client.transport import Wire
from fapi_conformance.contract import generation
from fapi_conformance.plugin.observer import Observer
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.verdict.results import Results

ROOT = Path(__file__).resolve().parent.parent
MEMORY = "FAPI_BENCHMARK_MEMORY"
TICKS = os.sysconf("SC_CLK_TCK")

Function = Callable[..., Any]


class Clocks:
    """Seconds by part, each without what is counted for another part inside of it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.cases = 0
        self._inside: list[float] = []

    def around(self, part: str, function: Function) -> Function:
        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            began = self.enter()
            try:
                return function(*args, **kwargs)
            finally:
                self.leave(part, began)

        return timed

    def enter(self) -> float:
        self._inside.append(0.0)
        return time.perf_counter()

    def leave(self, part: str, began: float) -> None:
        took = time.perf_counter() - began
        self.spent[part] += took - self._inside.pop()
        if self._inside:
            self._inside[-1] += took

    def each(self, part: str, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """As ``around``, of a generator: only the time between its values."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Iterator[Any]:
            values = function(*args, **kwargs)
            while True:
                began = self.enter()
                try:
                    value = next(values, self)
                finally:
                    self.leave(part, began)
                if value is self:
                    return
                self.cases += 1
                yield value

        return timed


def clocked(clocks: Clocks) -> None:
    """Put clocks around the parts, before any test was imported."""
    fuzzing = generation.fuzzing

    def counted(*args: Any, visit: Function, **kwargs: Any) -> None:
        def told(given: Any) -> None:
            clocks.cases += 1
            visiting(given)

        visiting = clocks.around("the tests themselves", visit)
        fuzzing(*args, visit=told, **kwargs)

    generation.covering = clocks.each("generation", generation.covering)
    generation.fuzzing = clocks.around("generation", counted)
    Wire.send = clocks.around("waiting", Wire.send)  # type: ignore[method-assign]
    Observer.saw = clocks.around("judging", Observer.saw)  # type: ignore[method-assign]


class Watch:
    """A plugin of the one run: when its tests began and ended, and what the references used of the processor.

    Another reference may be started beside the one that is judged.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.reference = 0.0
        self.requests = 0
        self._pids: list[int] = []
        start = Embedded.start

        def noted(**wants: Any) -> Embedded:
            embedded = start(**wants)
            self._pids.append(embedded.announcement.pid)
            return embedded

        Embedded.start = noted  # type: ignore[method-assign]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Iterator[None]:
        began, before = time.perf_counter(), self._used()
        result = yield
        self.seconds = time.perf_counter() - began
        self.reference = self._used() - before
        return result

    def _used(self) -> float:
        return sum(map(processor, self._pids))

    def pytest_unconfigure(self, config: pytest.Config) -> None:
        controller = config.pluginmanager.get_plugin("conformance-controller")
        results: Results | None = getattr(controller, "results", None)
        self.requests = results.run.requests if results else 0


def processor(pid: int) -> float:
    """Seconds of the processor that a process has used; Linux alone tells."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS


def shares(examples: int) -> None:
    clocks, watch = Clocks(), Watch()
    clocked(clocks)
    os.chdir(ROOT)
    pytest.main(
        ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:warnings", "--examples", str(examples)],
        plugins=[watch],
    )
    spent = {
        "generation": clocks.spent["generation"],
        "transport": clocks.spent["waiting"] - watch.reference,
        "judging": clocks.spent["judging"],
        "reference": watch.reference,
    }
    spent["the rest"] = watch.seconds - sum(spent.values())
    print(
        f"\n{watch.requests} requests, {watch.requests / watch.seconds:.0f} a second; of them around generated cases:"
    )
    print(f"{clocks.cases} cases, {clocks.cases / watch.seconds:.0f} a second of the whole run")
    for part, seconds in spent.items():
        print(f"{part:12} {seconds:7.2f} s {100 * seconds / watch.seconds:5.1f} %")


def collecting() -> None:
    began = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    print(f"collecting, with the start of Python: {time.perf_counter() - began:.2f} s")


def memory() -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "2",
            "-p",
            "no:cacheprovider",
            "-p",
            "benchmarks.whole_run",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=os.environ | {MEMORY: folder})
        seconds = time.perf_counter() - began
        held = {file.name: int(file.read_text()) / 1024 for file in sorted(Path(folder).iterdir())}
    told = ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in held.items())
    print(f"the whole run by two workers: {seconds:.1f} s, exit status {done.returncode}; at most {told}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """As a plugin of workers: how much memory this process held at most."""
    if folder := os.environ.get(MEMORY):
        name = getattr(config, "workerinput", {}).get("workerid", "controller")
        (Path(folder) / name).write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def main() -> None:
    cli = argparse.ArgumentParser(prog="python -m benchmarks.whole_run", description=__doc__)
    cli.add_argument("--examples", type=int, default=10)
    shares(cli.parse_args().examples)
    collecting()
    memory()


if __name__ == "__main__":
    main()
