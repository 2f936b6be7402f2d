"""Listening: two sockets, one event loop, one process."""

import asyncio
import contextlib
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

BACKLOG = 2_048


class CannotListen(Exception):
    """The port is taken or not ours to take."""


def bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotListen(f"cannot listen on {host}:{port}: {reason}") from None
    return listener


def address(listener: socket.socket, host: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


class Listener(uvicorn.Server):
    """A uvicorn server that leaves the signals to us: there are two of them in one process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listener(application: ASGIApp) -> Listener:
    return Listener(
        uvicorn.Config(
            application,
            http="httptools",
            ws="none",
            lifespan="off",
            access_log=False,
            log_level="critical",
            server_header=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=60,  # seconds: on a machine under load five go by while somebody is about to ask again
        )
    )


def run(pairs: list[tuple[ASGIApp, socket.socket]], announce: Callable[[], None], *, until_stdin_closes: bool) -> None:
    """Serve until told to stop: a signal, or the end of standard input."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(pairs, announce, until_stdin_closes=until_stdin_closes))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # Windows has none
        return None
    return uvloop.new_event_loop


async def _serve(
    pairs: list[tuple[ASGIApp, socket.socket]], announce: Callable[[], None], *, until_stdin_closes: bool
) -> None:
    loop = asyncio.get_running_loop()
    listeners = [(listener(application), opened) for application, opened in pairs]

    def stop() -> None:
        for server, _ in listeners:
            server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C still ends the loop
            loop.add_signal_handler(number, stop)
    if until_stdin_closes:
        _watch_stdin(lambda: loop.call_soon_threadsafe(stop))
    announce()  # who calls now is served: the sockets listen already
    await asyncio.gather(*(server.serve(sockets=[opened]) for server, opened in listeners))


def _watch_stdin(ended: Callable[[], object]) -> None:
    """A thread, because standard input may be anything: a pipe, a file, a terminal."""

    def wait() -> None:
        with contextlib.suppress(OSError, ValueError):
            while sys.stdin.buffer.read(4_096):
                pass
        with contextlib.suppress(RuntimeError):  # the loop has ended before
            ended()

    threading.Thread(target=wait, name="stdin", daemon=True).start()
