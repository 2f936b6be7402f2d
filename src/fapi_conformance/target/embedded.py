"""The reference implementation as a process of its own: started, asked where it listens, ended with its stdin."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fapi_conformance.target.child import Child

_COMMAND = ("-m", "fapi_reference", "--announce", "json", "--until-stdin-closes", "--port", "0", "--backend-port", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What the reference tells at its start. The ``secret_key`` is one of a process that lives as long as the run."""

    base_url: str
    backend_url: str
    secret_key: str
    publishable_key: str
    issuer: str
    pid: int

    def __repr__(self) -> str:
        return f"<reference at {self.base_url}, pid {self.pid}>"


class Embedded:
    """A running reference. ``stop`` ends it; so does the end of this process, however it comes about."""

    def __init__(self, child: Child, announcement: Announcement) -> None:
        self._child = child
        self.announcement = announcement

    @classmethod
    def start(cls, *, settings: Path | None = None, arguments: tuple[str, ...] = ()) -> "Embedded":
        """Start it on free ports; raises :class:`BadInput` with its last words where it does not come up."""
        command = (*_COMMAND, *(("--settings", str(settings)) if settings else ()), *arguments)
        child = Child.start("the embedded reference", command, tells=Announcement.__dataclass_fields__)
        return cls(child, Announcement(**child.told))

    def as_json(self) -> dict[str, Any]:
        """What others have to know who want to speak to it."""
        return asdict(self.announcement)

    def stop(self) -> None:
        """End it and wait for that; may be called twice."""
        self._child.stop()
