"""A worker's part of the run: what the controller found, taken over as it stands."""

from pathlib import Path
from typing import Any

from fapi_conformance.plugin.access import Access
from fapi_conformance.plugin.options import Options
from fapi_conformance.plugin.run import Run


class Worker:
    """``handed`` is what the controller put into the worker's input."""

    def __init__(self, handed: dict[str, Any]) -> None:
        self.access = Access.from_json(handed["access"])
        self._handed = handed

    def run(self, options: Options) -> Run:
        """The same run in this process: nothing is asked of the target again."""
        run = Run(options, seed=self._handed["seed"], contract=self._handed["contract"])
        run.observe()
        if folder := self._handed["recordings"]:
            run.record(Path(folder))
        run.open(self.access)
        return run
