"""What was seen so far, one line of JSON each, so that a later sitting goes on from there."""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from selftest.peer.noticing import Noticed, Ours
from selftest.peer.seeing import Accusation, Seen


class OtherCircumstances(Exception):
    """The file is of another schema, another version of the peer, or other options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRun:
    """One run, against these faults at once: what it cost, and what was new."""

    faults: tuple[str, ...]
    cases: int
    seconds: float
    new: tuple[Accusation, ...]


class Kept:
    """Everything that was seen, in memory and, with a ``file``, there too. ``told`` are the circumstances."""

    def __init__(self, file: Path | None, told: Mapping[str, Any]) -> None:
        self.clean_peer: dict[str, list[Seen]] = {"": []}
        self.clean_ours: list[Seen] = []
        self.peer: dict[str, Noticed] = {}
        self.ours: dict[str, Ours] = {}
        self.peer_runs: list[PeerRun] = []
        self._file = file
        self._alone = threading.Lock()
        if file is not None and file.exists():
            self._read(file, told)
        else:
            self._write(circumstances=told)

    def clean_by_peer(self, seen: Seen, *, settings: str) -> None:
        self.clean_peer.setdefault(settings, []).append(seen)
        self._write(clean="peer", settings=settings, seen=_plain(seen))

    def clean_by_ours(self, seen: Seen) -> None:
        self.clean_ours.append(seen)
        self._write(clean="ours", seen=_plain(seen))

    def ran(self, run: PeerRun) -> None:
        self.peer_runs.append(run)
        self._write(run=asdict(run))

    def noticed_by_peer(self, noticed: Mapping[str, Noticed]) -> None:
        self.peer.update(noticed)
        self._write(peer=dict(noticed))

    def noticed_by_ours(self, fault: str, seen: Ours) -> None:
        self.ours[fault] = seen
        self._write(fault=fault, ours=asdict(seen))

    def _write(self, **line: Any) -> None:
        if self._file is not None:
            with self._alone, self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    def _read(self, file: Path, told: Mapping[str, Any]) -> None:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        before = lines[0].get("circumstances") if lines else None
        if before != dict(told):
            raise OtherCircumstances(f"{file} was made with {before}, and this is {dict(told)}: name a new file")
        for line in lines[1:]:
            if line.get("clean") == "peer":
                self.clean_peer.setdefault(line["settings"], []).append(_seen(line["seen"]))
            elif "clean" in line:
                self.clean_ours.append(_seen(line["seen"]))
            elif "run" in line:
                self.peer_runs.append(_run(line["run"]))
            elif "peer" in line:
                self.peer.update(line["peer"])
            elif "ours" in line:
                self.ours[line["fault"]] = Ours(**line["ours"])


def _run(plain: Mapping[str, Any]) -> PeerRun:
    new = tuple((check, operation) for check, operation in plain["new"])
    return PeerRun(**{**plain, "faults": tuple(plain["faults"]), "new": new})


def _plain(seen: Seen) -> Mapping[str, Any]:
    return {**asdict(seen), "reached": sorted(seen.reached), "accusations": sorted(map(list, seen.accusations))}


def _seen(plain: Mapping[str, Any]) -> Seen:
    accusations: Sequence[Sequence[str]] = plain["accusations"]
    return Seen(
        cases=plain["cases"],
        seconds=plain["seconds"],
        reached=frozenset(plain["reached"]),
        accusations=frozenset((check, operation) for check, operation in accusations),
    )
