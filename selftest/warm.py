"""Processes that begin with everything imported: a proof needs two for each fault, and half of its time was imports.

The fork server of the standard library imports once what a reference and a run of pytest need; each process is a fork
of it, with nothing of another one's in it.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["selftest.preloaded"])


def pytest_run(arguments: Sequence[str], *, said: Path, folder: Path, seconds: float) -> int:
    """The exit status of pytest in ``folder``; what it prints goes to ``said``. One that lasts longer is killed.

    Raises :class:`TimeoutError`.
    """
    run = _CONTEXT.Process(target=_pytest, args=(list(arguments), str(said), str(folder)))
    run.start()
    run.join(seconds)
    if run.is_alive():
        run.kill()
        run.join()
        raise TimeoutError(f"pytest did not end within {seconds:.0f} s")
    return run.exitcode or 0


def _pytest(arguments: list[str], said: str, folder: str) -> None:
    _output_to(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
    os.chdir(folder)
    os.environ |= {"NO_COLOR": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.argv = ["pytest", *arguments]
    import pytest

    raise SystemExit(int(pytest.main(arguments)))


@contextmanager
def reference_process(arguments: Sequence[str]) -> Iterator[str]:
    """A reference as long as the context lasts; the line in which it announces itself."""
    alive, held = _CONTEXT.Pipe(duplex=False)
    heard, saying = _CONTEXT.Pipe(duplex=False)
    server = _CONTEXT.Process(target=_reference, args=(list(arguments), alive, saying))
    server.start()
    alive.close()
    saying.close()
    try:
        with os.fdopen(os.dup(heard.fileno())) as announced:
            yield announced.readline()
    finally:
        held.close()
        heard.close()
        server.join()


def _reference(arguments: list[str], alive: Connection, saying: Connection) -> None:
    os.dup2(alive.fileno(), 0)
    os.dup2(saying.fileno(), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    alive.close()
    saying.close()
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    from fapi_reference.__main__ import main

    raise SystemExit(main(arguments))


def _output_to(file: int) -> None:
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", closefd=False)
