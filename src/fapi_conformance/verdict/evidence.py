"""The exchange that shows something, as plain text. Whoever makes one has masked every secret in it already."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One exchange.

    ``path``       without its query.
    ``operation``  as ``METHOD /path/{template}``; None outside of the contract.
    ``status``     None where no answer came.
    ``trace``      the target's own id of it.
    ``curl``       one line that repeats it.
    ``sent``, ``came``  the bodies, shortened.
    """

    method: str
    path: str
    status: int | None
    operation: str | None = None
    trace: str = ""
    curl: str = ""
    sent: str = ""
    came: str = ""

    @property
    def line(self) -> str:
        """``POST /v1/me -> 422  trace c0ffee``."""
        outcome = "no answer" if self.status is None else str(self.status)
        return f"{self.method} {self.path} -> {outcome}" + (f"  trace {self.trace}" if self.trace else "")

    @property
    def sheet(self) -> str:
        """All of it on a sheet of text of its own, the line that repeats it last."""
        parts = [self.line, f"sent\n{self.sent}" if self.sent else "", f"came\n{_spread(self.came)}", self.curl]
        return "\n\n".join(filter(None, parts)) + "\n"

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Self | None:
        return None if data is None else cls(**data)


def _spread(text: str) -> str:
    """JSON over several lines; whatever is none, or was cut, as it is."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
