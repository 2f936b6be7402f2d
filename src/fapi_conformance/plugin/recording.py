"""The masked exchanges of a whole run as one HAR file: each process writes its own lines, the controller joins them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from fapi_conformance.client import har
from fapi_conformance.client.exchange import Exchange
from fapi_conformance.plugin.journey import Journey

SUFFIX = ".entries"


class Recording:
    """Listens to the recorder. ``problem`` says why nothing more is written; a run goes on without."""

    def __init__(self, folder: Path) -> None:
        self.problem = ""
        self._file: TextIO | None = None
        self._place = folder / f"{os.getpid()}{SUFFIX}"

    def saw(self, exchange: Exchange) -> None:
        if self.problem:
            return
        journey = Journey.current
        entry = har.entry(exchange, test=journey.test if journey else "", purpose=journey.ahead if journey else "")
        try:
            # Line by line: what a process sent before it was killed is what its reader wants to see.
            self._file = self._file or self._place.open("a", encoding="utf-8", buffering=1)
            self._file.write(json.dumps(entry, separators=(",", ":")) + "\n")
        except OSError as error:
            self.problem = error.strerror or str(error)

    def close(self) -> None:
        """Everything seen so far is on the disk; may be called twice."""
        if self._file is None:
            return
        try:
            self._file.close()
        except OSError as error:
            self.problem = error.strerror or str(error)
        self._file = None


def join(folder: Path, *, creator: str, comment: str = "") -> Iterator[str]:
    """The text of the HAR file in pieces. Of a process that was killed, whatever it had written whole."""
    head, tail = json.dumps(har.document([], creator=creator, comment=comment)).rsplit("[]", 1)
    yield f"{head}["
    between = "\n"
    for part in sorted(folder.glob(f"*{SUFFIX}")):
        with part.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("}\n"):
                    yield between + line.removesuffix("\n")
                    between = ",\n"
    yield f"\n]{tail}\n"
