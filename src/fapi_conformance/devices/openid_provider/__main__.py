"""The provider's process: ``python -m fapi_conformance.devices.openid_provider``.

It says in one JSON line where it listens, and ends with its standard input, so that it outlives no run.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn

KEY = "FAPI_CONFORMANCE_PROVIDER_KEY"
"""The environment variable that brings the suite's key: a command line can be read by everybody."""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m fapi_conformance.devices.openid_provider")
    arguments.add_argument("--port", type=int, default=0, help="port on loopback (default: any free one)")
    arguments.add_argument("--issuer", default="", help="its address as others know it, if that is another")
    options = arguments.parse_args()
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # what authlib calls plain HTTP: it is on loopback
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the run, which still needs it while it tidies
    import uvicorn

    from fapi_conformance.devices.openid_provider.app import Addresses
    from fapi_conformance.devices.openid_provider.grants import Provider

    try:
        listening = socket.create_server(("127.0.0.1", options.port), backlog=256)
    except OSError as problem:
        print(f"openid provider: cannot listen on port {options.port}: {problem.strerror}", file=sys.stderr)
        return 2
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    key = os.environ.get(KEY) or secrets.token_urlsafe(24)
    application = Addresses(Provider((options.issuer or address).rstrip("/")), key).application()
    configured = uvicorn.Config(
        application, ws="none", lifespan="off", access_log=False, log_level="critical", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(configured)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    threading.Thread(target=_wait, args=(server,), daemon=True).start()
    print(json.dumps({"issuer": options.issuer or address, "address": address}), flush=True)
    asyncio.run(server.serve(sockets=[listening]))
    return 0


def _wait(server: "uvicorn.Server") -> None:
    while sys.stdin.buffer.read(4096):
        pass
    server.should_exit = True


if __name__ == "__main__":
    sys.exit(main())
