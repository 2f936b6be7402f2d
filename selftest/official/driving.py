"""Starts what a run needs, hands Node the job, and takes back one line a step."""

import json
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fapi_conformance.devices.openid_provider.device import OpenidProvider
from fapi_conformance.devices.openid_provider.running import Process, Running
from fapi_conformance.target.backend_api import BackendApi
from fapi_conformance.target.embedded import Embedded
from selftest.official import ready
from selftest.official.certificate import self_made
from selftest.official.topologies import Topology

STRATEGY = "oauth_custom_conformance"
"""The connection that the journeys go by."""
PATIENCE = 480.0
"""Seconds after which a run that hangs is ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    topology: str
    journey: str
    step: str
    ok: bool
    why: str
    milliseconds: int


class Broken(Exception):
    """The driver itself came to grief; the message has its last words."""


def drive(
    topologies: Sequence[Topology],
    *,
    faults: Sequence[str] = (),
    liberties: Sequence[str] = (),
    journeys: Sequence[str] | None = None,
    stop: bool = False,
) -> Iterator[Step]:
    """Every step as it is done; with ``stop`` none after a journey that failed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        taken = [("--fault", one) for one in faults] + [("--liberty", one) for one in liberties]
        arguments = tuple(word for pair in taken for word in pair)

        provider = Process.start()
        stack.callback(provider.stop)

        def start(topology: Topology) -> dict[str, Any]:
            settings = folder / f"{topology.page_host}.toml"
            settings.write_text(topology.settings)
            reference = Embedded.start(settings=settings, arguments=arguments)
            stack.callback(reference.stop)
            connect(reference, provider.running)
            return described(topology, reference) | {"provider": provider.running.address}

        with ThreadPoolExecutor() as pool:
            started = list(pool.map(start, topologies))
        hosts = [host for one in topologies for host in (one.page_host, one.api_host) if host]
        job = {"chromium": ready.browser(), "certificate": self_made(hosts), "topologies": started} | {
            "only": journeys,
            "stop": stop,
        }
        yield from _steps(job)


def connect(reference: Embedded, running: Running) -> None:
    """Point the reference's connection to accounts elsewhere at the provider."""
    told = reference.announcement
    means = BackendApi(told.secret_key, url=told.backend_url)
    registration = {"issuer": running.issuer, "client_id": running.client_id, "client_secret": running.client_secret}
    made = means.provide("openid_provider", strategy=STRATEGY, **registration)
    means.close()
    provider = OpenidProvider(running, strategy=STRATEGY, redirect_uri=str(made["redirect_uri"]))
    provider.register()
    provider.close()


def described(topology: Topology, reference: Embedded) -> dict[str, Any]:
    """The topology together with what its reference announced."""
    told = reference.announcement
    return asdict(topology) | {
        "proxy_url": topology.proxy_url.format(upstream=told.base_url),
        "upstream": told.base_url,
        "backend_url": told.backend_url,
        "secret_key": told.secret_key,
        "publishable_key": told.publishable_key,
        "issuer": told.issuer,
    }


def _steps(job: dict[str, Any]) -> Iterator[Step]:
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            ["node", str(ready.HERE / "drive.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as node,
    ):
        assert node.stdin is not None
        assert node.stdout is not None
        watch = threading.Timer(PATIENCE, node.kill)
        watch.start()
        try:
            node.stdin.write(json.dumps(job))
            node.stdin.close()
            for line in node.stdout:
                yield Step(**json.loads(line))
        finally:
            watch.cancel()
        if node.wait() != 0:
            complaints.seek(0)
            raise Broken(f"the driver ended with {node.returncode}: {complaints.read()[-2000:].strip()}")
