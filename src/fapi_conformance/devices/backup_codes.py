"""Backup codes on paper: crossed out one after the other."""

from collections.abc import Sequence

from fapi_conformance.errors import NotTestable


class BackupCodes:
    def __init__(self, codes: Sequence[str]) -> None:
        self._left = list(codes)

    def __repr__(self) -> str:
        return f"<BackupCodes, {len(self._left)} left>"  # never the codes

    def __len__(self) -> int:
        return len(self._left)

    def take(self) -> str:
        """The next code, crossed out. Raises NotTestable where none is left."""
        if not self._left:
            raise NotTestable("no backup code is left")
        return self._left.pop()
