"""Keeps two runs from writing one file: the later one is told so before it starts, and not after an hour."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
"""What file systems say that know none."""


@contextmanager
def reserved(file: Path) -> Iterator[None]:
    """While the context lasts, nobody else has the file reserved. Raises OSError, whose ``strerror`` is the reason.

    A lock beside it tells; it ends with this process, however that comes about.
    """
    if fcntl is None or (file.exists() and not file.is_file()):  # nobody minds who else writes to a pipe
        yield
        return
    place = file.resolve()
    lock = place.with_name(f".{place.name}.lock")
    held = _held(lock)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(held)


def _held(lock: Path) -> int:
    """The open file that holds it."""
    while True:
        held = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            raise OSError(errno.EBUSY, "another run is about to write it", str(lock)) from None
        except OSError as problem:
            if problem.errno not in _WITHOUT_LOCKS:
                os.close(held)
                raise
        if _is(held, lock):
            return held
        os.close(held)  # whoever had it took it away meanwhile


def _is(held: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(held), lock.stat())
    except FileNotFoundError:
        return False
